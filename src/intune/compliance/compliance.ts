import { DAY, HOUR } from '../../clock/index.ts';
import type { Policy } from '../../tenant/index.ts';
import type { DeviceFacts } from '../device-facts.ts';
import { type BuiltInContext, evaluateBuiltIn } from './built-in.ts';
import { judgeSettings } from './policy.ts';

type SettingState = 'unknown' | 'compliant' | 'nonCompliant' | 'error';

/**
 * For how long a setting in Error leaves a device's state as it was, in milliseconds; then it counts as failed.
 * Source: Monitor results of your device compliance policies, "up to seven days".
 */
export const ERROR_TOLERANCE = 7 * DAY;

/** How a policy stands on a device; Graph's `complianceStatus`, and the grace period that only the device state shows. */
export type PolicyState =
  | 'unknown'
  | 'notApplicable'
  | 'compliant'
  | 'inGracePeriod'
  | 'nonCompliant'
  | 'error';

/** `managedDevice.complianceState`, as far as an iPhone or iPad gets there: one in Error keeps its state. */
export type DeviceState = 'unknown' | 'compliant' | 'inGracePeriod' | 'noncompliant';

export interface SettingResult {
  /** The policy's id; absent for what is built in. */
  readonly policy?: string;
  /** The property of the policy: `osMinimumVersion`. */
  readonly setting: string;
  readonly title: string;
  readonly state: SettingState;
  readonly expected: string;
  readonly actual: string;
  /** Why it fails or is unknown; for the person. */
  readonly reason?: string | undefined;
  /** What the person can do. */
  readonly userAction?: string | undefined;
  /** Of a failing setting: whether the person can repair it on the device. */
  readonly userFixable?: boolean | undefined;
  /** Whether the operating system enforces it, or conditional access keeps the device out. */
  readonly class: 'remediated' | 'quarantined';
}

export interface PolicyResult {
  readonly policy: Policy;
  readonly state: PolicyState;
  /** Milliseconds since the epoch; only while or after it fails. */
  readonly noncompliantSince?: number;
  readonly graceEnds?: number;
  /** Since when settings of it are in Error and none fails; milliseconds since the epoch. */
  readonly errorSince?: number;
  readonly settings: readonly SettingResult[];
}

export interface ComplianceResult {
  readonly state: DeviceState;
  readonly policies: readonly PolicyResult[];
  /** Whether a policy applies, the device keeps in touch, and its user exists. */
  readonly builtIn: readonly SettingResult[];
  /** All settings that fail, of policies and built in. */
  readonly failing: readonly SettingResult[];
  /** Of a device in its grace period: when the first one ends; milliseconds since the epoch. */
  readonly graceEnds?: number;
  /** Since when each failing policy fails, by its id: the next evaluation needs it. Absent: none fails. */
  readonly noncompliantSince?: Since;
  /** The same of policies in Error. */
  readonly errorSince?: Since;
}

/** A moment for each of some policies, by their ids; milliseconds since the epoch. */
export type Since = Readonly<Record<string, number>>;

/** What an evaluation needs besides the policies and the device. */
export interface ComplianceContext extends BuiltInContext {
  /** The state after the evaluation before. */
  readonly former?: string;
  /** `noncompliantSince` and `errorSince` of the evaluation before. */
  readonly noncompliantSince?: Since | undefined;
  readonly errorSince?: Since | undefined;
  /** The grace period of a policy: the hours of its `block` action. */
  graceHours(policyId: string): number;
}

/**
 * Judges a device by all policies that apply to it, each setting by itself: of two policies with the same setting the
 * stricter one fails. Grace runs from the first failing evaluation of a policy, and a device in grace keeps its access.
 */
export function evaluateCompliance(
  policies: readonly Policy[],
  facts: DeviceFacts,
  context: ComplianceContext,
): ComplianceResult {
  const builtInOfMost = evaluateBuiltIn(true, context);
  const shared = SHARED.get(policies);
  if (shared && shared.builtIn === builtInOfMost && allPass(policies, facts, context.now, shared)) {
    return shared;
  }
  const failing: SettingResult[] = [];
  let noncompliantSince: Record<string, number> | undefined;
  let errorSince: Record<string, number> | undefined;
  let hasPolicy = false;

  const results = policies.map((policy): PolicyResult => {
    const result = evaluatePolicy(policy, facts, context);
    // [documented] "at least one applicable compliance policy must be assigned to the device with an applicable setting"
    if (result.settings.length > 0) hasPolicy = true;
    if (result.errorSince !== undefined) {
      errorSince ??= {};
      errorSince[policy.id] = result.errorSince;
    }
    if (result.noncompliantSince !== undefined) {
      noncompliantSince ??= {};
      noncompliantSince[policy.id] = result.noncompliantSince;
      const counts = result.errorSince === undefined ? 'nonCompliant' : 'error';
      for (const setting of result.settings) if (setting.state === counts) failing.push(setting);
    }
    return result;
  });
  const builtIn = hasPolicy ? builtInOfMost : evaluateBuiltIn(false, context);
  let builtInFails = false;
  for (const setting of builtIn) {
    if (setting.state !== 'nonCompliant') continue;
    builtInFails = true;
    failing.push(setting);
  }
  const standing = deviceStanding({
    former: context.former ?? 'unknown',
    noncompliantSince,
    errorSince,
    builtInFails,
    now: context.now,
    graceHours: context.graceHours,
  });
  const result: ComplianceResult = {
    state: standing.state,
    policies: results,
    builtIn,
    failing,
    ...(standing.graceEnds !== undefined && { graceEnds: standing.graceEnds }),
    ...(noncompliantSince && { noncompliantSince }),
    ...(errorSince && { errorSince }),
  };
  if (standing === COMPLIANT) SHARED.set(policies, result);
  return result;
}

