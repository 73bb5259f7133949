import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { APP, ask, echo, json, seeded, signIn, start, TENANT } from '../test/support/served.ts';
import type { TenantlessServer } from './index.ts';
import { BODY_LIMIT } from './limits.ts';

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

  it('carry pictures byte by byte, there and back', async () => {
    const picture = Buffer.from([0xff, 0xd8, 0x00, 0x80, 0xe9]);
    const type = { 'Content-Type': 'image/jpeg' };
    let seen: string | undefined;
    const server = await start({
      handle({ body }) {
        seen = body;
        return { status: 200, headers: type, body };
      },
    });
    const answer = await fetch(`${server.httpUrl}/v1.0/me/photo/$value`, {
      method: 'PUT',
      headers: { 'content-type': 'image/jpeg' },
      body: picture,
    });
    expect(seen).toBe('\xff\xd8\0\x80\xe9');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(picture);
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

  it('are told by the token that they bring when their path is none that Graph knows', async () => {
    const server = await start();
    const headers = { authorization: await signIn(server) };
    expect(json(await ask(server, '/v2.0/users', { headers }))).toMatchObject({ url: '/v2.0/users' });
    for (const path of ['/', '/health', '/subscriptions?api-version=2022-12-01'])
      expect(json(await ask(server, path, { headers }))).not.toHaveProperty('url');
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
    await expect.poll(() => happened).toEqual(['scheduled by a request']);
  });
});
