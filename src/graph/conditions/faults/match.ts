// Whether a fault is about a request.
import type { GraphUrl } from '../../request/path.ts';
import type { GraphRequest } from '../../types.ts';
import type { FaultMatch } from './fault.ts';

/** A request as faults look at it. */
export interface Matched {
  readonly request: GraphRequest;
  readonly url: GraphUrl;
  readonly appId: string | undefined;
}

/** Compiles what a fault is about. */
export function matcher({
  method,
  path,
  version,
  appId,
  headers,
  body,
}: FaultMatch): (given: Matched) => boolean {
  const pattern = path === undefined ? undefined : pathPattern(path);
  const wantedMethod = method?.toUpperCase();
  const wantedHeaders = Object.entries(headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  const wantedBody = Object.entries(body ?? {});
  return ({ request, url, appId: caller }) =>
    (wantedMethod === undefined || wantedMethod === request.method) &&
    (version === undefined || version === url.version) &&
    (appId === undefined || appId === caller) &&
    (pattern === undefined || pattern.test(plainPath(url))) &&
    wantedHeaders.every(([name, value]) => request.header(name) === value) &&
    (wantedBody.length === 0 || holdsAll(request.body, wantedBody));
}

/** `*` is one segment, `**` any number of them; letters count in any case, as they do for the service. */
export function pathPattern(path: string): RegExp {
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map((part) =>
      part === '**' ? '.*' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*'),
    );
  return new RegExp(
    `^/${parts
      .join('/')
      .replaceAll('/.*', '(?:/.*)?')
      .replace(/^\.\*\//, '(?:.*/)?')}$`,
    'i',
  );
}

/** The path with keys as segments, however they were written. */
function plainPath({ segments }: GraphUrl): string {
  return segments
    .map(({ name, inside, text }) => {
      if (inside === undefined) return `/${text}`;
      return inside === '' || inside.includes('=') ? `/${name}` : `/${name}/${inside.replaceAll("'", '')}`;
    })
    .join('');
}

function holdsAll(text: string | undefined, wanted: readonly (readonly [string, unknown])[]): boolean {
  let body: unknown;
  try {
    body = JSON.parse(text ?? '');
  } catch {
    return false;
  }
  return wanted.every(([pointer, value]) => isSame(at(body, pointer), value));
}

/** What a JSON pointer (RFC 6901) points at. */
function at(value: unknown, pointer: string): unknown {
  let found = value;
  for (const part of pointer.split('/').slice(1)) {
    if (found === null || typeof found !== 'object') return undefined;
    found = (found as Readonly<Record<string, unknown>>)[part.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return found;
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
