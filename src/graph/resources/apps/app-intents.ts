// What Intune wants of the apps on a person's devices, and what became of it.
import type { Entity } from '../../../tenant/index.ts';
import { COLLECTION_VERBS, defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import type { Call } from '../../request/call.ts';
import type { DeviceAppState } from '../../types.ts';
import { page, resourcePage, SERVICE } from './paths.ts';

const DEVICES = 'deviceManagement/managedDevices';

const devicesOf = ({ tenant }: Call, user: Entity): readonly Entity[] =>
  tenant.collection(DEVICES).where('userId', user.id);

/** One row for each device, named after it. [recorded] IntuneDeviceDetailsGUI asks by the device's id */
function intentsOf(call: Call, user: Entity): readonly Entity[] {
  return devicesOf(call, user).map((device) => ({
    id: device.id,
    managedDeviceIdentifier: device.id,
    userId: user.id,
    mobileAppList: call.deviceApps.states(device).map((state) => ({ ...state, supportedDeviceTypes: [] })),
  }));
}

/** One event for each app that couldn't be installed on a device, named after both [inferred]. */
function eventsOf(call: Call, user: Entity): readonly Entity[] {
  return devicesOf(call, user).flatMap((device) =>
    failedOn(call, device).map(({ applicationId }) => ({
      '@odata.type': '#microsoft.graph.mobileAppTroubleshootingEvent',
      id: `${device.id}_${applicationId}`,
      applicationId,
      deviceId: device.id,
      managedDeviceIdentifier: device.id,
      userId: user.id,
      eventDateTime: device['lastSyncDateTime'],
      history: [
        {
          '@odata.type': '#microsoft.graph.mobileAppTroubleshootingAppStateHistory',
          occurrenceDateTime: device['lastSyncDateTime'],
          actionType: 'installed',
          runState: 'fail',
        },
      ],
    })),
  );
}

const failedOn = (call: Call, device: Entity): readonly DeviceAppState[] =>
  call.deviceApps.states(device).filter(({ installState }) => installState === 'failed');

const ofUsers = (
  name: string,
  type: string,
  source: string,
  compute: (call: Call, user: Entity) => readonly Entity[],
): Resource =>
  defineResource({
    path: `users/${name}`,
    type,
    versions: ['beta'],
    family: 'intune',
    service: SERVICE,
    verbs: COLLECTION_VERBS,
    source: { kind: 'computed', compute: (call, user) => (user ? compute(call, user) : []) },
    evidence: 'documented',
    sources: [resourcePage(source)],
  });

export const appIntents: readonly Resource[] = [
  ofUsers(
    'mobileAppIntentAndStates',
    'mobileAppIntentAndState',
    'intune-troubleshooting-mobileappintentandstate',
    intentsOf,
  ),
  ofUsers(
    'mobileAppTroubleshootingEvents',
    'mobileAppTroubleshootingEvent',
    'intune-troubleshooting-mobileapptroubleshootingevent',
    eventsOf,
  ),
];

const ofUser = (name: string, run: (call: Call, user: Entity) => unknown): Operation => ({
  on: 'user',
  name,
  run: (call, user) => (user ? run(call, user) : []),
  evidence: 'documented',
  sources: [page(`intune-devices-user-${name.toLowerCase()}`)],
});

/** The devices with apps that are on their way or failed; `states` says which count. */
function summarized(call: Call, user: Entity, states: readonly string[]) {
  return devicesOf(call, user)
    .filter((device) =>
      call.deviceApps.states(device).some(({ installState }) => states.includes(installState)),
    )
    .map((device) => ({
      deviceId: device.id,
      // [documented] the state has no value for what is on its way.
      summarizedAppState: failedOn(call, device).length > 0 ? 'fail' : 'unknown',
    }));
}

export const appIntentOperations: readonly Operation[] = [
  ofUser('getManagedDevicesWithAppFailures', (call, user) =>
    devicesOf(call, user).flatMap((device) => (failedOn(call, device).length > 0 ? device.id : [])),
  ),
  ofUser('getManagedDevicesWithFailedOrPendingApps', (call, user) =>
    summarized(call, user, ['failed', 'pendingInstall']),
  ),
  ofUser('retrieveManagedDevicesWithAppInstallationIssues', (call, user) =>
    summarized(call, user, ['failed']),
  ),
];
