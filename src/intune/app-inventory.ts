// The apps that Intune knows to be on devices: each app once, and on a device's record the ids of its own.
import { type Entity, SERVICES, type Tenant } from '../tenant/index.ts';
import type { DeviceFacts } from './device-facts.ts';

type Apps = DeviceFacts['apps'];
type Inventory = (apps: Apps, owner: 'personal' | 'company') => readonly string[];

/** Every app that any device has reported, as Graph shows it; its id is made from what it is. */
export const REPORTED_APPS = 'tenantless/apps';

/** How many different lists of apps are kept for sharing; beyond that each device keeps its own. */
const LISTS_KEPT = 1000;

/**
 * Notes what a device reports to be installed and returns the ids that go onto its record. Devices with the same apps share
 * the list of ids.
 */
export function createAppInventory(tenant: Tenant): Inventory {
  const collection = tenant.collection(REPORTED_APPS);
  const ids = new Map<string, string>();
  const lists = new Map<string, readonly string[]>();
  let known = {
    personal: new WeakMap<Apps, readonly string[]>(),
    company: new WeakMap<Apps, readonly string[]>(),
  };
  tenant.journal.subscribe(({ change }) => {
    // What was noted is gone with the rest.
    if (change !== 'restore') return;
    ids.clear();
    known = { personal: new WeakMap(), company: new WeakMap() };
  });
  const idOf = ({ bundleId, name = bundleId }: Apps[number]): string => {
    const key = `${bundleId}/${name}`;
    let id = ids.get(key);
    if (id === undefined) {
      const app = detectedApp(tenant, bundleId, name);
      id = app.id;
      if (!collection.get(id)) collection.insert(app, SERVICES.intune);
      ids.set(key, id);
    }
    return id;
  };
  const shared = (list: readonly string[]): readonly string[] => {
    const key = list.join();
    const same = lists.get(key);
    if (!same && lists.size < LISTS_KEPT) lists.set(key, list);
    return same ?? list;
  };
  return (apps, owner) => {
    let list = known[owner].get(apps);
    if (!list) {
      // [documented] of a personal iPhone or iPad Intune sees the managed apps only:
      // https://learn.microsoft.com/intune/app-management/discovered-apps
      list = shared(apps.filter(({ managed }) => managed || owner === 'company').map(idOf));
      known[owner].set(apps, list);
    }
    return list;
  };
}

/** [recorded] 64 hexadecimal digits, no publisher and size of an iOS app. Versions of apps are nothing that we model. */
function detectedApp(tenant: Tenant, bundleId: string, displayName: string): Entity {
  const id = tenant.random.fork(`intune/apps/${bundleId}/${displayName}`);
  return {
    id: `${id.guid()}${id.guid()}`.replaceAll('-', ''),
    displayName,
    $bundleId: bundleId,
    version: '',
    publisher: '',
    sizeInByte: 0,
    platform: 'ios',
  };
}
