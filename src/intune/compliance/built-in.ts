import { CADENCES, DAY } from '../../clock/index.ts';
import type { SettingResult } from './compliance.ts';

/** What the built-in device compliance policy looks at. */
export interface BuiltInContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** `deviceManagement.settings.secureByDefault`: a device without a policy is noncompliant. */
  readonly secureByDefault: boolean;
  /** When the device was last in touch; milliseconds since the epoch. */
  readonly lastContact: number;
  /** `deviceManagement.settings.deviceComplianceCheckinThresholdDays`. */
  readonly validityDays: number;
  /** Whether the enrolled user exists and is licensed; true also for a device without one. */
  readonly userExists: boolean;
}

/** `deviceComplianceCheckinThresholdDays` of a tenant that says nothing about it; 1 to 120 are allowed. */
export const DEFAULT_VALIDITY_DAYS = CADENCES.validity.span / DAY;

/** The settings' names as Graph reports them for the policy that every tenant has. [recorded] */
const PREFIX = 'DefaultDeviceCompliancePolicy';
export const REMAIN_CONTACT = `${PREFIX}.RequireRemainContact`;
export const POLICY_ASSIGNED = `${PREFIX}.RequireDeviceCompliancePolicyAssigned`;
/** All of them, by name and title. */
export const BUILT_IN_SETTINGS: readonly { readonly setting: string; readonly title: string }[] = [
  { setting: POLICY_ASSIGNED, title: 'Has a compliance policy assigned' },
  { setting: REMAIN_CONTACT, title: 'Is active' },
  { setting: `${PREFIX}.RequireUserExistence`, title: 'Enrolled user exists' },
];

/** The default device compliance policy, which applies to every device. Source: compliance overview, monitoring. */
export function evaluateBuiltIn(hasPolicy: boolean, context: BuiltInContext): readonly SettingResult[] {
  const { now, lastContact, userExists } = context;
  if (hasPolicy && userExists && lastContact === now) {
    usualResult ??= judge(true, { ...context, now: 0, lastContact: 0 });
    return usualResult;
  }
  return judge(hasPolicy, context);
}

/** What a device that checks in usually gets. */
let usualResult: readonly SettingResult[] | undefined;

function judge(hasPolicy: boolean, context: BuiltInContext): readonly SettingResult[] {
  const { now, lastContact, validityDays, secureByDefault, userExists } = context;
  return [
    result(
      'RequireDeviceCompliancePolicyAssigned',
      'Has a compliance policy assigned',
      hasPolicy || !secureByDefault,
      hasPolicy ? 'assigned' : 'none assigned',
      'No compliance policies have been assigned.',
      'Contact your IT support: a compliance policy must be assigned.',
    ),
    result(
      'RequireRemainContact',
      'Is active',
      now - lastContact <= validityDays * DAY,
      `last contact ${Math.floor((now - lastContact) / DAY)} days ago`,
      `The device has not been in touch with Intune for ${validityDays} days.`,
      'Open the Company Portal and check the status of the device.',
      true,
    ),
    result(
      'RequireUserExistence',
      'Enrolled user exists',
      userExists,
      userExists ? 'exists' : 'missing or without a licence',
      'The user who enrolled the device no longer exists or has no Intune licence.',
      'Contact your IT support: the account must exist and have an Intune licence.',
    ),
  ];
}

function result(
  name: string,
  title: string,
  passes: boolean,
  actual: string,
  reason: string,
  userAction: string,
  userFixable = false,
): SettingResult {
  return {
    setting: `${PREFIX}.${name}`,
    title,
    state: passes ? 'compliant' : 'nonCompliant',
    expected: title,
    actual,
    ...(!passes && { reason, userAction, userFixable }),
    class: 'quarantined',
  };
}
