// Taking an entity out of its set, with what it contains and what leads to it.
import { removeGrantsAbout } from '../../directory/index.ts';
import type { Entity } from '../../tenant/index.ts';
import { actorOf, type Call } from '../request/call.ts';

/** What an entity contains goes with it, whatever version knows it. */
export function removeBelow(call: Call, path: string, id: string): void {
  for (const name of call.tenant.collectionNames()) {
    if (!name.startsWith(`${path}/`) || name.includes('/', path.length + 1)) continue;
    const collection = call.tenant.collection(name);
    for (const each of collection.where('$parent', id)) {
      removeBelow(call, name, each.id);
      collection.remove(each.id, actorOf(call));
    }
  }
}

/** Nothing leads to what the directory no longer has, and nothing is granted to it or of it. */
export function forgetObject(call: Call, id: string): void {
  const by = actorOf(call);
  for (const links of call.tenant.linkNames()) call.tenant.links(links).forget(id, by);
  removeGrantsAbout(call.tenant, id, by);
}

/** With what lies below it, and all that leads to it. */
export function removeDirectoryObject(call: Call, set: string, { id }: Entity): void {
  removeBelow(call, set, id);
  call.tenant.collection(set).remove(id, actorOf(call));
  forgetObject(call, id);
}
