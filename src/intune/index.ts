export { type AppDelivery, type AppInstall, appDelivery, type InstallOptions, planInstalls } from './apps.ts';
export { type Assignments, assignmentsOf, createAssignments, resolveEffectiveSet } from './assignment.ts';
export type * from './assignment-types.ts';
export { appArrivalDelay, CHECK_IN_CADENCE, checkInDelay } from './cadence.ts';
export {
  type ComplianceContext,
  type ComplianceResult,
  evaluateCompliance,
  type PolicyResult,
  type SettingResult,
} from './compliance.ts';
export type * from './device-facts.ts';
export { operatingSystemOf } from './device-facts.ts';
export { listDeviceStatuses } from './device-statuses.ts';
export type { EnrollmentApproval, EnrollmentDecision, EnrollmentRequest } from './enrollment-decision.ts';
export {
  ENROLLMENT_TYPES,
  type EnrollmentType,
  type EnrollmentTypeFacts,
  enrollmentFacts,
  enrollmentTypeOfProfile,
} from './enrollment-types.ts';
export { EMPTY_GUID, type Enrolled, type EnrollingDevice } from './managed-device.ts';
export { buildConfigurationProfile, renderMobileConfig } from './mobileconfig.ts';
export { type PlistDictionary, type PlistValue, Real, renderPlist } from './plist.ts';
export type { Refusal } from './refusals.ts';
export { type RegistrationTarget, readRegistrationToken } from './registration-token.ts';
export { type CheckIn, type Intune, intuneOf } from './service.ts';
export {
  buildSsoPayload,
  MICROSOFT_EXTENSION_IDENTIFIER,
  MICROSOFT_SSO_URLS,
  type SsoPayload,
} from './sso-payload.ts';
export { compareBuilds, compareVersions } from './version.ts';
