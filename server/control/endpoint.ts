import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';

type NoBody = z.ZodUndefined;

/** What a handler is given: everything validated already. */
interface Call<Q extends z.ZodObject, B extends z.ZodType> {
  /** The parts of the path in braces. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: z.output<Q>;
  readonly body: z.output<B>;
  /** A request header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
}

export type Answer =
  | {
      readonly kind: 'json';
      readonly status: number;
      readonly value: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'text';
      readonly type: string;
      readonly text: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Text that is made while it is sent. */
  | { readonly kind: 'pieces'; readonly type: string; readonly pieces: Iterable<string> }
  | { readonly kind: 'empty' }
  /** The handler takes over the response. */
  | { readonly kind: 'stream'; readonly serve: (request: IncomingMessage, response: ServerResponse) => void };

export const json = (value: unknown): Answer => ({ kind: 'json', status: 200, value });
export const created = (value: unknown, location: string): Answer => ({
  kind: 'json',
  status: 201,
  value,
  headers: { Location: location },
});
export const empty: Answer = { kind: 'empty' };

/** A successful answer, for the OpenAPI document. */
interface Success {
  readonly status: 200 | 201 | 204;
  readonly description: string;
  /** By media type. `null`: text that no schema describes. */
  readonly content?: Readonly<Record<string, z.ZodType | null>>;
}

/**
 * One endpoint. The list of them is all there is: it routes, validates, answers `GET /_tenantless`, and is the OpenAPI
 * document.
 */
export interface Endpoint<Q extends z.ZodObject = z.ZodObject, B extends z.ZodType = z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/_tenantless`, as OpenAPI writes it: `/devices/{id}/actions`. */
  readonly path: string;
  /** The `operationId`. */
  readonly name: string;
  readonly summary: string;
  readonly description?: string;
  readonly query?: Q;
  /** A request without a body counts as one with `undefined`. */
  readonly body?: B;
  readonly example?: z.input<B>;
  /** In bytes. Default: CONTROL_BODY_LIMIT. */
  readonly bodyLimit?: number;
  readonly success: Success;
  /** The errors that it may answer with, besides 400 for input that is no good. */
  readonly errors?: readonly (403 | 404 | 409 | 413 | 503)[];
  handle(call: Call<Q, B>): Answer;
}

/** Declares an endpoint; its handler gets what its schemas make of the request. */
export function defineEndpoint<Q extends z.ZodObject = z.ZodObject, B extends z.ZodType = NoBody>(
  endpoint: Endpoint<Q, B>,
): Endpoint {
  return endpoint as unknown as Endpoint;
}

/** The names of the path's parts in braces. */
export function pathParameters(path: string): string[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), (match) => match[1] as string);
}
