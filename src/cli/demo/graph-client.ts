import { Client, type Context, type Middleware, MiddlewareFactory } from '@microsoft/microsoft-graph-client';
import type { FixtureInfo } from '../../../fixtures/index.ts';
import type { Fetch, FetchInit } from '../trusting-fetch.ts';

/** One request and its answer, for the demonstration to show. */
export interface Exchange {
  readonly method: string;
  /** Without the origin. */
  readonly path: string;
  readonly status: number;
}

export interface GraphClientOptions {
  /** `https://localhost:8443` */
  readonly url: string;
  readonly fixture: Pick<FixtureInfo, 'tenantId' | 'clientId' | 'clientSecret'>;
  readonly fetch: Fetch;
  readonly observe: (exchange: Exchange) => void;
}

/**
 * Microsoft's own Graph client, pointed at the emulator: it signs in with client credentials as any automation does, and
 * goes through its usual pipeline; only the last link of that, which sends the request, is ours.
 */
export function createGraphClient({ url, fixture, fetch, observe }: GraphClientOptions): Client {
  const observed: Fetch = async (address, init) => {
    const response = await fetch(address, init);
    const { pathname, search } = new URL(address);
    observe({ method: init?.method ?? 'GET', path: pathname + search, status: response.status });
    return response;
  };
  let token: Promise<string> | undefined;
  const getAccessToken = () => {
    token ??= signIn(`${url}/${fixture.tenantId}/oauth2/v2.0/token`, fixture, observed);
    return token;
  };
  const chain = MiddlewareFactory.getDefaultMiddlewareChain({ getAccessToken });
  const sender: Middleware = {
    async execute(context: Context) {
      context.response = await observed(context.request as string, (context.options ?? {}) as FetchInit);
    },
  };
  return Client.initWithMiddleware({
    middleware: [...chain.slice(0, -1), sender],
    baseUrl: url,
    defaultVersion: 'beta',
    // Without it the client keeps the token to itself, as for every host that it doesn't know.
    customHosts: new Set([new URL(url).hostname]),
  });
}

async function signIn(
  endpoint: string,
  { clientId, clientSecret }: GraphClientOptions['fixture'],
  fetch: Fetch,
): Promise<string> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    }).toString(),
  });
  const answer = (await response.json()) as { access_token?: string; error_description?: string };
  if (!answer.access_token) throw new Error(`signing in failed: ${answer.error_description}`);
  return answer.access_token;
}
