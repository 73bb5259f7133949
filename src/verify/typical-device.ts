import type { Conditions } from '../entra/conditional-access/index.ts';
import { type EnrollmentType, enrollmentFacts } from '../intune/index.ts';
import type { ObservedDevice } from '../rules/observed-device.ts';
import type { Tenant } from '../tenant/index.ts';

/** What a device is when nobody says: to assignment filters, and where the version of iOS matters. */
export const TYPICAL_DEVICE = {
  deviceName: 'iPhone',
  manufacturer: 'Apple',
  model: 'iPhone 16',
  osVersion: '18.5',
} as const;

/** What is said of that, where a rule asks what the device is. */
export function* filterAssumption(tenant: Tenant): Iterable<string> {
  const isFiltered = [...tenant.collection('identity/conditionalAccess/policies')].some(
    ({ conditions }) => (conditions as Conditions | undefined)?.devices?.deviceFilter,
  );
  if (isFiltered || tenant.collection('deviceManagement/assignmentFilters').size > 0)
    yield `To filters the device is an ${TYPICAL_DEVICE.model} with iOS ${TYPICAL_DEVICE.osVersion}.`;
}

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
