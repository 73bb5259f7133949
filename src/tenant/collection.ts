import type { Actor, Entity } from './entity.ts';
import { PropertyIndex } from './property-index.ts';
import type { RowSet } from './row-set.ts';
import { SHAPES, type Shape } from './shapes.ts';

export interface CollectionOptions {
  /**
   * Properties to find entities by, without a scan, besides `$parent`, which holds the id of the entity that contains this
   * one: assignments are found by their policy's id. An index that nobody asks for costs nothing.
   */
  readonly indexes?: readonly string[];
  /** False: changes leave no journal entry. For what is no part of the tenant itself, such as the phones. */
  readonly journaled?: boolean;
  /** How many entities are kept; the oldest go, without a trace. Only for what isn't journaled. */
  readonly limit?: number;
}

/** How many places of entities that went an array begins with before they are cut off. */
const DEAD_PLACES = 1024;

/** Told of every change, before anybody else can see it. */
export type ChangeRecorder = (
  change: 'create' | 'update' | 'delete',
  set: string,
  id: string,
  by: Actor,
  before: Entity | undefined,
  after: Entity | undefined,
) => void;

export class DuplicateKeyError extends Error {
  constructor(set: string, id: string) {
    super(`'${set}' already holds an entity with the id '${id}'`);
    this.name = 'DuplicateKeyError';
  }
}

export class MissingEntityError extends Error {
  constructor(set: string, id: string) {
    super(`'${set}' holds no entity with the id '${id}'`);
    this.name = 'MissingEntityError';
  }
}

/**
 * Entities of one set, in the order in which they were created. Every entity has a row number that it keeps for life,
 * so a page can continue after a row whatever happened in between.
 */
export class Collection<T extends Entity = Entity> {
  readonly name: string;
  readonly #rows: (T | undefined)[] = [];
  /** The row of the first place in `#rows`; the ones before it are gone for good. */
  #offset = 0;
  /** How many places at the beginning of `#rows` are empty at least. Only kept where there is a limit. */
  #dead = 0;
  readonly #rowOf = new Map<string, number>();
  /** The id that was looked up last, and its row: who handles an entity asks for it several times in a row. */
  #latestId: string | undefined;
  #latestRow = 0;
  readonly #indexes: readonly PropertyIndex[];
  /** Those that somebody has asked: the others needn't hear of changes. */
  #asked: readonly PropertyIndex[] = [];
  readonly #record: ChangeRecorder | undefined;
  readonly #limit: number;
  readonly #shape: Shape | undefined;
  #version = 0;

  constructor(name: string, options: CollectionOptions, record: ChangeRecorder) {
    this.name = name;
    this.#indexes = ['$parent', ...(options.indexes ?? [])].map((property) => new PropertyIndex(property));
    this.#record = options.journaled === false ? undefined : record;
    this.#limit = options.limit ?? Number.POSITIVE_INFINITY;
    this.#shape = SHAPES[name];
  }

  get size(): number {
    return this.#rowOf.size;
  }

  /** How many entities it keeps at most. */
  get limit(): number {
    return this.#limit;
  }

  /** The oldest entity: the only one of a singleton. */
  get first(): T | undefined {
    for (let at = this.#dead; at < this.#rows.length; at += 1) {
      const entity = this.#rows[at];
      if (entity !== undefined) return entity;
    }
    return undefined;
  }

  /** Grows with every change; for whoever keeps something computed from this collection. */
  get version(): number {
    return this.#version;
  }

  get indexedProperties(): string[] {
    return this.#indexes.map((index) => index.property);
  }

  get(id: string): T | undefined {
    const row = this.rowOf(id);
    return row === undefined ? undefined : this.#rows[row - this.#offset];
  }

  /** The row of an id. Ids are written in lower case; Graph finds them in any. */
  rowOf(id: string): number | undefined {
    if (id === this.#latestId) return this.#latestRow;
    const row = this.#rowOf.get(id) ?? this.#inLowerCase(id);
    if (row === undefined) return undefined;
    this.#latestId = id;
    this.#latestRow = row;
    return row;
  }

  #inLowerCase(id: string): number | undefined {
    const lower = id.toLowerCase();
    return lower === id ? undefined : this.#rowOf.get(lower);
  }

  at(row: number): T | undefined {
    return this.#rows[row - this.#offset];
  }

