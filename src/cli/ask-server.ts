import type { Attachment } from '../../server/index.ts';
import { cacheDirectory, readCached } from '../../server/tls/cache-directory.ts';
import { CA_FILE } from '../../server/tls/certificates.ts';
import { CliError, EXIT } from './exit.ts';
import { createTrustingFetch } from './trusting-fetch.ts';

/** A server that runs, as seen from here. */
export interface Found {
  readonly attachment: Attachment;
  /** The certificate of its authority, PEM. */
  readonly authority: string;
}

export const DEFAULT_URL = 'https://localhost:8443';

/** The address of the server that is meant: what was said, or the usual one. */
export const serverUrl = (said: string | undefined): string => said ?? DEFAULT_URL;

/** How long a server may take to answer, in milliseconds. */
const PATIENCE = 5000;

/** Asks a server how to attach to it. Throws CliError when none answers at `url`. */
export async function askServer(url: string): Promise<Found> {
  const origin = originOf(url);
  const [attachment, authority] = await Promise.all([
    ask(origin, '/_tenantless/attachment').then((text) => read(origin, text)),
    ask(origin, '/_tenantless/ca.pem'),
  ]);
  const { hostname } = new URL(origin);
  const { https, http, proxy } = attachment;
  return {
    attachment: {
      ...attachment,
      https: at(https, hostname),
      http: http && at(http, hostname),
      proxy: proxy && at(proxy, hostname),
    },
    authority,
  };
}

function originOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol === 'https:' || parsed?.protocol === 'http:') return parsed.origin;
  throw new CliError(
    EXIT.usage,
    `'${url}' is no address of a server`,
    'It looks like https://localhost:8443, as tenantless start prints it.',
  );
}

/** A server calls itself localhost; it may be on another machine, or outside of a container. */
function at(address: string, hostname: string): string {
  const url = new URL(address);
  url.hostname = hostname;
  return url.origin;
}

/** What else a request to the control API may have. */
interface Asking {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** How long the answer may take, in milliseconds. */
  readonly patience?: number;
}

/** Asks the control API of the server at `url`. Throws CliError when it doesn't answer. */
export async function askControl(
  url: string,
  method: string,
  path: string,
  asking: Asking = {},
): Promise<string> {
  return ask(originOf(url), `/_tenantless${path}`, method, asking);
}

async function ask(origin: string, path: string, method = 'GET', asking: Asking = {}): Promise<string> {
  const response = await fetchFrom(origin, path, method, asking).catch((error: Error) => {
    throw unreachable(origin, error);
  });
  const text = await response.text();
  if (response.ok) return text;
  // Nobody could sign in to the tenant as it is now.
  if (response.status === 409) throw new CliError(EXIT.environment, errorIn(text) ?? text);
  const refusal = response.status === 400 || response.status === 404 ? errorIn(text) : undefined;
  if (refusal !== undefined) throw new CliError(EXIT.usage, refusal);
  throw stranger(origin, `${response.status} for ${path}`);
}

function read(origin: string, text: string): Attachment {
  const attachment = parse(text) as Attachment | undefined;
  if (typeof attachment?.https !== 'string') throw stranger(origin, 'no JSON that we know');
  return attachment;
}

function errorIn(text: string): string | undefined {
  return (parse(text) as { error?: { message?: string } } | undefined)?.error?.message;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function stranger(origin: string, why: string): CliError {
  return new CliError(
    EXIT.environment,
    `what answers at ${origin} is no Tenantless of this version (${why})`,
    'Name the address of a server that tenantless start prints with --url.',
  );
}

async function fetchFrom(
  origin: string,
  path: string,
  method: string,
  { body, patience = PATIENCE }: Asking,
): Promise<Response> {
  const request = {
    method,
    signal: AbortSignal.timeout(patience),
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    }),
  };
  if (origin.startsWith('http:')) return fetch(origin + path, request);
  using trusting = createTrustingFetch(readCached(cacheDirectory(), CA_FILE) ?? '');
  return await trusting(origin + path, request);
}

function unreachable(origin: string, error: Error & { code?: string }): CliError {
  const { code, message } = (error.cause as typeof error | undefined) ?? error;
  if (/CERT|TLS|SSL|VERIFY|ISSUER/.test(code ?? ''))
    return new CliError(
      EXIT.environment,
      `${origin} shows a certificate of another authority than the one in ${cacheDirectory()} (${code})`,
      'Set TENANTLESS_CACHE as it is set for that server, or name its http:// address with --url.',
    );
  return new CliError(
    EXIT.environment,
    `no server answers at ${origin} (${code ?? message})`,
    'Start one with tenantless start, or name its address with --url or in TENANTLESS_URL.',
  );
}
