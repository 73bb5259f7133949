import { createLicenseCheck, type LicenseCheck } from '../intune/license.ts';
import { type Intune, intuneOf } from '../intune/service.ts';
import { type Collection, type Entity, SERVICES, type Tenant } from '../tenant/index.ts';
import { DEVICES, type DeviceState } from './device-state.ts';
import { Scene } from './scene.ts';
import type { TraceEntry } from './trace.ts';
import { TraceLog } from './trace-log.ts';

/** How far the simulation has counted; in the tenant, so that a reset counts anew. */
interface Counters extends Entity {
  readonly devices: number;
  readonly entries: number;
}

const COUNTERS = 'tenantless/simulation';

/** What the devices of a tenant share. */
export class World {
  readonly tenant: Tenant;
  readonly traces: TraceLog;
  readonly devices: Collection<DeviceState>;
  readonly intune: Intune;
  readonly isLicensed: LicenseCheck;
  readonly #counters: Collection<Counters>;
  readonly #listeners = new Set<(entry: TraceEntry) => void>();
  #deviceCount = 0;
  #entryCount = 0;

  constructor(tenant: Tenant) {
    this.tenant = tenant;
    this.traces = new TraceLog(tenant);
    this.intune = intuneOf(tenant);
    this.isLicensed = createLicenseCheck(tenant);
    this.devices = tenant.collection(DEVICES) as Collection<DeviceState>;
    this.#counters = tenant.collection(COUNTERS) as Collection<Counters>;
    this.#readCounters();
    tenant.journal.subscribe(({ change }) => {
      if (change !== 'restore') return;
      this.traces.recount();
      this.#readCounters();
    });
  }

  nextSequence(): number {
    this.#entryCount += 1;
    return this.#entryCount;
  }

  nextDeviceNumber(): number {
    this.#deviceCount += 1;
    return this.#deviceCount;
  }

  /** A device at the present moment; undefined when there is none, or its user is gone. */
  scene(id: string): Scene | undefined {
    const state = this.devices.get(id);
    if (!state) return undefined;
    const user = this.tenant.collection('users').get(state.userId);
    return new Scene(this, state, user ?? { id: state.userId, displayName: '', userPrincipalName: '' });
  }

  /** Stores what became of a device, and what was told about it. */
  store({ state, entries }: Scene): void {
    if (this.devices.get(state.id) !== state) {
      if (this.devices.get(state.id)) this.devices.replace(state, SERVICES.seed);
      else this.devices.insert(state, SERVICES.seed);
    }
    this.traces.append(state.id, entries);
    this.#writeCounters();
    if (this.#listeners.size > 0) {
      for (const entry of entries) for (const listener of this.#listeners) listener(entry);
    }
  }

  subscribe(listener: (entry: TraceEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #readCounters(): void {
    const counters = this.#counters.get(COUNTERS);
    this.#deviceCount = counters?.devices ?? 0;
    this.#entryCount = counters?.entries ?? 0;
  }

  #writeCounters(): void {
    const counters: Counters = { id: COUNTERS, devices: this.#deviceCount, entries: this.#entryCount };
    if (this.#counters.size === 0) this.#counters.insert(counters, SERVICES.seed);
    else this.#counters.replace(counters, SERVICES.seed);
  }
}
