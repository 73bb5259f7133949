// The rows of reports about apps.
import type { Entity } from '../../../tenant/index.ts';
import { DEVICES } from '../devices/ask-device.ts';
import { appsOfDevice, detectedApps } from '../devices/detected-apps.ts';
import type { Facts } from './column.ts';
import { devicesOf, type Rows } from './device-rows.ts';

const APPS = 'deviceAppManagement/mobileApps';

export const apps: Rows = function* ({ tenant }) {
  const assignments = tenant.collection(`${APPS}/assignments`);
  for (const app of tenant.collection(APPS)) {
    yield { app, counts: { assignments: assignments.countWhere('$parent', app.id) } };
  }
};

/** How apps stand on each device that they are meant for. */
export const appStatuses: Rows = function* (source, wanted) {
  const collection = source.tenant.collection(APPS);
  const only = wanted('ApplicationId');
  for (const device of devicesOf(source, wanted)) {
    for (const { applicationId, installState } of source.deviceApps.states(device)) {
      const app = collection.get(applicationId);
      if (app && (only === undefined || only === applicationId))
        yield { device, app, appState: installState };
    }
  }
};

const APP_COUNTERS: Readonly<Record<string, string>> = {
  installed: 'Installed',
  failed: 'Failed',
  uninstallFailed: 'Failed',
  pendingInstall: 'PendingInstall',
  notApplicable: 'NotApplicable',
};
const counterOf = ({ appState = '' }: Facts) => APP_COUNTERS[appState] ?? 'NotInstalled';

/** Apps with how many devices and users they stand how with; each user counts once for each way. */
export const appCounts = (onlyFailed = false): Rows =>
  function* (source, wanted) {
    const counted = new Map<string, Record<string, number>>();
    const users = new Set<string>();
    for (const facts of appStatuses(source, wanted)) {
      const counts = counted.get(facts.app?.id ?? '') ?? {};
      counted.set(facts.app?.id ?? '', counts);
      const counter = counterOf(facts);
      counts[`${counter}DeviceCount`] = (counts[`${counter}DeviceCount`] ?? 0) + 1;
      const user = facts.device?.userId;
      const key = `${facts.app?.id} ${counter} ${user}`;
      if (user === undefined || users.has(key)) continue;
      users.add(key);
      counts[`${counter}UserCount`] = (counts[`${counter}UserCount`] ?? 0) + 1;
    }
    const only = wanted('ApplicationId');
    for (const app of source.tenant.collection(APPS)) {
      if (only !== undefined && only !== app.id) continue;
      const counts = counted.get(app.id) ?? {};
      if (!onlyFailed || (counts['FailedDeviceCount'] ?? 0) > 0) yield { app, counts };
    }
  };

/** Users with how many of their devices an app stands how on. */
export const appCountsByUser: Rows = function* (source, wanted) {
  const found = new Map<
    string,
    { user: NonNullable<Facts['user']>; app: Entity; counts: Record<string, number> }
  >();
  for (const facts of appStatuses(source, wanted)) {
    const { device, app } = facts;
    if (!app || device?.userId === undefined) continue;
    const key = `${app.id} ${device.userId}`;
    let known = found.get(key);
    if (!known) {
      const { userId: id, userDisplayName: name = '', userPrincipalName: principalName = '' } = device;
      known = { app, user: { id, name, principalName }, counts: {} };
      found.set(key, known);
    }
    const counter = `${counterOf(facts)}Count`;
    known.counts[counter] = (known.counts[counter] ?? 0) + 1;
  }
  yield* found.values();
};

/** The apps that devices have reported, each once. */
export const reportedApps: Rows = function* (source) {
  for (const app of detectedApps(source)) yield { app, counts: { DeviceCount: Number(app['deviceCount']) } };
};

/** The same for each device that has it. */
export const reportedAppsByDevice: Rows = function* (source, wanted) {
  const key = wanted('ApplicationKey');
  const devices = source.tenant.collection(DEVICES);
  const found = key === undefined ? devicesOf(source, wanted) : devices.where('$apps', key);
  for (const device of found) {
    for (const app of appsOfDevice(source, device)) {
      if (key === undefined || key === app.id) yield { device, app };
    }
  }
};
