// Picking the entities of a page.
import type { EqualityConstraint } from '../../odata/index.ts';
import type { Entity, RowSet } from '../../tenant/index.ts';
import { findProperty } from '../declare/registry.ts';
import type { TypeModel } from '../model/index.ts';
import type { Query } from './query.ts';
import type { Rows } from './rows.ts';

export interface Page {
  readonly entities: readonly Entity[];
  /** Where the next page goes on after; undefined when this was the last one. */
  readonly next: number | undefined;
}

/**
 * The first `limit` entities that a query lets through after a position. Without $orderby the cost is that of the page,
 * wherever it lies; with it, of sorting everything once.
 */
export function readPage(
  rows: Rows,
  query: Query,
  type: TypeModel,
  after: number,
  limit: number,
  sorted: SortedCache,
): Page {
  if (limit === 0) return { entities: [], next: undefined };
  // A position says how far the skipped ones have been counted; a page that goes on has none left to skip.
  let skip = after >= 0 ? 0 : query.skip;
  const entities: Entity[] = [];
  const positions = query.compare ? sorted.positions(rows, query, type) : undefined;
  let last = after;
  if (positions) {
    for (let index = after + 1 + skip; index < positions.length; index += 1) {
      if (entities.length === limit) return { entities, next: last };
      const entity = rows.at(positions[index] as number);
      if (!entity) continue;
      entities.push(entity);
      last = index;
    }
    return { entities, next: undefined };
  }
  const indexed = indexedRows(rows, query.constraints, type);
  const test = indexed?.decides && query.exact ? undefined : query.test;
  for (const position of indexed ? indexed.rows.after(after) : rows.after(after)) {
    const entity = rows.at(position);
    if (!entity || (test && !test(entity))) continue;
    if (skip > 0) {
      skip -= 1;
      continue;
    }
    if (entities.length === limit) return { entities, next: last };
    entities.push(entity);
    last = position;
  }
  return { entities, next: undefined };
}

/** How many entities a query lets through. */
export function countMatching(rows: Rows, query: Query, type: TypeModel): number {
  if (!query.test) return rows.size;
  const indexed = indexedRows(rows, query.constraints, type);
  if (indexed?.decides && query.exact) return indexed.size;
  let count = 0;
  for (const position of indexed ? indexed.rows.after(-1) : rows.after(-1)) {
    const entity = rows.at(position);
    if (entity && query.test(entity)) count += 1;
  }
  return count;
}

interface IndexedRows {
  readonly rows: Pick<RowSet, 'after'>;
  readonly size: number;
  /** This index has answered the only constraint there is. */
  readonly decides: boolean;
}

const NO_ROWS: Pick<RowSet, 'after'> = {
  *after() {
    // nothing has the value that was asked for
  },
};

/** The smallest set of rows that an index gives for one of the constraints. */
function indexedRows(
  { collection }: Rows,
  constraints: readonly EqualityConstraint[],
  type: TypeModel,
): IndexedRows | undefined {
  if (!collection) return undefined;
  let best: { property: string; value: unknown; size: number } | undefined;
  for (const { property, values } of constraints) {
    const [value] = values;
    if (values.length !== 1 || property.includes('/')) continue;
    const model = findProperty(type, property);
    // An index doesn't know the entities that leave a property at its default.
    if (!model || model.default === value || model.collection) continue;
    if (model.name === 'id') {
      const row = collection.rowOf(String(value));
      return {
        rows: {
          *after(position = -1) {
            if (row !== undefined && row > position) yield row;
          },
        },
        size: row === undefined ? 0 : 1,
        decides: constraints.length === 1,
      };
    }
    if (!collection.indexedProperties.includes(model.name)) continue;
    const size = collection.countWhere(model.name, value);
    if (!best || size < best.size) best = { property: model.name, value, size };
  }
  if (!best) return undefined;
  return {
    rows: collection.rowsWhere(best.property, best.value) ?? NO_ROWS,
    size: best.size,
    decides: constraints.length === 1,
  };
}

/** How many sorted orders are kept. */
const SORTED_CACHE_LIMIT = 32;

/** The order that $orderby gives, kept until the collection changes. */
export class SortedCache {
  readonly #orders = new Map<Query, { version: number | undefined; positions: Uint32Array }>();

  positions(rows: Rows, query: Query, type: TypeModel): Uint32Array {
    const known = this.#orders.get(query);
    if (known && rows.collection && known.version === rows.version) return known.positions;
    const found: { position: number; entity: Entity }[] = [];
    const indexed = indexedRows(rows, query.constraints, type);
    for (const position of indexed ? indexed.rows.after(-1) : rows.after(-1)) {
      const entity = rows.at(position);
      if (entity && (query.test?.(entity) ?? true)) found.push({ position, entity });
    }
    const { compare } = query;
    if (compare) found.sort((a, b) => compare(a.entity, b.entity));
    const positions = Uint32Array.from(found, ({ position }) => position);
    // Only a whole collection is the same for every request; what hangs on a parent isn't.
    if (rows.collection) {
      if (this.#orders.size >= SORTED_CACHE_LIMIT) this.#orders.clear();
      this.#orders.set(query, { version: rows.version, positions });
    }
    return positions;
  }
}
