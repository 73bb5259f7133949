// The rows of a delta query: what there is when a round begins, and what has changed since.
import { changedProperties, type Entity, type JournalEntry } from '../../tenant/index.ts';
import { type Reading, valueAt } from '../answer/read.ts';
import type { DeltaTracking, Resource } from '../declare/resource.ts';
import type { PropertyModel, TypeModel } from '../model/index.ts';
import { DIRECTORY_TYPES, findIn } from '../query/linked.ts';
import { type Rows, withBuiltIn } from '../query/rows.ts';
import type { Rest } from './delta-token.ts';

/** How many members the groups of one page show together; a larger group goes on in the next page. [inferred] the number. */
export const DELTA_MEMBERS_LIMIT = 5000;

type Linked = Extract<Resource['source'], { kind: 'linked' }>;

/** A relation whose changes are followed. */
export interface Relation {
  readonly name: string;
  readonly source: Linked;
}

/** A set whose entities are followed. */
export interface FollowedSet {
  readonly path: string;
  readonly type: TypeModel;
  /** What rows say of their type, where several sets are followed. */
  readonly shownType: string | undefined;
  readonly properties: readonly PropertyModel[];
  readonly restorable: DeltaTracking['restorable'];
  /** What every tenant has of them, whether stored or not. */
  readonly builtIn: Stored['builtIn'];
}

type Stored = Extract<Resource['source'], { kind: 'stored' }>;

/** What a round follows. */
export interface DeltaPlan {
  /** More than one only where a path stands for several sets; these have no relations. */
  readonly sets: readonly FollowedSet[];
  readonly relations: readonly Relation[];
  /** Whether a change of another property counts. */
  readonly everything: boolean;
  readonly ids: ReadonlySet<string> | undefined;
  readonly pageSize: number;
}

export interface PresentPage {
  readonly texts: readonly string[];
  /** Where the next page goes on; undefined after the last one. */
  readonly next: { readonly row: number; readonly rest?: Rest | undefined } | undefined;
}

/** How far the positions of one set are from those of the next. */
const SET_ROWS = 2 ** 32;

/** What there is after a position: a row of the first set, or of another one further on. */
export function presentRows(
  reading: Reading,
  plan: DeltaPlan,
  from: { readonly row: number; readonly rest?: Rest | undefined },
): PresentPage {
  const texts: string[] = [];
  let budget = DELTA_MEMBERS_LIMIT;
  let last = from.row;
  for (const [index, set] of plan.sets.entries()) {
    const base = index * SET_ROWS;
    const collection = followedRows(reading, set);
    const after = (from.rest ? from.row - 1 : from.row) - base;
    for (const place of rowsAfter(collection, plan, Math.max(after, -1))) {
      const row = base + place;
      if (texts.length === plan.pageSize || budget === 0) return { texts, next: { row: last } };
      const entity = collection.at(place);
      if (!entity) continue;
      const shown = presentRelations(reading, plan, entity, row === from.row ? from.rest : undefined, budget);
      texts.push(rowText(reading, set, entity, undefined, shown.text));
      if (shown.rest) return { texts, next: { row, rest: shown.rest } };
      budget = shown.budget;
      last = row;
    }
  }
  return { texts, next: undefined };
}

/** As far as a round needs a set's rows. */
interface FollowedRows {
  rowsAfter(row: number): Iterable<number>;
  at(row: number): Entity | undefined;
  rowOf(id: string): number | undefined;
}

function followedRows({ call: { tenant } }: Reading, { path, builtIn }: FollowedSet): FollowedRows {
  const collection = tenant.collection(path);
  if (!builtIn) return collection;
  const rows: Rows = withBuiltIn(collection, builtIn(tenant));
  return {
    rowsAfter: (row) => rows.after(row),
    at: (row) => rows.at(row),
    rowOf: (id) => [...rows.after(-1)].find((row) => rows.at(row)?.id.toLowerCase() === id.toLowerCase()),
  };
}

function rowsAfter(collection: FollowedRows, { ids }: DeltaPlan, after: number): Iterable<number> {
  if (!ids) return collection.rowsAfter(after);
  const rows = [...ids].flatMap((id) => collection.rowOf(id) ?? []);
  return rows.filter((row) => row > after).sort((a, b) => a - b);
}

function presentRelations(
  { call }: Reading,
  { relations }: DeltaPlan,
  entity: Entity,
  rest: Rest | undefined,
  available: number,
): { readonly text: string; readonly budget: number; readonly rest: Rest | undefined } {
  let budget = available;
  let text = '';
  const first = rest ? relations.findIndex(({ name }) => name === rest.relation) : 0;
  for (const [index, { name, source }] of relations.entries()) {
    if (index < first) continue;
    const afterId = rest && index === first ? rest.afterId : '';
    const ids = smallestAfter(call.tenant.links(source.links).targets(entity.id), afterId, budget + 1);
    const shown = ids.slice(0, budget);
    // A group without members has no such property. [documented]
    if (shown.length > 0) {
      text += `,"${name}@delta":[${shown.map((id) => memberText(call, source, id, true)).join(',')}]`;
    }
    budget -= shown.length;
    if (ids.length > shown.length) {
      return { text, budget, rest: { relation: name, afterId: shown.at(-1) ?? afterId } };
    }
  }
  return { text, budget, rest: undefined };
}

/**
 * The smallest ids after one, in order. A page of members goes on after an id, so that whoever joins or leaves meanwhile moves
 * nobody else out of sight; one pass over the members, however many there are.
 */
