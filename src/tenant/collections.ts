import type { CollectionOptions } from './collection.ts';

/** How the sets that are found by more than their id, or their `$parent`, are stored. */
export const COLLECTIONS: Readonly<Record<string, CollectionOptions>> = {
  users: { indexes: ['userPrincipalName'] },
  groups: { indexes: ['displayName'] },
  devices: { indexes: ['deviceId', 'displayName', 'isCompliant', 'trustType'] },
  applications: { indexes: ['appId', 'identifierUris'] },
  servicePrincipals: { indexes: ['appId', 'servicePrincipalNames'] },
  'servicePrincipals/appRoleAssignments': { indexes: ['resourceId'] },
  oauth2PermissionGrants: { indexes: ['clientId'] },
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
    ],
  },
  'deviceManagement/depOnboardingSettings/importedAppleDeviceIdentities': {
    indexes: ['serialNumber'],
  },
  'tenantless/devices': { indexes: ['managedDeviceId', 'serialNumber'], journaled: false },
  'tenantless/traces': { journaled: false },
};
