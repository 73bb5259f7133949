// Where entities are written: a collection, or a property of the entity that contains them.
import type { Actor, Entity } from '../../tenant/index.ts';
import type { Resource } from '../declare/resource.ts';
import type { JsonObject } from '../model/index.ts';
import type { Call } from '../request/call.ts';

/** What creating, changing and deleting need of it. */
export interface Store {
  readonly name: string;
  get(id: string): Entity | undefined;
  insert(entity: Entity, by: Actor): Entity;
  update(id: string, patch: JsonObject, by: Actor): Entity;
  remove(id: string, by: Actor): void;
}

export function storeOf(call: Call, { source, path }: Resource): Store {
  if (source.kind === 'inside' && call.parent) return insideOf(call, call.parent.id, path, source.property);
  const isElsewhere = source.kind === 'view' || source.kind === 'stored';
  return call.tenant.collection((isElsewhere ? source.of : undefined) ?? path);
}

function insideOf(call: Call, parentId: string, path: string, property: string): Store {
  const parents = call.tenant.collection(path.slice(0, path.lastIndexOf('/')));
  const all = () => (parents.get(parentId)?.[property] ?? []) as readonly Entity[];
  const put = (entities: readonly Entity[], by: Actor) => {
    parents.update(parentId, { [property]: entities }, by);
  };
  const find = (id: string) => all().find((each) => each.id.toLowerCase() === id.toLowerCase());
  return {
    name: path,
    get: find,
    insert(entity, by) {
      put([...all(), entity], by);
      return entity;
    },
    update(id, patch, by) {
      const before = find(id);
      if (!before) throw new Error(`'${path}' holds no entity with the id '${id}'`);
      const after = { ...before, ...patch };
      put(
        all().map((each) => (each === before ? after : each)),
        by,
      );
      return after;
    },
    remove(id, by) {
      const before = find(id);
      put(
        all().filter((each) => each !== before),
        by,
      );
    },
  };
}
