import { createLicenseCheck, type LicenseCheck } from '../intune/license.ts';
import { type Intune, intuneOf } from '../intune/service.ts';
import {
  type Collection,
  type DirectoryDevice,
  type ManagedDevice,
  SERVICES,
  type Tenant,
  type User,
} from '../tenant/index.ts';
import { DEVICES, type DeviceState, MANAGED_DEVICES } from './device-state.ts';
import type { TraceRecord } from './entry.ts';
import type { Journey } from './journey.ts';
import type { JourneyName } from './journeys/index.ts';
import { Scene } from './scene.ts';
import type { TraceEntry } from './trace.ts';
import { type TraceLog, traceLogOf } from './trace-log.ts';

/** What the devices of a tenant share. */
export class World {
  readonly tenant: Tenant;
  readonly journeys: Readonly<Record<JourneyName, Journey>>;
  readonly traces: TraceLog;
  readonly devices: Collection<DeviceState>;
  readonly managedDevices: Collection<ManagedDevice>;
  readonly directoryDevices: Collection<DirectoryDevice>;
  readonly users: Collection<User>;
  readonly intune: Intune;
  readonly isLicensed: LicenseCheck;
  readonly #listeners = new Set<(entry: TraceEntry) => void>();
  readonly #troubleListeners = new Set<(entry: TraceEntry) => void>();
  #deviceCount = 0;
  #entryCount = 0;

  /** @param journeys what devices may go through; who plays a part of one finds the others here */
  constructor(tenant: Tenant, journeys: Readonly<Record<JourneyName, Journey>>) {
    this.tenant = tenant;
    this.journeys = journeys;
    this.traces = traceLogOf(tenant);
    this.intune = intuneOf(tenant);
    this.isLicensed = createLicenseCheck(tenant);
    this.devices = tenant.collection(DEVICES) as Collection<DeviceState>;
    this.managedDevices = tenant.collection(MANAGED_DEVICES);
    this.directoryDevices = tenant.collection('devices');
    this.users = tenant.collection('users');
    this.#count();
    tenant.journal.subscribe(({ change }) => {
      if (change === 'restore') this.#count();
    });
  }

  /** The sequence of the latest trace entry of any device; 0 before the first. */
  get lastSequence(): number {
    return this.#entryCount;
  }

  nextSequence(): number {
    this.#entryCount += 1;
    return this.#entryCount;
  }

  /** That many sequences in a row; returns the first. */
  takeSequences(count: number): number {
    const first = this.#entryCount + 1;
    this.#entryCount += count;
    return first;
  }

  nextDeviceNumber(): number {
    this.#deviceCount += 1;
    return this.#deviceCount;
  }

  /** A device at the present moment; undefined when there is none, or its user is gone. */
  scene(id: string): Scene | undefined {
    const state = this.devices.get(id);
    if (!state) return undefined;
    const user = this.users.get(state.userId);
    return new Scene(this, state, user ?? { id: state.userId, displayName: '', userPrincipalName: '' });
  }

  /** Stores what became of a device, and what was told about it. */
  store(scene: Scene): void {
    const { state, records } = scene;
    if (scene.settle()) this.devices.replace(state, SERVICES.seed);
    this.traces.append(records);
    if (this.#listeners.size > 0) for (const record of records) tell(record, this.#listeners);
    if (this.#troubleListeners.size > 0) {
      for (const record of records) if (record.isTrouble) tell(record, this.#troubleListeners);
    }
  }

  subscribe(listener: (entry: TraceEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  subscribeToTroubles(listener: (entry: TraceEntry) => void): () => void {
    this.#troubleListeners.add(listener);
    return () => this.#troubleListeners.delete(listener);
  }

  /** Goes on counting where the tenant's devices and traces are. */
  #count(): void {
    this.#deviceCount = 0;
    this.#entryCount = this.traces.recount();
    for (const { number } of this.devices) this.#deviceCount = Math.max(this.#deviceCount, number);
  }
}

function tell(record: TraceRecord, listeners: Iterable<(entry: TraceEntry) => void>): void {
  for (const entry of record.entries()) for (const listener of listeners) listener(entry);
}
