import { delay, HttpResponse, http, type RequestHandler } from 'msw';
import type { Emulator } from '../emulator.ts';
import { createEntra, type Entra, SIGN_IN_HOSTS } from '../entra/oauth/index.ts';
import { type GraphResponse, serveDownload } from '../graph/index.ts';
import { type OutgoingRequest, settled } from '../graph/request/outgoing.ts';

/**
 * Lets `fetch('https://graph.microsoft.com/…')` and the sign-in that goes before it reach a tenant, in Node and in a
 * browser's service worker. What goes elsewhere follows msw's own policy.
 * @param of a tenant of `tenantless/testing`, or an emulator
 *
 * @example
 * const tenant = await createTenant();
 * const server = setupServer(...tenantHandlers(tenant));
 * server.listen();
 */
export function tenantHandlers(of: Emulator | { readonly emulator: Emulator }): RequestHandler[] {
  const emulator = 'emulator' in of ? of.emulator : of;
  const entra = createEntra(emulator.tenant);
  return [
    http.all('https://graph.microsoft.com/oidc/userinfo', async ({ request }) =>
      answerSignIn(entra, request),
    ),
    http.all('https://graph.microsoft.com/storage/reports/*', ({ request }) =>
      answerDownload(emulator, request),
    ),
    http.all('https://graph.microsoft.com/*', async ({ request }) => answerGraph(emulator, entra, request)),
    ...SIGN_IN_HOSTS.map((host) =>
      http.all(`https://${host}/*`, async ({ request }) => answerSignIn(entra, request)),
    ),
  ];
}

async function answerGraph({ graph, tenant }: Emulator, entra: Entra, request: Request): Promise<Response> {
  tenant.clock.tick();
  const caller = await entra.authenticate(request.headers.get('authorization') ?? undefined);
  const message = { ...(await messageOf(request)), settles: true };
  return arriving(await settled(graph.handle(message, caller), askByFetch));
}

/** The address of an exported report is below the origin that the export was asked for at. */
function answerDownload({ tenant }: Emulator, { method, url }: Request): Response {
  tenant.clock.tick();
  const { pathname, search } = new URL(url);
  const { status, headers, body } = serveDownload(tenant, method, pathname + search);
  return new HttpResponse(typeof body === 'string' ? body : Uint8Array.from(body), { status, headers });
}

/** Undefined, and so left to other handlers and msw's policy, when the address is none of the sign-in service. */
async function answerSignIn(entra: Entra, request: Request): Promise<Response | undefined> {
  const answer = await entra.handle(await messageOf(request));
  return answer && toResponse(answer);
}

async function messageOf(request: Request) {
  const { origin, pathname, search } = new URL(request.url);
  return {
    method: request.method,
    url: pathname + search,
    origin,
    header: (name: string) => request.headers.get(name) ?? undefined,
    body: request.body === null ? undefined : await request.text(),
  };
}

/** What a request needs to know of somebody else is asked by `fetch`, for which there may be handlers as well. */
async function askByFetch({ method, url, headers, body, timeout }: OutgoingRequest) {
  try {
    const answer = await fetch(url, { method, headers, body, signal: AbortSignal.timeout(timeout) });
    return {
      status: answer.status,
      contentType: answer.headers.get('content-type') ?? '',
      body: await answer.text(),
    };
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable';
  }
}

/** An answer as it arrives: later, cut off or not at all, when a fault is to do that to it. */
async function arriving(answer: GraphResponse): Promise<Response> {
  const { delay: milliseconds = 0, reset, truncate } = answer.transport ?? {};
  if (milliseconds > 0) await delay(milliseconds);
  if (reset) return HttpResponse.error();
  return toResponse(truncate === undefined ? answer : { ...answer, body: answer.body?.slice(0, truncate) });
}

function toResponse({ status, headers, body }: Pick<GraphResponse, 'status' | 'headers' | 'body'>): Response {
  return new HttpResponse(body ?? null, { status, headers });
}
