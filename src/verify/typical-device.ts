import { RELEASES } from '../apple/os-builds.ts';
import type { Conditions } from '../entra/conditional-access/index.ts';
import { compareVersions } from '../filters/index.ts';
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

/** What comes to devices by assignments. */
export const ASSIGNED = [
  'deviceManagement/deviceConfigurations/assignments',
  'deviceManagement/configurationPolicies/assignments',
  'deviceManagement/deviceCompliancePolicies/assignments',
  'deviceManagement/compliancePolicies/assignments',
  'deviceAppManagement/mobileApps/assignments',
] as const;

/** The last release that still had profile-based user enrollment, which iOS 18 has no more. */
const LAST_WITH_PROFILES = '17.7';

/** What is said of types of enrollment that were judged for devices with other versions than usual. */
export function* versionAssumptions(
  enrollments: readonly { readonly type: EnrollmentType; readonly osVersions?: readonly string[] }[],
): Iterable<string> {
  const titles = new Map<string, string[]>();
  for (const { type, osVersions = [] } of enrollments) {
    const { removedInOs, title } = enrollmentFacts(type);
    const usual = removedInOs === undefined ? TYPICAL_DEVICE.osVersion : LAST_WITH_PROFILES;
    for (const osVersion of osVersions.filter((version) => version !== usual)) {
      const known = titles.get(osVersion) ?? [];
      titles.set(osVersion, [...known, title]);
    }
  }
  for (const [osVersion, of] of titles)
    yield `The device has iOS ${osVersion}, as an enrollment restriction allows no usual one, with: ${of.join(', ')}.`;
}

/**
 * The devices that may be judged for a type of enrollment, the usual one first; the others have other releases of iOS, the newest first.
 * All are of the time when there was such an enrollment.
 */
export function* devicesFor(type: EnrollmentType, device: ObservedDevice): Iterable<ObservedDevice> {
  const { removedInOs } = enrollmentFacts(type);
  const usual = removedInOs === undefined ? device.osVersion : LAST_WITH_PROFILES;
  for (const osVersion of [usual, ...RELEASES]) {
    if (osVersion === undefined) yield device;
    else if (removedInOs === undefined || compareVersions(osVersion, removedInOs) < 0)
      yield { ...device, osVersion, subject: { ...device.subject, osVersion } };
  }
}
