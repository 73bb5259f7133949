import {
  Clock,
  type ClockMode,
  type ClockSnapshot,
  createRandom,
  type Random,
  type RandomState,
} from '../clock/index.ts';
import { Collection } from './collection.ts';
import { COLLECTIONS, SIGN_INS, SIGN_INS_KEPT } from './collections.ts';
import type { Entities } from './entities.ts';
import { type Actor, type Entity, SERVICES } from './entity.ts';
import { Journal } from './journal.ts';
import { Links } from './links.ts';

/** What a new tenant begins with, and how much it keeps. */
export interface TenantOptions {
  /** Same seed and same steps give the same bytes. */
  readonly seed?: number;
  /** Where virtual time begins, in milliseconds since the Unix epoch. Default: 2026-09-01T08:00:00Z. */
  readonly start?: number;
  readonly clockMode?: ClockMode;
  /** What the clock follows in real time, in milliseconds; see `systemTime`. */
  readonly timeSource?: () => number;
  /** How many changes the journal keeps; 0 keeps none. */
  readonly journalLimit?: number;
  /** How many sign-ins are kept; 0 keeps none. Default: SIGN_INS_KEPT. */
  readonly signInLimit?: number;
  /** How many entries the traces of all devices keep together; 0 keeps none. Default: TRACE_ENTRIES_IN_ALL. */
  readonly traceLimit?: number;
  /** For a Replica: begins with what this tenant has, and shares its clock and what is not journaled. */
  readonly replicaOf?: Tenant;
  /** For a Replica: the moment that its journal says. Default: the clock's. */
  readonly at?: () => number;
}

/** A whole tenant as JSON. Entities are shared with the tenant that made it, which is safe as they never change. */
export interface TenantSnapshot {
  readonly format: 1;
  readonly seed: number;
  readonly clock: ClockSnapshot;
  readonly random: RandomState;
  readonly collections: Readonly<Record<string, readonly Entity[]>>;
  readonly links: Readonly<Record<string, readonly (readonly [string, readonly string[]])[]>>;
}

export const DEFAULT_SEED = 1;
const DEFAULT_START = Date.UTC(2026, 8, 1, 8);

/** The version of collections and links in their first change: whoever held them may have outlasted their being forgotten. */
const FIRST_CHANGE = 1;

/** How many collections and links may be new before those that nothing was ever in are forgotten. */
export const UNUSED_LIMIT = 2000;

/**
 * An organization's data, and the one door through which anything in it changes. Microsoft Graph, Microsoft Entra ID,
 * Intune, Apple and the devices read and write here, and meet nowhere else.
 */
export class Tenant {
  readonly clock: Clock;
  readonly journal: Journal;
  /** Of TenantOptions; undefined: as many as usual. */
  readonly traceLimit: number | undefined;
  readonly #collections = new Map<string, Collection>();
  readonly #links = new Map<string, Links>();
  /** How many of them came since the unused were forgotten. */
  #added = 0;
  readonly #signInLimit: number;
  readonly #source: Tenant | undefined;
  readonly #at: () => number;
  #seed: number;
  #random: Random;
  #origin: TenantSnapshot | undefined;
  readonly #beforeSnapshot: (() => void)[] = [];
  #organization: Collection<Entities['organization']> | undefined;

  constructor(options: TenantOptions = {}) {
    this.#seed = options.seed ?? DEFAULT_SEED;
    this.#random = createRandom(this.#seed);
    this.#source = options.replicaOf;
    this.clock =
      options.replicaOf?.clock ??
      new Clock(options.start ?? DEFAULT_START, options.clockMode, options.timeSource);
    this.#at = options.at ?? (() => this.clock.now);
    this.journal = options.replicaOf?.journal.copy() ?? new Journal(options.journalLimit);
    this.#signInLimit = options.signInLimit ?? SIGN_INS_KEPT;
    this.traceLimit = options.traceLimit;
    if (options.replicaOf) this.#take(options.replicaOf);
  }

  #take(source: Tenant): void {
    for (const rows of source.#collections.values()) {
      // What is shared stays the source's.
      const own = this.collection(rows.name);
      if (own !== rows) own.load([...rows]);
    }
    for (const each of source.#links.values()) this.links(each.name).load([...each.entries()]);
  }

  get seed(): number {
    return this.#seed;
  }

  get random(): Random {
    return this.#random;
  }

  /** The tenant's id: its organization's. Throws on a tenant without an organization. */
  get id(): string {
    this.#organization ??= this.collection('organization');
    const { first } = this.#organization;
    if (first) return first.id;
    throw new Error('this tenant has no organization yet: load a fixture first');
  }

