import { type Random, toIso } from '../../../clock/index.ts';
import { ANY_ORIGIN, type EntraResponse, json } from '../messages.ts';

/** What an answer says beside code and message. */
export interface ErrorDetails {
  readonly suberror?: string;
  /** What a client sends back with its next request, so that the person can do something about it. */
  readonly claims?: string;
}

/** A refusal of the sign-in service, before it gets its trace id and time. Made by the factories beside this file. */
export class EntraError extends Error {
  readonly status: 400 | 401;
  /** The OAuth error. */
  readonly error: string;
  /** The number in AADSTS<code>. */
  readonly code: number;
  readonly details: ErrorDetails;

  constructor(status: 400 | 401, error: string, code: number, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = 'EntraError';
    this.status = status;
    this.error = error;
    this.code = code;
    this.details = details;
  }
}

/** A refusal with its trace id and time, as every form of answer shows it. */
export interface DescribedError {
  readonly error: EntraError;
  readonly description: string;
  readonly traceId: string;
  readonly correlationId: string;
  /** `2026-09-01 08:00:00Z` */
  readonly timestamp: string;
}

/** @param correlationId the client's own (`client-request-id`) when it sent one */
export function describeError(
  error: EntraError,
  now: number,
  random: Random,
  correlationId: string = random.guid(),
): DescribedError {
  const traceId = random.guid();
  const timestamp = toIso(Math.floor(now / 1000) * 1000).replace('T', ' ');
  const description = `AADSTS${error.code}: ${error.message}\r\nTrace ID: ${traceId}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${timestamp}`;
  return { error, description, traceId, correlationId, timestamp };
}

/** The answer as JSON. The body's shape, `\r\n` included, is recorded: OfficeDev/microsoft-365-agents-toolkit#8621. */
export function errorResponse(described: DescribedError): EntraResponse {
  const { error, description, traceId, correlationId, timestamp } = described;
  return json(
    error.status,
    {
      error: error.error,
      error_description: description,
      error_codes: [error.code],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
      error_uri: `https://login.microsoftonline.com/error?code=${error.code}`,
      ...error.details,
    },
    {
      'Cache-Control': 'no-store, no-cache',
      'x-ms-request-id': traceId,
      'client-request-id': correlationId,
      ...ANY_ORIGIN,
    },
  );
}
