import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemTime } from '../src/clock/index.ts';
import { createEntra, createSigningJwk } from '../src/entra/oauth/index.ts';
import type { AuthenticationFailure, Caller, GraphRequest, GraphResponse } from '../src/graph/types.ts';
import { SERVICES, Tenant } from '../src/tenant/index.ts';
import { EnvironmentError, type ServerOptions, startServer, type TenantlessServer } from './index.ts';
import { BODY_LIMIT, DRAIN_TIMEOUT } from './limits.ts';

// Graph itself has its own tests; here stands one that says what it was asked.

const TENANT = '10000000-0000-4000-8000-000000000001';
const APP = '20000000-0000-4000-8000-000000000002';

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

function seeded(realtime = false): Tenant {
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

function echo(request: GraphRequest, caller: Caller | AuthenticationFailure): GraphResponse {
  const { method, url, origin, body } = request;
  const who = 'failure' in caller ? caller.failure : caller.appId;
  return {
    status: 'failure' in caller ? 401 : 200,
    headers: { 'Content-Type': 'application/json', 'request-id': 'r' },
    body: JSON.stringify({ method, url, origin, body, who, prefer: request.header('prefer') ?? null }),
  };
}

async function start(
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
function ask(
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

const json = ({ text }: Answer) => JSON.parse(text) as Record<string, unknown>;

async function signIn(server: TenantlessServer): Promise<string> {
  const answer = await ask(server, `/${TENANT}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `grant_type=client_credentials&client_id=${APP}&client_secret=secret&scope=https://graph.microsoft.com/.default`,
  });
  return `Bearer ${json(answer)['access_token']}`;
}

describe('Graph requests', () => {
  it('reach Graph with their caller, over HTTPS and HTTP', async () => {
    const server = await start();
    const authorization = await signIn(server);
    for (const plain of [true, false]) {
      const headers = { authorization, prefer: 'return=minimal' };
      const answer = await ask(server, '/beta/users?$top=1', { plain, headers });
      expect(answer.status).toBe(200);
      expect(json(answer)).toEqual({
        method: 'GET',
        url: '/beta/users?$top=1',
        origin: plain ? server.httpUrl : server.url,
        who: APP,
        prefer: 'return=minimal',
      });
      expect(answer.headers).toMatchObject({
        'request-id': 'r',
        'content-length': String(answer.text.length),
      });
    }
  });

  it.each([
    [{}, 'missing'],
    [{ authorization: 'Bearer garbage' }, 'notJwt'],
    [{ authorization: 'Bearer a.b.c' }, 'malformed'],
  ])('reach Graph with the reason when nobody signed in: %o', async (headers, who) => {
    const answer = await ask(await start(), '/v1.0/users', { headers });
    expect(answer.status).toBe(401);
    expect(json(answer)['who']).toBe(who);
  });

  it('bring their bodies, also chunked and compressed', async () => {
    const server = await start();
    const body = JSON.stringify({ displayName: 'Größe ✓' });
    const send = (headers: Record<string, string>, raw: string | Buffer) =>
      ask(server, '/v1.0/groups', { method: 'POST', headers, body: raw });
    const length = String(Buffer.byteLength(body));
    expect(json(await send({ 'content-length': length }, body))['body']).toBe(body);
    expect(json(await send({ 'transfer-encoding': 'chunked' }, body))['body']).toBe(body);
    expect(json(await send({ 'content-encoding': 'gzip' }, gzipSync(body)))['body']).toBe(body);
  });

  it('are told by their host alone when they come for graph.microsoft.com', async () => {
    const server = await start();
    const headers = { host: 'graph.microsoft.com' };
    expect(json(await ask(server, '/devicemanagement', { headers, plain: false }))).toMatchObject({
      url: '/devicemanagement',
      origin: 'https://graph.microsoft.com',
    });
    expect((await ask(server, '/devicemanagement')).status).toBe(404);
  });

  it('may have no body in their answer', async () => {
    const server = await start({ handle: () => ({ status: 204, headers: {}, body: undefined }) });
    const answer = await ask(server, '/v1.0/users/1', { method: 'DELETE' });
    expect(answer).toMatchObject({ status: 204, text: '' });
    expect(answer.headers).not.toHaveProperty('content-length');
  });

  it('are told to whoever observes them', async () => {
    const seen: string[] = [];
    const server = await start({
      observe: (request, response, caller) =>
        seen.push(`${request.method} ${request.url} ${response.status} ${'failure' in caller}`),
    });
    await ask(server, '/v1.0/users');
    expect(seen).toEqual(['GET /v1.0/users 401 true']);
  });

  it('that fail inside are a plain 500, and the server goes on', async () => {
    const errors: string[] = [];
    const write = process.stderr.write;
    process.stderr.write = ((text: string) => errors.push(text) > 0) as typeof write;
    try {
      const server = await start({
        handle: (request, caller) => {
          if (request.url.includes('boom')) throw new Error('the reason');
          return echo(request, caller);
        },
      });
      for (const method of ['GET', 'POST']) {
        const answer = await ask(server, '/v1.0/boom', { method, body: method === 'POST' ? '{}' : '' });
        expect(answer.status).toBe(500);
        expect(answer.text).not.toContain('the reason');
      }
      expect((await ask(server, '/v1.0/users')).status).toBe(401);
    } finally {
      process.stderr.write = write;
    }
    expect(errors.join('')).toContain('the reason');
  });
});

describe('limits', () => {
  const post = (server: TenantlessServer, headers: Record<string, string>, body: string | Buffer) =>
    ask(server, '/v1.0/groups', { method: 'POST', headers, body });

  it('refuse a body that is announced as too long, turns out so, or unpacks to it', async () => {
    const server = await start();
    const long = 'x'.repeat(BODY_LIMIT + 1);
    const expected = { error: { code: 'RequestEntityTooLarge', message: expect.stringContaining('4MB') } };
    expect(json(await post(server, { 'content-length': String(long.length) }, long))).toEqual(expected);
    const packed = await post(server, { 'content-encoding': 'gzip' }, gzipSync(long));
    expect(packed.status).toBe(413);
    expect(json(packed)).toEqual(expected);
    const exact = await post(server, {}, long.slice(1));
    expect(exact.status).toBe(401);
  });

  it('refuse encodings that nobody knows, and bodies that are not what they say', async () => {
    const server = await start();
    expect((await post(server, { 'content-encoding': 'br' }, 'x')).status).toBe(415);
    expect((await post(server, { 'content-encoding': 'gzip' }, 'no gzip')).status).toBe(400);
  });

  it('answer what is no HTTP with 400', async () => {
    const server = await start();
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(server.httpPort as number, '127.0.0.1', () => socket.write('what?\r\n\r\n'));
      socket.once('data', (data) => resolve(data.toString()));
    });
    expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request/);
  });
});

