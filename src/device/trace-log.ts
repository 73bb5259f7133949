import { type Collection, type Entity, onceFor, type Tenant } from '../tenant/index.ts';
import { DEVICES, type DeviceState } from './device-state.ts';
import type { TraceRecord } from './entry.ts';
import { isFailure, TRACE_ENTRIES_IN_ALL, TRACE_ENTRIES_PER_DEVICE, type TraceEntry } from './trace.ts';

/** A device's trace as a snapshot holds it. */
interface DeviceTrace extends Entity {
  readonly entries: readonly TraceEntry[];
}

/** The records of one device that somebody has asked for. */
interface Found {
  readonly records: TraceRecord[];
  /** What was written for a snapshot, as long as nothing has come or gone since. */
  written: DeviceTrace | undefined;
}

const TRACES = 'tenantless/traces';
/** How many records there is room for at first: a power of two. */
const FIRST_ROOM = 1024;

/** The tenant's traces; one log for each tenant. */
export const traceLogOf = onceFor((tenant: Tenant) => new TraceLog(tenant));

/**
 * What all devices have told, bounded. It is kept as it was told, in one ring: in a fleet nobody asks, and so nothing is
 * done for a single device. Records are sorted by device and become entries when somebody reads them; the tenant gets them when
 * a snapshot is taken.
 */
export class TraceLog {
  readonly #tenant: Tenant;
  readonly #perDevice: number;
  readonly #inAll: number;
  /** A record's place is its number, modulo the length, which is a power of two. */
  #ring: (TraceRecord | undefined)[] = emptyRing(FIRST_ROOM);
  /** The number of the next record, and of the oldest that is kept. */
  #next = 0;
  #oldest = 0;
  /** How many entries the kept records come to. */
  #total = 0;
  /** By device, the records before the number `#sorted`; those that are gone are cut off when somebody reads. */
  readonly #found = new Map<string, Found>();
  #sorted = 0;
  /** The oldest record when `#found` was begun. */
  #foundFrom = 0;

  /** @param perDevice how many entries of one device it shows at most */
  constructor(tenant: Tenant, perDevice = TRACE_ENTRIES_PER_DEVICE) {
    this.#tenant = tenant;
    this.#perDevice = perDevice;
    this.#inAll = tenant.traceLimit ?? TRACE_ENTRIES_IN_ALL;
    this.recount();
    tenant.beforeSnapshot(() => this.#write());
  }

  /** How many entries there are. */
  get size(): number {
    return this.#total;
  }

  /** A device's newest entries. */
  of(device: string): readonly TraceEntry[] {
    this.#sort();
    const found = this.#kept(device);
    return found ? this.#entries(found.records) : [];
  }

  /** A device's entries after the one with that sequence. Costs as much as was told since, by all devices. */
  since(device: string, sequence: number): readonly TraceEntry[] {
    const later: TraceRecord[] = [];
    for (let number = this.#next - 1; number >= this.#oldest; number -= 1) {
      const record = this.#at(number);
      if (record.sequence <= sequence) break;
      if (record.device === device) later.push(record);
    }
    return this.#entries(later.reverse());
  }

  /** Adds what was told; the oldest goes when it is too much. */
  append(records: readonly TraceRecord[]): void {
    for (const record of records) {
      if (this.#next - this.#oldest === this.#ring.length) this.#grow();
      this.#ring[this.#next & (this.#ring.length - 1)] = record;
      this.#next += 1;
      this.#total += record.count;
    }
    while (this.#total > this.#inAll) {
      this.#total -= this.#at(this.#oldest).count;
      this.#ring[this.#oldest & (this.#ring.length - 1)] = undefined;
      this.#oldest += 1;
    }
  }

  /** Takes over what the tenant holds of its devices, as after a restore. Returns the last sequence. */
  recount(): number {
    this.#ring = emptyRing(FIRST_ROOM);
    this.#next = 0;
    this.#oldest = 0;
    this.#total = 0;
    this.#forgetFound();
    const devices = this.#tenant.collection(DEVICES) as Collection<DeviceState>;
    const entries = Array.from(this.#stored).flatMap(({ id, entries }) => (devices.get(id) ? entries : []));
    this.append(entries.sort((one, other) => one.sequence - other.sequence).map(asRecord));
    return Array.from(this.#stored).reduce(
      (last, { entries }) => Math.max(last, entries.at(-1)?.sequence ?? 0),
      0,
    );
  }

  #at(number: number): TraceRecord {
    return this.#ring[number & (this.#ring.length - 1)] as TraceRecord;
  }

  #grow(): void {
    const larger = emptyRing(this.#ring.length * 2);
    for (let number = this.#oldest; number < this.#next; number += 1)
      larger[number & (larger.length - 1)] = this.#at(number);
    this.#ring = larger;
  }

  #forgetFound(): void {
    this.#found.clear();
    this.#sorted = this.#oldest;
    this.#foundFrom = this.#oldest;
  }

  /** Sorts what has come since the last time by device: each record once, or twice when as many are gone as are kept. */
  #sort(): void {
    if (this.#oldest - this.#foundFrom > this.#next - this.#oldest) this.#forgetFound();
    for (let number = Math.max(this.#sorted, this.#oldest); number < this.#next; number += 1) {
      const record = this.#at(number);
      const found = this.#found.get(record.device);
      if (found) {
        found.records.push(record);
        found.written = undefined;
      } else this.#found.set(record.device, { records: [record], written: undefined });
    }
    this.#sorted = this.#next;
  }

  /** What is kept of a device's records; undefined when there are none. */
  #kept(device: string): Found | undefined {
    const found = this.#found.get(device);
    if (!found) return undefined;
    const { sequence } = this.#at(this.#oldest);
    const gone = found.records.findIndex((record) => record.sequence >= sequence);
    if (gone > 0) {
      found.records.splice(0, gone);
      found.written = undefined;
    }
    if (gone >= 0) return found;
    this.#found.delete(device);
    return undefined;
  }

  /** Gives the tenant what a snapshot is to hold. */
  #write(): void {
    this.#sort();
    const all: DeviceTrace[] = [];
    for (const id of this.#found.keys()) {
      const found = this.#kept(id);
      if (!found) continue;
      found.written ??= { id, entries: this.#entries(found.records) };
      all.push(found.written);
    }
    this.#stored.load(all);
  }

  #entries(records: readonly TraceRecord[]): readonly TraceEntry[] {
    return records.flatMap((record) => record.entries()).slice(-this.#perDevice);
  }

  get #stored(): Collection<DeviceTrace> {
    return this.#tenant.collection(TRACES) as Collection<DeviceTrace>;
  }
}

function emptyRing(room: number): (TraceRecord | undefined)[] {
  return new Array<TraceRecord | undefined>(room).fill(undefined);
}

/** An entry that was read from a snapshot. */
function asRecord(entry: TraceEntry): TraceRecord {
  const { sequence, device, outcome, findings } = entry;
  const isTrouble = isFailure(outcome) || findings !== undefined;
  return { sequence, device, count: 1, isTrouble, entries: () => [entry] };
}
