import type { ValidationIssue } from './model/index.ts';

/**
 * How an error is dressed. `plain`: the gateway's and the directory's message. `service`: Intune's backend, whose
 * message is itself a JSON document. `model`: Intune's OData model, plain, with the message repeated inside innerError.
 */
export type ErrorEnvelope = 'plain' | 'service' | 'model';

export interface ErrorDetail {
  readonly code: string;
  readonly message: string;
  readonly target?: string;
}

/** An answer other than success. Thrown by whoever notices, turned into a response in one place. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly status: number;
  readonly code: string;
  readonly envelope: ErrorEnvelope;
  readonly details: readonly ErrorDetail[] | undefined;
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** What made it, when it isn't the service that would say so: a condition, or the id of a fault. */
  readonly injected: string | undefined;
  /** What is wrong with the body, of which the message is the service's wording. Set by who has read the body. */
  issue: ValidationIssue | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    extra: {
      envelope?: ErrorEnvelope;
      details?: readonly ErrorDetail[];
      headers?: Readonly<Record<string, string>>;
      injected?: string;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.envelope = extra.envelope ?? 'plain';
    this.details = extra.details;
    this.headers = extra.headers;
    this.injected = extra.injected;
  }
}
