import { type Collection, type Entity, onceFor, type Tenant } from '../tenant/index.ts';
import { DEVICES, type DeviceState } from './device-state.ts';
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

/** Whose trace it is: the number finds it, which takes no table of ids. */
type Traced = Pick<DeviceState, 'id' | 'number'>;

/** A device's trace as it grows. */
interface Growing {
  readonly device: Traced;
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
  /** By the device's number. */
  #traces: (Growing | undefined)[] = [];
  /** Those that there are, in the order in which they began; before `#oldest` are the places of forgotten ones. */
  #order: (Growing | undefined)[] = [];
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

  of(device: Traced): readonly TraceEntry[] {
    const trace = this.#traceOf(device);
    return trace ? this.#entries(trace) : [];
  }

  /** The sequence of a device's last entry; 0 before the first. */
  lastOf(device: Traced): number {
    const last = this.#traceOf(device)?.records.at(-1);
    return last ? last.sequence + last.count - 1 : 0;
  }

  /** A device's entries after the one with that sequence. */
  since(device: Traced, sequence: number): readonly TraceEntry[] {
    const later = this.#traceOf(device)?.records.filter((record) => record.sequence > sequence) ?? [];
    return later.flatMap((record) => record.entries()).slice(-this.#perDevice);
  }

  /** Adds to a device's trace. Whatever is too much goes: the device's own oldest entries, and the oldest traces. */
  append(device: Traced, records: readonly TraceRecord[]): void {
    if (records.length === 0) return;
    let more = 0;
    for (const { count } of records) more += count;
    if (this.#total + more > this.#inAll) this.#forget(more);
    const trace = this.#traceOf(device) ?? this.#begin(device, [], 0);
    const before = Math.min(trace.count, this.#perDevice);
    for (const record of records) trace.records.push(record);
    trace.count += more;
    trace.written = undefined;
    while (trace.count - (trace.records[0] as TraceRecord).count >= this.#perDevice) {
      trace.count -= (trace.records.shift() as TraceRecord).count;
    }
    this.#total += Math.min(trace.count, this.#perDevice) - before;
  }

  /** Takes over what the tenant holds of its devices, as after a restore. Returns the last sequence. */
  recount(): number {
    let last = 0;
    this.#total = 0;
    this.#traces = [];
    this.#order = [];
    this.#oldest = 0;
    const devices = this.#tenant.collection(DEVICES) as Collection<DeviceState>;
    for (const written of this.#stored) {
      const { id, entries } = written;
      last = Math.max(last, entries.at(-1)?.sequence ?? 0);
      const device = devices.get(id);
      if (!device) continue;
      this.#begin({ id, number: device.number }, entries.map(asRecord), entries.length).written = written;
      this.#total += entries.length;
    }
    return last;
  }

  #traceOf({ id, number }: Traced): Growing | undefined {
    const trace = this.#traces[number];
    // A number may have been another device's, which is gone.
    return trace?.device.id === id ? trace : undefined;
  }

  #begin({ id, number }: Traced, records: TraceRecord[], count: number): Growing {
    const trace: Growing = { device: { id, number }, records, count, written: undefined };
    this.#traces[number] = trace;
    this.#order.push(trace);
    return trace;
  }

  /** Gives the tenant what a snapshot is to hold. */
  #write(): void {
    const all: DeviceTrace[] = [];
    for (const trace of this.#order) {
      if (!trace) continue;
      trace.written ??= { id: trace.device.id, entries: this.#entries(trace) };
      all.push(trace.written);
    }
    this.#stored.load(all);
  }

  #entries({ records }: Growing): readonly TraceEntry[] {
    return records.flatMap((record) => record.entries()).slice(-this.#perDevice);
  }

  #forget(room: number): void {
    while (this.#oldest < this.#order.length && this.#total + room > this.#inAll) {
      const trace = this.#order[this.#oldest] as Growing;
      const { device, count } = trace;
      if (this.#traces[device.number] === trace) this.#traces[device.number] = undefined;
      this.#order[this.#oldest] = undefined;
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
