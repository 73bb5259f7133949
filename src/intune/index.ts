export {
  type Assignments,
  assignmentsOf,
  createAssignments,
  resolveEffectiveSet,
} from './assignment.ts';
export type * from './assignment-types.ts';
export type * from './device-facts.ts';
export { operatingSystemOf } from './device-facts.ts';
export {
  ENROLLMENT_TYPES,
  type EnrollmentNeed,
  type EnrollmentType,
  type EnrollmentTypeFacts,
  enrollmentFacts,
  enrollmentTypeOfProfile,
} from './enrollment-types.ts';
export { createLicenseCheck, type LicenseCheck } from './license.ts';
export { buildConfigurationProfile, renderMobileConfig } from './mobileconfig.ts';
export { type PlistDictionary, type PlistValue, Real, renderPlist } from './plist.ts';
export {
  issueRegistrationToken,
  REGISTRATION_TOKENS,
  type RegistrationTarget,
  readRegistrationToken,
} from './registration-token.ts';
export {
  APPLE_KERBEROS_EXTENSION_IDENTIFIER,
  buildSsoPayload,
  MICROSOFT_EXTENSION_IDENTIFIER,
  MICROSOFT_SSO_URLS,
  type SsoPayload,
} from './sso-payload.ts';
export { compareBuilds, compareVersions } from './version.ts';
