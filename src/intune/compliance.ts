import { HOUR } from '../clock/index.ts';
import type { Policy, ScheduledActionsForRule } from '../tenant/index.ts';
import { type BuiltInContext, evaluateBuiltIn } from './compliance-built-in.ts';
import type { ComplianceSetting } from './compliance-check.ts';
import { COMPLIANCE_SETTINGS } from './compliance-settings.ts';
import type { DeviceFacts } from './device-facts.ts';

type SettingState = 'unknown' | 'compliant' | 'nonCompliant';

/** How a policy stands on a device; Graph's `complianceStatus`, and the grace period that only the device state shows. */
export type PolicyState =
  | 'unknown'
  | 'notApplicable'
  | 'compliant'
  | 'inGracePeriod'
  | 'nonCompliant'
  | 'error';

/** `managedDevice.complianceState`, as far as an iPhone or iPad gets there. */
export type DeviceState = 'unknown' | 'compliant' | 'inGracePeriod' | 'noncompliant' | 'error';

/**
 * The worst state of all policies is the device's.
 * Source: "Create a compliance policy", the severity of each compliance status.
 */
export const SEVERITY: Readonly<Record<PolicyState, number>> = {
  unknown: 1,
  notApplicable: 2,
  compliant: 3,
  inGracePeriod: 4,
  nonCompliant: 5,
  error: 6,
};

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
  readonly reason?: string;
  /** What the person can do. */
  readonly userAction?: string;
  /** Of a failing setting: whether the person can repair it on the device. */
  readonly userFixable?: boolean;
  /** Whether the operating system enforces it, or conditional access keeps the device out. */
  readonly class: 'remediated' | 'quarantined';
}

export interface PolicyResult {
  readonly policy: Policy;
  readonly state: PolicyState;
  /** Milliseconds since the epoch; only while or after it fails. */
  readonly noncompliantSince?: number;
  readonly graceEnds?: number;
  readonly settings: readonly SettingResult[];
}

export interface ComplianceResult {
  readonly state: DeviceState;
  readonly policies: readonly PolicyResult[];
  /** Whether a policy applies, the device keeps in touch, and its user exists. */
  readonly builtIn: readonly SettingResult[];
  /** All settings that fail, of policies and built in. */
  readonly failing: readonly SettingResult[];
  /** When the first grace period ends that is still running; milliseconds since the epoch. */
  readonly graceEnds?: number;
  /** Since when each failing policy fails, by its id: the next evaluation needs it. Absent: none fails. */
  readonly noncompliantSince?: Readonly<Record<string, number>>;
}

/** What an evaluation needs besides the policies and the device. */
export interface ComplianceContext extends BuiltInContext {
  /** `noncompliantSince` of the evaluation before. */
  readonly noncompliantSince?: Readonly<Record<string, number>> | undefined;
  /** The grace period of a policy: the hours of its `block` action. */
  graceHours(policy: Policy): number;
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
  const since: Record<string, number> = {};
  const failing: SettingResult[] = [];
  let worst: PolicyState = 'unknown';
  let graceEnds: number | undefined;
  let anyFails = false;

  const results = policies.map((policy): PolicyResult => {
    const result = evaluatePolicy(policy, facts, context);
    if (SEVERITY[result.state] > SEVERITY[worst]) worst = result.state;
    if (result.noncompliantSince !== undefined) {
      anyFails = true;
      since[policy.id] = result.noncompliantSince;
      for (const setting of result.settings) if (setting.state === 'nonCompliant') failing.push(setting);
    }
    if (result.state === 'inGracePeriod') {
      graceEnds = Math.min(graceEnds ?? Number.POSITIVE_INFINITY, result.graceEnds as number);
    }
    return result;
  });
  const builtIn = evaluateBuiltIn(
    results.some(({ state }) => state !== 'notApplicable'),
    context,
  );
  for (const setting of builtIn) {
    if (SEVERITY[setting.state] > SEVERITY[worst]) worst = setting.state;
    if (setting.state === 'nonCompliant') failing.push(setting);
  }

  if (failing.length === 0 && !anyFails) return shared(policies, DEVICE_STATES[worst], results, builtIn);
  return {
    state: DEVICE_STATES[worst],
    policies: results,
    builtIn,
    failing,
    ...(graceEnds !== undefined && { graceEnds }),
    ...(anyFails ? { noncompliantSince: since } : undefined),
  };
}

/** What the last device got that failed nothing, by what applies to it. */
const FAULTLESS = new WeakMap<readonly Policy[], ComplianceResult>();

/** The result of a device that fails nothing: mostly the same as that of the one before. */
function shared(
  applied: readonly Policy[],
  state: DeviceState,
  policies: readonly PolicyResult[],
  builtIn: readonly SettingResult[],
): ComplianceResult {
  const last = FAULTLESS.get(applied);
  if (last && last.state === state && last.builtIn === builtIn && isSame(last.policies, policies))
    return last;
  const result: ComplianceResult = { state, policies, builtIn, failing: NONE };
  FAULTLESS.set(applied, result);
  return result;
}

