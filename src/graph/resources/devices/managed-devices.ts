import { type Entity, SERVICES } from '../../../tenant/index.ts';
import { defineResource, type Resource, type ResourceDeclaration } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';
import { rewriteManagedDeviceFilter } from '../filters.ts';
import { DEVICES } from './ask-device.ts';
import { afterDeletion, beforeDeletion } from './delete-device.ts';
import { keepReported } from './keep-reported.ts';
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

/** [documented] groups-dynamic-membership: rules know a device's ownership by other names; [inferred] that Intune tells it. */
function tellOwnership({ tenant }: Call, device: Entity, { managedDeviceOwnerType }: JsonObject): void {
  const devices = tenant.collection('devices');
  const id = String(device['$directoryDevice']);
  const { [String(managedDeviceOwnerType)]: deviceOwnership = 'Unknown' } = OWNERSHIP;
  if (devices.get(id)) devices.update(id, { deviceOwnership }, SERVICES.intune);
}

const OWNERSHIP: Readonly<Record<string, string>> = { company: 'Company', personal: 'Personal' };

const shared = {
  type: 'managedDevice',
  family: 'intune',
  service: 'DeviceFE/StatelessDeviceFEService',
  countUnasked: 'page',
  page: { next: 'deviceName' },
  selectOnly: SELECT_ONLY,
  // [recorded] in lists it is there, and says nothing
  stubs: ['hardwareInformation'],
  derived: derivedOfDevices,
  // [recorded] msgraph-sdk-dotnet#1322, msgraph-beta-sdk-dotnet#681
  ignoredOptions: ['$orderby', '$skip', '$search'],
  rewriteFilter: rewriteManagedDeviceFilter,
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  beforeCreate: (_call, draft) => storedNames(draft),
  afterCreate: (call, device, body) => keepReported(call, device, storedNames(body)),
  beforeUpdate(call, device, patch) {
    const stored = storedNames(patch);
    if (stored['managedDeviceOwnerType'] !== undefined) tellOwnership(call, device, stored);
    return stored;
  },
  beforeDelete: (call, device) => beforeDeletion(call, device),
  afterDelete: afterDeletion,
  evidence: 'recorded',
  sources: [
    'https://learn.microsoft.com/graph/api/resources/intune-devices-manageddevice',
    'https://github.com/microsoftgraph/microsoft-graph-explorer-v4/issues/3125',
  ],
} as const satisfies Omit<ResourceDeclaration, 'path'>;

/** Managed devices at a place of their own, or as some of those somewhere else. */
export function managedDeviceSet(
  place: Pick<ResourceDeclaration, 'path' | 'source' | 'permissionPath'> & Partial<ResourceDeclaration>,
): Resource {
  return defineResource({ ...shared, ...place });
}

/** Enrolled devices. `$count` as a segment isn't routed [recorded]. */
export const managedDevices: Resource = managedDeviceSet({ path: DEVICES });

export const managedDevicesOfUsers: Resource = managedDeviceSet({
  path: 'users/managedDevices',
  permissionPath: DEVICES,
  source: { kind: 'view', of: DEVICES, property: 'userId', value: (user) => user?.id },
});
