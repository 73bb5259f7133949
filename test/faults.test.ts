import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Client,
  type Context,
  HTTPMessageHandler,
  type Middleware,
  RetryHandler,
} from '@microsoft/microsoft-graph-client';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadFixture } from '../fixtures/index.ts';
import { faultListSchema } from '../server/control/graph-schemas.ts';
import { type Launched, launch } from '../server/index.ts';
import { createEmulator } from '../src/emulator.ts';
import { faultSchema } from '../src/graph/conditions/faults/schema.ts';
import { Tenant } from '../src/tenant/index.ts';
import { tenantHandlers } from '../src/testing/handlers.ts';
import { type ControlClient, conforms, createControlClient } from './support/control-client.ts';

const DEVICES = '/deviceManagement/managedDevices';

async function tokenOf({ httpUrl, info }: Launched): Promise<string> {
  const answer = await fetch(`${httpUrl}/${info.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: info.clientId,
      client_secret: info.clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** Microsoft's client with its own handling of 429 and 503, and a token put into the header: it sends none over HTTP. */
/** @param heard what happens when an answer came, before the client does what it says */
function retryingClient(
  baseUrl: string,
  token: string,
  heard: (answer: Response) => void = () => {},
): Client {
  const bearer: Middleware & { next?: Middleware } = {
    async execute(context: Context) {
      context.options = { ...context.options, headers: { authorization: `Bearer ${token}` } };
      await this.next?.execute(context);
    },
    setNext(next: Middleware) {
      this.next = next;
    },
  };
  const listening: Middleware & { next?: Middleware } = {
    async execute(context: Context) {
      await this.next?.execute(context);
      heard(context.response as Response);
    },
    setNext(next: Middleware) {
      this.next = next;
    },
  };
  return Client.initWithMiddleware({
    baseUrl,
    defaultVersion: 'v1.0',
    middleware: [bearer, new RetryHandler(), listening, new HTTPMessageHandler()],
  });
}

describe('scripted faults', () => {
  let client: ControlClient;
  let token: string;
  beforeAll(async () => {
    client = await createControlClient();
    token = await tokenOf(client.emulator);
  });
  afterAll(() => client?.[Symbol.asyncDispose]());
  beforeEach(async () => {
    await client.call('POST', '/reset');
  });

  const get = (path: string) =>
    fetch(`${client.emulator.httpUrl}/v1.0${path}`, { headers: { authorization: `Bearer ${token}` } });

  it('are added, listed with how often they came to pass, and removed', async () => {
    const added = await client.call('POST', '/faults', {
      match: { path: DEVICES },
      effect: { status: 503 },
    });
    expect(added.status).toBe(201);
    expect(added.headers.get('location')).toBe('/_tenantless/faults/fault-1');
    conforms(faultSchema, added.json);
    const { status, headers } = await get(DEVICES);
    expect({ status, injected: headers.get('x-tenantless-injected') }).toEqual({
      status: 503,
      injected: 'fault-1',
    });
    const { json } = await client.call('GET', '/faults');
    conforms(faultListSchema, json);
    expect(json.faults).toMatchObject([{ id: 'fault-1', matched: 1, hits: 1 }]);
    expect((await client.call('GET', '/faults/fault-1')).json).toEqual(json.faults[0]);
    const requests = (await client.call('GET', '/requests?limit=1000')).json.requests;
    expect(requests.at(-1)).toMatchObject({ status: 503, injected: ['fault-1'] });
    expect((await client.call('DELETE', '/faults/fault-1')).status).toBe(204);
    await client.refused(404, 'DELETE', '/faults/fault-1');
    await client.refused(404, 'GET', '/faults/fault-1');
    expect((await get(DEVICES)).status).toBe(200);
  });

  it('end with a reset, or all at once', async () => {
    await client.call('POST', '/faults', { effect: { status: 503 } });
    await client.call('POST', '/reset');
    expect((await client.call('GET', '/faults')).json).toEqual({ faults: [] });
    await client.call('POST', '/faults', { effect: { status: 503 } });
    expect((await client.call('DELETE', '/faults')).status).toBe(204);
    expect((await get(DEVICES)).status).toBe(200);
  });

  it('say what is wrong with them', async () => {
    const { message } = await client.refused(400, 'POST', '/faults', { effect: { stauts: 503 } });
    expect(message).toContain("Did you mean 'status'?");
    await client.call('POST', '/faults', { id: 'a', effect: { status: 503 } });
    await client.refused(409, 'POST', '/faults', { id: 'a', effect: { status: 503 } });
  });

  it('are waited out by Microsoft’s own client', async () => {
    await client.call('POST', '/faults', {
      match: { path: DEVICES },
      times: 2,
      effect: { status: 429, retryAfter: 0 },
    });
    const graph = retryingClient(client.emulator.httpUrl as string, token);
    const { value } = await graph.api(DEVICES).get();
    expect(value).toBeInstanceOf(Array);
    expect((await client.call('GET', '/faults/fault-1')).json).toMatchObject({ matched: 3, hits: 2 });
  });

  it('end connections, before and after the work is done', async () => {
    const groups = () => client.emulator.tenant.collection('groups').size;
    const post = () =>
      fetch(`${client.emulator.httpUrl}/v1.0/groups`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          displayName: 'G',
          mailEnabled: false,
          mailNickname: 'g',
          securityEnabled: true,
        }),
      });
    const before = groups();
    await client.call('POST', '/faults', { nth: 1, effect: { reset: 'before' } });
    await expect(post()).rejects.toThrow('fetch failed');
    expect(groups()).toBe(before);
    await client.call('POST', '/faults', { effect: { reset: 'after' } });
    await expect(post()).rejects.toThrow('fetch failed');
    expect(groups()).toBe(before + 1);
  });

  it('cut bodies off, and hold answers back', async () => {
    await client.call('POST', '/faults', { match: { path: '/users' }, effect: { truncate: 20 } });
    await client.call('POST', '/faults', { match: { path: DEVICES }, effect: { realDelay: 150 } });
    const answer = await get('/users');
    expect(answer.status).toBe(200);
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(20);
    await expect(answer.text()).rejects.toThrow();
    const started = performance.now();
    expect((await get(DEVICES)).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(140);
  });
});

describe('throttling', () => {
  let cache: string;
  beforeAll(() => {
    cache = mkdtempSync(join(tmpdir(), 'tenantless-throttling-'));
  });
  afterAll(() => rmSync(cache, { recursive: true, force: true }));

  it('is over for Microsoft’s own client when it has waited as it was told', async () => {
    // The tenant's time passes only while the client waits, so that a slow machine is throttled as a fast one is.
    await using emulator = await launch({ cache, clockMode: 'manual', conditions: { throttling: 'tight' } });
    const statuses: number[] = [];
    const graph = retryingClient(emulator.httpUrl as string, await tokenOf(emulator), (answer) => {
      statuses.push(answer.status);
      emulator.tenant.clock.advance(Number(answer.headers.get('retry-after')) * 1000);
    });
    for (let index = 0; index < 100; index += 1) await graph.api('/users').top(999).get();
    expect(statuses).toContain(429);
    expect(statuses.join(' ')).not.toContain('429 429');
    expect(statuses.filter((status) => status === 200)).toHaveLength(100);
  });
});

describe('faults without a server', () => {
  const tenant = new Tenant();
  const { tenantId, clientId, clientSecret } = loadFixture(tenant, 'contoso-jit');
  const emulator = createEmulator(tenant);
  const server = setupServer(...tenantHandlers(emulator));
  beforeAll(() => server.listen());
  afterAll(() => server.close());

  it('reach handlers of msw as well', async () => {
    const signIn = await fetch(`https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope: 'https://graph.microsoft.com/.default',
      }),
    });
    const { access_token } = (await signIn.json()) as { access_token: string };
    const get = () =>
      fetch('https://graph.microsoft.com/v1.0/users', {
        headers: { authorization: `Bearer ${access_token}` },
      });
    const { faults } = emulator.graph.conditions;
    faults.add({ nth: 1, effect: { reset: 'after' } });
    faults.add({ nth: 1, effect: { truncate: 5, realDelay: 1 } });
    await expect(get()).rejects.toThrow();
    expect(await (await get()).text()).toHaveLength(5);
    expect((await get()).status).toBe(200);
  });
});
