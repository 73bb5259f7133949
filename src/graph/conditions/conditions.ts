import type { Tenant } from '../../tenant/index.ts';
import type { Exchange } from '../answer/exchange.ts';
import type { Verb } from '../declare/resource.ts';
import type { Route } from '../request/route.ts';
import type { Caller } from '../types.ts';
import { passApproval } from './approval.ts';
import { FaultList } from './faults/fault-list.ts';
import { Lagging, USUAL_LAG } from './lag/lag.ts';
import { ReplicaView, type VersionsOf } from './lag/replica-view.ts';
import { IntuneLicence, withoutIntune } from './licence.ts';
import { type ConditionSettings, NO_CONDITIONS, type SettingChange } from './settings.ts';
import { Throttle } from './throttling/throttle.ts';

/** The switches of a Graph, and what stands behind them. They belong to the emulator: no snapshot holds them. */
export class Conditions {
  /** What goes wrong on purpose. */
  readonly faults: FaultList;
  readonly #tenant: Tenant;
  readonly #versionsOf: VersionsOf;
  readonly #initial: ConditionSettings;
  readonly #licence = new IntuneLicence();
  #settings = NO_CONDITIONS;
  #throttle: Throttle | undefined;
  #lagging: Lagging | undefined;

  /** @param initial what is on from the beginning, and again after `reset` */
  constructor(tenant: Tenant, versionsOf: VersionsOf, initial: SettingChange = {}) {
    this.#tenant = tenant;
    this.#versionsOf = versionsOf;
    this.faults = new FaultList(tenant, (lag) => new ReplicaView(tenant, () => lag, versionsOf));
    this.change(initial);
    this.#initial = this.#settings;
  }

  get settings(): ConditionSettings {
    return this.#settings;
  }

  /** undefined: requests aren't counted. */
  get throttle(): Throttle | undefined {
    return this.#throttle;
  }

  /** undefined: what is written is seen at once. */
  get lagging(): Lagging | undefined {
    return this.#lagging;
  }

  /** What the change leaves out stays as it is. */
  change(change: SettingChange): void {
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    this.#settings = { ...this.#settings, ...Object.fromEntries(given) };
    const { throttling, lag } = this.#settings;
    if (change.throttling !== undefined) {
      this.#throttle = throttling === 'off' ? undefined : new Throttle(this.#tenant, throttling);
    }
    if (change.lag !== undefined) {
      this.#lagging?.close();
      this.#lagging =
        lag === 'off'
          ? undefined
          : new Lagging(this.#tenant, lag === 'usual' ? USUAL_LAG : lag, this.#versionsOf);
    }
  }

  /** Throws GraphError for what the tenant has no licence for, and for what the directory hasn't heard of yet. */
  admit(exchange: Exchange, route: Route, verb: Verb | 'operation'): void {
    const { family } = (route.steps[route.steps.length - 1] as Route['steps'][number]).node.resource;
    if (family === 'intune' && !this.#licence.isIn(this.#tenant)) throw withoutIntune();
    this.#lagging?.refuseUnseen(exchange, route, verb);
  }

  /** Throws GraphError for what needs somebody's approval. Returns what to call once it has been carried out. */
  approve(exchange: Exchange, caller: Caller, route: Route): (() => void) | undefined {
    return this.#settings.multiAdminApproval ? passApproval(exchange, caller, route) : undefined;
  }

  /** Back to what was on from the beginning, without faults. */
  reset(): void {
    this.faults.clear();
    this.change(this.#initial);
  }

  /** For a tenant that was restored: chance and counting begin anew. */
  rewind(): void {
    this.faults.rewind();
    this.#lagging?.rewind();
    const { throttling } = this.#settings;
    if (throttling !== 'off') this.#throttle = new Throttle(this.#tenant, throttling);
  }
}
