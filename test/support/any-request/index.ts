// Requests that nobody would send, and some that somebody might, for whoever asks Graph anything.
import fc from 'fast-check';
import { body, headers } from './bodies.ts';
import { change, create, read } from './meaningful.ts';
import { path } from './paths.ts';
import { query } from './queries.ts';

export interface AnyRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

const request = fc
  .record({
    method: fc.constantFrom(
      'GET',
      'GET',
      'GET',
      'POST',
      'POST',
      'PATCH',
      'DELETE',
      'PUT',
      'HEAD',
      'get',
      'X',
    ),
    url: fc.tuple(path, query).map(([where, what]) => where + what),
    body,
    headers,
  })
  .map(({ method, body: text, ...rest }) => ({
    ...rest,
    method,
    body: ['GET', 'DELETE', 'HEAD', 'get'].includes(method) ? undefined : text,
  }));

const single = fc.oneof(
  { weight: 3, arbitrary: request },
  { weight: 2, arbitrary: create },
  { weight: 4, arbitrary: read },
  { weight: 2, arbitrary: change },
);

const version = fc.constantFrom('beta', 'v1.0');

/** A request as one of a batch; some are not quite. */
const item = fc
  .record({ asked: single, id: fc.nat({ max: 25 }), dependsOn: fc.option(fc.nat({ max: 3 }), { freq: 6 }) })
  .map(({ asked, id, dependsOn }) => ({
    id: String(id),
    method: asked.method,
    url: asked.url.replace(/^\/(?:beta|v1\.0)/, ''),
    headers: { 'Content-Type': 'application/json', ...asked.headers },
    ...(dependsOn === null ? {} : { dependsOn: [String(dependsOn)] }),
    ...(asked.body === undefined ? {} : { body: bodyIn(asked.body) }),
  }));

function bodyIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const batch = fc
  .tuple(version, fc.uniqueArray(item, { maxLength: 22, selector: ({ id }) => id }))
  .map(([where, requests]) => ({
    method: 'POST',
    url: `/${where}/$batch`,
    body: JSON.stringify({ requests }),
    headers: {},
  }));

/** Any request: what nobody would send, what somebody might, and batches of both. */
export const anyRequest: fc.Arbitrary<AnyRequest> = fc.oneof(
  { weight: 20, arbitrary: single },
  { weight: 1, arbitrary: batch },
);
