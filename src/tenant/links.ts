import type { Actor } from './entity.ts';

export type LinkRecorder = (
  change: 'link' | 'unlink',
  set: string,
  id: string,
  target: string,
  by: Actor,
) => void;

type Ends = Map<string, string | Set<string>>;

/**
 * References between entities (`groups/members`, `devices/registeredOwners`), followed in both directions. Most
 * devices have one owner, so an end with a single reference holds it without a set.
 */
export class Links {
  readonly name: string;
  readonly #forward: Ends = new Map();
  /** Made when somebody first goes backwards, and kept up to date from then on. */
  #backward: Ends | undefined;
  readonly #record: LinkRecorder;
  #version = 0;

  constructor(name: string, record: LinkRecorder) {
    this.name = name;
    this.#record = record;
  }

  /** Grows with every change; for whoever keeps something computed from these links. */
  get version(): number {
    return this.#version;
  }

  has(from: string, to: string): boolean {
    const ends = this.#forward.get(from);
    return ends === to || (ends instanceof Set && ends.has(to));
  }

  /** What `from` refers to, in the order of linking. */
  targets(from: string): readonly string[] {
    return list(this.#forward.get(from));
  }

  /** What refers to `to`, in the order of linking. */
  sources(to: string): readonly string[] {
    return list(this.#back().get(to));
  }

  /** Returns false when the link was there already. */
  link(from: string, to: string, by: Actor): boolean {
    // While everybody has one link, the order of `#forward` is the order of linking, and nothing is lost by waiting.
    if (!this.#backward && this.#forward.has(from)) this.#back();
    if (!add(this.#forward, from, to)) return false;
    if (this.#backward) add(this.#backward, to, from);
    this.#version += 1;
    this.#record('link', this.name, from, to, by);
    return true;
  }

  /** Returns false when there was no such link. */
  unlink(from: string, to: string, by: Actor): boolean {
    if (!remove(this.#forward, from, to)) return false;
    if (this.#backward) remove(this.#backward, to, from);
    this.#version += 1;
    this.#record('unlink', this.name, from, to, by);
    return true;
  }

  /** Drops every link from and to an entity that goes away. */
  forget(id: string, by: Actor): void {
    for (const to of this.targets(id)) this.unlink(id, to, by);
    for (const from of this.sources(id)) this.unlink(from, id, by);
  }

  /** Replaces all links without recording it: for a snapshot that is restored. */
  load(entries: readonly (readonly [string, readonly string[]])[]): void {
    this.#forward.clear();
    this.#backward = undefined;
    for (const [from, targets] of entries) for (const to of targets) add(this.#forward, from, to);
    this.#version += 1;
  }

  #back(): Ends {
    if (!this.#backward) {
      this.#backward = new Map();
      for (const [from, ends] of this.#forward) for (const to of list(ends)) add(this.#backward, to, from);
    }
    return this.#backward;
  }

  /** Every link: `[from, [to, …]]`. */
  *entries(): Generator<[string, readonly string[]], void> {
    for (const [from, ends] of this.#forward) yield [from, list(ends)];
  }
}

function list(ends: string | Set<string> | undefined): readonly string[] {
  return ends === undefined ? [] : typeof ends === 'string' ? [ends] : [...ends];
}

function add(map: Ends, key: string, value: string): boolean {
  const ends = map.get(key);
  if (ends === undefined) map.set(key, value);
  else if (ends === value) return false;
  else if (typeof ends === 'string') map.set(key, new Set([ends, value]));
  else if (ends.has(value)) return false;
  else ends.add(value);
  return true;
}

function remove(map: Ends, key: string, value: string): boolean {
  const ends = map.get(key);
  if (ends === value) return map.delete(key);
  if (!(ends instanceof Set) || !ends.delete(value)) return false;
  if (ends.size === 0) map.delete(key);
  return true;
}
