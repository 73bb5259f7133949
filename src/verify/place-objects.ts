import { type CollectedObject, type Misfit, type Origin, originIn } from './collect.ts';
import { bystanderFolder } from './exports/folders.ts';
import { leavesOutNoAssignments } from './exports/intune-cd.ts';
import { migrationTable } from './names.ts';
import { idOf, nameOf, originKey, type Placed, setOf } from './placed.ts';
import { ownerOf } from './read-assignment.ts';
import {
  ASSIGNABLE,
  isObject,
  type JsonObject,
  type Kind,
  type Recognition,
  recognise,
  SETS,
} from './recognise.ts';

/** What the documents hold, sorted by what it is. */
export interface PlacedObjects {
  /** By set and id. */
  readonly placed: ReadonlyMap<string, Placed>;
  /** Where an entity's assignments were written, when that is not in the entity itself. */
  readonly assignmentOrigins: ReadonlyMap<string, Origin>;
  /** Names of groups by id, where a list of them was exported. */
  readonly groupNames: ReadonlyMap<string, string>;
  /** Types of objects without a part in JIT registration, with how many there are of each. */
  readonly bystanders: ReadonlyMap<string, number>;
  readonly assumptions: readonly string[];
  readonly misfits: readonly Misfit[];
  /** How many objects were understood. */
  readonly understood: number;
}

/** Where an object belongs that has no part in JIT registration; undefined: nowhere. It is given the name of its type. */
export type AlsoKeep = (type: string) => Kind | undefined;

/**
 * Says what each object is, and gives assignments that were exported apart to what they assign.
 * @param judging false: to keep them, where conditional access has no part
 */
export function placeObjects(
  objects: readonly CollectedObject[],
  paths: readonly string[],
  alsoKeep: AlsoKeep = () => undefined,
  judging = true,
): PlacedObjects {
  const placed = new Map<string, Placed>();
  const assignmentOrigins = new Map<string, Origin>();
  const groupNames = new Map<string, string>();
  const bystanders = new Map<string, number>();
  const assumptions: string[] = [];
  const misfits: Misfit[] = [];
  const loose: { value: JsonObject; origin: Origin; context: string | undefined }[] = [];
  let understood = 0;

  for (const object of objects) {
    const { value, context } = object;
    const origin = originIn(object, '');
    const names = migrationTable(value);
    if (names) {
      for (const [id, name] of names) groupNames.set(id, name);
      understood += 1;
      continue;
    }
    const seen = keeping(recognise(value), alsoKeep, judging);
    const folder =
      seen.is === 'unknown' && seen.untyped ? bystanderFolder(paths[object.document] ?? '') : undefined;
    if (seen.is === 'unknown' && folder === undefined) {
      misfits.push({ ...origin, problem: seen.problem });
      continue;
    }
    understood += 1;
    if (folder !== undefined || seen.is === 'bystander') {
      const type = folder ?? (seen.is === 'bystander' ? seen.type : '');
      bystanders.set(type, (bystanders.get(type) ?? 0) + 1);
    } else if (seen.is === 'assignment') loose.push({ value, origin, context });
    else if (seen.is === 'assignmentList') {
      for (const [index, entry] of (value[seen.property] as unknown[]).entries()) {
        const place = originIn(object, `/${seen.property}/${index}`);
        if (isObject(entry)) loose.push({ value: entry, origin: place, context });
        else misfits.push({ ...place, problem: 'an assignment has to be an object with a target' });
      }
    } else if (seen.is === 'entity') {
      const id = idOf(value) ?? `${seen.kind}-${placed.size + 1}`;
      const key = originKey(SETS[seen.kind], id);
      if (placed.has(key)) {
        misfits.push({ ...origin, problem: `the id ${id} was there already; only the first object counts` });
        continue;
      }
      if (seen.assumed)
        assumptions.push(`${nameOf(value) ?? id} has no @odata.type and is taken for ${seen.type}.`);
      placed.set(key, { ...object, id, type: seen.type, assignments: ownAssignments(object) });
    }
  }

  for (const { value, origin, context } of loose) {
    const owner = ownerOf(value, context, placed);
    if (!owner) {
      misfits.push({ ...origin, problem: 'nothing says which policy or app this assignment belongs to' });
      continue;
    }
    const [key, entity] = owner;
    if (!assignmentOrigins.has(key)) assignmentOrigins.set(key, origin);
    entity.assignments ??= [];
    entity.assignments.push({ value, origin });
  }

  const assignable = [...placed].filter(([key]) => ASSIGNABLE.some((kind) => SETS[kind] === setOf(key)));
  for (const entity of leavesOutNoAssignments(
    assignable.map(([, entity]) => entity),
    paths,
  )) {
    entity.assignments = [];
    assumptions.push(
      `${nameOf(entity.value) ?? entity.id} has no assignments in a backup of IntuneCD whose other objects have them, so it is assigned to nobody.`,
    );
  }
  return { placed, assignmentOrigins, groupNames, bystanders, assumptions, misfits, understood };
}

function ownAssignments(object: CollectedObject): Placed['assignments'] {
  const own = object.value['assignments'];
  if (!Array.isArray(own)) return undefined;
  return own.map((value: unknown, index) => ({ value, origin: originIn(object, `/assignments/${index}`) }));
}

function keeping(seen: Recognition, alsoKeep: AlsoKeep, judging: boolean): Recognition {
  if (seen.is === 'entity' && seen.kind === 'accessPolicy' && !judging)
    return { is: 'bystander', type: 'conditionalAccessPolicy' };
  const kind = seen.is === 'bystander' ? alsoKeep(seen.type) : undefined;
  return kind === undefined || seen.is !== 'bystander'
    ? seen
    : { is: 'entity', kind, type: `#microsoft.graph.${seen.type}` };
}
