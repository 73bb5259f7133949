import type { CollectionOptions } from './collection.ts';

/** Who signed in, when and how it came out. */
export const SIGN_INS = 'auditLogs/signIns';
/** How many sign-ins a tenant keeps; the service keeps those of the last 30 days. */
export const SIGN_INS_KEPT = 10_000;

/** Codes that stand for a sign-in under way. */
export const SIGN_IN_CODES = 'tenantless/signInCodes';
/** How many of them are kept, redeemed or not; the oldest go. */
export const SIGN_IN_CODES_KEPT = 10_000;

/** How many files of exported reports are kept; the oldest go, and can't be downloaded any more. */
export const EXPORT_FILES_KEPT = 100;

/** How the sets that are found by more than their id, or their `$parent`, are stored, and those that are asked for at every step. */
export const COLLECTIONS: Readonly<Record<string, CollectionOptions>> = {
  users: { indexes: ['userPrincipalName', 'assignedLicenses/skuId'] },
  groups: { indexes: ['displayName', 'groupTypes', 'mailNickname', 'uniqueName', '$createdBy'] },
  devices: { indexes: ['deviceId', 'displayName', 'isCompliant', 'trustType'] },
  applications: { indexes: ['appId', 'identifierUris', '$createdBy'] },
  'applications/federatedIdentityCredentials': { indexes: ['name'] },
  servicePrincipals: { indexes: ['appId', 'servicePrincipalNames', '$createdBy'] },
  appRoleAssignments: { indexes: ['principalId', 'resourceId'] },
  oauth2PermissionGrants: { indexes: ['clientId', 'principalId', 'resourceId'] },
  groupSettings: { indexes: ['$tenantWide'] },
  directoryRoles: { indexes: ['roleTemplateId'] },
  organization: {},
  'organization/branding/localizations': { indexes: ['$default'] },
  'directory/administrativeUnits/scopedRoleMembers': { indexes: ['roleId'] },
  'roleManagement/directory/roleAssignments': { indexes: ['principalId'] },
  subscribedSkus: { indexes: ['skuId'] },
  'deviceManagement/managedDevices': {
    indexes: [
      'userId',
      'userPrincipalName',
      'azureADDeviceId',
      'serialNumber',
      'deviceName',
      'operatingSystem',
      'complianceState',
      'manufacturer',
      'model',
      '$category',
      '$directoryDevice',
      '$configuration',
      '$evaluated',
      '$deviations',
      '$apps',
    ],
  },
  'deviceManagement/importedDeviceIdentities': { indexes: ['importedDeviceIdentifier'] },
  'deviceManagement/depOnboardingSettings/importedAppleDeviceIdentities': {
    indexes: ['serialNumber'],
  },
  'deviceManagement/roleAssignments': { indexes: ['$definition', 'members'] },
  'deviceAppManagement/managedAppPolicies': { indexes: ['@odata.type'] },
  'deviceAppManagement/managedAppRegistrations': { indexes: ['userId', '$policies', 'flaggedReasons'] },
  'deviceAppManagement/mobileApps/relationships': { indexes: ['targetId'] },
  'apple/purchases': { indexes: ['location'] },
  'tenantless/exportFiles': { journaled: false, limit: EXPORT_FILES_KEPT },
  'tenantless/uploadBlocks': { journaled: false },
  'deviceManagement/troubleshootingEvents': { indexes: ['userId'] },
  'tenantless/devices': { indexes: ['managedDeviceId', 'serialNumber'], journaled: false },
  [SIGN_INS]: { journaled: false },
  [SIGN_IN_CODES]: { indexes: ['userCode'], journaled: false, limit: SIGN_IN_CODES_KEPT },
  'tenantless/assumptions': {},
  'tenantless/heldRestrictionMemberships': { indexes: ['member'] },
  'tenantless/traces': { journaled: false },
  'tenantless/noncomplianceActions': { indexes: ['managedDeviceId'] },
  'tenantless/apps': { indexes: ['$bundleId'], journaled: false },
};