export function smallestAfter(ids: readonly string[], after: string, count: number): string[] {
  let kept: string[] = [];
  let bound: string | undefined;
  for (const id of ids) {
    if (id <= after || (bound !== undefined && id >= bound)) continue;
    kept.push(id);
    if (kept.length < 2 * count) continue;
    kept = kept.sort().slice(0, count);
    bound = kept[count - 1];
  }
  return kept.sort().slice(0, count);
}

/** What has happened to one object between two moments. */
interface Change {
  readonly set: FollowedSet;
  /** The properties that have another value now; undefined: it is new. */
  names: Set<string> | undefined;
  /** As it was before it was deleted. */
  deleted: Entity | undefined;
  /** By relation, then by id: whether it was added. */
  readonly relations: Map<Relation, Map<string, boolean>>;
}

export interface ChangesPage {
  readonly texts: readonly string[];
  /** The last change that was looked at, when there are more; undefined after the last page. */
  readonly next: number | undefined;
}

/** The changes after one and until another. An object may come again in a later page, when it changed again. [documented] */
export function changedRows(
  reading: Reading,
  plan: DeltaPlan,
  { after, until }: { readonly after: number; readonly until: number },
  minimal: boolean,
): ChangesPage {
  const { call } = reading;
  const sets = new Map(plan.sets.map((set) => [set.path, set]));
  const changes = new Map<string, Change>();
  const gone = new Map<string, string>();
  let budget = DELTA_MEMBERS_LIMIT;
  let last = after;
  let next: number | undefined;
  for (const entry of call.tenant.journal.since(after)) {
    if (entry.sequence > until) break;
    if (entry.change === 'delete') gone.set(entry.id, entry.set);
    const relation = plan.relations.find(({ source }) => source.links === entry.set);
    const set = relation ? plan.sets[0] : sets.get(entry.set);
    if (set) {
      const known = changes.get(entry.id);
      const isFull = relation !== undefined && budget === 0;
      const change = isFull ? undefined : withEntry(plan, set, known, entry, relation);
      if (isFull || (change && !known && changes.size === plan.pageSize)) {
        next = last;
        break;
      }
      if (change && relation) budget -= 1;
      if (change) changes.set(entry.id, change);
    }
    last = entry.sequence;
  }
  const texts = [...changes].map(([id, change]) => changeText(reading, id, change, gone, minimal));
  return { texts, next };
}

/** What is known of an object with one more entry; undefined when that is nothing to tell. */
function withEntry(
  { ids, everything }: DeltaPlan,
  set: FollowedSet,
  known: Change | undefined,
  entry: JournalEntry,
  relation: Relation | undefined,
): Change | undefined {
  if (ids && !ids.has(entry.id)) return undefined;
  const change = known ?? { set, names: new Set(), deleted: undefined, relations: new Map() };
  if (relation && entry.target !== undefined) {
    const members = change.relations.get(relation) ?? new Map<string, boolean>();
    change.relations.set(relation, members.set(entry.target, entry.change === 'link'));
    return change;
  }
  if (entry.change === 'create') change.names = undefined;
  if (entry.change === 'delete') change.deleted = entry.before;
  if (entry.change !== 'update') return change;
  const names = changedProperties(entry).filter((name) =>
    everything ? set.type.properties.has(name) : set.properties.some((each) => each.name === name),
  );
  if (names.length === 0) return undefined;
  for (const name of names) change.names?.add(name);
  return change;
}

function changeText(
  reading: Reading,
  id: string,
  { set, names, deleted, relations }: Change,
  gone: ReadonlyMap<string, string>,
  minimal: boolean,
): string {
  const { call } = reading;
  const entity = call.tenant.collection(set.path).get(id);
  if (!entity) {
    // Deleted for good, or restorable. [documented]
    const reason = deleted && set.restorable(deleted) ? 'changed' : 'deleted';
    return `{${typeText(set)}"id":${JSON.stringify(id)},"@removed":{"reason":"${reason}"}}`;
  }
  let text = '';
  for (const [{ name, source }, members] of relations) {
    const each = [...members].map(([member, added]) =>
      memberText(call, source, member, added, DIRECTORY_TYPES[gone.get(member) ?? '']),
    );
    text += `,"${name}@delta":[${each.join(',')}]`;
  }
  return rowText(reading, set, entity, minimal ? names : undefined, text);
}

const typeText = ({ shownType }: FollowedSet) =>
  shownType === undefined ? '' : `"@odata.type":${JSON.stringify(shownType)},`;

/** Of a related object only the id is shown. [documented] */
function memberText(
  call: Reading['call'],
  { sets }: Linked,
  id: string,
  added: boolean,
  typeOfGone?: string,
): string {
  const type = findIn(call, sets, id)?.['@odata.type'] ?? typeOfGone;
  const head = type === undefined ? '' : `"@odata.type":${JSON.stringify(type)},`;
  const removed = added ? '' : ',"@removed":{"reason":"deleted"}';
  return `{${head}"id":${JSON.stringify(id)}${removed}}`;
}

/** Only what has ever been set, and if `names` are given only those. [documented] */
function rowText(
  reading: Reading,
  set: FollowedSet,
  entity: Entity,
  names: ReadonlySet<string> | undefined,
  relations: string,
): string {
  let text = `{${typeText(set)}"id":${JSON.stringify(entity.id)}`;
  for (const property of set.properties) {
    if (property.name === 'id' || (names && !names.has(property.name))) continue;
    const value = valueAt(reading, entity, [property]);
    if (value === undefined) continue;
    text += `,${JSON.stringify(property.name)}:${reading.state.shapes.property(property, value)}`;
  }
  return `${text}${relations}}`;
}
