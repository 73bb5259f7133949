import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_SEED } from '../tenant/index.ts';
import { type AssumptionFlags, addAssumptionFlag } from './assumption-flags.ts';
import { collectTarget, REPORTER_HELP, type Target } from './reporter-flag.ts';
import { integer } from './seed-flag.ts';

export interface RunFlags extends AssumptionFlags {
  readonly reporter: readonly Target[];
  readonly seed: number;
  readonly grep?: string;
  readonly tag: readonly string[];
  readonly shard?: Shard;
  readonly workers?: number;
  readonly strict?: boolean;
  readonly watch?: boolean;
  readonly param: Readonly<Record<string, string>>;
  readonly update?: boolean;
  readonly repeat?: number;
  /** True: at the first. */
  readonly bail?: number | true;
  readonly timeout: number;
}

/** How long a function of a scenario may take, in seconds of real time, where nobody says. */
const FUNCTION_TIMEOUT = 30;

/** A part of all scenarios, from 1 to `of`. */
interface Shard {
  readonly part: number;
  readonly of: number;
}

export function configure(command: Command): void {
  command
    .argument('[path...]', 'scenario files (YAML or TypeScript), or folders of them', ['scenarios'])
    .option('--reporter <name[=file]>', REPORTER_HELP, collectTarget, [])
    .option('--seed <number>', 'same seed, same bytes', integer, DEFAULT_SEED)
    .option('--grep <text>', 'only scenarios whose name holds this text')
    .option(
      '--tag <name>',
      'only scenarios with this tag; may be repeated, for one of them',
      (value: string, previous: readonly string[]) => [...previous, value],
      [],
    )
    .option('--shard <i/n>', 'only the i-th of n parts; merge-reports puts their reports together', shard)
    .option('--workers <number>', 'how many threads play (default: as many as are worth it)', workers)
    .option(
      '--strict',
      'refuse what the service ignores without a word, where a scenario says nothing about it',
    )
    .option(
      '--param <name=value>',
      'a value for a parameter of the scenarios; may be repeated',
      parameter,
      {},
    )
    .option('--update', 'write the golden traces of the scenarios that have them, instead of comparing')
    .option(
      '--repeat <number>',
      'play each so often; one that differs from itself is an error (default: 2 with functions in TypeScript, else 1)',
      repeat,
    )
    .option(
      '--bail [count]',
      'stop when so many scenarios have not passed, and report what was played (1 if left out)',
      bail,
    )
    .option(
      '--timeout <seconds>',
      'how long a function of a scenario in TypeScript may take',
      timeout,
      FUNCTION_TIMEOUT,
    )
    .addOption(new Option('--retries <number>').argParser(retries).hideHelp())
    .option('--watch', 'play again when a file changes, until you stop it')
    .action(async (paths: string[], flags: RunFlags) => {
      // Help, and a mistake in the flags, need nothing of it.
      const { run } = await import('./run/run.ts');
      await run(paths, flags);
    });
  addAssumptionFlag(command);
}

function shard(text: string): Shard {
  const [, part, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  if (part === undefined || of === undefined || Number(part) < 1 || Number(part) > Number(of))
    throw new InvalidArgumentError('It looks like 2/3: the second of three parts.');
  return { part: Number(part), of: Number(of) };
}

function parameter(
  text: string,
  previous: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const [, name, value] = /^([A-Za-z][\w-]*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('It looks like name=value.');
  return { ...previous, [name]: value };
}

function repeat(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('It is a number from 1 to 99.');
  return Number(text);
}

function bail(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new InvalidArgumentError(
      `It is a number from 1 to 999999. Paths stand before it, or after --: tenantless run --bail -- ${text}.`,
    );
  return Number(text);
}

function timeout(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text))
    throw new InvalidArgumentError('It is a number of seconds, from 1 to 99999.');
  return Number(text);
}

/** Other runners have them, and scripts give them. */
function retries(text: string): number {
  if (text === '0') return 0;
  throw new InvalidArgumentError(
    'There are none: the same scenario and seed give the same run, so what fails fails again. --repeat shows whether a run differs from itself.',
  );
}

function workers(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('It is a number from 1 to 999.');
  return Number(text);
}
