import { defineResource, type Resource, type ResourceDeclaration } from '../../declare/resource.ts';
import { rewriteManagedDeviceFilter } from '../filters.ts';
import { afterDeletion, beforeDeletion } from './delete-device.ts';
import { derivedOfDevices, storedNames } from './managed-device-properties.ts';

/** What lists leave empty and a GET by id with $select fills in. [documented, recorded] */
const SELECT_ONLY = [
  'activationLockBypassCode',
  'ethernetMacAddress',
  'hardwareInformation',
  'iccid',
  'notes',
  'physicalMemoryInBytes',
  'remoteAssistanceSessionUrl',
  'udid',
];

const shared = {
  type: 'managedDevice',
  family: 'intune',
  service: 'DeviceFE/StatelessDeviceFEService',
  countUnasked: 'page',
  page: { next: 'deviceName' },
  selectOnly: SELECT_ONLY,
  derived: derivedOfDevices,
  // [recorded] msgraph-sdk-dotnet#1322, msgraph-beta-sdk-dotnet#681
  ignoredOptions: ['$orderby', '$skip', '$search'],
  rewriteFilter: rewriteManagedDeviceFilter,
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  beforeCreate: (_call, draft) => storedNames(draft),
  beforeUpdate: (_call, _device, patch) => storedNames(patch),
  beforeDelete: (call, device) => beforeDeletion(call, device),
  afterDelete: afterDeletion,
  evidence: 'recorded',
  sources: [
    'https://learn.microsoft.com/graph/api/resources/intune-devices-manageddevice',
    'https://github.com/microsoftgraph/microsoft-graph-explorer-v4/issues/3125',
  ],
} as const satisfies Omit<ResourceDeclaration, 'path'>;

/** Enrolled devices. `$count` as a segment isn't routed [recorded]. */
export const managedDevices: Resource = defineResource({
  ...shared,
  path: 'deviceManagement/managedDevices',
});

export const managedDevicesOfUsers: Resource = defineResource({
  ...shared,
  path: 'users/managedDevices',
  permissionPath: 'deviceManagement/managedDevices',
  source: {
    kind: 'view',
    of: 'deviceManagement/managedDevices',
    property: 'userId',
    value: (user) => user.id,
  },
});
