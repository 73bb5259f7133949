import { type Command, InvalidArgumentError } from 'commander';
import type { LaunchOptions } from '../../server/index.ts';
import { DAY, formatDuration, parseDuration } from '../clock/index.ts';

type Settings = NonNullable<LaunchOptions['conditions']>;
type Throttling = NonNullable<Settings['throttling']>;
type LagSetting = NonNullable<Settings['lag']>;

/** What the service is to do to requests beyond their meaning, as it stands on the command line. */
export interface ConditionFlags {
  readonly strict: boolean;
  readonly throttle: Throttling;
  readonly lag: LagSetting;
  readonly multiAdminApproval: boolean;
}

export function addConditionFlags(command: Command): void {
  command
    .option(
      '--strict',
      'refuse what the service ignores without a word: options, headers and filters without effect',
      false,
    )
    .option(
      '--throttle [profile]',
      "count requests against the service's limits: documented, or tight (a twentieth of them)",
      throttling,
      'off',
    )
    .option(
      '--lag [duration]',
      'let reads see changes later: as usual, or after a duration such as PT10S',
      lag,
      'off',
    )
    .option(
      '--multi-admin-approval',
      "let the tenant's access policies hold: what they protect needs a second administrator's approval",
      false,
    );
}

export function conditionsOf({ strict, throttle, multiAdminApproval, lag }: ConditionFlags): Settings {
  return {
    strict,
    // An option without its value.
    throttling: (throttle as unknown) === true ? 'documented' : throttle,
    multiAdminApproval,
    lag: (lag as unknown) === true ? 'usual' : lag,
  };
}

function throttling(text: string): Throttling {
  if (text === 'documented' || text === 'tight' || text === 'off') return text;
  throw new InvalidArgumentError("It is 'documented', 'tight' or 'off'.");
}

/** Advanced queries of the directory lag twice as long. */
function lag(text: string): LagSetting {
  if (text === 'usual' || text === 'off') return text;
  const span = parseDuration(text);
  if (span === undefined || span > DAY)
    throw new InvalidArgumentError("It is 'usual', 'off', or an ISO 8601 duration such as PT10S.");
  return { directory: text, intune: text, eventual: formatDuration(2 * span) };
}
