import { findApp } from '../apple/app-catalogue.ts';
import type { Tenant } from '../tenant/index.ts';
import { DEVICES, type DeviceState, type InstalledApp } from './device-state.ts';
import type { Teller } from './passage.ts';
import { createShared, createSharedList } from './shared.ts';
import type { DeviceApp, ManagedAppStatus } from './simulated-device.ts';

const shareInstalled = createShared<InstalledApp>();

/** The same list for the same installed apps. */
export const shareApps = createSharedList(({ state, managed, bundleId, name, status }: InstalledApp) =>
  state === 'installed' && status === undefined ? `${managed ? 1 : 0}${bundleId}/${name}` : undefined,
);

/** An app that is there. Devices with the same app share the object. */
export function installedApp(bundleId: string, name: string, managed: boolean): InstalledApp {
  return shareInstalled(`${managed ? 1 : 0}${bundleId}/${name}`, {
    bundleId,
    name,
    managed,
    state: 'installed',
  });
}

/** The app with that bundle id in place of what there was of it. */
export function withApp(apps: readonly InstalledApp[], app: InstalledApp): readonly InstalledApp[] {
  const index = apps.findIndex(({ bundleId }) => bundleId === app.bundleId);
  return shareApps(index < 0 ? [...apps, app] : apps.with(index, app));
}

export function appNameOf(bundleId: string): string {
  return findApp(bundleId)?.name ?? bundleId;
}

/** The apps of the device with that record in Intune; none, when there is no such device here. */
export function appsOf(tenant: Tenant, managedDeviceId: string): readonly InstalledApp[] {
  const [device] = tenant.collection(DEVICES).where('managedDeviceId', managedDeviceId);
  return (device as DeviceState | undefined)?.apps ?? [];
}

/** The name of the app that the person signs in to. */
export function appName({ state }: Pick<Teller, 'state'>): string {
  return appNameOf(state.running?.app ?? state.remediating ?? '');
}

const STATUSES = { installing: 'Installing', rejected: 'UserRejected', failed: 'Failed' } as const;

/** How `ManagedApplicationList` tells of an app; undefined of one that management has no part in. */
export function managedStatus({ state, managed, status }: DeviceApp): ManagedAppStatus | undefined {
  if (status !== undefined) return status;
  if (state === 'installed') return managed ? 'Managed' : undefined;
  return STATUSES[state];
}
