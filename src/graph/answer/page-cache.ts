/** How many characters of finished pages a version keeps. Beyond that all are dropped, and made again when needed. */
const PAGE_CACHE_CHARACTERS = 16 * 1024 * 1024;

interface Kept {
  readonly version: number;
  readonly builtIn: readonly unknown[] | undefined;
  readonly text: string;
}

/**
 * Finished answers to list requests, kept until anything in their set changes: whoever polls a page that is as it was
 * gets the same text, and its hundreds of pieces are not put together again.
 */
export class PageCache {
  readonly #limit: number;
  readonly #pages = new Map<string, Kept>();
  #characters = 0;

  constructor(limit = PAGE_CACHE_CHARACTERS) {
    this.#limit = limit;
  }

  /**
   * @param version the collection's, which grows with every change
   * @param builtIn what the set has without its being stored, the same list as long as it is the same
   */
  text(key: string, version: number, make: () => string, builtIn?: readonly unknown[]): string {
    const kept = this.#pages.get(key);
    if (kept?.version === version && kept.builtIn === builtIn) return kept.text;
    const text = make();
    // Looking at a character makes the engine put the pieces together, once instead of at each use.
    text.charCodeAt(0);
    this.#characters += text.length - (kept?.text.length ?? 0);
    if (this.#characters > this.#limit) {
      this.#pages.clear();
      this.#characters = text.length;
    }
    this.#pages.set(key, { version, builtIn, text });
    return text;
  }
}
