import { toIso } from '../clock/index.ts';
import {
  type ComplianceResult,
  ERROR_TOLERANCE,
  type SettingResult,
} from '../intune/compliance/compliance.ts';
import { complianceOf } from './check-in.ts';
import { type ActionTaken, actionSentence, actionsTakenFor } from './noncompliance.ts';
import type { Scene } from './scene.ts';

/** How a device stands by one setting of a compliance policy. */
export interface ExplainedSetting {
  /** The policy's name; absent: built in. */
  readonly policy?: string;
  readonly setting: string;
  readonly title: string;
  readonly state: 'compliant' | 'nonCompliant' | 'unknown' | 'error';
  /** What the policy asks for. */
  readonly expected: string;
  /** What the device reports. */
  readonly actual: string;
  /** `remediated`: iOS itself enforces the setting; `quarantined`: it doesn't, and conditional access keeps the device out. */
  readonly class: 'remediated' | 'quarantined';
  /** Why it fails or is unknown. */
  readonly reason?: string;
  /** Of a policy that the device fails: until when it counts as in its grace period. */
  readonly graceEnds?: string;
}

/** What Intune did because the device did not comply. */
export interface ExplainedAction extends ActionTaken {
  /** The same in words. */
  readonly sentence: string;
}

export interface ExplainedCompliance {
  readonly is: boolean;
  /** The device has changed since Intune heard of it, and would be judged otherwise now. */
  readonly outdated?: true;
  readonly state: string;
  readonly why: string;
  readonly failing: readonly {
    readonly setting: string;
    readonly reason?: string;
    readonly userAction?: string;
    readonly userFixable: boolean;
  }[];
  /** Every setting that the device is judged by, in the order of the policies; what is built in comes last. */
  readonly settings: readonly ExplainedSetting[];
  /** What was done for it so far, and what could not be, in order. */
  readonly actions: readonly ExplainedAction[];
}

export function explainCompliance(scene: Scene): ExplainedCompliance {
  const managed = scene.managedDevice();
  if (!managed) {
    const why = 'Intune does not know the device';
    return { is: false, state: 'unknown', why, failing: [], settings: [], actions: [] };
  }
  const { failing, policies, builtIn, state: now } = complianceOf(scene) as ComplianceResult;
  const state = managed.complianceState;
  const found =
    failing.length > 0
      ? failing.map(({ reason, title }) => reason ?? title).join(' ')
      : managed.$markedNoncompliant
        ? 'an administrator has marked it as noncompliant'
        : whyNothingFails(state, policies);
  const why = now === state ? found : `${unheard(scene)}: ${found}`;
  return {
    is: state === 'compliant' || state === 'inGracePeriod',
    ...(now !== state && { outdated: true as const }),
    state,
    why,
    failing: failing.map(({ title, reason, userAction, userFixable }) => ({
      setting: title,
      ...(reason !== undefined && { reason }),
      ...(userAction !== undefined && { userAction }),
      userFixable: userFixable === true,
    })),
    settings: [
      ...policies.flatMap(({ policy, state, graceEnds, settings }) => {
        const ends = state === 'inGracePeriod' ? graceEnds : undefined;
        return settings.map((each) => explainSetting(each, policy.displayName, ends));
      }),
      ...builtIn.map((each) => explainSetting(each, undefined, undefined)),
    ],
    actions: actionsTakenFor(scene).map((taken) => ({ ...taken, sentence: actionSentence(taken) })),
  };
}

/** Of a device that is no longer as Intune knows it. */
function unheard({ state: { nextCheckIn } }: Scene): string {
  const when = nextCheckIn === undefined ? '' : ` (${toIso(nextCheckIn)})`;
  return `Intune has not heard yet how the device is now, and will at the next check-in${when}`;
}

/** What the policies come to of which no setting has failed: those that are met, and those that nobody can tell about. */
function whyNothingFails(state: string, policies: ComplianceResult['policies']): string {
  const named = (of: string) =>
    policies.flatMap(({ policy, state: is }) => (is === of ? [`"${policy.displayName}"`] : [])).join(' and ');
  const met = named('compliant');
  const since = policies.flatMap(({ errorSince }) => errorSince ?? []);
  const parts = [
    ...(met === '' || state === 'unknown' ? [] : [`it meets ${met}`]),
    ...(since.length === 0
      ? []
      : [
          `for an error of ${named('error')} it keeps its state until ${toIso(Math.min(...since) + ERROR_TOLERANCE)}`,
        ]),
    ...(named('unknown') === '' ? [] : [`it has said nothing that ${named('unknown')} asks about`]),
  ];
  if (parts.length > 0) return parts.join('; ');
  return state === 'unknown'
    ? 'it has not been judged'
    : 'no compliance policy applies, and the tenant calls such devices compliant';
}

function explainSetting(
  { setting, title, state, expected, actual, reason, class: enforcement }: SettingResult,
  policy: string | undefined,
  graceEnds: number | undefined,
): ExplainedSetting {
  return {
    ...(policy !== undefined && { policy }),
    setting,
    title,
    state,
    expected,
    actual,
    class: enforcement,
    ...(reason !== undefined && { reason }),
    ...(state === 'nonCompliant' && graceEnds !== undefined && { graceEnds: toIso(graceEnds) }),
  };
}
