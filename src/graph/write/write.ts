// Creating, changing and deleting entities of any set.
import { type Entity, SERVICES } from '../../tenant/index.ts';
import type { Node, Registry } from '../declare/registry.ts';
import type { Resource } from '../declare/resource.ts';
import * as errors from '../errors.ts';
import type { JsonObject, TypeModel } from '../model/index.ts';
import { DIRECTORY_TYPES, findIn } from '../query/linked.ts';
import { checkedBody } from '../request/body.ts';
import { actorOf, type Call } from '../request/call.ts';
import {
  asItIs,
  changeMarks,
  inlineChildren,
  merged,
  refuseOtherType,
  SERVER_SET,
  serverSet,
  stored,
  typeOf,
  withoutReadOnly,
} from './content.ts';
import { creatorMark } from './creator.ts';
import { boundLinks, homeOf } from './references.ts';
import { forgetObject, removeBelow } from './remove.ts';
import { checkChangedTags, checkNewTags } from './scope-tags.ts';
import { storeOf } from './store.ts';

/** What says to whom a created entity belongs: its container, or in a view whatever the view is about. */
function belonging({ resource, parent }: Call): JsonObject {
  const { source } = resource;
  if (source.kind === 'inside') return {};
  if (source.kind === 'view') return { [source.property]: source.value(parent) };
  return parent ? { $parent: parent.id } : {};
}

/** What an update makes of what isn't there yet. */
export function unmade(call: Call): Entity {
  const { madeByUpdate } = call.resource;
  const id = typeof madeByUpdate === 'function' ? madeByUpdate(call) : call.tenant.random.guid();
  return { id, ...belonging(call) };
}

/** @param isPart of something that was checked whole, before anything of it was created */
export function createEntity(
  call: Call,
  registry: Registry,
  node: Node,
  body: JsonObject,
  isPart = false,
): Entity {
  const { resource } = node;
  if (resource.source.kind === 'linked') return createLinked(call, registry, resource, body);
  const checked = checkedBody(call, resource, resource.typeName, body, 'create');
  const type = call.model.type(checked.typeName) ?? node.type;
  checkNewTags(call, type, checked.value);
  const writable = withoutReadOnly(resource, type, checked.value);
  const draft = resource.beforeCreate?.(call, writable, checked.value) ?? writable;
  const inline = inlineChildren(type, draft);
  const entity = {
    id: call.tenant.random.guid(),
    ...(node.type.abstract || type !== node.type ? { '@odata.type': `#${type.name}` } : {}),
    ...serverSet(call, type),
    ...creatorMark(call, resource.path),
    ...stored(type, resource, draft),
    ...belonging({ ...call, resource }),
  } as Entity;
  const actor = actorOf(call);
  const kept = resource.keep?.(call, entity);
  if (kept) return kept;
  const collection = storeOf(call, resource);
  // Only where the id says what an entity is about, as an assignment's does.
  if (draft['id'] !== undefined && collection.get(entity.id)) throw errors.alreadyExists(resource.family);
  const link = boundLinks(call, registry, node, type, draft);
  const children = inline.flatMap(([name, bodies]) => {
    const child = registry.child(node, name, type);
    return child && takesInline(child) ? [{ child, bodies }] : [];
  });
  if (!isPart) for (const { child, bodies } of children) checkChildren(call, registry, child, entity, bodies);
  const created = collection.insert(entity, actor);
  link(created);
  for (const { child, bodies } of children) createChildren(call, registry, child, created, bodies);
  if (!resource.afterCreate) return created;
  resource.afterCreate(call, created, checked.value);
  return collection.get(created.id) ?? created;
}

/** Creates an entity where those of its type live, and links it to the one above. */
function createLinked(call: Call, registry: Registry, resource: Resource, body: JsonObject): Entity {
  const { source } = resource;
  const { parent, tenant } = call;
  const type = `#${String(body['@odata.type'] ?? '').replace(/^#/, '')}`;
  const set =
    source.kind === 'linked' ? source.sets.find((each) => DIRECTORY_TYPES[each] === type) : undefined;
  const home = set === undefined ? undefined : registry.at(set);
  if (source.kind !== 'linked' || !parent || !home || set === undefined) throw errors.invalidValues();
  resource.beforeLink?.(call, { id: '', ...body, '@odata.type': type }, 'link');
  const { id } = createEntity({ ...call, resource: home.resource, parent: undefined }, registry, home, body);
  tenant.links(source.links).link(parent.id, id, actorOf(call));
  const created = findIn(call, [set], id) as Entity;
  resource.afterLink?.(call, created, 'link');
  return created;
}

export function updateEntity(
  call: Call,
  registry: Registry,
  node: Node,
  entity: Entity,
  body: JsonObject,
): Entity {
  const home = homeOf(call, registry, node, entity);
  if (home) return updateEntity(home.call, registry, home.node, entity, body);
  const { resource } = node;
  const declared = typeOf(entity, resource);
  // A concrete set's body needs no type; an abstract one's does, as in a create [recorded].
  const expected = node.type.abstract
    ? resource.typeName
    : call.model.type(declared)
      ? declared
      : resource.typeName;
  refuseOtherType(call, node, declared, body);
  const checked = checkedBody(call, resource, expected, asItIs(node, body), 'update');
  const type = call.model.type(checked.typeName) ?? node.type;
  checkChangedTags(call, type, checked.value);
  const patch = withoutReadOnly(resource, type, checked.value);
  const collection = storeOf(call, resource);
  const isStored = collection.get(entity.id) !== undefined;
  const isMade = !isStored && (resource.source.kind === 'stored' || resource.madeByUpdate !== undefined);
  if (!isStored && !isMade) return kept(call, resource, entity);
  const completed = resource.beforeUpdate?.(call, entity, patch) ?? patch;
  // A singleton that nobody has set until now, or what every tenant has.
  if (isMade) {
    const service = resource.family === 'intune' ? SERVICES.intune : SERVICES.entra;
    const isBuiltIn = resource.source.kind === 'stored' && resource.source.builtIn;
    collection.insert(entity, isBuiltIn ? service : actorOf(call));
  }
  const change: JsonObject = merged(call, type, entity, stored(type, resource, completed));
  boundLinks(call, registry, node, type, completed, entity)(entity);
  const updated = collection.update(
    entity.id,
    { ...change, ...changeMarks(call, resource, type, entity) },
    actorOf(call),
  );
  resource.afterUpdate?.(call, updated);
  return updated;
}

