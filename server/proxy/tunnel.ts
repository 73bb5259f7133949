import { connect, type Socket } from 'node:net';
import type { ProxyTimeouts } from './limits.ts';
import type { ProxyTarget } from './target.ts';

const ESTABLISHED = 'HTTP/1.1 200 Connection Established\r\n\r\n';

/** Tells a client that its tunnel stands; what it has sent in advance is read again by whoever reads next. */
export function establish(client: Socket, head: Buffer): void {
  client.write(ESTABLISHED);
  if (head.length > 0) client.unshift(head);
}

/** Answers CONNECT with an error, in words that a person reads in a log. */
export function refuseTunnel(client: Socket, status: string, why: string): void {
  const body = `${why}\n`;
  client.end(
    `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/**
 * Joins a client with the host that it asked for. Either side may have said all it has to say while the other still
 * speaks; a side that breaks off, or a tunnel in which nothing moves, ends both.
 */
export function tunnel(client: Socket, head: Buffer, target: ProxyTarget, timeouts: ProxyTimeouts): void {
  const { host, port } = target;
  const upstream = connect({ host, port, allowHalfOpen: true });
  const end = () => {
    client.destroy();
    upstream.destroy();
  };
  const failed = (status: string, why: string) => {
    upstream.destroy();
    refuseTunnel(client, status, why);
  };
  const late = setTimeout(
    () => failed('504 Gateway Timeout', `${host}:${port} does not answer.`),
    timeouts.connect,
  );
  const unreachable = (error: Error) => {
    clearTimeout(late);
    failed('502 Bad Gateway', `Cannot reach ${host}:${port}: ${error.message}`);
  };
  upstream.once('error', unreachable);
  client.once('close', () => {
    clearTimeout(late);
    upstream.destroy();
  });
  upstream.once('connect', () => {
    clearTimeout(late);
    upstream.off('error', unreachable);
    upstream.on('error', end);
    upstream.once('close', (broken) => broken && end());
    for (const side of [client, upstream]) side.setTimeout(timeouts.idle, end);
    establish(client, head);
    client.pipe(upstream);
    upstream.pipe(client);
  });
}
