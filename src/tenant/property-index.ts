import type { Entity } from './entity.ts';
import { RowSet } from './row-set.ts';

/**
 * Finds rows by the value of one property. Text is folded to lower case, as Graph compares it; a collection-valued
 * property is found by each of its elements. A value that only one row has costs no set.
 */
export class PropertyIndex {
  readonly property: string;
  readonly #rows = new Map<unknown, number | RowSet>();

  constructor(property: string) {
    this.property = property;
  }

  /** The rows with that value; undefined when there is none. */
  find(value: unknown): RowSet | undefined {
    const found = this.#rows.get(fold(value));
    if (typeof found !== 'number') return found;
    const single = new RowSet();
    single.add(found);
    return single;
  }

  count(value: unknown): number {
    const found = this.#rows.get(fold(value));
    return found === undefined ? 0 : typeof found === 'number' ? 1 : found.size;
  }

  insert(row: number, entity: Entity): void {
    each(entity[this.property], (value) => this.#add(value, row));
  }

  remove(row: number, entity: Entity): void {
    each(entity[this.property], (value) => this.#delete(value, row));
  }

  replace(row: number, before: Entity, after: Entity): void {
    if (before[this.property] === after[this.property]) return;
    this.remove(row, before);
    this.insert(row, after);
  }

  clear(): void {
    this.#rows.clear();
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

function each(value: unknown, visit: (folded: unknown) => void): void {
  if (value === undefined || value === null) return;
  if (Array.isArray(value)) for (const element of value) visit(fold(element));
  else visit(fold(value));
}
