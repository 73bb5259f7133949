// Deleted policies and named locations, which can be restored for thirty days.
// https://learn.microsoft.com/graph/api/resources/conditionalaccesspolicy
import { DELETED_ITEM_RETENTION } from '../../../directory/index.ts';
import { type Entity, SERVICES } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource, type ServiceEvent } from '../../declare/resource.ts';
import * as graphErrors from '../../errors.ts';
import { actorOf, type Call, now } from '../../request/call.ts';
import { DELETED_LOCATIONS, DELETED_POLICIES, LOCATIONS, POLICIES } from './paths.ts';

const PURGE = 'purgeDeletedAccessItem';

const SOURCES = [
  'https://learn.microsoft.com/entra/identity/conditional-access/how-to-recover-deleted-policies',
];

/** Keeps what is about to be deleted, until somebody restores it or its time has come. */
export function keepDeleted(call: Call, path: string, entity: Entity): void {
  const { tenant } = call;
  tenant.collection(path).insert({ ...entity, deletedDateTime: now(call) }, actorOf(call));
  tenant.clock.schedule(tenant.clock.now + DELETED_ITEM_RETENTION, PURGE, `${path} ${entity.id}`);
}

export const purge: ServiceEvent = {
  kind: PURGE,
  run(tenant, subject) {
    const [path = '', id = ''] = subject.split(' ');
    const items = tenant.collection(path);
    const deleted = items.get(id)?.['deletedDateTime'];
    // Restored, or deleted again since.
    if (typeof deleted !== 'string' || Date.parse(deleted) + DELETED_ITEM_RETENTION > tenant.clock.now)
      return;
    items.remove(id, SERVICES.entra);
  },
};

function deleted(path: string, type: string): Resource {
  return defineResource({
    path,
    type,
    family: 'directory',
    verbs: ['list', 'get', 'delete', 'count'],
    evidence: 'documented',
    sources: SOURCES,
  });
}

export const deletedItems: readonly Resource[] = [
  deleted(DELETED_POLICIES, 'conditionalAccessPolicy'),
  deleted(DELETED_LOCATIONS, 'namedLocation'),
];

/** Bound to a deleted item; what isn't deleted can't be restored. */
function restoring(on: string, from: string, to: string): Operation {
  return {
    on,
    name: 'restore',
    run(call, item) {
      const { tenant } = call;
      const kept = item && tenant.collection(from).get(item.id);
      if (!kept) throw graphErrors.directoryNotFound(item?.id ?? '');
      const { deletedDateTime: _, ...entity } = kept;
      const by = actorOf(call);
      tenant.collection(from).remove(kept.id, by);
      return tenant.collection(to).insert(entity as Entity, by);
    },
    evidence: 'documented',
    sources: SOURCES,
  };
}

export const restores: readonly Operation[] = [
  restoring('conditionalAccessPolicy', DELETED_POLICIES, POLICIES),
  restoring('namedLocation', DELETED_LOCATIONS, LOCATIONS),
];
