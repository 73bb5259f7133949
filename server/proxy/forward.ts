import { type IncomingMessage, request as requestHttp, type ServerResponse } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline } from 'node:stream';
import type { ProxyTimeouts } from './limits.ts';
import type { AbsoluteTarget } from './target.ts';

/** RFC 9110, section 7.6.1: they concern one connection only. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** Passes a request for a whole address on to the host that it names, and the answer back. */
export function forward(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  target: AbsoluteTarget,
  timeouts: ProxyTimeouts,
): void {
  const { scheme, host, port, authority, path } = target;
  const send = scheme === 'https' ? requestHttps : requestHttp;
  const upstream = send({
    host,
    port,
    path,
    method: incoming.method,
    headers: { ...endToEnd(incoming), host: authority },
    timeout: timeouts.idle,
    agent: false,
  });
  const late = setTimeout(() => upstream.destroy(new Error('it does not answer')), timeouts.connect);
  upstream.once('socket', (socket) => socket.once('connect', () => clearTimeout(late)));
  upstream.once('timeout', () => upstream.destroy(new Error('it says nothing')));
  upstream.once('response', (answer) => {
    outgoing.writeHead(answer.statusCode as number, endToEnd(answer));
    pipeline(answer, outgoing, () => {});
  });
  upstream.once('error', (error) => {
    clearTimeout(late);
    if (outgoing.headersSent) outgoing.destroy();
    else refuseRequest(outgoing, 502, `Cannot reach ${host}:${port}: ${error.message}`);
  });
  outgoing.once('close', () => upstream.destroy());
  incoming.pipe(upstream);
}

/** Answers a request with an error, in words that a person reads in a log. */
export function refuseRequest(response: ServerResponse, status: number, why: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
  response.end(`${why}\n`);
}

function endToEnd(message: IncomingMessage): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  const named = (message.headers.connection ?? '').toLowerCase().split(/\s*,\s*/);
  for (const [name, values] of Object.entries(message.headersDistinct))
    if (values && !HOP_BY_HOP.includes(name) && !named.includes(name)) headers[name] = values;
  return headers;
}
