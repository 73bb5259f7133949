// `$ref` and `@odata.bind`: adding and removing links between entities.
import type { Entity } from '../../tenant/index.ts';
import type { Node, Registry } from '../declare/registry.ts';
import type { Resource } from '../declare/resource.ts';
import * as errors from '../errors.ts';
import type { JsonObject, TypeModel } from '../model/index.ts';
import { DIRECTORY_TYPES, findIn } from '../query/linked.ts';
import { actorOf, type Call } from '../request/call.ts';

/** The id that a reference's URL ends in: `…/directoryObjects/{id}`, `…/users('{id}')`. */
export function referencedId(reference: unknown): string {
  if (typeof reference !== 'string') throw errors.invalidValues();
  const last = reference.split('?')[0]?.split('/').filter(Boolean).at(-1) ?? '';
  const keyed = /^\w+\('([^']+)'\)$/.exec(last);
  const id = keyed?.[1] ?? last;
  if (id === '' || !reference.includes('/')) throw errors.invalidValues();
  return id;
}

/** Links the entity that `@odata.id` names. Throws the directory's errors for one that is unknown or linked already. */
export function addReference(call: Call, resource: Resource, body: JsonObject): void {
  if (resource.refer) resource.refer(call, 'add', referencedId(body['@odata.id']));
  else addLink(call, resource, referencedId(body['@odata.id']));
}

/**
 * The entity that a reference is about. Throws the family's 404; what Intune says to one of a type that doesn't belong there
 * is inferred.
 */
function linkTarget(call: Call, resource: Resource, id: string): Entity {
  const { source, family, typeName } = resource;
  if (source.kind !== 'linked') throw errors.methodNotAllowed();
  const [byName] =
    source.sets.includes('users') && id.includes('@')
      ? call.tenant.collection('users').where('userPrincipalName', id)
      : [];
  const target = byName ?? findIn(call, source.sets, id);
  if (!target) {
    if (family === 'intune') throw errors.intuneNotFound();
    const other = findIn(call, Object.keys(DIRECTORY_TYPES), id);
    throw other ? errors.referenceTargetInvalid(other, resource.name) : errors.directoryNotFound(id);
  }
  const type = family === 'intune' ? call.model.type(String(target['@odata.type'] ?? typeName)) : undefined;
  if (type && !type.isA(typeName)) throw errors.intuneBadRequest();
  return target;
}

/** Links an entity to the one that the path went through. */
function addLink(call: Call, resource: Resource, id: string): void {
  const { source } = resource;
  const { parent } = call;
  if (source.kind !== 'linked' || !parent) throw errors.methodNotAllowed();
  const target = linkTarget(call, resource, id);
  resource.beforeLink?.(call, target, 'link');
  if (!call.tenant.links(source.links).link(parent.id, target.id, actorOf(call))) {
    throw errors.referenceExists(resource.name);
  }
  resource.afterLink?.(call, target, 'link');
}

/** Makes the entity that `@odata.id` names the only one at the other end. */
export function setReference(call: Call, resource: Resource, body: JsonObject): void {
  if (resource.refer) resource.refer(call, 'set', referencedId(body['@odata.id']));
  else linkOnly(call, resource, linkTarget(call, resource, referencedId(body['@odata.id'])));
}

function linkOnly(call: Call, resource: Resource, target: Entity): void {
  const { source } = resource;
  const { parent } = call;
  if (source.kind !== 'linked' || !parent) throw errors.methodNotAllowed();
  const links = call.tenant.links(source.links);
  const by = actorOf(call);
  resource.beforeLink?.(call, target, 'link');
  for (const former of [...links.targets(parent.id)]) {
    if (former !== target.id) links.unlink(parent.id, former, by);
  }
  links.link(parent.id, target.id, by);
  resource.afterLink?.(call, target, 'link');
}

/** @param key undefined for a relation that has one entity at the most: that one is meant */
export function removeReference(call: Call, resource: Resource, key: string | undefined): void {
  if (resource.refer) resource.refer(call, 'remove', key);
  else removeLink(call, resource, key);
}

function removeLink(call: Call, resource: Resource, key: string | undefined): void {
  const { source, family } = resource;
  const { parent } = call;
  if (source.kind !== 'linked' || !parent) throw errors.methodNotAllowed();
  const links = call.tenant.links(source.links);
  const id = key ?? links.targets(parent.id)[0] ?? resource.name;
  const target = findIn(call, source.sets, id);
  if (!target || !links.has(parent.id, target.id)) {
    throw family === 'intune' ? errors.intuneNotFound() : errors.directoryNotFound(id);
  }
  resource.beforeLink?.(call, target, 'unlink');
  links.unlink(parent.id, target.id, actorOf(call));
  resource.afterLink?.(call, target, 'unlink');
}

/** [documented] group-post-members: how many references one request to the directory may add. */
export const BIND_LIMIT = 20;

/**
 * `members@odata.bind`: the links that a body wants. Throws before anything is written.
 * @param entity what is to be linked, when it is there already
 * @returns what links them to the entity when that is there
 */
export function boundLinks(
  call: Call,
  registry: Registry,
  node: Node,
  type: TypeModel,
  value: JsonObject,
  entity?: Entity,
): (entity: Entity) => void {
  const wanted = Object.entries(value).flatMap(([key, references]) => {
    const child = key.endsWith(BIND) ? registry.child(node, key.slice(0, -BIND.length), type) : undefined;
    if (child?.resource.source.kind !== 'linked') return [];
    const { resource } = child;
    const ids = (Array.isArray(references) ? references : [references]).map(referencedId);
    if (resource.family === 'directory' && ids.length > BIND_LIMIT)
      throw errors.tooManyReferences(BIND_LIMIT);
    const targets = new Set(ids.map((id) => linkTarget(call, resource, id)));
    const { links } = child.resource.source;
    for (const target of targets) {
      if (!entity || resource.singleton || resource.family === 'intune') continue;
      if (call.tenant.links(links).has(entity.id, target.id)) throw errors.referenceExists(resource.name);
      resource.beforeLink?.({ ...call, resource, parent: entity }, target, 'link');
    }
    return [{ resource, links, targets }];
  });
  return (parent) => {
    for (const { resource, links, targets } of wanted) {
      const below = { ...call, resource, parent };
      for (const target of targets) {
        if (resource.singleton) linkOnly(below, resource, target);
        else if (call.tenant.links(links).link(parent.id, target.id, actorOf(call)))
          resource.afterLink?.(below, target, 'link');
      }
    }
  };
}

const BIND = '@odata.bind';

/** Where an entity lives that a path leads to by a link, and the call as if it had been asked for there. */
export function homeOf(
  call: Call,
  registry: Registry,
  { resource: { source } }: Node,
  { id }: Entity,
): { readonly node: Node; readonly call: Call } | undefined {
  if (source.kind !== 'linked' && source.kind !== 'union') return undefined;
  const set = source.sets.find((each) => call.tenant.collection(each).get(id));
  const node = set === undefined ? undefined : registry.at(set);
  return node && { node, call: { ...call, resource: node.resource, parent: undefined } };
}
