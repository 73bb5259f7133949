// What has to be asked of somebody else before a request can be answered: whether a notification address takes
// notifications. Graph itself sends nothing; it says what is to be sent, and goes on with what came back.
import type { GraphResponse } from '../types.ts';

/** A request to somebody else. */
export interface OutgoingRequest {
  readonly method: 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How long to wait for the answer, in milliseconds. */
  readonly timeout: number;
}

export interface OutgoingAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Why there was no answer. */
export type NoAnswer = 'timeout' | 'unreachable';

/** What a response still depends on. */
export interface Awaited {
  readonly request: OutgoingRequest;
  /** Goes on with what came back. */
  readonly proceed: (answer: OutgoingAnswer | NoAnswer) => GraphResponse;
}

/** Sends what a response waits for, until it is final. */
export async function settled(
  response: GraphResponse,
  sendOut: (request: OutgoingRequest) => Promise<OutgoingAnswer | NoAnswer>,
): Promise<GraphResponse> {
  let current = response;
  while (current.awaits) current = current.awaits.proceed(await sendOut(current.awaits.request));
  return current;
}

/** A response that isn't there yet. */
export function awaiting(awaits: Awaited): GraphResponse {
  return { status: 0, headers: {}, body: undefined, awaits };
}

/** Leaves the handling of a request that needs an answer first. It is handled again, from the beginning, with that. */
export class Question extends Error {
  readonly request: OutgoingRequest;
  constructor(request: OutgoingRequest) {
    super(`an answer of ${request.url} is needed`);
    this.request = request;
  }
}
