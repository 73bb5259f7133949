// What is made once for each key and kept, within a limit.

/**
 * How many paths something is kept of. There is no end to the paths that can be asked for, as relations lead back to where they
 * came from: `termsAndConditions/acceptanceStatuses/termsAndConditions/…`.
 */
export const PATHS_KEPT = 5000;

/** The longest key that something is kept for. Longer ones mean nothing that anybody asks for twice. */
export const KEY_LIMIT = 4096;

/** Beyond the limit all are dropped, and made again when needed. */
export class Kept<T> {
  readonly #limit: number;
  readonly #made = new Map<string, T>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#made.size;
  }

  has(key: string): boolean {
    return this.#made.has(key);
  }

  get(key: string): T | undefined {
    return this.#made.get(key);
  }

  set(key: string, value: T): void {
    if (key.length > KEY_LIMIT) return;
    if (this.#made.size >= this.#limit && !this.#made.has(key)) this.#made.clear();
    this.#made.set(key, value);
  }

  /** What is kept for a key, or else made now. */
  take(key: string, make: () => T): T {
    let value = this.#made.get(key);
    if (value === undefined) {
      value = make();
      this.set(key, value);
    }
    return value;
  }
}
