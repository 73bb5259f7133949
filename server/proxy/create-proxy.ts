import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Listener } from '../listener.ts';
import { forward, refuseRequest } from './forward.ts';
import { PROXY_TIMEOUTS, type ProxyTimeouts } from './limits.ts';
import { decide } from './policy.ts';
import { parseAbsolute, parseAuthority } from './target.ts';
import { establish, refuseTunnel, tunnel } from './tunnel.ts';

export interface ProxyParts {
  /** Takes over the connections to the hosts that we stand in for, as if they had come to its own port. */
  readonly secure: HttpsServer;
  readonly listener: Listener;
  /** Whether hosts that we don't stand in for are reached through the proxy. */
  readonly passthrough: boolean;
  /** Told of each refusal. */
  readonly refused: (message: string) => void;
  readonly limits: ServerOptions;
  readonly timeouts?: ProxyTimeouts;
}

/**
 * An HTTP proxy for `HTTPS_PROXY`. A tunnel to graph.microsoft.com ends in our own TLS server, in this process and on the
 * same socket: a request in it costs what a direct one does.
 */
export function createProxy(parts: ProxyParts): Server {
  const { secure, listener, passthrough, refused, limits, timeouts = PROXY_TIMEOUTS } = parts;

  function connect(request: IncomingMessage, client: Socket, head: Buffer): void {
    // The HTTP server lets go of the socket; without a listener its errors would end the process.
    client.on('error', () => client.destroy());
    const target = parseAuthority(request.url as string);
    if (!target) {
      refuseTunnel(client, '400 Bad Request', `CONNECT names a host and a port, not '${request.url}'.`);
      return;
    }
    const decision = decide(target, client.remoteAddress, passthrough);
    if (decision.kind === 'refuse') {
      refused(decision.why);
      refuseTunnel(client, '403 Forbidden', decision.why);
    } else if (decision.kind === 'pass') {
      tunnel(client, head, target, timeouts);
    } else {
      establish(client, head);
      secure.emit('connection', client);
    }
  }

  /** axios asks proxies for `https://` addresses by a plain request instead of CONNECT; others do so for `http://`. */
  function answer(request: IncomingMessage, response: ServerResponse): void {
    const target = parseAbsolute(request.url as string);
    if (!target) {
      refuseRequest(
        response,
        400,
        'This port is a proxy: put its address into HTTPS_PROXY. Tenantless itself answers at its other ports.',
      );
      return;
    }
    const decision = decide(target, request.socket.remoteAddress, passthrough);
    if (decision.kind === 'refuse') {
      refused(decision.why);
      refuseRequest(response, 403, decision.why);
    } else if (decision.kind === 'pass') {
      forward(request, response, target, timeouts);
    } else {
      request.url = target.path;
      request.headers.host = target.authority;
      listener(request, response, `https://${target.authority}`);
    }
  }

  return createServer(limits, answer).on('connect', connect);
}
