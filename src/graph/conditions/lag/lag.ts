// Reading after writing: lists and entities are what the service has heard of by now.
import { parseDuration, type Random } from '../../../clock/index.ts';
import type { JournalEntry, Tenant } from '../../../tenant/index.ts';
import type { Exchange } from '../../answer/exchange.ts';
import type { Verb } from '../../declare/resource.ts';
import { directoryNotFound, GraphError } from '../../errors.ts';
import type { Route } from '../../request/route.ts';
import { partOf, ReplicaView, type VersionsOf } from './replica-view.ts';

/** How long it takes on average until a change is seen, as ISO 8601 durations. */
export interface Lag {
  readonly directory: string;
  readonly intune: string;
  /** Of reads with `ConsistencyLevel: eventual`, which go to an index of its own. */
  readonly eventual: string;
}

/**
 * [inferred] that the directory is eventually consistent, and its index of advanced queries more so, is documented; for how
 * long is not.
 */
export const USUAL_LAG: Lag = { directory: 'PT5S', intune: 'PT3S', eventual: 'PT15S' };

/** Each change takes between half and one and a half of the average. [inferred] */
const spread = (random: Random) => 0.5 + random.next();

/** What reads see while changes take their time. */
export class Lagging {
  readonly #tenant: Tenant;
  readonly #latest: ReplicaView;
  readonly #eventual: ReplicaView;
  #random: readonly [Random, Random];

  constructor(tenant: Tenant, lag: Lag, versionsOf: VersionsOf) {
    this.#tenant = tenant;
    this.#random = randoms(tenant);
    const [directory, intune, eventual] = [lag.directory, lag.intune, lag.eventual].map(
      (text) => parseDuration(text) ?? 0,
    ) as [number, number, number];
    const latest = ({ set }: JournalEntry) =>
      (partOf(set) === 'intune' ? intune : directory) * spread(this.#random[0]);
    const later = ({ set }: JournalEntry) =>
      (partOf(set) === 'intune' ? intune : eventual) * spread(this.#random[1]);
    this.#latest = new ReplicaView(tenant, latest, versionsOf);
    this.#eventual = new ReplicaView(tenant, later, versionsOf);
  }

  /** Where a read looks. */
  viewOf(eventual: boolean): ReplicaView {
    return eventual ? this.#eventual : this.#latest;
  }

  /** Throws GraphError when a reference leads to what the directory hasn't heard of yet. [recorded] by clients that try again */
  refuseUnseen({ request }: Exchange, { steps }: Route, verb: Verb | 'operation'): void {
    if (verb !== 'addReference' && verb !== 'setReference') return;
    const { source } = (steps[steps.length - 1] as Route['steps'][number]).node.resource;
    const id = /"@odata\.id"\s*:\s*"[^"]*\/([^"/]+)"/.exec(request.body ?? '')?.[1];
    if (source.kind !== 'linked' || id === undefined) return;
    const seen = this.#latest.catchUp().shared.tenant;
    const unseen = source.sets.some(
      (set) => this.#tenant.collection(set).get(id) && !seen.collection(set).get(id),
    );
    if (!unseen) return;
    const { status, code, message } = directoryNotFound(id);
    throw new GraphError(status, code, message, { injected: 'lag' });
  }

  /** Chance begins anew with the tenant. */
  rewind(): void {
    this.#random = randoms(this.#tenant);
  }

  close(): void {
    this.#latest.close();
    this.#eventual.close();
  }
}

const randoms = ({ random }: Tenant) =>
  [random.fork('graph/lag'), random.fork('graph/lag/eventual')] as const;
