// `$ref`: adding and removing links between entities.
import type { Entity } from '../../tenant/index.ts';
import type { Resource } from '../declare/resource.ts';
import * as errors from '../errors.ts';
import type { JsonObject } from '../model/index.ts';
import { findIn } from '../query/rows.ts';
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
  addLink(call, resource, referencedId(body['@odata.id']));
}

/** The entity that a reference is about. Throws the directory's 404. */
export function linkTarget(call: Call, { source }: Resource, id: string): Entity {
  if (source.kind !== 'linked') throw errors.methodNotAllowed();
  const [byName] =
    source.sets.includes('users') && id.includes('@')
      ? call.tenant.collection('users').where('userPrincipalName', id)
      : [];
  const target = byName ?? findIn(call, source.sets, id);
  if (!target) throw errors.directoryNotFound(id);
  return target;
}

/** Links an entity to the one that the path went through. */
export function addLink(call: Call, resource: Resource, id: string): void {
  const { source } = resource;
  const { parent } = call;
  if (source.kind !== 'linked' || !parent) throw errors.methodNotAllowed();
  const target = linkTarget(call, resource, id);
  if (!call.tenant.links(source.links).link(parent.id, target.id, actorOf(call))) {
    throw errors.referenceExists(resource.name);
  }
}

/** Makes the entity that `@odata.id` names the only one at the other end. */
export function setReference(call: Call, resource: Resource, body: JsonObject): void {
  const { source } = resource;
  const { parent } = call;
  if (source.kind !== 'linked' || !parent) throw errors.methodNotAllowed();
  const target = linkTarget(call, resource, referencedId(body['@odata.id']));
  const links = call.tenant.links(source.links);
  const by = actorOf(call);
  for (const former of [...links.targets(parent.id)]) {
    if (former !== target.id) links.unlink(parent.id, former, by);
  }
  links.link(parent.id, target.id, by);
}

/** @param key undefined for a relation that has one entity at the most: that one is meant */
export function removeReference(call: Call, resource: Resource, key: string | undefined): void {
  const { source } = resource;
  const { parent } = call;
  if (source.kind !== 'linked' || !parent) throw errors.methodNotAllowed();
  const links = call.tenant.links(source.links);
  const id = key ?? links.targets(parent.id)[0] ?? resource.name;
  const target = findIn(call, source.sets, id);
  const removed = target && links.unlink(parent.id, target.id, actorOf(call));
  if (!removed) throw errors.directoryNotFound(id);
}
