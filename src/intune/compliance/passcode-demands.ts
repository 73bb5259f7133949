// What the policies on a device ask of its passcode. iOS enforces that itself, whichever kind of policy brought it: compliance policies do
// as well as profiles ("After a compliance or configuration policy is applied …": Device compliance settings for iOS/iPadOS).
import { onceFor, type Policy } from '../../tenant/index.ts';
import { passcodeValues } from '../catalog-passcode.ts';
import { CATALOG_SETTINGS } from '../catalog-policy.ts';
import type { DeviceFacts } from '../device-facts.ts';
import { enrollmentFacts } from '../enrollment/types.ts';
import type { ComplianceSetting } from './check.ts';
import { PASSCODE_SETTINGS } from './passcode.ts';

/** What is wrong with a passcode that is there already. That one was used before is seen when it is set, and a lock's time is clamped. */
const ASKED: ReadonlySet<string> = new Set([
  'passcodeRequired',
  'passcodeBlockSimple',
  'passcodeMinimumLength',
  'passcodeRequiredType',
  'passcodeMinimumCharacterSetCount',
  'passcodeExpirationDays',
]);
const SETTINGS = PASSCODE_SETTINGS.filter(({ property }) => ASKED.has(property));

/** The template of restrictions has the same properties as a compliance policy. */
const TEMPLATES = /^#?microsoft\.graph\.(?:iosCompliancePolicy|iosGeneralDeviceConfiguration)$/;

interface Demand {
  readonly setting: ComplianceSetting;
  readonly value: unknown;
  readonly policy: Policy;
}

interface Demands {
  readonly list: readonly Demand[];
  /** The passcode that was accepted last, and does not age: devices share the ordinary one. */
  accepted?: DeviceFacts['passcode'];
}

/** Devices with the same policies share the answer. */
const demandsOf = onceFor((policies: readonly Policy[]): Demands => {
  const list = policies.flatMap((policy) => {
    const values = valuesOf(policy);
    return SETTINGS.flatMap((setting) => {
      const value = values[setting.property];
      const asks = value !== undefined && value !== null && setting.expect(value, policy) !== undefined;
      return asks ? [{ setting, value, policy }] : [];
    });
  });
  return { list };
});

/**
 * What profiles ask beside compliance policies: of a setting that those have, what they say holds, "even if the settings in the
 * configuration policy are more secure" (Monitor results of your device compliance policies, how Intune resolves policy conflicts).
 */
const demandsBeside = onceFor((compliance: readonly Policy[]) => {
  const asked = new Set(demandsOf(compliance).list.map(({ setting }) => setting));
  return onceFor((profiles: readonly Policy[]): Demands => {
    const demands = demandsOf(profiles);
    const list = demands.list.filter(({ setting }) => !asked.has(setting));
    return list.length === demands.list.length ? demands : { list };
  });
});

function valuesOf(policy: Policy): Readonly<Record<string, unknown>> {
  return TEMPLATES.test(policy['@odata.type']) ? policy : passcodeValues(policy[CATALOG_SETTINGS]);
}

/** "`minLength`: always set to `6`", on a user enrollment: https://developer.apple.com/documentation/devicemanagement/passcode */
const USER_ENROLLMENT_LENGTH = 6;

/**
 * What of a device's passcode the policies that apply to it and the profiles on it do not accept, as a sentence; undefined: nothing, or
 * nobody asks. On a user enrollment the presence of a payload asks for six characters that are no pattern, whatever the payload says.
 */
export function unmetPasscodeDemand(
  compliance: readonly Policy[],
  profiles: readonly Policy[],
  facts: PasscodeOf,
  now: number,
): string | undefined {
  return (
    unmetOf(demandsOf(compliance), facts, now) ?? unmetOf(demandsBeside(compliance)(profiles), facts, now)
  );
}

type PasscodeOf = Pick<DeviceFacts, 'passcode' | 'enrollmentType'>;

function unmetOf(demands: Demands, facts: PasscodeOf, now: number): string | undefined {
  if (demands.list.length === 0) return undefined;
  if (enrollmentFacts(facts.enrollmentType).userEnrollment) return unmetOnUserEnrollment(facts);
  const { passcode } = facts;
  if (passcode !== undefined && passcode === demands.accepted) return undefined;
  for (const { setting, value, policy } of demands.list) {
    // These settings look at nothing but the passcode.
    const violation = setting.check(facts as DeviceFacts, value, now, policy);
    if (violation && 'reason' in violation) return violation.reason;
  }
  if (passcode?.setAt === undefined) demands.accepted = passcode;
  return undefined;
}

function unmetOnUserEnrollment({ passcode }: Pick<DeviceFacts, 'passcode'>): string | undefined {
  if (!passcode) return 'The device has no passcode.';
  return passcode.simple || passcode.length < USER_ENROLLMENT_LENGTH
    ? `On a user enrollment a passcode has at least ${USER_ENROLLMENT_LENGTH} characters that are no simple pattern.`
    : undefined;
}
