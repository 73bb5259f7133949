import type { GraphVersion } from '../../types.ts';

/** Which requests a fault is about; what is left out is about all of them. */
export interface FaultMatch {
  readonly method?: string | undefined;
  /** Without version and query; `*` is one segment, `**` any number: a wipe of any device is `/deviceManagement/managedDevices/{id}/wipe` with `*` for the id. */
  readonly path?: string | undefined;
  readonly version?: GraphVersion | undefined;
  readonly appId?: string | undefined;
  /** Values by name. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Values by JSON pointer into the body. */
  readonly body?: Readonly<Record<string, unknown>> | undefined;
}

/** What happens instead of, or beside, what the request asks for. */
export interface FaultEffect {
  /** An error of this status, in the family's envelope. */
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  /** In seconds. */
  readonly retryAfter?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** An ISO 8601 duration that passes in the tenant before the request is carried out. */
  readonly virtualDelay?: string | undefined;
  /** Milliseconds for which the answer is held back. */
  readonly realDelay?: number | undefined;
  /** The connection ends without an answer: before the request is carried out, or after. */
  readonly reset?: 'before' | 'after' | undefined;
  /** How many bytes of the body arrive before the connection ends. */
  readonly truncate?: number | undefined;
  /** An ISO 8601 duration: a read answers with what was there so long ago. */
  readonly stale?: string | undefined;
}

export interface FaultSpec {
  readonly id?: string | undefined;
  readonly match?: FaultMatch | undefined;
  /** Which of the requests that match: the first is 1. Default: all. */
  readonly nth?: number | readonly number[] | undefined;
  /** How probable it is for each, from 0 to 1; drawn from the tenant's seed. */
  readonly rate?: number | undefined;
  /** How often at most. */
  readonly times?: number | undefined;
  /** Until when: a moment of virtual time, or a duration from now. */
  readonly until?: string | undefined;
  readonly effect: FaultEffect;
}

/** A fault as it stands: what was asked for, and how often it came to pass. */
export interface Fault extends FaultSpec {
  readonly id: string;
  /** How many requests it was about. */
  readonly matched: number;
  /** How many of them it happened to. */
  readonly hits: number;
}
