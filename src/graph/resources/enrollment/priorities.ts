// Priorities without gaps: what a set's entities are ordered by, from the first on.
import type { Entity } from '../../../tenant/index.ts';
import { actorOf, type Call } from '../../request/call.ts';

/** [recorded] of enrollment configurations; user-initiated profiles begin with 0 [documented]. */
const FIRST = 1;

const priorityOf = ({ priority }: Entity) => Number(priority ?? 0);

/** Where something new goes: behind all others. */
export function lastPriority(siblings: readonly Entity[], first = FIRST): number {
  return siblings.length + first;
}

/** Gives an entity a priority and moves the others out of its way. */
export function moveTo(
  call: Call,
  set: string,
  siblings: readonly Entity[],
  entity: Entity,
  priority: number,
  first = FIRST,
): void {
  const others = siblings.filter(({ id }) => id !== entity.id).sort((a, b) => priorityOf(a) - priorityOf(b));
  const place = Math.max(0, priority - first);
  renumber(call, set, [...others.slice(0, place), entity, ...others.slice(place)], first);
}

/** Moves up what came behind an entity that is gone. */
export function closeGap(call: Call, set: string, siblings: readonly Entity[], first = FIRST): void {
  renumber(
    call,
    set,
    [...siblings].sort((a, b) => priorityOf(a) - priorityOf(b)),
    first,
  );
}

function renumber(call: Call, set: string, ordered: readonly Entity[], first: number): void {
  const collection = call.tenant.collection(set);
  const by = actorOf(call);
  for (const [index, { id }] of ordered.entries()) collection.update(id, { priority: index + first }, by);
}
