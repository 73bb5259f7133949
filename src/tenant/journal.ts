import type { Actor, Entity } from './entity.ts';

/** One change to a tenant. `before` and `after` are the stored objects themselves, so an entry costs no copy. */
export interface JournalEntry {
  /** 1, 2, 3 …; never reused within a tenant. */
  readonly sequence: number;
  /** Virtual time in milliseconds since the Unix epoch. */
  readonly at: number;
  readonly by: Actor;
  readonly change: 'create' | 'update' | 'delete' | 'link' | 'unlink' | 'restore';
  /** The collection (`users`, `deviceManagement/managedDevices`) or the link (`groups/members`). */
  readonly set: string;
  readonly id: string;
  readonly before?: Entity | undefined;
  readonly after?: Entity | undefined;
  /** The other end of a link. */
  readonly target?: string;
}

/** How many entries a journal keeps; older ones are dropped. `firstSequence` says where it begins. */
export const JOURNAL_LIMIT = 100_000;

/** Every change to a tenant, in order; the only history there is. */
export class Journal {
  readonly #entries: JournalEntry[] = [];
  readonly #limit: number;
  readonly #listeners = new Set<(entry: JournalEntry) => void>();
  #sequence = 0;
  /** Where the oldest entry lies once the limit is reached and the array is used as a ring. */
  #head = 0;

  constructor(limit = JOURNAL_LIMIT) {
    this.#limit = limit;
  }

  /** One that has these entries, and goes on by itself. */
  copy(): Journal {
    const copy = new Journal(this.#limit);
    for (const entry of this.since()) copy.#entries.push(entry);
    copy.#sequence = this.#sequence;
    return copy;
  }

  /** The newest entry's number; 0 before the first. */
  get lastSequence(): number {
    return this.#sequence;
  }

  /** The oldest kept entry's number. */
  get firstSequence(): number {
    return this.#sequence - this.#entries.length + 1;
  }

  record({ at, by, change, set, id, before, after, target }: Omit<JournalEntry, 'sequence'>): void {
    this.#sequence += 1;
    // A plain literal: copying with a spread takes several times as long, and this is the door for every change.
    const numbered: JournalEntry =
      target === undefined
        ? { sequence: this.#sequence, at, by, change, set, id, before, after }
        : { sequence: this.#sequence, at, by, change, set, id, target };
    if (this.#entries.length < this.#limit) this.#entries.push(numbered);
    else if (this.#limit > 0) {
      this.#entries[this.#head] = numbered;
      this.#head = (this.#head + 1) % this.#limit;
    }
    for (const listener of this.#listeners) listener(numbered);
  }

  /** The entry of that number; undefined when it isn't kept, or not there yet. */
  at(sequence: number): JournalEntry | undefined {
    const first = this.firstSequence;
    if (sequence < first || sequence > this.#sequence) return undefined;
    return this.#entries[(this.#head + sequence - first) % this.#entries.length];
  }

  /** The kept entries after `sequence`, oldest first. */
  *since(sequence = 0): Generator<JournalEntry, void> {
    const first = this.firstSequence;
    for (let number = Math.max(sequence + 1, first); number <= this.#sequence; number += 1) {
      yield this.#entries[(this.#head + number - first) % this.#entries.length] as JournalEntry;
    }
  }

  /** Calls `listener` at each later entry, at once. Returns how to stop. */
  subscribe(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** The names of the top-level properties in which an update changed something. */
export function changedProperties(entry: Pick<JournalEntry, 'before' | 'after'>): string[] {
  const { before, after } = entry;
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].filter((name) => before?.[name] !== after?.[name]);
}
