import { toIso } from '../clock/index.ts';
import type { MdmMessage } from '../intune/mdm/message.ts';
import type { Teller } from './passage.ts';
import { isFailure, type Outcome, type Role, type TraceEntry, type TraceObject } from './trace.ts';

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
  readonly mdm?: MdmMessage | undefined;
}

/** What a scene keeps of something that happened, until somebody reads it. */
export interface TraceRecord {
  /** How many entries it comes to; their sequences follow one another. */
  readonly count: number;
  /** The sequence of the first entry. */
  readonly sequence: number;
  /** The device's id. */
  readonly device: string;
  /** Whether one of its entries tells of a failure or names rules: known without writing them. */
  readonly isTrouble: boolean;
  entries(): readonly TraceEntry[];
}

/** One thing that was told. */
export class Told implements TraceRecord {
  readonly sequence: number;
  readonly device: string;
  readonly #at: number;
  readonly #telling: Telling;
  readonly #cause: number | undefined;

  constructor(sequence: number, at: number, device: string, telling: Telling, cause: number | undefined) {
    this.sequence = sequence;
    this.#at = at;
    this.device = device;
    this.#telling = telling;
    this.#cause = cause;
  }

  get count(): number {
    return 1;
  }

  get isTrouble(): boolean {
    const { outcome, findings } = this.#telling;
    return isFailure(outcome) || (findings !== undefined && findings.length > 0);
  }

  entries(): readonly TraceEntry[] {
    return [entryOf(this.sequence, this.#at, this.device, this.#telling, this.#cause)];
  }
}

/** Who says something to whom, and what that is called: a step of a journey, or something like it. */
export interface Speech {
  readonly from: Role;
  readonly to: Role;
  readonly name: string;
  readonly outcome?: Outcome;
  readonly code?: number;
  readonly mdm?: (teller: Teller) => MdmMessage;
}

/** A step that changed something. What every device says alike stays with the step. */
export class Played implements TraceRecord {
  readonly sequence: number;
  readonly device: string;
  readonly #at: number;
  readonly #speech: Speech;
  readonly #message: string;
  readonly #user: string | undefined;
  readonly #objects: readonly TraceObject[] | undefined;
  readonly #cause: number | undefined;
  readonly #mdm: MdmMessage | undefined;

  constructor(
    sequence: number,
    at: number,
    device: string,
    speech: Speech,
    message: string,
    user: string | undefined,
    objects: readonly TraceObject[] | undefined,
    cause: number | undefined,
    mdm: MdmMessage | undefined,
  ) {
    this.sequence = sequence;
    this.#at = at;
    this.device = device;
    this.#speech = speech;
    this.#message = message;
    this.#user = user;
    this.#objects = objects;
    this.#cause = cause;
    this.#mdm = mdm;
  }

  get count(): number {
    return 1;
  }

  get isTrouble(): boolean {
    return isFailure(this.#speech.outcome);
  }

  entries(): readonly TraceEntry[] {
    const { from, to, name: step, outcome, code } = this.#speech;
    const telling = {
      from,
      to,
      step,
      message: this.#message,
      outcome,
      code,
      user: this.#user,
      objects: this.#objects,
      mdm: this.#mdm,
    };
    return [entryOf(this.sequence, this.#at, this.device, telling, this.#cause)];
  }
}

/** An entry as everybody reads it: without the properties that it hasn't got. */
export function entryOf(
  sequence: number,
  at: number,
  device: string,
  telling: Telling,
  cause: number | undefined,
): TraceEntry {
  const { from, to, step, message, outcome = 'ok', user, code, objects, findings, mdm } = telling;
  return {
    sequence,
    at: toIso(at),
    device,
    from,
    to,
    step,
    message,
    outcome,
    ...(cause !== undefined && { cause }),
    ...(user !== undefined && { user }),
    ...(code !== undefined && { code }),
    ...(objects !== undefined && { objects }),
    ...(findings !== undefined && findings.length > 0 && { findings }),
    ...(mdm !== undefined && { mdm }),
  };
}
