import { onceFor, type Policy } from '../../tenant/index.ts';
import type { DeviceFacts } from '../device-facts.ts';
import type { ComplianceSetting } from './check.ts';
import type { PolicyResult, SettingResult } from './compliance.ts';
import { COMPLIANCE_SETTINGS } from './settings.ts';

interface Check {
  readonly setting: ComplianceSetting;
  readonly value: unknown;
  readonly expected: string;
  passed?: SettingResult;
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
    return expected === undefined ? [] : [{ setting, value, expected }];
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
  const { setting, value, expected } = check;
  const { property, title, query } = setting;
  const common = () => ({ policy: policy.id, setting: property, title, expected, class: setting.class });
  if (facts.failingQueries !== undefined && query !== undefined && facts.failingQueries.includes(query)) {
    return {
      ...common(),
      state: 'error',
      actual: `an error instead of ${query}`,
      reason: `The device answers ${query} with an error, so nobody can tell.`,
      userAction: 'Restart the device and tap Recheck. Contact your IT support if that does not help.',
      userFixable: false,
    };
  }
  const found = setting.check(facts, value, now, policy);
  const actual = found ? '' : setting.actual(facts, now);
  // Most devices pass with what the one before them showed: they share the result.
  if (!found && check.passed?.actual === actual) return check.passed;
  if (!found) {
    check.passed = { ...common(), state: 'compliant', actual };
    return check.passed;
  }
  if ('unreported' in found) {
    return { ...common(), state: 'unknown', actual: 'not reported', reason: found.unreported };
  }
  return { ...common(), state: 'nonCompliant', ...found };
}
