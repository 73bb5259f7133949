import { parseDuration, type Random } from '../../../clock/index.ts';
import type { Tenant } from '../../../tenant/index.ts';
import type { ReplicaView } from '../lag/replica-view.ts';
import type { Fault, FaultSpec } from './fault.ts';
import { type Matched, matcher } from './match.ts';

/** How many faults there may be at a time. */
export const FAULTS_LIMIT = 100;

/** A fault that cannot be added. */
export class FaultError extends Error {
  override readonly name = 'FaultError';
}

/** A fault that happens. */
export interface StandingFault extends Fault {
  /** Where a stale read looks. */
  readonly view: ReplicaView | undefined;
}

interface Standing extends StandingFault {
  matched: number;
  hits: number;
  readonly isAbout: (given: Matched) => boolean;
  readonly ends: number;
  random: Random;
}

/** Faults that somebody scripted, in the order in which they were added: the first that happens is the one that does. */
export class FaultList {
  readonly #tenant: Tenant;
  readonly #viewOf: (lag: number) => ReplicaView;
  #faults: Standing[] = [];
  #added = 0;

  /** @param viewOf what was there some milliseconds ago */
  constructor(tenant: Tenant, viewOf: (lag: number) => ReplicaView) {
    this.#tenant = tenant;
    this.#viewOf = viewOf;
  }

  /** Throws FaultError when there are too many, or one of that id. */
  add(spec: FaultSpec): Fault {
    if (this.#faults.length >= FAULTS_LIMIT) {
      throw new FaultError(`there are ${FAULTS_LIMIT} faults already; delete those that are done`);
    }
    this.#added += 1;
    const id = spec.id ?? `fault-${this.#added}`;
    if (this.get(id)) throw new FaultError(`there is a fault with the id '${id}' already`);
    const fault: Standing = {
      ...spec,
      id,
      matched: 0,
      hits: 0,
      isAbout: matcher(spec.match ?? {}),
      ends: this.#endOf(spec.until),
      random: this.#randomOf(id),
      view: spec.effect.stale === undefined ? undefined : this.#viewOf(parseDuration(spec.effect.stale) ?? 0),
    };
    this.#faults.push(fault);
    return shown(fault);
  }

  list(): readonly Fault[] {
    return this.#faults.map(shown);
  }

  get(id: string): Fault | undefined {
    const fault = this.#faults.find((each) => each.id === id);
    return fault && shown(fault);
  }

  /** Returns false when there is none of that id. */
  remove(id: string): boolean {
    const fault = this.#faults.find((each) => each.id === id);
    fault?.view?.close();
    this.#faults = this.#faults.filter((each) => each !== fault);
    return fault !== undefined;
  }

  clear(): void {
    for (const { view } of this.#faults) view?.close();
    this.#faults = [];
    this.#added = 0;
  }

  /** Chance begins anew with the tenant. */
  rewind(): void {
    for (const fault of this.#faults) fault.random = this.#randomOf(fault.id);
  }

  /** The fault that happens to a request, which counts. */
  take(given: Matched): StandingFault | undefined {
    if (this.#faults.length === 0) return undefined;
    const { now } = this.#tenant.clock;
    for (const fault of this.#faults) {
      if (now >= fault.ends || !fault.isAbout(given)) continue;
      fault.matched += 1;
      if (!happens(fault)) continue;
      fault.hits += 1;
      return fault;
    }
    return undefined;
  }

  #randomOf(id: string): Random {
    return this.#tenant.random.fork(`graph/faults/${id}`);
  }

  #endOf(until: string | undefined): number {
    if (until === undefined) return Number.POSITIVE_INFINITY;
    const span = parseDuration(until);
    return span === undefined ? Date.parse(until) : this.#tenant.clock.now + span;
  }
}

function happens({ nth, rate, times, matched, hits, random }: Standing): boolean {
  // Drawn for each, so that how often it happened before changes nothing for the next.
  const chosen = rate === undefined || random.next() < rate;
  if (times !== undefined && hits >= times) return false;
  if (nth !== undefined && !(typeof nth === 'number' ? nth === matched : nth.includes(matched))) return false;
  return chosen;
}

function shown({ isAbout: _, ends: __, random: ___, view: ____, ...fault }: Standing): Fault {
  return fault;
}
