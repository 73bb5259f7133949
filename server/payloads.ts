/** Bodies from this many characters on are kept as bytes: encoding one of a hundred devices costs more than the rest of an answer. */
const KEPT_FROM = 8 * 1024;
/** How many bytes of bodies are kept. Beyond that all are dropped, and encoded again when needed. */
export const KEPT_BYTES = 16 * 1024 * 1024;

/** Bodies as they go over the wire, in UTF-8. */
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

  /** The bytes of a body. Graph gives the same text for a page that hasn't changed, and so the same bytes are sent. */
  of(body: string): Buffer {
    if (body.length < KEPT_FROM) return Buffer.from(body);
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
