/** How many bytes of bodies are kept. Beyond that all are dropped, and encoded again when needed. */
export const KEPT_BYTES = 32 * 1024 * 1024;

/**
 * Bodies as they go over the wire, in UTF-8. Graph gives the same text for what hasn't changed, and encoding a page of a
 * hundred devices costs more than the rest of its answer.
 */
export class Payloads {
  readonly #limit: number;
  readonly #kept = new Map<string, Buffer>();
  #bytes = 0;

  constructor(limit = KEPT_BYTES) {
    this.#limit = limit;
  }

  /** How many bytes are kept. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The bytes of a body, the same each time. */
  of(body: string): Buffer {
    let bytes = this.#kept.get(body);
    if (bytes) return bytes;
    bytes = Buffer.from(body);
    if (bytes.length > this.#limit) return bytes;
    if (this.#bytes + bytes.length > this.#limit) {
      this.#kept.clear();
      this.#bytes = 0;
    }
    this.#kept.set(body, bytes);
    this.#bytes += bytes.length;
    return bytes;
  }
}
