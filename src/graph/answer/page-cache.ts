/** How many characters of finished pages a version keeps. Beyond that all are dropped, and made again when needed. */
const PAGE_CACHE_CHARACTERS = 16 * 1024 * 1024;

/**
 * Finished answers to list requests, kept until anything in their set changes: whoever polls a page that is as it was
 * gets the same text, and its hundreds of pieces are not put together again.
 */
export class PageCache {
  readonly #limit: number;
  readonly #pages = new Map<string, { readonly version: number; readonly text: string }>();
  #characters = 0;

  constructor(limit = PAGE_CACHE_CHARACTERS) {
    this.#limit = limit;
  }

  /** @param version the collection's, which grows with every change */
  text(key: string, version: number, make: () => string): string {
    const kept = this.#pages.get(key);
    if (kept?.version === version) return kept.text;
    const text = make();
    // Looking at a character makes the engine put the pieces together, once instead of at each use.
    text.charCodeAt(0);
    this.#characters += text.length - (kept?.text.length ?? 0);
    if (this.#characters > this.#limit) {
      this.#pages.clear();
      this.#characters = text.length;
    }
    this.#pages.set(key, { version, text });
    return text;
  }
}
