// Where a set's entities come from, behind one face: positions that stay what they are, so that a page can go on after
// any of them at the same cost.
import type { Collection, Entity } from '../../tenant/index.ts';
import type { Resource } from '../declare/resource.ts';
import type { LazyRows } from '../declare/source.ts';
import type { Call } from '../request/call.ts';
import { findIn, type Linked, linkedIds } from './linked.ts';
import { visibleIn, visibleRows } from './visibility.ts';

export interface Rows {
  /** Positions greater than `position`, ascending. */
  after(position: number): Iterable<number>;
  at(position: number): Entity | undefined;
  /** By id, in any case. */
  find(id: string): Entity | undefined;
  /** What can be looked up: only for sets that are a whole collection. */
  readonly collection: Collection | undefined;
  /** How many there are. */
  readonly size: number;
  /** Changes whenever a position or entity may have; undefined when that isn't known. */
  readonly version: number | undefined;
}

/** The entities that a request for this set may see. `parent` is the nearest entity above that was picked by a key. */
export function rowsOf(call: Call, resource: Resource, parent: Entity | undefined, ascending = false): Rows {
  const sees = visibleIn(call, resource);
  const all = sourceRows(call, resource, parent, ascending);
  const rows = sees ? visibleRows(all, sees) : all;
  if (!resource.complete) return rows;
  const shown = (entity: Entity | undefined) => entity && shownOf(call, resource, entity);
  return {
    ...rows,
    at: (position) => shown(rows.at(position)),
    find: (id) => shown(rows.find(id)),
    collection: undefined,
    version: undefined,
  };
}

/** An entity with what its set makes of it. */
export function shownOf(call: Call, resource: Resource, entity: Entity): Entity {
  return resource.complete?.({ ...call, resource }, entity) ?? entity;
}

function sourceRows(call: Call, resource: Resource, parent: Entity | undefined, ascending: boolean): Rows {
  const { source } = resource;
  switch (source.kind) {
    case 'stored': {
      const collection = call.tenant.collection(source.of ?? resource.path);
      if (parent !== undefined) return matching(collection, '$parent', parent.id);
      return source.builtIn
        ? withBuiltIn(collection, source.builtIn(call.tenant))
        : wholeCollection(collection);
    }
    case 'view':
      return matching(call.tenant.collection(source.of), source.property, source.value(parent));
    case 'linked':
      return parent === undefined ? listed([]) : linkedRows(call, source, parent);
    case 'inside':
      return listed((parent?.[source.property] ?? []) as readonly Entity[]);
    case 'union':
      return { ...listed([]), find: (id) => findIn(call, source.sets, id) };
    case 'perDevice':
      return withStored(
        call,
        resource,
        parent,
        parent === undefined ? listed([]) : perDeviceRows(call, source, parent),
      );
    case 'computed':
      if (source.complete) return listed(source.compute(call, parent));
      return withStored(call, resource, parent, listed(source.compute(call, parent)));
    case 'lazy':
      return withStored(call, resource, parent, lazyRows(source.rows(call, ascending)));
  }
}

function lazyRows(rows: LazyRows): Rows {
  return {
    ...rows,
    collection: undefined,
    version: undefined,
    get size() {
      let size = 0;
      for (const _ of rows.after(-1)) size += 1;
      return size;
    },
  };
}

/** Where what somebody created begins in a set that is computed otherwise: beyond any position of a computed one. */
const STORED_FROM = 2 ** 31;

/**
 * What is computed, and after it what callers created themselves: Microsoft documents creating rows in sets that the service
 * fills [documented]; that they stand beside its own is inferred.
 */
function withStored(call: Call, resource: Resource, parent: Entity | undefined, computed: Rows): Rows {
  if (!resource.verbs.includes('create')) return computed;
  const collection = call.tenant.collection(resource.path);
  if (collection.size === 0) return computed;
  const stored =
    parent === undefined ? wholeCollection(collection) : matching(collection, '$parent', parent.id);
  return {
    *after(position) {
      if (position < STORED_FROM) yield* computed.after(position);
      for (const row of stored.after(Math.max(position - STORED_FROM, -1))) yield row + STORED_FROM;
    },
    at: (position) => (position < STORED_FROM ? computed.at(position) : stored.at(position - STORED_FROM)),
    find: (id) => computed.find(id) ?? stored.find(id),
    collection: undefined,
    get size() {
      return computed.size + stored.size;
    },
    version: undefined,
  };
}