/** What the service computes stays what it is, whatever a caller says. [inferred] that it takes the request. */
function kept(call: Call, { path }: Resource, entity: Entity): Entity {
  call.note(`${path} is computed: what the request says of it has no effect`);
  return entity;
}

/**
 * `PUT`: all that the body doesn't say becomes unset, and what the entity contains is replaced by what the body says of it.
 * The service keeps ids and times. [recorded] for the settings catalog: terraform-provider-microsoft365
 */
export function replaceEntity(
  call: Call,
  registry: Registry,
  node: Node,
  entity: Entity,
  body: JsonObject,
): Entity {
  const { resource } = node;
  refuseOtherType(call, node, typeOf(entity, resource), body);
  const checked = checkedBody(call, resource, resource.typeName, body, 'create');
  const type = call.model.type(checked.typeName) ?? node.type;
  checkChangedTags(call, type, checked.value);
  const writable = withoutReadOnly(resource, type, checked.value);
  const complete = resource.beforeReplace ?? resource.beforeUpdate;
  const completed = complete?.(call, entity, writable) ?? writable;
  const unset = Object.fromEntries(
    type.structural
      .filter(({ name, readOnly }) => name in entity && !readOnly && !SERVER_SET.has(name) && name !== 'id')
      .map(({ name }) => [name, undefined]),
  );
  const collection = storeOf(call, resource);
  const replaced = collection.update(
    entity.id,
    { ...unset, ...stored(type, resource, completed), ...changeMarks(call, resource, type, entity) },
    actorOf(call),
  );
  replaceChildren(call, registry, node, type, replaced, completed);
  resource.afterUpdate?.(call, replaced);
  return replaced;
}

function replaceChildren(
  call: Call,
  registry: Registry,
  node: Node,
  type: TypeModel,
  parent: Entity,
  value: JsonObject,
): void {
  for (const [name, children] of inlineChildren(type, value)) {
    const child = registry.child(node, name, type);
    if (!child || !takesInline(child)) continue;
    const collection = call.tenant.collection(child.resource.path);
    for (const each of collection.where('$parent', parent.id)) {
      removeBelow(call, child.resource.path, each.id);
      collection.remove(each.id, actorOf(call));
    }
    createChildren(call, registry, child, parent, children);
  }
}

/** Whether what comes with an entity is written there: into a set below it, also one that is kept in another place. */
function takesInline({ resource: { source } }: Node): boolean {
  return source.kind === 'stored' || (source.kind === 'view' && source.property === '$parent');
}

/** Throws for what would be refused, so that nothing is created of what can't be created whole. */
function checkChildren(
  call: Call,
  registry: Registry,
  child: Node,
  parent: Entity,
  bodies: readonly JsonObject[],
): void {
  const { resource } = child;
  // What there is to note is noted when they are created.
  const below: Call = { ...call, resource, parent, note: () => undefined };
  const ids = new Set<unknown>();
  for (const body of bodies) {
    const checked = checkedBody(below, resource, resource.typeName, body, 'create');
    const type = call.model.type(checked.typeName) ?? child.type;
    const writable = withoutReadOnly(resource, type, checked.value);
    const draft = resource.beforeCreate?.(below, writable, checked.value) ?? writable;
    const { id } = draft;
    if (id !== undefined && ids.has(id)) throw errors.alreadyExists(resource.family);
    ids.add(id);
    for (const [name, grandchildren] of inlineChildren(type, draft)) {
      const next = registry.child(child, name, type);
      const above = { id: '', ...draft } as Entity;
      if (next && takesInline(next)) checkChildren(below, registry, next, above, grandchildren);
    }
  }
}

function createChildren(
  call: Call,
  registry: Registry,
  child: Node,
  parent: Entity,
  bodies: readonly JsonObject[],
): void {
  const below: Call = { ...call, resource: child.resource, parent };
  for (const each of bodies) createEntity(below, registry, child, each, true);
}

export function deleteEntity(call: Call, registry: Registry, node: Node, entity: Entity): void {
  const home = homeOf(call, registry, node, entity);
  if (home) {
    deleteEntity(
      home.call,
      registry,
      home.node,
      call.tenant.collection(home.node.resource.path).get(entity.id) ?? entity,
    );
    return;
  }
  const { resource } = node;
  const actor = actorOf(call);
  resource.beforeDelete?.(call, entity);
  if (resource.discard?.(call, entity)) return;
  const collection = storeOf(call, resource);
  if (!collection.get(entity.id)) {
    kept(call, resource, entity);
    return;
  }
  removeBelow(call, collection.name, entity.id);
  collection.remove(entity.id, actor);
  if (resource.family === 'directory') forgetObject(call, entity.id);
  resource.afterDelete?.(call, entity);
}
