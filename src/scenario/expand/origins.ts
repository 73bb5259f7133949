import type { Path } from './source.ts';

/** Where a value was written: in which source, and where there. */
export interface Origin<S> {
  readonly source: S;
  readonly path: Path;
}

/**
 * Remembers where the parts of a value came from, which is put together of several files and has parameters filled in.
 * Objects and lists carry their origin; what is merged says it of each member.
 */
export class Origins<S> {
  readonly #whole = new WeakMap<object, Origin<S>>();
  readonly #members = new WeakMap<object, Map<string | number, Origin<S>>>();

  /** Everything within `value` is written at `path` of `source`, and below. */
  note(value: unknown, source: S, path: Path = []): void {
    if (!isContainer(value) || this.#whole.has(value)) return;
    this.#whole.set(value, { source, path });
    for (const [key, inner] of membersOf(value)) this.note(inner, source, [...path, key]);
  }

  /** `copy` stands where `original` stood, and so do its members. */
  copy(original: object, copy: object): void {
    this.place(original, copy);
    const members = this.#members.get(original);
    if (members) this.#members.set(copy, members);
  }

  /** `other` stands where `original` stood. */
  place(original: object, other: object): void {
    const whole = this.#whole.get(original);
    if (whole) this.#whole.set(other, whole);
  }

  /** The member `to` of a container that was put together is what `from` of another one was. */
  take(container: object, to: string | number, original: object, from: string | number): void {
    const origin = this.of(original, [from]);
    if (!origin) return;
    const members = this.#members.get(container) ?? new Map<string | number, Origin<S>>();
    this.#members.set(container, members.set(to, origin));
  }

  /** Where what a path leads to is written; undefined when nobody noted it. */
  of(root: unknown, path: Path): Origin<S> | undefined {
    let value = root;
    let origin = isContainer(root) ? this.#whole.get(root) : undefined;
    for (const part of path) {
      const container = isContainer(value) ? value : undefined;
      const inner = (container as Record<string, unknown> | undefined)?.[part];
      origin =
        (container && this.#members.get(container)?.get(part)) ??
        (isContainer(inner) ? this.#whole.get(inner) : undefined) ??
        (origin && { source: origin.source, path: [...origin.path, part] });
      value = inner;
    }
    return origin;
  }
}

export function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function membersOf(value: object): [string | number, unknown][] {
  return Array.isArray(value) ? [...value.entries()] : Object.entries(value);
}
