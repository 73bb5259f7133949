import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Entra } from '../src/entra/oauth/index.ts';
import { isMediaType } from '../src/graph/media/media.ts';
import { settled } from '../src/graph/request/outgoing.ts';
import type { AuthenticationFailure, Caller, GraphRequest, GraphResponse } from '../src/graph/types.ts';
import { isPreflight, preflightHeaders, shared } from './cross-origin.ts';
import { GRAPH_HOST, hostName } from './hosts.ts';
import { Payloads } from './payloads.ts';
import { BodyError, hasBody, readBody } from './read-body.ts';
import { send } from './respond.ts';
import { sendSpoiled } from './respond-spoiled.ts';
import { sendOut } from './send-out.ts';

/** Microsoft Graph, as far as the server needs it; `createGraph` makes one. */
export interface GraphService {
  handle(request: GraphRequest, caller: Caller | AuthenticationFailure): GraphResponse;
}

/** Told of every Graph request after it was answered. */
export type GraphObserver = (
  request: GraphRequest,
  response: GraphResponse,
  caller: Caller | AuthenticationFailure,
) => void;

const GRAPH_PATH = /^\/(?:v1\.0|beta)(?:[/?$]|$)/i;

/** What else may be asked with an access token in hand: our own pages, and Azure's list of subscriptions. */
const OTHER_PATH = /^\/(?:_tenantless|health|subscriptions)?(?:[/?]|$)/;
/** What OpenID Connect tells a client about its user: at Graph's host, but no part of Graph. */
const USER_INFO = /^\/oidc\/userinfo(?:\?|$)/;
const BEARER = /^bearer /i;

/**
 * Graph's requests are told by their path, by their host when a proxy sends Microsoft's own here, or by the access token
 * that they bring: Graph itself says what is wrong with `/v2.0/users`.
 */
export function isGraphRequest(url: string, headers: IncomingHttpHeaders): boolean {
  if (USER_INFO.test(url)) return false;
  if (GRAPH_PATH.test(url) || hostName(headers.host as string) === GRAPH_HOST) return true;
  return BEARER.test(headers.authorization ?? '') && !OTHER_PATH.test(url);
}

/**
 * Answers Graph requests straight from the listener: Express costs five times what node:http does. A GET with a token
 * seen before is answered without a promise.
 */
export function createGraphEndpoint(graph: GraphService, entra: Entra, observe?: GraphObserver) {
  const payloads = new Payloads();
  /** The latest Authorization header. The same text object again is looked up faster than an equal one. */
  let latest: string | undefined;

  function answer(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    origin: string,
    caller: Caller | AuthenticationFailure,
    received: string | BodyError | undefined,
  ): Promise<void> | undefined {
    const { headers } = incoming;
    const refused = received instanceof BodyError;
    const request: GraphRequest = {
      method: incoming.method as string,
      url: incoming.url as string,
      origin,
      header: (name) => {
        const value = headers[name];
        return Array.isArray(value) ? value.join(', ') : value;
      },
      body: refused ? undefined : received,
      bodyRefusal: refused ? received : undefined,
      settles: true,
    };
    const finish = (response: GraphResponse) => {
      // What is left of a body that was refused would be taken for the next request.
      const told = shared(response.headers, headers);
      const answered = refused ? { ...told, Connection: 'close' } : told;
      const { body } = response;
      // What a GET shows may be asked for again.
      const again = body !== undefined && request.method === 'GET';
      if (response.transport) sendSpoiled(outgoing, response, answered);
      else if (isMediaType(response.headers['Content-Type']) && body !== undefined)
        send(outgoing, response.status, answered, Buffer.from(body, 'latin1'));
      else send(outgoing, response.status, answered, again ? payloads.of(body) : body);
      observe?.(request, response, caller);
    };
    const response = graph.handle(request, caller);
    if (response.awaits) return settled(response, sendOut).then(finish);
    finish(response);
    return undefined;
  }

  async function answerLater(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    origin: string,
    authenticated: ReturnType<Entra['authenticate']>,
  ): Promise<void> {
    const body = hasBody(incoming) ? await readBody(incoming).catch(refusal) : undefined;
    await answer(incoming, outgoing, origin, await authenticated, body);
  }

  return (incoming: IncomingMessage, outgoing: ServerResponse, origin: string): Promise<void> | undefined => {
    if (isPreflight(incoming)) {
      send(outgoing, 200, preflightHeaders(incoming.headers), undefined);
      return undefined;
    }
    const { authorization } = incoming.headers;
    if (authorization !== latest) latest = authorization;
    const authenticated = entra.authenticate(latest);
    if (authenticated instanceof Promise || hasBody(incoming))
      return answerLater(incoming, outgoing, origin, authenticated);
    return answer(incoming, outgoing, origin, authenticated, undefined);
  };
}

function refusal(error: unknown): BodyError {
  if (error instanceof BodyError) return error;
  throw error;
}
