import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Entra } from '../src/entra/oauth/index.ts';
import type { AuthenticationFailure, Caller, GraphRequest, GraphResponse } from '../src/graph/types.ts';
import { GRAPH_HOST, hostName } from './hosts.ts';
import { BodyError, hasBody, readBody } from './read-body.ts';
import { send, sendError } from './respond.ts';

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

const GRAPH_PATH = /^\/(?:v1\.0|beta)(?:[/?$]|$)/;

/** Graph's requests are told by their path, or by their host when a proxy sends Microsoft's own here. */
export function isGraphRequest(url: string, hostHeader: string): boolean {
  return GRAPH_PATH.test(url) || hostName(hostHeader) === GRAPH_HOST;
}

/**
 * Answers Graph requests straight from the listener: Express costs five times what node:http does. A GET with a token
 * seen before is answered without a promise.
 */
export function createGraphEndpoint(graph: GraphService, entra: Entra, observe?: GraphObserver) {
  function answer(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    origin: string,
    caller: Caller | AuthenticationFailure,
    body: string | undefined,
  ): void {
    const { headers } = incoming;
    const request: GraphRequest = {
      method: incoming.method as string,
      url: incoming.url as string,
      origin,
      header: (name) => {
        const value = headers[name];
        return Array.isArray(value) ? value.join(', ') : value;
      },
      body,
    };
    const response = graph.handle(request, caller);
    send(outgoing, response.status, response.headers, response.body);
    observe?.(request, response, caller);
  }

  async function answerLater(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    origin: string,
    authenticated: ReturnType<Entra['authenticate']>,
  ): Promise<void> {
    let body: string | undefined;
    try {
      body = hasBody(incoming) ? await readBody(incoming) : undefined;
    } catch (error) {
      if (!(error instanceof BodyError)) throw error;
      // What is left of the body would be taken for the next request.
      sendError(outgoing, error.status, error.code, error.message, { Connection: 'close' });
      return;
    }
    answer(incoming, outgoing, origin, await authenticated, body);
  }

  return (incoming: IncomingMessage, outgoing: ServerResponse, origin: string): Promise<void> | undefined => {
    const authenticated = entra.authenticate(incoming.headers.authorization);
    if (authenticated instanceof Promise || hasBody(incoming))
      return answerLater(incoming, outgoing, origin, authenticated);
    answer(incoming, outgoing, origin, authenticated, undefined);
    return undefined;
  };
}
