import type { CollectionOptions } from './collection.ts';

/**
 * How the sets that are found by more than their id are stored. `$parent` holds the id of the entity that contains
 * this one: assignments are `deviceManagement/deviceConfigurations/assignments`, found by the policy's id.
 */
const contained: CollectionOptions = { indexes: ['$parent'] };

export const COLLECTIONS: Readonly<Record<string, CollectionOptions>> = {
  users: { indexes: ['userPrincipalName'] },
  groups: { indexes: ['displayName'] },
  devices: { indexes: ['deviceId', 'displayName', 'isCompliant', 'trustType'] },
  applications: { indexes: ['appId'] },
  servicePrincipals: { indexes: ['appId'] },
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
  'deviceManagement/deviceConfigurations/assignments': contained,
  'deviceManagement/deviceCompliancePolicies/assignments': contained,
  'deviceManagement/deviceCompliancePolicies/scheduledActionsForRule': contained,
  'deviceManagement/depOnboardingSettings/enrollmentProfiles': contained,
  'deviceManagement/depOnboardingSettings/importedAppleDeviceIdentities': {
    indexes: ['$parent', 'serialNumber'],
  },
  'deviceManagement/appleUserInitiatedEnrollmentProfiles/assignments': contained,
  'deviceAppManagement/mobileApps/assignments': contained,
  'tenantless/devices': { indexes: ['managedDeviceId', 'serialNumber'], journaled: false },
  'tenantless/traces': { journaled: false },
};
