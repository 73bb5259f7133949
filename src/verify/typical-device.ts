import type { Conditions } from '../entra/conditional-access/index.ts';
import { dynamicDevicesIn } from '../intune/dynamic-devices.ts';
import { type EnrollmentType, enrollmentFacts } from '../intune/index.ts';
import { targetKind } from '../intune/targeting.ts';
import type { ObservedDevice } from '../rules/observed-device.ts';
import type { Tenant } from '../tenant/index.ts';

/** What a device is when nobody says: to assignment filters, and where the version of iOS matters. */
export const TYPICAL_DEVICE = {
  deviceName: 'iPhone',
  manufacturer: 'Apple',
  model: 'iPhone 16',
  osVersion: '18.5',
  isRooted: false,
} as const;

/** What is said of that, where a rule asks what the device is; and that no rule of a group has taken it in yet. */
export function* deviceAssumptions(tenant: Tenant): Iterable<string> {
  const isFiltered = [...tenant.collection('identity/conditionalAccess/policies')].some(
    ({ conditions }) => (conditions as Conditions | undefined)?.devices?.deviceFilter,
  );
  if (isFiltered || tenant.collection('deviceManagement/assignmentFilters').size > 0)
    yield `To filters the device is an ${TYPICAL_DEVICE.model} with iOS ${TYPICAL_DEVICE.osVersion}, called “${TYPICAL_DEVICE.deviceName}”, in no category and not jailbroken.`;
  const excluded = new Set(
    ASSIGNED.flatMap((set) => [...tenant.collection(set)])
      .filter(({ target }) => targetKind(target) === 'exclusion')
      .flatMap(({ target }) => dynamicDevicesIn(tenant, target.groupId ?? '') ?? []),
  );
  for (const { displayName } of excluded)
    yield `The device is not in ${displayName}, a dynamic group of devices that is excluded from something.`;
}

const ASSIGNED = [
  'deviceManagement/deviceConfigurations/assignments',
  'deviceManagement/configurationPolicies/assignments',
  'deviceManagement/deviceCompliancePolicies/assignments',
  'deviceManagement/compliancePolicies/assignments',
  'deviceAppManagement/mobileApps/assignments',
] as const;

/** A version that still had profile-based user enrollment, which iOS 18 has no more. */
const LAST_WITH_PROFILES = '17.7';

/** The device that is judged for a type of enrollment: of the time when there was such a thing. */
export function deviceFor(type: EnrollmentType, device: ObservedDevice): ObservedDevice {
  if (enrollmentFacts(type).removedInOs === undefined) return device;
  return {
    ...device,
    osVersion: LAST_WITH_PROFILES,
    subject: { ...device.subject, osVersion: LAST_WITH_PROFILES },
  };
}