/** What the last device got that had these policies and passed: devices with the same policies share the list. */
const SHARED = new WeakMap<readonly Policy[], ComplianceResult>();

/** Whether a device passes all policies as the one before it did. */
function allPass(
  policies: readonly Policy[],
  facts: DeviceFacts,
  now: number,
  shared: ComplianceResult,
): boolean {
  for (let i = 0; i < policies.length; i += 1) {
    if (judgeSettings(policies[i] as Policy, facts, now) !== shared.policies[i]) return false;
  }
  return policies.length > 0;
}

/** What a device's state follows from, whether it was judged just now or its record tells. */
interface StandingFacts extends Pick<ComplianceContext, 'noncompliantSince' | 'errorSince' | 'graceHours'> {
  /** The state before. */
  readonly former: string;
  readonly builtInFails: boolean;
  readonly now: number;
}

interface Standing {
  readonly state: DeviceState;
  readonly graceEnds?: number;
}

const COMPLIANT: Standing = { state: 'compliant' };

/**
 * The worst of a device's policies and of what is built in: unknown, compliant, in grace, noncompliant.
 * Source: "Create a compliance policy", the severity of each compliance status. A setting in Error keeps the state from becoming better; that
 * another policy may still make it worse is inferred.
 */
export function deviceStanding(facts: StandingFacts): Standing {
  const { former, noncompliantSince, errorSince, builtInFails, now, graceHours } = facts;
  if (builtInFails) return { state: 'noncompliant' };
  let graceEnds = Number.POSITIVE_INFINITY;
  for (const id in noncompliantSince) {
    const policy = stateInTime(noncompliantSince[id] as number, graceHours(id), now);
    if (policy.state === 'nonCompliant') return { state: 'noncompliant' };
    graceEnds = Math.min(graceEnds, policy.graceEnds);
  }
  if (errorSince && former === 'noncompliant') return { state: 'noncompliant' };
  if (graceEnds !== Number.POSITIVE_INFINITY) return { state: 'inGracePeriod', graceEnds };
  if (!errorSince) return COMPLIANT;
  return former === 'unknown' || former === 'inGracePeriod' ? { state: former } : { state: 'compliant' };
}

/** The state of a failing policy at a moment: in grace until its grace period, counted from `since`, has passed. */
export function stateInTime(
  since: number,
  graceHours: number,
  now: number,
): { state: 'inGracePeriod' | 'nonCompliant'; graceEnds: number } {
  const graceEnds = since + graceHours * HOUR;
  return { state: now < graceEnds ? 'inGracePeriod' : 'nonCompliant', graceEnds };
}

const isFailing = (judged: PolicyResult | readonly SettingResult[]): judged is readonly SettingResult[] =>
  Array.isArray(judged);

function evaluatePolicy(policy: Policy, facts: DeviceFacts, context: ComplianceContext): PolicyResult {
  const judged = judgeSettings(policy, facts, context.now);
  if (!judged) return { policy, state: 'notApplicable', settings: [] };
  if (!isFailing(judged)) return judged;
  const { now } = context;
  const settings = judged;
  const known = context.noncompliantSince?.[policy.id];
  if (settings.some(({ state }) => state === 'nonCompliant')) {
    const noncompliantSince = known ?? now;
    const inTime = stateInTime(noncompliantSince, context.graceHours(policy.id), now);
    return { policy, noncompliantSince, ...inTime, settings };
  }
  const errorSince = context.errorSince?.[policy.id] ?? now;
  const tolerated = errorSince + ERROR_TOLERANCE;
  // What failed before goes on failing; what didn't fails when it has not been told for too long.
  const noncompliantSince = known ?? (now >= tolerated ? tolerated : undefined);
  return {
    policy,
    state: 'error',
    errorSince,
    ...(noncompliantSince !== undefined && { noncompliantSince }),
    settings,
  };
}