  /** Row numbers greater than `after`, in order. */
  *rowsAfter(after = -1): Generator<number, void> {
    let row = Math.max(after + 1, this.#offset + this.#dead);
    for (; row < this.#offset + this.#rows.length; row += 1) if (this.at(row) !== undefined) yield row;
  }

  *[Symbol.iterator](): Generator<T, void> {
    for (const entity of this.#rows) if (entity !== undefined) yield entity;
  }

  /**
   * The rows whose `property` has that value, found through an index; undefined when no row has it.
   * Throws when the property has no index: a caller that may scan asks `indexedProperties` first.
   */
  rowsWhere(property: string, value: unknown): RowSet | undefined {
    return this.#index(property).find(value);
  }

  countWhere(property: string, value: unknown): number {
    return this.#index(property).count(value);
  }

  /** How many different values an indexed property has. */
  countValues(property: string): number {
    return this.#index(property).distinct;
  }

  /** The different values of an indexed property that isn't a list, as one of its rows writes each. */
  valuesOf(property: string): unknown[] {
    return Array.from(this.#index(property).firstRows(), (row) => this.#rows[row]?.[property]);
  }

  /** The entities whose indexed `property` has that value, in order. */
  where(property: string, value: unknown): T[] {
    const rows = this.#index(property).rowsOf(value);
    if (rows === undefined) return [];
    if (typeof rows === 'number') return [this.at(rows) as T];
    return Array.from(rows.after(), (row) => this.at(row) as T);
  }

  /** A copy to change, for `replaceAt`. What isn't there may be undefined in it. */
  copy(entity: T): T {
    return this.#shape ? (this.#shape(entity) as T) : { ...entity };
  }

  /** Returns what is stored. Throws DuplicateKeyError. */
  insert(given: T, by: Actor): T {
    if (this.#rowOf.has(given.id)) throw new DuplicateKeyError(this.name, given.id);
    const entity = this.#shape ? this.copy(given) : given;
    const row = this.#offset + this.#rows.length;
    this.#rows.push(entity);
    this.#rowOf.set(entity.id, row);
    for (const index of this.#asked) index.insert(row, entity);
    this.#version += 1;
    if (this.#rowOf.size > this.#limit) this.#dropOldest();
    this.#record?.('create', this.name, entity.id, by, undefined, entity);
    return entity;
  }

  /**
   * Sets properties; `undefined` removes one. A patch that changes nothing leaves no trace.
   * Throws MissingEntityError.
   */
  update(id: string, patch: { readonly [P in keyof T]?: T[P] | undefined }, by: Actor): T {
    const row = this.rowOf(id);
    const before = row === undefined ? undefined : this.at(row);
    if (row === undefined || before === undefined) throw new MissingEntityError(this.name, id);
    let after: Record<string, unknown> | undefined;
    for (const name in patch) {
      const value = patch[name];
      if (before[name] === value) continue;
      after ??= this.copy(before) as unknown as Record<string, unknown>;
      if (value === undefined && !this.#shape) delete after[name];
      else after[name] = value;
    }
    return after ? this.#put(row, before, after as unknown as T, by) : before;
  }

  /** Puts another object in the place of the one with the same id. Throws MissingEntityError. */
  replace(after: T, by: Actor): T {
    const row = this.rowOf(after.id);
    const before = row === undefined ? undefined : this.at(row);
    if (row === undefined || before === undefined) throw new MissingEntityError(this.name, after.id);
    return this.#put(row, before, after, by);
  }

  /** Like `replace`, for who holds the row already and so spares a look-up. Throws MissingEntityError. */
  replaceAt(row: number, after: T, by: Actor): T {
    const before = this.at(row);
    if (before?.id !== after.id) throw new MissingEntityError(this.name, after.id);
    return this.#put(row, before, after, by);
  }

  #put(row: number, before: T, after: T, by: Actor): T {
    this.#rows[row - this.#offset] = after;
    for (const index of this.#asked) index.replace(row, before, after);
    this.#version += 1;
    this.#record?.('update', this.name, after.id, by, before, after);
    return after;
  }

  /** Returns what was removed. Throws MissingEntityError. */
  remove(id: string, by: Actor): T {
    const row = this.rowOf(id);
    const before = row === undefined ? undefined : this.at(row);
    if (row === undefined || before === undefined) throw new MissingEntityError(this.name, id);
    this.#forget(row, before);
    this.#version += 1;
    this.#record?.('delete', this.name, before.id, by, before, undefined);
    return before;
  }

  #forget(row: number, entity: T): void {
    this.#rows[row - this.#offset] = undefined;
    this.#rowOf.delete(entity.id);
    this.#latestId = undefined;
    for (const index of this.#asked) index.remove(row, entity);
  }

  #dropOldest(): void {
    while (this.#rows[this.#dead] === undefined) this.#dead += 1;
    this.#forget(this.#offset + this.#dead, this.#rows[this.#dead] as T);
    this.#dead += 1;
    if (this.#dead < DEAD_PLACES || this.#dead < this.#rows.length / 2) return;
    this.#rows.splice(0, this.#dead);
    this.#offset += this.#dead;
    this.#dead = 0;
  }

  /** Replaces the content without recording it: for a snapshot that is restored. */
  load(entities: readonly T[]): void {
    this.#rows.length = 0;
    this.#offset = 0;
    this.#dead = 0;
    this.#rowOf.clear();
    this.#latestId = undefined;
    for (const index of this.#asked) index.clear();
    this.#asked = [];
    const kept = entities.length > this.#limit ? entities.slice(entities.length - this.#limit) : entities;
    for (const [row, entity] of kept.entries()) {
      if (this.#rowOf.has(entity.id)) throw new DuplicateKeyError(this.name, entity.id);
      this.#rows.push(entity);
      this.#rowOf.set(entity.id, row);
    }
    this.#version += 1;
  }

  #index(property: string): PropertyIndex {
    const index = this.#indexes.find((candidate) => candidate.property === property);
    if (!index) throw new Error(`'${this.name}' has no index on '${property}'`);
    if (!index.isBuilt) {
      index.build(this.#rows, this.#offset);
      this.#asked = [...this.#asked, index];
    }
    return index;
  }
}
