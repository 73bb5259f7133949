// From a path to the entity that it ends in.
import type { Entity } from '../tenant/index.ts';
import type { Reading } from './answer/read.ts';
import { findEntity, notFound } from './query/lookup.ts';
import { rowsOf, shownOf } from './query/rows.ts';

/** The entity that the path ends in. Throws the family's 404. */
export function target(reading: Reading): Entity {
  const { node } = reading;
  const entity = reachable(reading);
  if (!entity) throw notFound(node, { property: undefined, value: node.resource.name });
  return entity;
}

/** The entity that the path ends in; undefined for a singleton that isn't there. Throws the family's 404. */
export function reachable({ call, route, node, state }: Reading): Entity | undefined {
  const { key } = route.steps.at(-1) as Reading['route']['steps'][number];
  if (key !== undefined) {
    const entity = findEntity(call, node, key);
    const { cast } = route;
    if (cast && !call.model.type(String(entity['@odata.type'] ?? node.type.name))?.isA(cast.name))
      throw notFound(node, key);
    return entity;
  }
  const rows = rowsOf(call, node.resource, call.parent);
  for (const position of rows.after(-1)) {
    const entity = rows.at(position);
    if (entity) return entity;
  }
  const unset = state.unset(node.resource, call.parent);
  return unset && shownOf(call, node.resource, unset);
}
