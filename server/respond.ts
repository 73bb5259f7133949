import type { ServerResponse } from 'node:http';

/** Sends a whole answer in one write. A HEAD gets the headers alone. */
export function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer | undefined,
): void {
  // A flat list is what node:http takes without looking at its headers twice.
  const list: string[] = [];
  for (const name in headers) list.push(name, headers[name] as string);
  if (body === undefined) {
    // 204 and 304 have no length; anything else without a body is empty.
    if (status !== 204 && status !== 304) list.push('Content-Length', '0');
    response.writeHead(status, list);
    response.end();
    return;
  }
  // Bytes, because node:http is slow to encode text that isn't plain ASCII, and does so for each answer.
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  list.push('Content-Length', String(bytes.length));
  response.writeHead(status, list);
  response.end(bytes);
}

/** An error of the emulator's own (not of a service it stands for), in the shape of Graph's. */
export function sendError(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  send(
    response,
    status,
    { ...headers, 'Content-Type': 'application/json; charset=utf-8' },
    JSON.stringify({ error: { code, message } }),
  );
}
