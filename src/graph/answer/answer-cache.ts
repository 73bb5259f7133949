import type { Entity } from '../../tenant/index.ts';

/** How many characters of finished answers a version keeps. Beyond that all are dropped, and made again when needed. */
const ANSWER_CACHE_CHARACTERS = 16 * 1024 * 1024;

/**
 * Finished answers to a GET by id, kept until the entity changes: an update stores a new object. Whoever asks again gets
 * the same text object, so that a transport can keep what it makes of it.
 */
export class AnswerCache {
  readonly #limit: number;
  readonly #answers = new Map<Entity, { readonly base: string; readonly text: string }>();
  #characters = 0;

  constructor(limit = ANSWER_CACHE_CHARACTERS) {
    this.#limit = limit;
  }

  get characters(): number {
    return this.#characters;
  }

  /** @param base what the context begins with: the same entity may be asked for under several names of this host */
  text(entity: Entity, base: string, make: () => string): string {
    const kept = this.#answers.get(entity);
    if (kept?.base === base) return kept.text;
    const text = make();
    this.#characters += text.length - (kept?.text.length ?? 0);
    if (this.#characters > this.#limit) {
      this.#answers.clear();
      this.#characters = text.length;
    }
    this.#answers.set(entity, { base, text });
    return text;
  }
}
