// What Intune notes when it turns an enrollment down.
import { toIso } from '../../clock/index.ts';
import { SERVICES, type Tenant } from '../../tenant/index.ts';
import { operatingSystemOf } from '../device-facts.ts';
import type { EnrollmentRequest } from './decision.ts';
import type { Refusal } from './refusals.ts';
import { enrollmentFacts } from './types.ts';

const EVENTS = 'deviceManagement/troubleshootingEvents';

/** `deviceEnrollmentFailureReason` by the refusal's code, from what each member is described as. [documented members] */
const CATEGORIES: Readonly<Record<string, string>> = {
  UserLicenseTypeInvalid: 'userValidation',
  DeviceTypeNotSupported: 'deviceNotSupported',
  EnrollmentTypeRemoved: 'deviceNotSupported',
  NoEnrollmentPolicy: 'accountValidation',
  APNSCertificateNotValid: 'accountValidation',
  EnrollmentTypeNotOffered: 'authorization',
  EnrollmentProfileMissing: 'authorization',
  EnrollmentPlatformBlocked: 'enrollmentRestrictionsEnforced',
  PersonalDeviceBlocked: 'enrollmentRestrictionsEnforced',
  OsVersionRestricted: 'enrollmentRestrictionsEnforced',
  DeviceCapReached: 'enrollmentRestrictionsEnforced',
  DeviceNotMappedToUser: 'enrollmentRestrictionsEnforced',
  CompanyPortalNotSupported: 'featureNotSupported',
  CompanyPortalWithoutLicense: 'accountValidation',
  SharedIPadNotSupported: 'deviceNotSupported',
};

/**
 * Writes the event that `deviceManagement/troubleshootingEvents` shows; `type` is what the enrollment has come to. That an event about a
 * device without user affinity names nobody is inferred.
 */
export function recordEnrollmentFailure(
  tenant: Tenant,
  { type, user, osVersion, model }: EnrollmentRequest,
  { code, reason, fix }: Refusal,
): void {
  const { deviceEnrollmentType, userAffinity } = enrollmentFacts(type);
  // Of a stream of its own: a failure must not change which ids come after it.
  const ids = tenant.random.fork(`intune/failures/${tenant.journal.lastSequence}`);
  tenant.collection(EVENTS).insert(
    {
      '@odata.type': '#microsoft.graph.enrollmentTroubleshootingEvent',
      id: ids.guid(),
      eventDateTime: toIso(tenant.clock.now),
      correlationId: ids.guid(),
      ...(model !== undefined && { operatingSystem: operatingSystemOf(model) }),
      osVersion,
      ...(userAffinity && { userId: user.id }),
      enrollmentType: deviceEnrollmentType.beta,
      failureCategory: CATEGORIES[code] ?? 'unknown',
      failureReason: code,
      troubleshootingErrorDetails: { failure: code, failureDetails: reason, remediation: fix, resources: [] },
    },
    SERVICES.intune,
  );
}
