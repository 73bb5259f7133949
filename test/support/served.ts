import { mkdtempSync, rmSync } from 'node:fs';
import { type Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type ServerOptions, startServer, type TenantlessServer } from '../../server/start-server.ts';
import { systemTime } from '../../src/clock/index.ts';
import { createEntra, createSigningJwk } from '../../src/entra/oauth/index.ts';
import type { AuthenticationFailure, Caller, GraphRequest, GraphResponse } from '../../src/graph/types.ts';
import { SERVICES, Tenant } from '../../src/tenant/index.ts';

// Servers for the tests of the server, closed after each test. Graph itself has its own tests; here stands one that says what it was asked.

export const TENANT = '10000000-0000-4000-8000-000000000001';
export const APP = '20000000-0000-4000-8000-000000000002';

let cache: string;
let signingKey: Awaited<ReturnType<typeof createSigningJwk>>;
beforeAll(async () => {
  cache = mkdtempSync(join(tmpdir(), 'tenantless-server-'));
  signingKey = await createSigningJwk();
});
afterAll(() => rmSync(cache, { recursive: true, force: true }));

const open: TenantlessServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

export function seeded(realtime = false): Tenant {
  const tenant = new Tenant(realtime ? { clockMode: 'realtime', timeSource: systemTime } : {});
  tenant.collection('organization').insert({ id: TENANT, displayName: 'Fabrikam' }, SERVICES.seed);
  tenant.collection('applications').insert(
    {
      id: '30000000-0000-4000-8000-000000000003',
      appId: APP,
      displayName: 'Fabrikam Automation',
      $secrets: [{ value: 'secret', endDateTime: '2030-01-01T00:00:00Z' }],
      $permissions: ['User.Read.All'],
    },
    SERVICES.seed,
  );
  return tenant;
}

export function echo(request: GraphRequest, caller: Caller | AuthenticationFailure): GraphResponse {
  const { method, url, origin, body, bodyRefusal } = request;
  if (bodyRefusal) {
    const { status, code, message } = bodyRefusal;
    return { status, headers: {}, body: JSON.stringify({ error: { code, message } }) };
  }
  const who = 'failure' in caller ? caller.failure : caller.appId;
  return {
    status: 'failure' in caller ? 401 : 200,
    headers: { 'Content-Type': 'application/json', 'request-id': 'r' },
    body: JSON.stringify({ method, url, origin, body, who, prefer: request.header('prefer') ?? null }),
  };
}

export async function start(
  options: Partial<ServerOptions> & { handle?: typeof echo } = {},
): Promise<TenantlessServer> {
  const tenant = options.tenant ?? seeded();
  const server = await startServer({
    tenant,
    graph: { handle: options.handle ?? echo },
    entra: createEntra(tenant, { signingKey }),
    cache,
    ...options,
  });
  open.push(server);
  return server;
}

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
}

/** A request as `fetch` would not let us make it: any Host header, any body, our own authority. */
export function ask(
  server: TenantlessServer,
  path: string,
  options: {
    method?: string;
    headers?: Record<string, string>;
    body?: string | Buffer;
    plain?: boolean;
    agent?: Agent | false;
  } = {},
): Promise<Answer> {
  const { method = 'GET', headers = {}, body, plain = true, agent = false } = options;
  return new Promise((resolve, reject) => {
    const request = (plain ? httpRequest : httpsRequest)(
      {
        host: '127.0.0.1',
        port: plain ? server.httpPort : server.port,
        servername: 'localhost',
        ca: server.authority.certificate,
        path,
        method,
        agent,
        headers: { host: `localhost:${plain ? server.httpPort : server.port}`, ...headers },
      } as never,
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

export const json = ({ text }: Answer) => JSON.parse(text) as Record<string, unknown>;

export async function signIn(server: TenantlessServer): Promise<string> {
  const answer = await ask(server, `/${TENANT}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `grant_type=client_credentials&client_id=${APP}&client_secret=secret&scope=https://graph.microsoft.com/.default`,
  });
  return `Bearer ${json(answer)['access_token']}`;
}
