export { readCertificate } from './applications/certificate.ts';
export { firstPartyName, isOffice365 } from './applications/first-party-apps.ts';
export {
  applicationRoles,
  assignAppRole,
  delegatedScopes,
  findGrant,
  grantScopes,
  grantsAbout,
  hasRole,
  isAssigned,
  namedIn,
  removeGrantsAbout,
  splitScopes,
  userRoles,
} from './applications/grants.ts';
export {
  findMicrosoftApp,
  findMicrosoftResource,
  GRAPH_APP_ID,
  GRAPH_RESOURCE,
  MICROSOFT_APPS,
  type MicrosoftApp,
} from './applications/microsoft-apps.ts';
export { assignmentId, grantId } from './applications/object-ids.ts';
export {
  findApplication,
  findPrincipal,
  mirrorApplication,
  principalOfApplication,
  principalOfMicrosoft,
  provisionPrincipal,
} from './applications/principals.ts';
export { mayConsentForAll, roleTemplatesOf } from './applications/roles.ts';
export {
  DEFAULT_METHODS,
  isMethodAllowed,
  METHOD_CONFIGURATIONS,
  METHODS_POLICY,
  mayRegisterSecondFactor,
  mayUseSecondFactor,
  methodConfiguration,
} from './authentication-methods-policy.ts';
export { DELETED_ITEM_RETENTION, DELETED_ITEMS, keepDeleted } from './deleted-items.ts';
export { attachDirectory } from './directory.ts';
export {
  isDynamicGroup,
  isProcessed,
  LARGE_DIRECTORY,
  type MembershipProcessing,
  membershipProcessingDelay,
} from './dynamic-membership.ts';
export {
  firstRegistrationFails,
  syncedManually,
} from './first-registration.ts';
export {
  LICENSE_PROCESSING_DELAY,
  membersWithErrors,
  processUser,
  queueGroup,
} from './licensing/group-licensing.ts';
export {
  type AssignedLicense,
  assignedPlans,
  availableUnits,
  consumedUnits,
  effectiveLicenses,
  type LicenseState,
  licensesOf,
  skuOf,
  statesOf,
} from './licensing/licenses.ts';
export { isMemberOf } from './membership.ts';
export {
  evaluateRule,
  explainCondition,
  type MembershipRule,
  MembershipRuleError,
  parseDeviceFilter,
  parseMembershipRule,
} from './membership-rule/index.ts';
export {
  isLongEnough,
  isMixedEnough,
  isPasswordOf,
  isStrongPassword,
  type PasswordProfile,
  withPassword,
} from './passwords.ts';
export {
  hasUsablePass,
  passUsability,
  redeemPass,
  sessionHasPass,
  TEMPORARY_ACCESS_PASSES,
  usePass,
} from './temporary-access-pass.ts';
