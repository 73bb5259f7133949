import type { Actor } from './entity.ts';

export type LinkRecorder = (
  change: 'link' | 'unlink',
  set: string,
  id: string,
  target: string,
  by: Actor,
) => void;

const NONE: readonly string[] = [];

/** From how many references on an end holds a set of them: a device is in a few groups, a group may have a million members. */
export const LINKS_IN_A_SET = 9;

/** A list is never changed: whoever was given it may go through it and change the links meanwhile. */
type End = string | readonly string[] | Set<string>;
type Ends = Map<string, End>;

/**
 * References between entities (`groups/members`, `devices/registeredOwners`), followed in both directions. Most
 * devices have one owner and are in a few groups, so an end with a single reference holds just that, and one with few a list.
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
    return holds(this.#forward.get(from), to);
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

function list(ends: End | undefined): readonly string[] {
  if (ends === undefined) return NONE;
  return typeof ends === 'string' ? [ends] : ends instanceof Set ? [...ends] : ends;
}

function holds(ends: End | undefined, value: string): boolean {
  if (ends === undefined || typeof ends === 'string') return ends === value;
  return ends instanceof Set ? ends.has(value) : ends.includes(value);
}

function add(map: Ends, key: string, value: string): boolean {
  const ends = map.get(key);
  if (holds(ends, value)) return false;
  if (ends === undefined) map.set(key, value);
  else if (ends instanceof Set) ends.add(value);
  else {
    // `concat` makes a list that is just as long as it has to be; a spread leaves room for sixteen more.
    const more = list(ends).concat(value);
    map.set(key, more.length < LINKS_IN_A_SET ? more : new Set(more));
  }
  return true;
}

function remove(map: Ends, key: string, value: string): boolean {
  const ends = map.get(key);
  if (!holds(ends, value)) return false;
  if (ends instanceof Set && ends.size > 1) return ends.delete(value);
  const rest = list(ends).filter((each) => each !== value);
  if (rest.length > 0) map.set(key, rest);
  else map.delete(key);
  return true;
}
