import { type EnrollmentTypeFacts, enrollmentFacts } from '../intune/enrollment-types.ts';
import type { Actor, DirectoryDevice, ManagedDevice, User } from '../tenant/index.ts';
import { type DeviceState, MANAGED_DEVICES, runningJourney } from './device-state.ts';
import type { Step } from './journey.ts';
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

/** Who says something to whom, and what that is called. */
type Speech = Pick<Step, 'from' | 'to' | 'name' | 'outcome'>;

/** A trace entry without the properties that it hasn't got. As a class it takes half the room of a growing literal. */
class Entry implements TraceEntry {
  readonly sequence: number;
  readonly at: string;
  readonly device: string;
  readonly from: Role;
  readonly to: Role;
  readonly step: string;
  readonly message: string;
  readonly outcome: Outcome;
  declare readonly cause?: number;
  declare readonly user?: string;
  declare readonly code?: number | string;
  declare readonly objects?: readonly TraceObject[];
  declare readonly findings?: readonly string[];

  constructor(sequence: number, at: number, device: string, telling: Telling, cause: number | undefined) {
    this.sequence = sequence;
    this.at = timestamp(at);
    this.device = device;
    this.from = telling.from;
    this.to = telling.to;
    this.step = telling.step;
    this.message = telling.message;
    this.outcome = telling.outcome ?? 'ok';
    if (cause !== undefined) this.cause = cause;
    if (telling.user !== undefined) this.user = telling.user;
    if (telling.code !== undefined) this.code = telling.code;
    if (telling.objects !== undefined) this.objects = telling.objects;
    if (telling.findings !== undefined && telling.findings.length > 0) this.findings = telling.findings;
  }
}

const NOT_YET = new Entry(0, 0, '', { from: 'device', to: 'device', step: '', message: '' }, undefined);

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
  #place = 0;
  #causeOfPlace: number | undefined;

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
    const sequence = this.world.nextSequence();
    this.entries.push(new Entry(sequence, this.now, this.#state.id, telling, telling.cause ?? this.cause));
    return sequence;
  }

  /**
   * Keeps a place for the entry of a step: what its effects tell comes after it and follows from it. `finish` writes
   * the entry when its effects have given it its words.
   */
  begin(): void {
    this.#place = this.entries.length;
    this.#causeOfPlace = this.cause;
    this.cause = this.world.nextSequence();
    this.entries.push(NOT_YET);
  }

  finish({ from, to, name, outcome }: Speech, message: string, user?: string): void {
    const objects = this.#objects.length > 0 ? this.#objects : undefined;
    if (objects) this.#objects = [];
    const telling = { from, to, step: name, message, outcome, user, objects };
    const sequence = this.cause as number;
    this.entries[this.#place] = new Entry(sequence, this.now, this.#state.id, telling, this.#causeOfPlace);
  }

  /** Says that the present step is about a Graph object. */
  note(set: string, id: string, changed?: readonly string[]): void {
    this.#objects.push(changed === undefined ? { set, id } : { set, id, changed });
  }

  /** Goes on with another journey, at once. */
  continueWith(journey: JourneyName, app?: string): void {
    const about = app ?? this.#state.running?.app;
    const running = runningJourney(journey, 0, this.now, undefined, about, this.cause);
    this.set({ running, journeys: this.#state.journeys + 1 });
  }

  /** Ends the journey here. */
  end(): void {
    this.set({ running: undefined });
  }
}
