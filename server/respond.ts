import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** Sends a whole answer in one write. */
export function send(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body: string | undefined,
): void {
  if (body === undefined) {
    // 204 and 304 have no length; anything else without a body is empty.
    response.writeHead(
      status,
      status === 204 || status === 304 ? headers : { ...headers, 'Content-Length': 0 },
    );
    response.end();
    return;
  }
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

/** An error of the emulator's own (not of a service it stands for), in the shape of Graph's. */
export function sendError(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: OutgoingHttpHeaders = {},
): void {
  send(
    response,
    status,
    { ...headers, 'Content-Type': 'application/json; charset=utf-8' },
    JSON.stringify({ error: { code, message } }),
  );
}
