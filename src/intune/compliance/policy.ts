import { onceFor, type Policy } from '../../tenant/index.ts';
import type { DeviceFacts } from '../device-facts.ts';
import type { ComplianceSetting, Violation } from './check.ts';
import type { PolicyResult, SettingResult } from './compliance.ts';
import { COMPLIANCE_SETTINGS } from './settings.ts';

/** How many different results of a setting that passes are kept for sharing; beyond that each device gets its own. */
export const PASSED_KEPT = 100;

interface Check {
  readonly setting: ComplianceSetting;
  readonly value: unknown;
  readonly expected: string;
  /** What devices got that passed, by what they showed. */
  readonly passed: Map<string, SettingResult>;
}

/** What a policy demands of iPhones and iPads. */
interface Checks {
  readonly list: readonly Check[];
  /** What the last device got that passed, or of which nothing is known. */
  passed?: PolicyResult;
}

/**
 * The checks that a policy consists of; null when it is no policy for iOS. Policies of the settings catalog
 * (`deviceManagement/compliancePolicies`) are none: the service has no compliance settings for iOS there, see
 * the catalog's definitions.
 */
function readPolicy(policy: Policy): Checks | null {
  if (!/^#?microsoft\.graph\.iosCompliancePolicy$/.test(policy['@odata.type'])) return null;
  const list = COMPLIANCE_SETTINGS.flatMap((setting): Check[] => {
    const value = policy[setting.property];
    const expected = value === undefined || value === null ? undefined : setting.expect(value, policy);
    return expected === undefined ? [] : [{ setting, value, expected, passed: new Map() }];
  });
  return { list };
}

const checksOf = onceFor(readPolicy);

/** The settings by which a policy judges iPhones and iPads. */
export function settingsInUse(policy: Policy): readonly Pick<ComplianceSetting, 'property' | 'title'>[] {
  return checksOf(policy)?.list.map(({ setting }) => setting) ?? [];
}

/**
 * How each setting of a policy stands on a device; the whole result when none fails. A device that passes as the one before
 * it did shares its result, and costs nothing. null: the policy is not for iOS.
 */
export function judgeSettings(
  policy: Policy,
  facts: DeviceFacts,
  now: number,
): PolicyResult | readonly SettingResult[] | null {
  const checks = checksOf(policy);
  if (!checks) return null;
  const { list } = checks;
  let same: PolicyResult | undefined = checks.passed;
  let passes = true;
  let settings: SettingResult[] | undefined;
  for (let i = 0; i < list.length; i += 1) {
    const result = judge(list[i] as Check, policy, facts, now);
    if (result.state === 'nonCompliant' || result.state === 'error') passes = false;
    if (result === same?.settings[i]) continue;
    // From here on it differs from what the device before showed.
    settings ??= same ? same.settings.slice(0, i) : [];
    same = undefined;
    settings.push(result);
  }
  if (same) return same;
  settings ??= [];
  if (!passes) return settings;
  // [documented] the worst counts, and nothing is less severe than unknown: "Create a compliance policy", severity levels.
  const unknown = settings.length > 0 && settings.every(({ state }) => state === 'unknown');
  checks.passed = { policy, state: unknown ? 'unknown' : 'compliant', settings };
  return checks.passed;
}

function judge(check: Check, policy: Policy, facts: DeviceFacts, now: number): SettingResult {
  const { setting, value, passed } = check;
  const { query } = setting;
  if (facts.failingQueries !== undefined && query !== undefined && facts.failingQueries.includes(query)) {
    return resultOf(check, policy, 'error', {
      actual: `an error instead of ${query}`,
      reason: `The device answers ${query} with an error, so nobody can tell.`,
      userAction: 'Restart the device and tap Recheck. Contact your IT support if that does not help.',
      userFixable: false,
    });
  }
  const found = setting.check(facts, value, now, policy);
  if (found && 'unreported' in found)
    return resultOf(check, policy, 'unknown', { actual: 'not reported', reason: found.unreported });
  if (found) return resultOf(check, policy, 'nonCompliant', found);
  // Most devices show one of a few things: they share the result.
  const actual = setting.actual(facts, now);
  let result = passed.get(actual);
  if (!result) {
    result = resultOf(check, policy, 'compliant', { actual });
    if (passed.size < PASSED_KEPT) passed.set(actual, result);
  }
  return result;
}

/** One literal: properties that are added to a copy would give each result a shape of its own. */
function resultOf(
  { setting, expected }: Check,
  policy: Policy,
  state: SettingResult['state'],
  { actual, reason, userAction, userFixable }: Pick<SettingResult, 'actual'> & Partial<Violation>,
): SettingResult {
  return {
    policy: policy.id,
    setting: setting.property,
    title: setting.title,
    expected,
    class: setting.class,
    state,
    actual,
    reason,
    userAction,
    userFixable,
  };
}
