import type { ServerResponse } from 'node:http';
import type { GraphResponse } from '../src/graph/types.ts';
import { send } from './respond.ts';

/** Sends an answer to which something is to happen on its way: later, cut off, or not at all. */
export function sendSpoiled(
  outgoing: ServerResponse,
  { status, body, transport = {} }: GraphResponse,
  headers: GraphResponse['headers'],
): void {
  const { delay = 0, reset, truncate } = transport;
  const sendNow = () => {
    if (reset) outgoing.req.socket.resetAndDestroy();
    else if (truncate !== undefined && body !== undefined) cut(outgoing, status, headers, body, truncate);
    else send(outgoing, status, headers, body);
  };
  if (delay === 0) {
    sendNow();
    return;
  }
  const timer = setTimeout(sendNow, delay);
  // Whoever has gone waits no longer, and a server that stops doesn't either.
  outgoing.once('close', () => clearTimeout(timer));
}

/** Announces the whole body, and ends the connection after a part of it. */
function cut(
  outgoing: ServerResponse,
  status: number,
  headers: GraphResponse['headers'],
  body: string,
  length: number,
): void {
  const bytes = Buffer.from(body);
  outgoing.writeHead(status, { ...headers, 'Content-Length': String(bytes.length) });
  // Written out before the connection ends, so that it does arrive.
  outgoing.write(bytes.subarray(0, length), () => outgoing.req.socket.destroySoon());
}
