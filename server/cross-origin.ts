// What lets a page of another origin ask Microsoft Graph, as single-page applications do.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/**
 * What every answer to such a page has. [recorded] github.com/dotnet/dev-proxy has the names that the service exposes, and that it
 * says so to whoever sends an Origin.
 */
const SHARED: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers':
    'ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, ReadWriteConsistencyToken, SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant, Retry-After',
};

/** The headers of an answer, with those that a page of another origin needs. */
export function shared(
  headers: Readonly<Record<string, string>>,
  asked: IncomingHttpHeaders,
): Readonly<Record<string, string>> {
  return asked.origin === undefined ? headers : { ...headers, ...SHARED };
}

/** Whether a browser asks if it may ask. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

/** It may, with whatever headers. [inferred] what exactly the service says; browsers only look for themselves in it. */
export function preflightHeaders(asked: IncomingHttpHeaders): Readonly<Record<string, string>> {
  return {
    ...SHARED,
    'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
    'Access-Control-Allow-Headers': asked['access-control-request-headers'] ?? '*',
    'Access-Control-Max-Age': '3600',
  };
}