  /**
   * The entities of a set, by the set's path (`users`, `deviceManagement/managedDevices`). A path that nobody has
   * declared in COLLECTIONS is an ordinary collection without indexes.
   */
  collection<N extends keyof Entities>(name: N): Collection<Entities[N]>;
  collection(name: string): Collection;
  collection(name: string): Collection {
    return this.#collections.get(name) ?? this.#addCollection(name);
  }

  #addCollection(name: string): Collection {
    const declared = COLLECTIONS[name] ?? {};
    if (this.#source && declared.journaled === false) return this.#source.collection(name);
    const options = name === SIGN_INS ? { ...declared, limit: this.#signInLimit } : declared;
    const collection = new Collection(name, options, (change, set, id, by, before, after) => {
      if (collection.version === FIRST_CHANGE) this.#collections.set(name, collection);
      this.journal.record({ at: this.#at(), by, change, set, id, before, after });
    });
    if (!(name in COLLECTIONS)) this.#forgetUnused();
    this.#collections.set(name, collection);
    return collection;
  }

  /** References by name, such as `groups/members`. */
  links(name: string): Links {
    return this.#links.get(name) ?? this.#addLinks(name);
  }

  #addLinks(name: string): Links {
    const links = new Links(name, (change, set, id, target, by) => {
      if (links.version === FIRST_CHANGE) this.#links.set(name, links);
      this.journal.record({ at: this.#at(), by, change, set, id, target });
    });
    this.#forgetUnused();
    this.#links.set(name, links);
    return links;
  }

  /**
   * Reading makes a collection, and there is no end to the names that can be read: `manager/manager/…`. So those that nothing was
   * ever in are forgotten now and then; whoever writes to one brings it back.
   */
  #forgetUnused(): void {
    this.#added += 1;
    if (this.#added <= UNUSED_LIMIT) return;
    this.#added = 0;
    for (const { name, version } of this.#collections.values())
      if (version === 0 && !(name in COLLECTIONS)) this.#collections.delete(name);
    for (const { name, version } of this.#links.values()) if (version === 0) this.#links.delete(name);
  }

  /** How many collections and links there are, those included that nothing is in. */
  get nameCount(): number {
    return this.#collections.size + this.#links.size;
  }

  /** The names of the links that there are. */
  linkNames(): string[] {
    return [...this.#links.keys()];
  }

  /** The names of the collections that hold something. */
  collectionNames(): string[] {
    return [...this.#collections.values()].filter(({ size }) => size > 0).map(({ name }) => name);
  }

  /** Calls `write` before each snapshot, for whoever holds something that the tenant is to hold by then. */
  beforeSnapshot(write: () => void): void {
    this.#beforeSnapshot.push(write);
  }

  /** All that the tenant is now, to go back to with `restore` or to keep as JSON; the journal is not in it. */
  snapshot(): TenantSnapshot {
    for (const write of this.#beforeSnapshot) write();
    return {
      format: 1,
      seed: this.seed,
      clock: this.clock.snapshot(),
      random: this.random.state(),
      collections: Object.fromEntries(
        [...this.#collections].filter(([, { size }]) => size > 0).map(([name, rows]) => [name, [...rows]]),
      ),
      links: Object.fromEntries(
        [...this.#links]
          .map(([name, links]) => [name, [...links.entries()]] as const)
          .filter(([, all]) => all.length > 0),
      ),
    };
  }

  /** Replaces everything with what a snapshot holds. The journal goes on, with one entry that says so. */
  restore(snapshot: TenantSnapshot, by: Actor = SERVICES.seed): void {
    this.clock.restore(snapshot.clock);
    this.#seed = snapshot.seed;
    this.#random = createRandom(snapshot.seed);
    this.#random.restore(snapshot.random);
    for (const name of Object.keys(snapshot.collections)) this.collection(name);
    for (const [name, collection] of this.#collections) collection.load(snapshot.collections[name] ?? []);
    for (const name of Object.keys(snapshot.links)) this.links(name);
    for (const [name, links] of this.#links) links.load(snapshot.links[name] ?? []);
    this.journal.record({ at: this.clock.now, by, change: 'restore', set: '', id: '' });
  }

  /** Whether there is a state that `reset` can return to. */
  get hasOrigin(): boolean {
    return this.#origin !== undefined;
  }

  /** Makes the present state the one that `reset` returns to. */
  markOrigin(): void {
    this.#origin = this.snapshot();
  }

  /** Back to the state of the last `markOrigin`. Throws when there was none. */
  reset(by: Actor = SERVICES.seed): void {
    if (!this.#origin)
      throw new Error('this tenant has no origin to return to: call markOrigin() after loading it');
    this.restore(this.#origin, by);
  }
}