function wholeCollection(collection: Collection): Rows {
  return {
    after: (position) => collection.rowsAfter(position),
    at: (position) => collection.at(position),
    find: (id) => collection.get(id),
    collection,
    get size() {
      return collection.size;
    },
    get version() {
      return collection.version;
    },
  };
}

/**
 * What is built in comes first, each in its place whether or not somebody has changed it; then what was added. What has
 * `$unlisted` is found by its id only.
 */
export function withBuiltIn(collection: Collection, builtIn: readonly Entity[]): Rows {
  const byId = new Map(builtIn.map((entity) => [entity.id.toLowerCase(), entity] as const));
  const isBuiltIn = (entity: Entity | undefined) => entity !== undefined && byId.has(entity.id.toLowerCase());
  const isListed = (entity: Entity | undefined) => entity?.['$unlisted'] !== true;
  const unstored = builtIn.filter((each) => isListed(each) && collection.get(each.id) === undefined).length;
  return {
    *after(position) {
      for (let place = position + 1; place < builtIn.length; place += 1) {
        if (isListed(builtIn[place])) yield place;
      }
      for (const row of collection.rowsAfter(Math.max(position - builtIn.length, -1))) {
        if (!isBuiltIn(collection.at(row))) yield row + builtIn.length;
      }
    },
    at(position) {
      const here = builtIn[position];
      return here ? (collection.get(here.id) ?? here) : collection.at(position - builtIn.length);
    },
    find(id) {
      const own = byId.get(id.toLowerCase());
      return collection.get(own?.id ?? id) ?? own;
    },
    collection: undefined,
    size: unstored + collection.size,
    version: collection.version,
  };
}

/** The rows with a value of an indexed property. */
function matching(collection: Collection, property: string, value: unknown): Rows {
  const belongs = (entity: Entity | undefined) => {
    const own = entity?.[property];
    return entity !== undefined && (Array.isArray(own) ? own.includes(value) : own === value);
  };
  return {
    *after(position) {
      yield* collection.rowsWhere(property, value)?.after(position) ?? [];
    },
    at: (position) => collection.at(position),
    find: (id) => {
      const entity = collection.get(id);
      return belongs(entity) ? entity : undefined;
    },
    collection: undefined,
    get size() {
      return collection.countWhere(property, value);
    },
    get version() {
      return collection.version;
    },
  };
}

function listed(entities: readonly Entity[]): Rows {
  return {
    *after(position) {
      for (let index = position + 1; index < entities.length; index += 1) yield index;
    },
    at: (position) => entities[position],
    find: (id) => {
      const folded = id.toLowerCase();
      return entities.find((entity) => entity.id.toLowerCase() === folded);
    },
    collection: undefined,
    size: entities.length,
    version: undefined,
  };
}

type PerDevice = Extract<Resource['source'], { kind: 'perDevice' }>;

/** The position of each is its device's row, so a page goes on behind a device even when that one is gone. */
function perDeviceRows(call: Call, source: PerDevice, parent: Entity): Rows {
  const devices = call.tenant.collection('deviceManagement/managedDevices');
  const made = new Map<number, Entity>();
  const listAfter = (position: number) => {
    let row = position;
    while (row >= 0 && !devices.at(row)) row -= 1;
    return source.list(call, parent, devices.at(row)?.id);
  };
  function* after(position: number) {
    for (const entity of listAfter(position)) {
      const row = devices.rowOf(entity.$device);
      if (row === undefined) continue;
      made.set(row, entity);
      yield row;
    }
  }
  return {
    ...listed([]),
    after,
    at: (position) => made.get(position),
    find: (id) => {
      const device = devices.rowOf(id.slice(id.lastIndexOf('_') + 1));
      if (device === undefined) return undefined;
      for (const entity of listAfter(device - 1)) {
        return entity.id.toLowerCase() === id.toLowerCase() ? entity : undefined;
      }
      return undefined;
    },
    get size() {
      let size = 0;
      for (const _ of listAfter(-1)) size += 1;
      return size;
    },
  };
}

/** Ids first, entities when a page gets to them: a page of a group of thousands looks up no more than it shows. */
function linkedRows(call: Call, source: Linked, parent: Entity): Rows {
  const ids = linkedIds(call, source, parent.id);
  return {
    ...listed([]),
    *after(position) {
      for (let index = position + 1; index < ids.length; index += 1) yield index;
    },
    at: (position) => findIn(call, source.sets, ids[position] ?? ''),
    find: (id) => {
      const entity = findIn(call, source.sets, id);
      return entity && ids.includes(entity.id) ? entity : undefined;
    },
    size: ids.length,
  };
}