describe('the Host header', () => {
  it.each(['evil.example', 'localhost.evil.example', '10.0.0.1:8443'])(
    'keeps out %s, whatever is asked',
    async (host) => {
      const server = await start();
      for (const path of ['/v1.0/users', '/health', '/_tenantless/reset']) {
        const answer = await ask(server, path, { headers: { host } });
        expect(answer.status).toBe(421);
        expect(json(answer)['error']).toMatchObject({ message: expect.stringContaining('--host') });
      }
    },
  );

  it('may have a name that was given', async () => {
    const server = await start({ hostNames: ['emulator.test'] });
    expect((await ask(server, '/health', { headers: { host: 'emulator.test' } })).status).toBe(200);
  });
});

describe('everything else', () => {
  it('is answered by Express: health, index, sign-in, the Azure CLI’s question', async () => {
    const server = await start({ version: '1.2.3' });
    expect(json(await ask(server, '/health'))).toEqual({
      status: 'ok',
      name: 'tenantless',
      version: '1.2.3',
    });
    expect(json(await ask(server, '/'))).toMatchObject({ graph: { 'v1.0': `${server.httpUrl}/v1.0` } });
    const discovery = await ask(server, '/common/v2.0/.well-known/openid-configuration', { plain: false });
    expect(json(discovery)['token_endpoint']).toBe(`${server.url}/common/oauth2/v2.0/token`);
    expect(json(await ask(server, '/subscriptions?api-version=2022-12-01'))['value']).toEqual([]);
  });

  it('is a 404 that says where to look, or a 400', async () => {
    const server = await start();
    const unknown = await ask(server, '/nothing/here');
    expect(unknown.status).toBe(404);
    expect(unknown.text).toContain('/v1.0');
    expect((await ask(server, '/_tenantless/clock')).status).toBe(404);
    expect((await ask(server, '/common/userrealm/%E0%A4%A')).status).toBe(200);
    expect((await ask(server, 'http://graph.microsoft.com/v1.0/users')).status).toBe(400);
  });

  it('has the control API mounted, made from the parts of the server, closed to other sites', async () => {
    const server = await start({
      control: ({ tenant, authority }) =>
        express.Router().get('/about', (_request, response) => {
          response.json({ tenant: tenant.id, ca: authority.file });
        }),
    });
    const host = `localhost:${server.httpPort}`;
    const about = (headers: Record<string, string>) => ask(server, '/_tenantless/about', { headers });
    expect(json(await about({}))).toEqual({ tenant: TENANT, ca: server.authority.file });
    expect((await about({ origin: `http://${host}`, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await about({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await about({ origin: 'null' })).status).toBe(403);
    expect((await about({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(json(await ask(server, '/'))['control']).toBe(`http://${host}/_tenantless`);
  });
});

describe('the clock', () => {
  it('catches up at each request and by timer in realtime mode', async () => {
    const tenant = seeded(true);
    const happened: string[] = [];
    tenant.clock.on('note', (subject) => happened.push(subject));
    const before = tenant.clock.now;
    const server = await start({
      tenant,
      handle: (request, caller) => {
        tenant.clock.schedule(tenant.clock.now + 30, 'note', 'scheduled by a request');
        return echo(request, caller);
      },
    });
    await sleep(5);
    await ask(server, '/v1.0/users');
    expect(tenant.clock.now).toBeGreaterThan(before);
    await expect.poll(() => happened, { timeout: 2000 }).toEqual(['scheduled by a request']);
  });
});

describe('ports', () => {
  it('that are taken are an error that says what to do', async () => {
    const server = await start();
    const again = start({ port: server.port });
    await expect(again).rejects.toThrow(EnvironmentError);
    await expect(again).rejects.toMatchObject({
      message: `port ${server.port} on 127.0.0.1 is taken by another process`,
      fix: expect.stringContaining('--port 0'),
    });
    const http = start({ httpPort: server.httpPort as number });
    await expect(http).rejects.toMatchObject({ fix: expect.stringContaining('--http-port 0') });
  });

  it('are released when only one of both could be had', async () => {
    const server = await start();
    const free = await start();
    const { port } = free;
    await free.close();
    await expect(start({ port, httpPort: server.httpPort as number })).rejects.toThrow(EnvironmentError);
    expect((await start({ port })).port).toBe(port);
  });

  it('may do without plain HTTP', async () => {
    const server = await start({ httpPort: false });
    expect(server.httpUrl).toBeUndefined();
    expect((await ask(server, '/health', { plain: false })).status).toBe(200);
  });

  it('are on loopback only unless told otherwise', async () => {
    const error = await start({ address: '203.0.113.1' }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ message: expect.stringContaining('no address of this machine') });
    const server = await start();
    const refused = await new Promise<boolean>((resolve) => {
      const socket = connect(server.port, '127.0.0.2');
      socket.once('connect', () => resolve(false));
      socket.once('error', () => resolve(true));
    });
    expect(refused).toBe(true);
  });
});

describe('close', () => {
  it('ends within a second though connections are kept alive or were never used', async () => {
    const server = await start();
    const agent = new Agent({ keepAlive: true });
    await ask(server, '/health', { agent });
    const unused = connect(server.port, '127.0.0.1');
    unused.on('error', () => {});
    await new Promise((resolve) => unused.once('connect', resolve));
    const started = performance.now();
    await server.close();
    expect(performance.now() - started).toBeLessThan(1000);
    agent.destroy();
  });

  it('lets a request that is under way finish', async () => {
    const server = await start({
      control: () => (_request, response) => {
        setTimeout(() => response.json({ done: true }), DRAIN_TIMEOUT / 3);
      },
    });
    const agent = new Agent({ keepAlive: true });
    const slow = ask(server, '/_tenantless/slow', { agent });
    await sleep(DRAIN_TIMEOUT / 6);
    const started = performance.now();
    await server.close();
    expect(performance.now() - started).toBeLessThan(DRAIN_TIMEOUT);
    expect(json(await slow)).toEqual({ done: true });
    agent.destroy();
    await expect(ask(server, '/health')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('tells answers that would never end', async () => {
    const server = await start({
      control:
        ({ closing }) =>
        (_request, response) => {
          response.write('beginning');
          closing.addEventListener('abort', () => response.end(', end'));
        },
    });
    const endless = ask(server, '/_tenantless/events');
    await sleep(100);
    await server.close();
    expect((await endless).text).toBe('beginning, end');
  });

  it('happens by itself with await using', async () => {
    let port: number;
    {
      await using server = await start();
      port = server.httpPort as number;
    }
    await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow();
  });
});