const NONE: readonly never[] = [];

function isSame(one: readonly PolicyResult[], other: readonly PolicyResult[]): boolean {
  for (let i = 0; i < other.length; i += 1) if (one[i] !== other[i]) return false;
  return one.length === other.length;
}

const DEVICE_STATES: Readonly<Record<PolicyState, DeviceState>> = {
  unknown: 'unknown',
  notApplicable: 'compliant',
  compliant: 'compliant',
  inGracePeriod: 'inGracePeriod',
  nonCompliant: 'noncompliant',
  error: 'error',
};

/** The state of a failing policy at a moment: in grace until its grace period, counted from `since`, has passed. */
export function stateInTime(
  since: number,
  graceHours: number,
  now: number,
): { state: 'inGracePeriod' | 'nonCompliant'; graceEnds: number } {
  const graceEnds = since + graceHours * HOUR;
  return { state: now < graceEnds ? 'inGracePeriod' : 'nonCompliant', graceEnds };
}

/** The hours until the `block` action of a policy takes hold; 0 when it has none. */
export function graceHoursOf(actions: readonly ScheduledActionsForRule[]): number {
  for (const { scheduledActionConfigurations } of actions) {
    const block = scheduledActionConfigurations?.find(({ actionType }) => actionType === 'block');
    if (block) return block.gracePeriodHours ?? 0;
  }
  return 0;
}

interface CompiledSetting {
  readonly setting: ComplianceSetting;
  readonly value: unknown;
  readonly expected: string;
  passed?: SettingResult;
}

interface CompiledPolicy {
  readonly settings: readonly CompiledSetting[];
  /** What the last device got that passed. */
  passed?: PolicyResult;
}

const COMPILED = new WeakMap<Policy, CompiledPolicy | null>();

/** The settings that a policy makes use of; null when it is no policy for iOS. */
function compile(policy: Policy): CompiledPolicy | null {
  if (!/^#?microsoft\.graph\.iosCompliancePolicy$/.test(policy['@odata.type'])) return null;
  const settings = COMPLIANCE_SETTINGS.flatMap((setting): CompiledSetting[] => {
    const value = policy[setting.property];
    const expected = value === undefined || value === null ? undefined : setting.expect(value, policy);
    return expected === undefined ? [] : [{ setting, value, expected }];
  });
  return { settings };
}

function compiledOf(policy: Policy): CompiledPolicy | null {
  let compiled = COMPILED.get(policy);
  if (compiled === undefined) {
    compiled = compile(policy);
    COMPILED.set(policy, compiled);
  }
  return compiled;
}

/** The settings by which a policy judges iPhones and iPads. */
export function settingsInUse(policy: Policy): readonly Pick<ComplianceSetting, 'property' | 'title'>[] {
  return compiledOf(policy)?.settings.map(({ setting }) => setting) ?? [];
}

function evaluatePolicy(policy: Policy, facts: DeviceFacts, context: ComplianceContext): PolicyResult {
  const compiled = compiledOf(policy);
  if (!compiled) return { policy, state: 'notApplicable', settings: [] };
  const { settings: known } = compiled;
  let same: PolicyResult | undefined = compiled.passed;
  let fails = false;
  const settings: SettingResult[] = [];
  for (let i = 0; i < known.length; i += 1) {
    const result = evaluateSetting(known[i] as CompiledSetting, policy, facts, context.now);
    if (result.state === 'nonCompliant') fails = true;
    if (result === same?.settings[i]) continue;
    // From here on it differs from what the device before showed.
    if (same) settings.push(...same.settings.slice(0, i));
    same = undefined;
    settings.push(result);
  }
  if (same) return same;
  if (!fails) {
    compiled.passed = { policy, state: 'compliant', settings };
    return compiled.passed;
  }
  const noncompliantSince = context.noncompliantSince?.[policy.id] ?? context.now;
  return {
    policy,
    noncompliantSince,
    ...stateInTime(noncompliantSince, context.graceHours(policy), context.now),
    settings,
  };
}

function evaluateSetting(
  compiled: CompiledSetting,
  policy: Policy,
  facts: DeviceFacts,
  now: number,
): SettingResult {
  const { setting, value, expected } = compiled;
  const found = setting.check(facts, value, now, policy);
  const actual = found ? '' : setting.actual(facts, now);
  // Most devices pass with what the one before them showed: they share the result.
  if (!found && compiled.passed?.actual === actual) return compiled.passed;
  const { property, title } = setting;
  const common = { policy: policy.id, setting: property, title, expected, class: setting.class };
  if (!found) {
    compiled.passed = { ...common, state: 'compliant', actual };
    return compiled.passed;
  }
  if ('unreported' in found) {
    return { ...common, state: 'unknown', actual: 'not reported', reason: found.unreported };
  }
  return { ...common, state: 'nonCompliant', ...found };
}
