import { delay, HttpResponse, http, type RequestHandler } from 'msw';
import type { Emulator } from '../emulator.ts';
import { createEntra, type Entra, SIGN_IN_HOSTS } from '../entra/oauth/index.ts';
import {
  type GraphResponse,
  isBlockList,
  isDownload,
  isUpload,
  receiveUpload,
  serveDownload,
} from '../graph/index.ts';
import { type OutgoingRequest, settled } from '../graph/request/outgoing.ts';
import { deliverNotifications } from '../graph/resources/subscriptions/delivery.ts';
import { createNotifier } from '../graph/resources/subscriptions/notifier.ts';
import type { Tenant } from '../tenant/index.ts';
import { bodyOf, textOf } from './web-messages.ts';

/**
 * Lets `fetch('https://graph.microsoft.com/…')` and the sign-in that goes before it reach a tenant, in Node and in a
 * browser's service worker. Nothing gets through to these hosts; what goes elsewhere follows msw's own policy. Who subscribes to
 * changes by a request that came this way is told by `fetch`, at a loopback address: of a handler of msw's, or of who listens there.
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
    http.all('https://graph.microsoft.com/oidc/userinfo', ({ request }) =>
      answerSignIn(emulator, entra, request),
    ),
    http.all('https://graph.microsoft.com/*', ({ request }) =>
      isStorage(request) ? answerStorage(emulator, request) : answerGraph(emulator, entra, request),
    ),
    ...SIGN_IN_HOSTS.map((host) =>
      http.all(`https://${host}/*`, ({ request }) => answerSignIn(emulator, entra, request)),
    ),
  ];
}

async function answerGraph({ graph, tenant }: Emulator, entra: Entra, request: Request): Promise<Response> {
  tenant.clock.tick();
  const caller = await entra.authenticate(request.headers.get('authorization') ?? undefined);
  const message = { ...(await messageOf(request)), settles: true };
  const ask = (request: OutgoingRequest) => {
    tellByFetch(tenant);
    return askByFetch(request);
  };
  return arriving(await settled(graph.handle(message, caller), ask));
}

/** Of whom subscribers are told by `fetch`: once, however often handlers are made of a tenant. */
const telling = new WeakSet<Tenant>();

/** Begins with the first address that is asked: subscribers of a tenant that nobody subscribes to here are told otherwise. */
function tellByFetch(tenant: Tenant): void {
  if (telling.has(tenant)) return;
  telling.add(tenant);
  deliverNotifications(createNotifier(tenant), { send: askByFetch, after });
}

/** What is to be sent again keeps no process alive. In browsers timers are numbers. */
function after(milliseconds: number, then: () => void): () => void {
  const timer: ReturnType<typeof setTimeout> | number = setTimeout(then, milliseconds);
  if (milliseconds > 0 && typeof timer === 'object') timer.unref();
  return () => clearTimeout(timer);
}

/** Exported reports and the content of apps have addresses below the origin that Graph was asked at. */
function isStorage({ url }: Request): boolean {
  const { pathname } = new URL(url);
  return isDownload(pathname) || isUpload(pathname);
}

async function answerStorage({ tenant }: Emulator, request: Request): Promise<Response> {
  tenant.clock.tick();
  const { method, headers } = request;
  const { pathname, search } = new URL(request.url);
  const url = pathname + search;
  if (isDownload(url)) return stored(serveDownload(tenant, method, url));
  const content = new Uint8Array(await request.arrayBuffer());
  const header = (name: string) => headers.get(name) ?? undefined;
  const text = isBlockList(url) ? new TextDecoder().decode(content) : undefined;
  return stored(receiveUpload(tenant, { method, url, header, bytes: content.length, text }));
}

async function answerSignIn({ tenant }: Emulator, entra: Entra, request: Request): Promise<Response> {
  tenant.clock.tick();
  const answer = await entra.handle(await messageOf(request));
  return answer ? toResponse(answer) : notHere(request);
}

/** To leave such a request alone would send it, and whatever is secret in it, to the service itself. */
function notHere({ method, url }: Request): Response {
  const { host, pathname } = new URL(url);
  const message = `Tenantless has nothing at ${host} that answers ${method} ${pathname}.`;
  return HttpResponse.json({ error: { code: 'NotFound', message } }, { status: 404 });
}

async function messageOf(request: Request) {
  const { origin, pathname, search } = new URL(request.url);
  return {
    method: request.method,
    url: pathname + search,
    origin,
    header: (name: string) => request.headers.get(name) ?? undefined,
    body: await textOf(request),
  };
}

/** What goes to somebody else goes by `fetch`, for which there may be handlers as well; nowhere beyond the address itself. */
async function askByFetch({ method, url, headers, body, timeout }: OutgoingRequest) {
  try {
    const signal = AbortSignal.timeout(timeout);
    const answer = await fetch(url, { method, headers, body, signal, redirect: 'manual' });
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

function toResponse(answer: Pick<GraphResponse, 'status' | 'headers' | 'body'>): Response {
  const { status, headers } = answer;
  return new HttpResponse(bodyOf(answer), { status, headers });
}

function stored({ status, headers, body }: ReturnType<typeof serveDownload>): Response {
  return new HttpResponse(typeof body === 'string' ? body : Uint8Array.from(body), { status, headers });
}
