// What of a request's body becomes content of an entity, and what the service adds to it.
import type { Entity } from '../../tenant/index.ts';
import { isDirectoryObject, type Node } from '../declare/registry.ts';
import type { Resource } from '../declare/resource.ts';
import * as errors from '../errors.ts';
import { graphModel, type JsonObject, type TypeModel } from '../model/index.ts';
import { notAssignable } from '../request/body.ts';
import { type Call, now } from '../request/call.ts';

/**
 * The body without the type that all of the set have. [documented] pages change what is of a derived type under the set's own;
 * the roles of Intune are an example: https://learn.microsoft.com/graph/api/intune-rbac-roledefinition-update
 */
export function asItIs({ type }: Node, body: JsonObject): JsonObject {
  const { '@odata.type': sent, ...rest } = body;
  return typeof sent === 'string' && sent.replace('#', '') === type.name ? rest : body;
}

/** What a policy or app is was said when it was created. */
export function refuseOtherType(
  { model }: Call,
  { type, resource }: Node,
  declared: string,
  body: JsonObject,
): void {
  const sent = typeof body['@odata.type'] === 'string' ? model.type(body['@odata.type']) : undefined;
  if (!type.abstract || !sent || sent.abstract || !sent.isA(type.name) || sent.isA(declared)) return;
  throw notAssignable(resource.family, sent.name, declared);
}

export function typeOf(entity: Entity, { typeName }: Resource): string {
  return typeof entity['@odata.type'] === 'string' ? entity['@odata.type'].slice(1) : typeName;
}

/** A complex value is changed property by property, unless it becomes one of another type (OData 4.01, 11.4.3). */
export function merged(call: Call, type: TypeModel, before: JsonObject, change: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const [name, value] of Object.entries(change)) {
    const property = type.properties.get(name);
    const present = before[name];
    const mergeable =
      property?.kind === 'complex' &&
      isObject(value) &&
      isObject(present) &&
      (value['@odata.type'] ?? present['@odata.type']) === present['@odata.type'];
    const inner = mergeable ? call.model.type(String(present['@odata.type'] ?? property.type)) : undefined;
    result[name] =
      mergeable && inner
        ? { ...(present as JsonObject), ...merged(call, inner, present as JsonObject, value) }
        : value;
  }
  return result;
}

function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/**
 * Drops what the service sets. Intune ignores read-only properties in bodies (documented examples send them); the directory
 * refuses them [recorded: msgraph-beta-sdk-java#621], but for an id and for what has no value [inferred].
 */
export function withoutReadOnly({ settable = [] }: Resource, type: TypeModel, value: JsonObject): JsonObject {
  const refuses = isDirectoryObject(type);
  const result: JsonObject = {};
  for (const [name, each] of Object.entries(value)) {
    if (name === 'id') continue;
    if (type.properties.get(name)?.readOnly && !settable.includes(name)) {
      if (refuses && each !== null) throw errors.readOnlyProperty(name);
      continue;
    }
    if (SERVER_SET.has(name) && type.properties.has('id')) continue;
    result[name] = each;
  }
  return result;
}

export const SERVER_SET = new Set(['createdDateTime', 'lastModifiedDateTime']);

/** [recorded] both times are equal at creation, and the version begins at 1. */
export function serverSet(call: Call, type: TypeModel): JsonObject {
  const result: JsonObject = {};
  const at = now(call);
  if (type.properties.has('createdDateTime')) result['createdDateTime'] = at;
  if (type.properties.has('lastModifiedDateTime')) result['lastModifiedDateTime'] = at;
  if (isCounted(type)) result['version'] = 1;
  // What nobody has given a scope tag has the built-in one (known from practice); v1.0 doesn't show it.
  const widest = graphModel('beta').type(type.name);
  if (widest?.properties.has('roleScopeTagIds')) result['roleScopeTagIds'] = ['0'];
  return result;
}

/** Whether `version` counts the updates; elsewhere it is text of the administrator's. */
function isCounted(type: TypeModel): boolean {
  return type.properties.get('version')?.type === 'Edm.Int32';
}

/** What of a body is stored with the entity itself: no navigation, nothing that is never shown. */
export function stored(type: TypeModel, { writeOnly = [] }: Resource, value: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const [name, each] of Object.entries(value)) {
    // Its type is set once, by who creates it.
    if (name.includes('@odata.') || type.properties.get(name)?.navigation) continue;
    if (!writeOnly.includes(name)) result[name] = each;
  }
  return result;
}

/** Contained entities that came with a create. */
export function inlineChildren(type: TypeModel, value: JsonObject): [string, JsonObject[]][] {
  return Object.entries(value).flatMap(([name, each]) => {
    const property = type.properties.get(name);
    return property?.contained && Array.isArray(each) ? [[name, each as JsonObject[]]] : [];
  });
}

/** What the service itself notes at a change. */
export function changeMarks(call: Call, { settable }: Resource, type: TypeModel, entity: Entity): JsonObject {
  const counts = isCounted(type) && !settable?.includes('version');
  return {
    ...(type.properties.has('lastModifiedDateTime') ? { lastModifiedDateTime: now(call) } : {}),
    ...(counts ? { version: Number(entity['version'] ?? 0) + 1 } : {}),
  };
}
