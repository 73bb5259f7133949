// Books that were bought in volume. No simulated device reads one: whoever is to have a book doesn't have it yet.
import type { Entity } from '../../../tenant/index.ts';
import { COLLECTION_VERBS, defineResource, type Resource, SINGLETON_VERBS } from '../../declare/resource.ts';
import type { Call } from '../../request/call.ts';
import { assignmentRow, checkFilters } from '../assignments.ts';
import { resourcePage, SERVICE } from './paths.ts';

const path = 'deviceAppManagement/managedEBooks';

const below = (
  name: string,
  type: string,
  verbs: Resource['verbs'],
  source: Resource['source'],
  more: Partial<Parameters<typeof defineResource>[0]> = {},
): Resource =>
  defineResource({
    path: `${path}/${name}`,
    type,
    family: 'intune',
    service: SERVICE,
    singleton: verbs === SINGLETON_VERBS,
    verbs,
    source,
    evidence: 'inferred',
    sources: [resourcePage(`intune-books-${type.toLowerCase()}`)],
    ...more,
  });

/** How a book stands on a device, from how whatever is assigned does. */
function deviceState({ tenant }: Call, status: Entity): Entity {
  const device = tenant.collection('deviceManagement/managedDevices').get(String(status['$device']));
  // What somebody made up stays as it is.
  if (!device) return status;
  return {
    id: status.id,
    $device: device.id,
    deviceId: device.id,
    deviceName: device.deviceName,
    userName: device.userDisplayName ?? '',
    lastSyncDateTime: device.lastSyncDateTime,
    osVersion: device.osVersion,
    osDescription: device.operatingSystem,
    installState: 'notInstalled',
    errorCode: '0',
  };
}

const total = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

function summary(call: Call, book: Entity): Entity {
  const { devices, users } = call.devicePolicies.overview(path, book.id);
  return { id: book.id, notInstalledDeviceCount: total(devices), notInstalledUserCount: total(users) };
}

/** One row for each person who is to have the book on a device. */
function userStates(call: Call, book: Entity): readonly Entity[] {
  const byUser = new Map<string, { readonly userName: unknown; devices: number }>();
  for (const { userPrincipalName, userName } of call.deviceStatuses(path, book.id)) {
    const key = String(userPrincipalName);
    const known = byUser.get(key);
    if (known) known.devices += 1;
    else if (key !== '') byUser.set(key, { userName, devices: 1 });
  }
  return [...byUser].map(([key, { userName, devices }]) => ({
    id: `${book.id}_${key}`,
    userName,
    notInstalledDeviceCount: devices,
  }));
}

const computed = (compute: (call: Call, book: Entity) => readonly Entity[]): Resource['source'] => ({
  kind: 'computed',
  compute: (call, book) => (book ? compute(call, book) : []),
});

export const books: readonly Resource[] = [
  defineResource({
    path,
    type: 'managedEBook',
    family: 'intune',
    service: SERVICE,
    evidence: 'documented',
    sources: [resourcePage('intune-books-managedebook')],
  }),
  below(
    'assignments',
    'managedEBookAssignment',
    COLLECTION_VERBS,
    { kind: 'stored' },
    {
      beforeCreate(call, draft) {
        if (!call.parent) return draft;
        const row = assignmentRow(call.parent, draft);
        checkFilters(call, [row]);
        return { ...row };
      },
    },
  ),
  below(
    'deviceStates',
    'deviceInstallState',
    COLLECTION_VERBS,
    { kind: 'perDevice', list: (call, { id }, after) => call.deviceStatuses(path, id, after) },
    { complete: deviceState },
  ),
  below('userStateSummary', 'userInstallStateSummary', COLLECTION_VERBS, computed(userStates)),
  below(
    'installSummary',
    'eBookInstallSummary',
    SINGLETON_VERBS,
    computed((call, book) => [summary(call, book)]),
  ),
];
