import { DAY } from '../clock/index.ts';
import { type Actor, type Entity, SERVICES, type Tenant } from '../tenant/index.ts';

/** Where deleted users, groups, applications and the like are kept. */
export const DELETED_ITEMS = 'directory/deletedItems';

/** [documented] directory-deleteditems-restore: for how long they can be restored, in milliseconds. */
export const DELETED_ITEM_RETENTION = 30 * DAY;

const PURGE = 'purgeDeletedItem';

/** Keeps something that is being deleted, until it is restored or its time has come. */
export function keepDeleted(tenant: Tenant, item: Entity, by: Actor): void {
  tenant.collection(DELETED_ITEMS).insert(item, by);
  tenant.clock.schedule(tenant.clock.now + DELETED_ITEM_RETENTION, PURGE, item.id);
}

/** Removes deleted items for good when nobody restored them in time. */
export function startPurging(tenant: Tenant): void {
  tenant.clock.on(PURGE, (id, at) => {
    const items = tenant.collection(DELETED_ITEMS);
    const item = items.get(id);
    // Restored, or deleted again since.
    if (!item || Date.parse(String(item['deletedDateTime'])) + DELETED_ITEM_RETENTION > at) return;
    items.remove(id, SERVICES.entra);
  });
}
