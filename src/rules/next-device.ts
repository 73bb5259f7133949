import { type AutomatedEnrollment, resolveAutomatedEnrollment } from '../apple/automated-enrollment.ts';
import type { EnrollmentTypeFacts } from '../intune/index.ts';
import type { Tenant } from '../tenant/index.ts';

/**
 * The serial number that stands for devices of which nobody knows one: of a device that was bought for the organization and has a
 * profile of this way of automated enrollment. Where the profile decides, undefined: the next device that is bought, which gets the
 * token's default; without a default, any that somebody has chosen a profile for.
 */
export function serialNumberFor(
  tenant: Tenant,
  { type, setup }: Pick<EnrollmentTypeFacts, 'type' | 'setup'>,
): string | undefined {
  if (setup === undefined) return undefined;
  const { now } = tenant.clock;
  const fits = (found: AutomatedEnrollment) =>
    found.found && (type === 'automatedDeviceEnrollment' || found.setup.authentication === setup);
  if (fits(resolveAutomatedEnrollment(tenant, undefined, now))) return undefined;
  const bought = tenant.collection('deviceManagement/depOnboardingSettings/importedAppleDeviceIdentities');
  for (const { serialNumber } of bought)
    if (fits(resolveAutomatedEnrollment(tenant, serialNumber, now))) return serialNumber;
  return undefined;
}
