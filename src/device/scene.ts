import { type EnrollmentTypeFacts, enrollmentFacts } from '../intune/enrollment-types.ts';
import type { Actor, DirectoryDevice, ManagedDevice, User } from '../tenant/index.ts';
import { type DeviceState, MANAGED_DEVICES, type RunningJourney } from './device-state.ts';
import type { JourneyName } from './journeys/index.ts';
import { timestamp } from './timestamp.ts';
import type { Outcome, Role, TraceEntry, TraceObject } from './trace.ts';
import type { World } from './world.ts';

/** A trace entry as a step tells it; the scene knows who, when and why. */
export interface Telling {
  readonly from: Role;
  readonly to: Role;
  readonly step: string;
  readonly message: string;
  readonly outcome?: Outcome | undefined;
  readonly code?: number | string | undefined;
  readonly user?: string | undefined;
  readonly objects?: readonly TraceObject[] | undefined;
  readonly cause?: number | undefined;
  readonly findings?: readonly string[] | undefined;
}

type Draft = { -readonly [P in keyof TraceEntry]: TraceEntry[P] };

/**
 * One device while something happens to it. Steps read it, effects change it; what came of it is stored once, when the
 * device rests.
 */
export class Scene {
  readonly world: World;
  readonly entries: TraceEntry[] = [];
  readonly user: User;
  /** The moment of the present step, in milliseconds since the epoch. */
  now: number;
  /** The sequence of the entry that what happens next follows from. */
  cause: number | undefined;
  #state: DeviceState;
  /** Whether `#state` is a copy of our own, which nobody else has seen. */
  #changed = false;
  #facts: EnrollmentTypeFacts | undefined;
  #objects: TraceObject[] = [];

  constructor(world: World, state: DeviceState, user: User) {
    this.world = world;
    this.user = user;
    this.#state = state;
    this.now = world.tenant.clock.now;
    this.cause = state.running?.cause;
  }

  get state(): DeviceState {
    return this.#state;
  }

  get tenant() {
    return this.world.tenant;
  }

  /** The facts of the device's enrollment type. */
  get enrollment(): EnrollmentTypeFacts {
    this.#facts ??= enrollmentFacts(this.#state.enrollmentType);
    return this.#facts;
  }

  get actor(): Actor {
    return { kind: 'device', id: this.#state.id, name: this.#state.name };
  }

  managedDevice(): ManagedDevice | undefined {
    const { managedDeviceId } = this.#state;
    return managedDeviceId === undefined
      ? undefined
      : this.tenant.collection(MANAGED_DEVICES).get(managedDeviceId);
  }

  directoryDevice(): DirectoryDevice | undefined {
    const { directoryId } = this.#state;
    return directoryId === undefined ? undefined : this.tenant.collection('devices').get(directoryId);
  }

  /** Changes the device; `undefined` removes a property. */
  set(patch: { readonly [P in keyof DeviceState]?: DeviceState[P] | undefined }): void {
    if (!this.#changed) {
      this.#state = { ...this.#state };
      this.#changed = true;
    }
    Object.assign(this.#state, patch);
  }

  /** Whether the device has changed since it was stored. From here on it is stored: nobody changes it any more. */
  settle(): boolean {
    const changed = this.#changed;
    this.#changed = false;
    return changed;
  }

  /** Writes an entry at the present moment. Returns its sequence. */
  tell(telling: Telling): number {
    return this.#write(telling).sequence;
  }

  /** Writes a step's entry before its effects, which tell what they do after it; `finish` gives it its words. */
  begin(from: Role, to: Role, step: string, outcome: Outcome | undefined): Draft {
    return this.#write({ from, to, step, message: '', outcome });
  }

  finish(entry: Draft, message: string, user: string | undefined): void {
    entry.message = message;
    if (user !== undefined) entry.user = user;
    if (this.#objects.length > 0) {
      entry.objects = this.#objects;
      this.#objects = [];
    }
  }

  /** Says that the present step is about a Graph object. */
  note(set: string, id: string, changed?: readonly string[]): void {
    this.#objects.push(changed === undefined ? { set, id } : { set, id, changed });
  }

  #write(telling: Telling): Draft {
    const entry: Draft = {
      sequence: this.world.nextSequence(),
      at: timestamp(this.now),
      device: this.#state.id,
      from: telling.from,
      to: telling.to,
      step: telling.step,
      message: telling.message,
      outcome: telling.outcome ?? 'ok',
    };
    if (telling.code !== undefined) entry.code = telling.code;
    if (telling.user !== undefined) entry.user = telling.user;
    if (telling.objects !== undefined) entry.objects = telling.objects;
    const cause = telling.cause ?? this.cause;
    if (cause !== undefined) entry.cause = cause;
    if (telling.findings !== undefined && telling.findings.length > 0) entry.findings = telling.findings;
    this.entries.push(entry);
    return entry;
  }

  /** Goes on with another journey, at once. */
  continueWith(journey: JourneyName, app?: string): void {
    const about = app ?? this.#state.running?.app;
    const running: RunningJourney = {
      journey,
      step: 0,
      at: this.now,
      ...(about !== undefined && { app: about }),
      ...(this.cause !== undefined && { cause: this.cause }),
    };
    this.set({ running, journeys: this.#state.journeys + 1 });
  }

  /** Ends the journey here. */
  end(): void {
    this.set({ running: undefined });
  }
}
