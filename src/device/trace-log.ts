import { type Collection, type Entity, onceFor, type Tenant } from '../tenant/index.ts';
import type { TraceRecord } from './entry.ts';
import { TRACE_ENTRIES_IN_ALL, TRACE_ENTRIES_PER_DEVICE, type TraceEntry } from './trace.ts';

/** A device's trace as a snapshot holds it. */
interface DeviceTrace extends Entity {
  readonly entries: readonly TraceEntry[];
}

export interface TraceLimits {
  readonly perDevice?: number;
  readonly inAll?: number;
}

/** A device's trace as it grows. */
interface Growing {
  readonly records: TraceRecord[];
  /** Of all records together; the oldest may reach beyond what is kept. */
  count: number;
  /** What was written for a snapshot, as long as nothing has come since. */
  written: DeviceTrace | undefined;
}

const TRACES = 'tenantless/traces';
/** How many places of forgotten devices there are at least before they are cleared away. */
const FORGOTTEN_PLACES = 1000;

/** The tenant's traces; one log for each tenant. */
export const traceLogOf = onceFor((tenant: Tenant) => new TraceLog(tenant));

/**
 * The traces of all devices, bounded. They are kept as they were told and become entries when somebody reads them; the
 * tenant gets them when a snapshot is taken.
 */
export class TraceLog {
  readonly #tenant: Tenant;
  readonly #perDevice: number;
  readonly #inAll: number;
  readonly #traces = new Map<string, Growing>();
  /** The devices in the order of `#traces`, of which those before `#oldest` are forgotten: a map finds its first key slowly after deletions. */
  #order: string[] = [];
  #oldest = 0;
  #total = 0;

  constructor(tenant: Tenant, limits: TraceLimits = {}) {
    this.#tenant = tenant;
    this.#perDevice = limits.perDevice ?? TRACE_ENTRIES_PER_DEVICE;
    this.#inAll = limits.inAll ?? TRACE_ENTRIES_IN_ALL;
    this.recount();
    tenant.beforeSnapshot(() => this.#write());
  }

  /** How many entries there are. */
  get size(): number {
    return this.#total;
  }

  of(device: string): readonly TraceEntry[] {
    const trace = this.#traces.get(device);
    return trace ? this.#entries(trace) : [];
  }

  /** The sequence of a device's last entry; 0 before the first. */
  lastOf(device: string): number {
    const last = this.#traces.get(device)?.records.at(-1);
    return last ? last.sequence + last.count - 1 : 0;
  }

  /** A device's entries after the one with that sequence. */
  since(device: string, sequence: number): readonly TraceEntry[] {
    const later = this.#traces.get(device)?.records.filter((record) => record.sequence > sequence) ?? [];
    return later.flatMap((record) => record.entries()).slice(-this.#perDevice);
  }

  /** Adds to a device's trace. Whatever is too much goes: the device's own oldest entries, and the oldest traces. */
  append(device: string, records: readonly TraceRecord[]): void {
    if (records.length === 0) return;
    let more = 0;
    for (const { count } of records) more += count;
    if (this.#total + more > this.#inAll) this.#forget(more);
    let trace = this.#traces.get(device);
    if (!trace) {
      trace = { records: [], count: 0, written: undefined };
      this.#traces.set(device, trace);
      this.#order.push(device);
    }
    const before = Math.min(trace.count, this.#perDevice);
    for (const record of records) trace.records.push(record);
    trace.count += more;
    trace.written = undefined;
    while (trace.count - (trace.records[0] as TraceRecord).count >= this.#perDevice) {
      trace.count -= (trace.records.shift() as TraceRecord).count;
    }
    this.#total += Math.min(trace.count, this.#perDevice) - before;
  }

  /** Takes over what the tenant holds, as after a restore. Returns the last sequence. */
  recount(): number {
    let last = 0;
    this.#total = 0;
    this.#traces.clear();
    this.#order = [];
    this.#oldest = 0;
    for (const written of this.#stored) {
      const { id, entries } = written;
      this.#traces.set(id, { records: entries.map(asRecord), count: entries.length, written });
      this.#order.push(id);
      this.#total += entries.length;
      last = Math.max(last, entries.at(-1)?.sequence ?? 0);
    }
    return last;
  }

  /** Gives the tenant what a snapshot is to hold. */
  #write(): void {
    const all: DeviceTrace[] = [];
    for (const [id, trace] of this.#traces) {
      trace.written ??= { id, entries: this.#entries(trace) };
      all.push(trace.written);
    }
    this.#stored.load(all);
  }

  #entries({ records }: Growing): readonly TraceEntry[] {
    return records.flatMap((record) => record.entries()).slice(-this.#perDevice);
  }

  #forget(room: number): void {
    while (this.#oldest < this.#order.length && this.#total + room > this.#inAll) {
      const device = this.#order[this.#oldest] as string;
      const { count } = this.#traces.get(device) as Growing;
      this.#traces.delete(device);
      this.#oldest += 1;
      this.#total -= Math.min(count, this.#perDevice);
    }
    if (this.#oldest < FORGOTTEN_PLACES || this.#oldest < this.#order.length / 2) return;
    this.#order = this.#order.slice(this.#oldest);
    this.#oldest = 0;
  }

  get #stored(): Collection<DeviceTrace> {
    return this.#tenant.collection(TRACES) as Collection<DeviceTrace>;
  }
}

/** An entry that was read from a snapshot. */
function asRecord(entry: TraceEntry): TraceRecord {
  return { sequence: entry.sequence, count: 1, entries: () => [entry] };
}
