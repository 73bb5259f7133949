// The apps that Intune knows to be on devices: each app once, and on a device's record the ids of its own.
import { type Entity, SERVICES, type Tenant } from '../tenant/index.ts';
import type { DeviceFacts } from './device-facts.ts';

type Apps = DeviceFacts['apps'];
type Inventory = (apps: Apps, owner: 'personal' | 'company') => readonly string[];

/** Every app that any device has reported, as Graph shows it; its id is made from what it is. */
export const REPORTED_APPS = 'tenantless/apps';

const NO_APPS: readonly string[] = [];

/**
 * Notes what a device reports to be installed and returns the ids that go onto its record. Devices with the same list of
 * apps share the list of ids.
 */
export function createAppInventory(tenant: Tenant): Inventory {
  const known = {
    personal: new WeakMap<Apps, readonly string[]>(),
    company: new WeakMap<Apps, readonly string[]>(),
  };
  tenant.journal.subscribe(({ change }) => {
    // What was noted is gone with the rest.
    if (change === 'restore') Object.assign(known, { personal: new WeakMap(), company: new WeakMap() });
  });
  const collection = tenant.collection(REPORTED_APPS);
  const note = ({ bundleId, name = bundleId }: Apps[number]): string => {
    const app = detectedApp(tenant, bundleId, name);
    if (!collection.get(app.id)) collection.insert(app, SERVICES.intune);
    return app.id;
  };
  return (apps, owner) => {
    if (apps.length === 0) return NO_APPS;
    let ids = known[owner].get(apps);
    if (!ids) {
      // [documented] of a personal iPhone or iPad Intune sees the managed apps only:
      // https://learn.microsoft.com/intune/app-management/discovered-apps
      ids = apps.filter(({ managed }) => managed || owner === 'company').map(note);
      known[owner].set(apps, ids);
    }
    return ids;
  };
}

/** [recorded] 64 hexadecimal digits, no publisher and size of an iOS app. Versions of apps are nothing that we model. */
function detectedApp(tenant: Tenant, bundleId: string, displayName: string): Entity {
  const id = tenant.random.fork(`intune/apps/${bundleId}/${displayName}`);
  return {
    id: `${id.guid()}${id.guid()}`.replaceAll('-', ''),
    displayName,
    version: '',
    publisher: '',
    sizeInByte: 0,
    platform: 'ios',
  };
}
