import type { Entity } from '../../../tenant/index.ts';
import type { Resource } from '../../declare/resource.ts';
import { actorOf, type Call } from '../../request/call.ts';
import { OWNER_SETS, relation } from '../directory/related.ts';

type Owned = 'applications' | 'servicePrincipals';

export function owners(set: Owned): Resource {
  return relation(`${set}/owners`, {
    links: `${set}/owners`,
    direction: 'targets',
    sets: OWNER_SETS,
    editable: true,
    page: `${set.slice(0, -1).toLowerCase()}-list-owners`,
  });
}

/** Makes a signed-in caller the owner of what he has made. [documented] owners of an application */
export function ownCreated({ caller, tenant }: Call, set: Owned, created: Entity): void {
  if (caller.kind !== 'delegated' || caller.userId === undefined) return;
  if (!tenant.collection('users').get(caller.userId)) return;
  tenant.links(`${set}/owners`).link(created.id, caller.userId, actorOf({ caller, tenant }));
}
