import type { EnrollmentTypeFacts } from '../intune/enrollment/types.ts';
import type { Actor, DirectoryDevice, ManagedDevice, User } from '../tenant/index.ts';
import { copyOfState, type DeviceState, runningJourney } from './device-state.ts';
import { enrollmentOf } from './enrollment-decision.ts';
import { Played, type Speech, type Telling, Told, type TraceRecord } from './entry.ts';
import type { Journey } from './journey.ts';
import type { JourneyName } from './journeys/index.ts';
import { Passage } from './passage.ts';
import type { TraceObject } from './trace.ts';
import type { World } from './world.ts';

/** Keeps a place. */
const NOT_YET = new Told(0, 0, '', { from: 'device', to: 'device', step: '', message: '' }, undefined);

/**
 * One device while something happens to it. Steps read it, effects change it; what came of it is stored once, when the
 * device rests.
 */
export class Scene {
  readonly world: World;
  readonly records: TraceRecord[] = [];
  readonly user: User;
  /** The moment of the present step, in milliseconds since the epoch. */
  now: number;
  /** The sequence of the entry that what happens next follows from. */
  cause: number | undefined;
  /** The index of the step that is being played: the device's state knows only the one that it has rested before. */
  playing: number | undefined;
  #state: DeviceState;
  /** Whether `#state` is a copy of our own, which nobody else has seen. */
  #own = false;
  #changed = false;
  #actor: Actor | undefined;
  #facts: EnrollmentTypeFacts | undefined;
  #objects: readonly TraceObject[] | undefined;
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

  /** The facts of the type that the device's enrollment has come to, or is to be. */
  get enrollment(): EnrollmentTypeFacts {
    this.#facts ??= enrollmentOf(this.#state);
    return this.#facts;
  }

  get actor(): Actor {
    this.#actor ??= { kind: 'device', id: this.#state.id, name: this.#state.name };
    return this.#actor;
  }

  managedDevice(): ManagedDevice | undefined {
    const { managedDeviceId } = this.#state;
    return managedDeviceId === undefined ? undefined : this.world.managedDevices.get(managedDeviceId);
  }

  directoryDevice(): DirectoryDevice | undefined {
    const { directoryId } = this.#state;
    return directoryId === undefined ? undefined : this.world.directoryDevices.get(directoryId);
  }

  /** Changes the device; `undefined` removes a property. */
  set(patch: { readonly [P in keyof DeviceState]?: DeviceState[P] | undefined }): void {
    if (!this.#own) {
      this.#state = copyOfState(this.#state);
      this.#own = true;
      this.#changed = true;
    }
    Object.assign(this.#state, patch);
    if ('enrolledAs' in patch) this.#facts = undefined;
  }

  /** Whether the device has changed since it was stored. From here on it is stored: nobody changes it any more. */
  settle(): boolean {
    const changed = this.#changed;
    this.#changed = false;
    this.#own = false;
    return changed;
  }

  /** Writes an entry at the present moment. Returns its sequence. */
  tell(telling: Telling): number {
    const sequence = this.world.nextSequence();
    this.records.push(new Told(sequence, this.now, this.#state.id, telling, telling.cause ?? this.cause));
    return sequence;
  }

  /**
   * Keeps a place for the entry of a step: what its effects tell comes after it and follows from it. `finish` writes
   * the entry when its effects have given it its words.
   */
  begin(): void {
    this.#place = this.records.length;
    this.#causeOfPlace = this.cause;
    this.cause = this.world.nextSequence();
    this.records.push(NOT_YET);
  }

  finish(speech: Speech, message: string, user?: string): void {
    const objects = this.#objects;
    this.#objects = undefined;
    const { id } = this.#state;
    const cause = this.#causeOfPlace;
    const sequence = this.cause as number;
    const mdm = speech.mdm?.(this);
    const played = new Played(sequence, this.now, id, speech, message, user, objects, cause, mdm);
    this.records[this.#place] = played;
  }

  /**
   * Goes through steps that change nothing, each because of the one before.
   * @param since when the step before the first was, in milliseconds since the epoch
   */
  pass(journey: Journey, first: number, end: number, since: number): void {
    if (first >= end) return;
    const { world, cause, user } = this;
    const sequence = world.takeSequences(end - first);
    // What the passage will tell from is the device as it is now: the next change makes another.
    this.#own = false;
    const { seed } = world.tenant;
    this.records.push(new Passage(sequence, journey, first, end, since, seed, cause, this.#state, user));
    this.cause = sequence + end - first - 1;
  }

  /** Says that the present step is about a Graph object. */
  note(set: string, id: string, changed?: readonly string[]): void {
    const object = changed === undefined ? { set, id } : { set, id, changed };
    // Kept in great numbers: a list that grows by itself takes room for many from the beginning.
    this.#objects = this.#objects ? [...this.#objects, object] : [object];
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
