import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';

/** The part of `fetch` that we need. */
export type Fetch = (url: string, init?: FetchInit) => Promise<Response>;

export interface FetchInit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/**
 * A `fetch` that trusts one more certificate authority. Other programs set NODE_EXTRA_CA_CERTS, which Node reads only
 * when a process begins: too late for a process that has just made the authority itself.
 */
export function createTrustingFetch(authority: string): Fetch & Disposable {
  const agent = new Agent({ ca: authority, keepAlive: true });
  const fetch: Fetch = (url, { method = 'GET', headers = {}, body, signal } = {}) =>
    new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
      const outgoing = request(
        url,
        { agent, method, signal, headers: { ...headers, ...length } },
        (incoming) => {
          const { statusCode: status = 0, headersDistinct } = incoming;
          const pairs = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
            values.map((value): [string, string] => [name, value]),
          );
          text(incoming).then(
            (content) => resolve(new Response(content === '' ? null : content, { status, headers: pairs })),
            reject,
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  return Object.assign(fetch, { [Symbol.dispose]: () => agent.destroy() });
}
