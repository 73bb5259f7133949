// From a key to an entity.
import type { Entity } from '../../tenant/index.ts';
import { isDirectoryObject, type Node } from '../declare/registry.ts';
import type { GraphError } from '../errors.ts';
import * as errors from '../errors.ts';
import type { TypeModel } from '../model/index.ts';
import type { Call } from '../request/call.ts';
import type { Key } from '../request/path.ts';
import type { Step } from '../request/route.ts';
import { rowsOf } from './rows.ts';
import { visibleIn } from './visibility.ts';

/** The entity of a set that a key names: its id, or an alternate key. Throws the family's 404. */
export function findEntity(call: Call, node: Node, asked: Key): Entity {
  const { resource } = node;
  const key = { ...asked, value: resource.keyAliases?.[asked.value] ?? asked.value };
  const alternates = resource.alternateKeys ?? [];
  if (key.property !== undefined && key.property !== 'id') {
    const property = alternates.find((each) => each.toLowerCase() === key.property?.toLowerCase());
    if (property === undefined)
      throw errors.unknownSegment(`${resource.name}(${key.property}='${key.value}')`);
    const found = findBy(call, node, property, key.value);
    if (!found) throw notFound(node, key);
    return found;
  }
  const { source, complete } = resource;
  const whole = source.kind === 'stored' && !source.builtIn && !source.of && complete === undefined;
  const plain = whole && call.parent === undefined && !visibleIn(call, resource);
  const direct = plain
    ? call.tenant.collection(resource.path).get(key.value)
    : findBelow(call, node, key.value);
  if (direct) return direct;
  if (resource.plainAlternateKey) {
    for (const property of alternates) {
      const found = findBy(call, node, property, key.value);
      if (found) return found;
    }
  }
  throw notFound(node, key);
}

/** The type of the entity that a path ends in; undefined where no key names one. Throws the family's 404. */
export function entityType(call: Call, steps: readonly Step[]): TypeModel | undefined {
  const { node, key } = steps.at(-1) as Step;
  return key && call.model.type(String(findEntity(call, node, key)['@odata.type'] ?? node.type.name));
}

/** By an alternate key, which says which one among those of one parent. */
function findBy({ tenant, parent }: Call, { resource }: Node, property: string, value: string) {
  const found = tenant.collection(resource.path).where(property, value);
  return parent ? found.find(({ $parent }) => $parent === parent.id) : found[0];
}

function findBelow(call: Call, { resource }: Node, id: string): Entity | undefined {
  const rows = rowsOf(call, resource, call.parent);
  const local = resource.localIds && call.parent ? rows.find(`${call.parent.id}_${id}`) : undefined;
  return local ?? rows.find(id);
}

/** [documented] What the directory calls grants by. */
const GRANT_ID = /^[\w-]{22,43}$/;
const GRANTS = new Set(['microsoft.graph.appRoleAssignment', 'microsoft.graph.oAuth2PermissionGrant']);
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The family's 404; the directory tells what can't be an id of its objects. */
export function notFound({ resource, type }: Node, key: Key): GraphError {
  if (resource.missing) return resource.missing();
  if (resource.family === 'intune') return errors.intuneNotFound();
  const isId =
    !isDirectoryObject(type) ||
    GUID.test(key.value) ||
    (GRANTS.has(type.name) && GRANT_ID.test(key.value)) ||
    resource.singleton ||
    resource.plainAlternateKey ||
    key.property !== undefined;
  return isId ? errors.directoryNotFound(key.value) : errors.invalidObjectIdentifier(key.value);
}
