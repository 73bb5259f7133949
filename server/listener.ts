import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Entra } from '../src/entra/oauth/index.ts';
import { isDownload, isUpload } from '../src/graph/index.ts';
import type { Tenant } from '../src/tenant/index.ts';
import type { App } from './app.ts';
import type { ClockDriver } from './clock-driver.ts';
import { createDownloadEndpoint } from './downloads.ts';
import {
  createGraphEndpoint,
  type GraphObserver,
  type GraphService,
  isGraphRequest,
} from './graph-endpoint.ts';
import type { HostCheck } from './hosts.ts';
import type { Log } from './log.ts';
import { sendError } from './respond.ts';
import { createUploadEndpoint } from './uploads.ts';

export interface ListenerParts {
  readonly tenant: Tenant;
  readonly graph: GraphService;
  readonly entra: Entra;
  readonly observe: GraphObserver | undefined;
  readonly allowed: HostCheck;
  readonly clock: ClockDriver;
  /** The Express app; asked for at the first request that needs it. */
  readonly app: () => Promise<App>;
  /** Undefined when requests aren't logged, which then costs nothing. */
  readonly requestLog: Log | undefined;
  readonly fail: (error: unknown) => void;
}

/** The origins of requests that a proxy's client asked for by their whole address. */
const asked = new WeakMap<IncomingMessage, string>();

/** Scheme and authority that the client used. */
export function originOf(request: IncomingMessage): string {
  const origin = asked.get(request);
  if (origin !== undefined) return origin;
  const scheme = 'encrypted' in request.socket ? 'https' : 'http';
  return `${scheme}://${request.headers.host}`;
}

/** What holds for all requests of a connection, as long as they name the same host. */
interface Place {
  readonly host: string | undefined;
  readonly allowed: boolean;
  readonly origin: string;
}

/**
 * Answers a request.
 * @param origin what the client of a proxy asked for, where the connection doesn't say it
 */
export type Listener = (request: IncomingMessage, response: ServerResponse, origin?: string) => void;

/** What the servers call for each request: guards, then Graph by itself, then Express for all the rest. */
export function createListener(parts: ListenerParts): Listener {
  const { entra, allowed, clock, app, requestLog, fail } = parts;
  const answerGraph = createGraphEndpoint(parts.graph, entra, parts.observe);
  const takeUpload = createUploadEndpoint(parts.tenant);
  const giveDownload = createDownloadEndpoint(parts.tenant);

  const places = new WeakMap<Socket, Place>();

  function standingAt(request: IncomingMessage, origin: string): Place {
    const { host } = request.headers;
    return { host, allowed: allowed(host, request.socket.localAddress), origin };
  }

  function placeOf(request: IncomingMessage): Place {
    const { socket } = request;
    let place = places.get(socket);
    if (place === undefined || place.host !== request.headers.host) {
      place = standingAt(request, originOf(request));
      places.set(socket, place);
    }
    return place;
  }

  function failed(response: ServerResponse, error: unknown): void {
    fail(error);
    if (response.headersSent) response.destroy();
    else sendError(response, 500, 'InternalServerError', 'Tenantless failed to answer; its log says why.');
  }

  return (request, response, origin) => {
    if (origin !== undefined) asked.set(request, origin);
    const place = origin === undefined ? placeOf(request) : standingAt(request, origin);
    const url = request.url as string;
    if (requestLog) {
      const started = performance.now();
      response.once('finish', () => requestLog.request(request, response, performance.now() - started));
    }

    // Before anything else: a web page that reaches us by DNS rebinding has its own name here.
    if (!place.allowed) {
      sendError(
        response,
        421,
        'MisdirectedRequest',
        `This server does not answer for the host '${place.host ?? ''}'. Ask for localhost, or start it with --host and that name.`,
      );
      return;
    }
    // Forward proxies are asked by a whole address; this isn't one.
    if (!url.startsWith('/')) {
      sendError(response, 400, 'BadRequest', `The request target '${url}' is no path.`);
      return;
    }

    try {
      clock.tick();
      // Before Graph: who is sent here by a proxy finds this below Graph's own host.
      const pending = isUpload(url)
        ? takeUpload(request, response)
        : isDownload(url)
          ? giveDownload(request, response)
          : isGraphRequest(url, request.headers)
            ? answerGraph(request, response, place.origin)
            : app().then((handle) => {
                response.once('finish', clock.arm);
                handle(request, response);
              });
      if (pending) pending.then(clock.arm, (error: unknown) => failed(response, error));
      else clock.arm();
    } catch (error) {
      failed(response, error);
    }
  };
}
