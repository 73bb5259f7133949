// The apps that devices have reported: each once, with how many devices have it.
import type { Entity, ManagedDevice } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import type { Call } from '../../request/call.ts';
import { DEVICES } from './ask-device.ts';
import { keepReported } from './keep-reported.ts';
import { managedDeviceSet } from './managed-devices.ts';

const PATH = 'deviceManagement/detectedApps';
/** Where Intune's device-facing side keeps every app that was ever reported. */
const REPORTED = 'tenantless/apps';

/** In order of their names, as the service lists them [recorded]; an app that no device has any more is not there. */
export function detectedApps({ tenant }: Pick<Call, 'tenant'>): readonly Entity[] {
  const devices = tenant.collection(DEVICES);
  const found: Entity[] = [];
  for (const app of tenant.collection(REPORTED)) {
    const deviceCount = devices.countWhere('$apps', app.id);
    if (deviceCount > 0) found.push({ ...app, deviceCount });
  }
  return found.sort(byName);
}

function byName(one: Entity, other: Entity): number {
  const [a, b] = [String(one['displayName']), String(other['displayName'])];
  return a < b ? -1 : a > b ? 1 : 0;
}

export function appsOfDevice(
  { tenant }: Pick<Call, 'tenant'>,
  { $apps = [] }: ManagedDevice,
): readonly Entity[] {
  const devices = tenant.collection(DEVICES);
  return $apps
    .flatMap((id) => tenant.collection(REPORTED).get(id) ?? [])
    .map((app): Entity => ({ ...app, deviceCount: devices.countWhere('$apps', app.id) }))
    .sort(byName);
}

export const detected: readonly Resource[] = [
  defineResource({
    path: PATH,
    type: 'detectedApp',
    family: 'intune',
    service: 'DeviceFE/StatelessDeviceFEService',
    source: { kind: 'computed', compute: detectedApps },
    // [recorded] the total, and next links that skip.
    countUnasked: 'total',
    page: { default: 50, next: 'skip' },
    afterCreate: keepReported,
    evidence: 'recorded',
    sources: [
      'https://learn.microsoft.com/graph/api/resources/intune-devices-detectedapp',
      'https://github.com/rknightion/graph2otel',
    ],
  }),
  managedDeviceSet({
    path: `${PATH}/managedDevices`,
    permissionPath: DEVICES,
    verbs: ['list', 'get', 'count'],
    source: { kind: 'view', of: DEVICES, property: '$apps', value: (app) => app?.id },
  }),
];
