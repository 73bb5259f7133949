import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { NoAnswer, OutgoingAnswer, OutgoingRequest } from '../src/graph/request/outgoing.ts';

/** How much of an answer is read, in bytes: a validation token is shorter. */
export const ANSWER_LIMIT = 16 * 1024;

/**
 * Sends a request to a loopback address; whoever made it has checked that it is one. Certificates aren't verified: a receiver
 * that a test starts has none that anybody knows.
 */
export function sendOut({
  method,
  url,
  headers,
  body,
  timeout,
}: OutgoingRequest): Promise<OutgoingAnswer | NoAnswer> {
  return new Promise((resolve) => {
    const target = new URL(url);
    const options = {
      method,
      timeout,
      headers: { ...headers, 'Content-Length': String(Buffer.byteLength(body)) },
    };
    const answered = (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length <= ANSWER_LIMIT) chunks.push(chunk);
      });
      response.once('error', () => resolve('unreachable'));
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? '',
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    };
    const outgoing =
      target.protocol === 'https:'
        ? httpsRequest(target, { ...options, rejectUnauthorized: false }, answered)
        : httpRequest(target, options, answered);
    // The whole exchange, not only its silence.
    const timer = setTimeout(() => outgoing.destroy(new Error('timeout')), timeout);
    timer.unref();
    outgoing.once('close', () => clearTimeout(timer));
    outgoing.once('error', ({ message }) => resolve(message === 'timeout' ? 'timeout' : 'unreachable'));
    outgoing.end(body);
  });
}
