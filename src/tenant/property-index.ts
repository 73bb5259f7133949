import type { Entity } from './entity.ts';
import { RowSet } from './row-set.ts';

/**
 * Finds rows by the value of one property. Text is folded to lower case, as Graph compares it; a collection-valued
 * property is found by each of its elements, and one of objects by a property of theirs: `assignedLicenses/skuId`. A value
 * that only one row has costs no set.
 *
 * It is made at the first question and kept up to date from then on: in a fleet that nobody filters, most indexes are
 * never asked for, and would cost more than the devices.
 */
export class PropertyIndex {
  readonly property: string;
  readonly #name: string;
  /** Of a collection of objects: the property to find them by. */
  readonly #inner: string | undefined;
  readonly #rows = new Map<unknown, number | RowSet>();
  #isBuilt = false;

  constructor(property: string) {
    this.property = property;
    const [name = '', inner] = property.split('/');
    this.#name = name;
    this.#inner = inner;
  }

  /** Whether somebody has asked, so that changes matter. */
  get isBuilt(): boolean {
    return this.#isBuilt;
  }

  /** @param first the row of the first of `entities` */
  build(entities: readonly (Entity | undefined)[], first: number): void {
    this.#isBuilt = true;
    for (let at = 0; at < entities.length; at += 1) {
      const entity = entities[at];
      if (entity !== undefined) this.insert(first + at, entity);
    }
  }

  /** The row with that value, or the rows when there are several; undefined when there is none. */
  rowsOf(value: unknown): number | RowSet | undefined {
    return this.#rows.get(fold(value));
  }

  /** The rows with that value; undefined when there is none. */
  find(value: unknown): RowSet | undefined {
    const found = this.rowsOf(value);
    if (typeof found !== 'number') return found;
    const single = new RowSet();
    single.add(found);
    return single;
  }

  /** How many different values there are. */
  get distinct(): number {
    return this.#rows.size;
  }

  /** One row of each value. */
  *firstRows(): Generator<number, void> {
    for (const found of this.#rows.values()) {
      if (typeof found === 'number') yield found;
      else
        for (const row of found.after()) {
          yield row;
          break;
        }
    }
  }

  count(value: unknown): number {
    const found = this.#rows.get(fold(value));
    return found === undefined ? 0 : typeof found === 'number' ? 1 : found.size;
  }

  insert(row: number, entity: Entity): void {
    const value = entity[this.#name];
    if (Array.isArray(value)) for (const element of value) this.#add(this.#keyOf(element), row);
    else if (value !== undefined && value !== null) this.#add(this.#keyOf(value), row);
  }

  remove(row: number, entity: Entity): void {
    const value = entity[this.#name];
    if (Array.isArray(value)) for (const element of value) this.#delete(this.#keyOf(element), row);
    else if (value !== undefined && value !== null) this.#delete(this.#keyOf(value), row);
  }

  replace(row: number, before: Entity, after: Entity): void {
    if (before[this.#name] === after[this.#name]) return;
    this.remove(row, before);
    this.insert(row, after);
  }

  #keyOf(value: unknown): unknown {
    return fold(this.#inner === undefined ? value : (value as Entity | null)?.[this.#inner]);
  }

  clear(): void {
    this.#rows.clear();
    this.#isBuilt = false;
  }

  #add(value: unknown, row: number): void {
    const found = this.#rows.get(value);
    if (found === undefined) this.#rows.set(value, row);
    else if (found instanceof RowSet) found.add(row);
    else if (found !== row) {
      const both = new RowSet();
      both.add(found);
      both.add(row);
      this.#rows.set(value, both);
    }
  }

  #delete(value: unknown, row: number): void {
    const found = this.#rows.get(value);
    if (found === row) this.#rows.delete(value);
    else if (found instanceof RowSet) {
      found.delete(row);
      if (found.size === 0) this.#rows.delete(value);
    }
  }
}

function fold(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
