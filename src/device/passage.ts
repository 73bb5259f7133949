import type { EnrollmentTypeFacts } from '../intune/enrollment/types.ts';
import type { User } from '../tenant/index.ts';
import type { DeviceState } from './device-state.ts';
import { enrollmentOf } from './enrollment-decision.ts';
import { entryOf, type TraceRecord } from './entry.ts';
import { durationOf, type Journey, type Step } from './journey.ts';
import type { Scene } from './scene.ts';
import { isFailure, type TraceEntry } from './trace.ts';

/** What the sentence of a step that changes nothing may draw on: the device and its person, as they were. */
export interface Teller {
  readonly state: DeviceState;
  readonly user: User;
  readonly enrollment: EnrollmentTypeFacts;
}

/**
 * Steps that follow one another and change nothing: most of every journey. What they say follows from the device as it
 * was, so that is all that is kept; the entries are written when somebody reads them, which in a fleet is never.
 */
export class Passage implements TraceRecord {
  readonly sequence: number;
  readonly #journey: Journey;
  readonly #first: number;
  readonly #end: number;
  readonly #since: number;
  readonly #seed: number;
  readonly #cause: number | undefined;
  readonly #state: DeviceState;
  readonly #user: User;

  /**
   * @param first the index of the first step, and of the one after the last
   * @param since when the step before was, in milliseconds since the epoch
   */
  constructor(
    sequence: number,
    journey: Journey,
    first: number,
    end: number,
    since: number,
    seed: number,
    cause: number | undefined,
    state: DeviceState,
    user: User,
  ) {
    this.sequence = sequence;
    this.#journey = journey;
    this.#first = first;
    this.#end = end;
    this.#since = since;
    this.#seed = seed;
    this.#cause = cause;
    this.#state = state;
    this.#user = user;
  }

  get device(): string {
    return this.#state.id;
  }

  get count(): number {
    return this.#end - this.#first;
  }

  get isTrouble(): boolean {
    for (let index = this.#first; index < this.#end; index += 1)
      if (isFailure(this.#journey.steps[index]?.outcome)) return true;
    return false;
  }

  entries(): readonly TraceEntry[] {
    const state = this.#state;
    const about: Teller = { state, user: this.#user, enrollment: enrollmentOf(state) };
    const teller = about as Scene;
    const entries: TraceEntry[] = [];
    let at = this.#since;
    let cause = this.#cause;
    let sequence = this.sequence;
    for (let index = this.#first; index < this.#end; index += 1) {
      const step = this.#journey.steps[index] as Step;
      const { from, to, name, outcome, code, says, sees, mdm } = step;
      at += durationOf(step, index, state, this.#seed);
      const message = typeof says === 'string' ? says : says(teller);
      const user = typeof sees === 'function' ? sees(teller) : sees;
      const telling = { from, to, step: name, message, outcome, code, user, mdm: mdm?.(about) };
      entries.push(entryOf(sequence, at, state.id, telling, cause));
      cause = sequence;
      sequence += 1;
    }
    return entries;
  }
}
