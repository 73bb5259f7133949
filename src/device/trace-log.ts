import { type Collection, type Entity, SERVICES, type Tenant } from '../tenant/index.ts';
import { TRACE_ENTRIES_IN_ALL, TRACE_ENTRIES_PER_DEVICE, type TraceEntry } from './trace.ts';

interface DeviceTrace extends Entity {
  readonly entries: readonly TraceEntry[];
}

export interface TraceLimits {
  readonly perDevice?: number;
  readonly inAll?: number;
}

const TRACES = 'tenantless/traces';

/** The traces of all devices. They live in the tenant, so that a snapshot holds them, and are bounded. */
export class TraceLog {
  readonly #tenant: Tenant;
  readonly #perDevice: number;
  readonly #inAll: number;
  #total = 0;
  /** No trace lies at or before this row. */
  #forgotten = -1;

  constructor(tenant: Tenant, limits: TraceLimits = {}) {
    this.#tenant = tenant;
    this.#perDevice = limits.perDevice ?? TRACE_ENTRIES_PER_DEVICE;
    this.#inAll = limits.inAll ?? TRACE_ENTRIES_IN_ALL;
  }

  /** How many entries there are. */
  get size(): number {
    return this.#total;
  }

  of(device: string): readonly TraceEntry[] {
    return this.#traces.get(device)?.entries ?? [];
  }

  /** Adds to a device's trace. Whatever is too much goes: the device's own oldest entries, and the oldest traces. */
  append(device: string, entries: readonly TraceEntry[]): void {
    if (entries.length === 0) return;
    if (this.#total + entries.length > this.#inAll) this.#forget(entries.length);
    const before = this.#traces.get(device);
    let all = before ? [...before.entries, ...entries] : entries;
    if (all.length > this.#perDevice) all = all.slice(-this.#perDevice);
    this.#total += all.length - (before?.entries.length ?? 0);
    const after: DeviceTrace = { id: device, entries: all };
    if (before) this.#traces.replace(after, SERVICES.seed);
    else this.#traces.insert(after, SERVICES.seed);
  }

  /** Counts anew what the tenant holds, as after a restore. Returns the last sequence. */
  recount(): number {
    let last = 0;
    this.#total = 0;
    this.#forgotten = -1;
    for (const { entries } of this.#traces) {
      this.#total += entries.length;
      last = Math.max(last, entries.at(-1)?.sequence ?? 0);
    }
    return last;
  }

  #forget(room: number): void {
    for (const row of this.#traces.rowsAfter(this.#forgotten)) {
      const trace = this.#traces.at(row) as DeviceTrace;
      this.#traces.remove(trace.id, SERVICES.seed);
      this.#total -= trace.entries.length;
      this.#forgotten = row;
      if (this.#total + room <= this.#inAll) return;
    }
  }

  get #traces(): Collection<DeviceTrace> {
    return this.#tenant.collection(TRACES) as Collection<DeviceTrace>;
  }
}
