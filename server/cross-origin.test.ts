import { describe, expect, it } from 'vitest';
import { ask, signIn, start } from '../test/support/served.ts';

const ORIGIN = 'http://localhost:3000';

describe('a page of another origin', () => {
  it('may ask Graph whatever it wants to, and needs no token to hear that', async () => {
    const answer = await ask(await start(), '/v1.0/users', {
      method: 'OPTIONS',
      headers: {
        origin: ORIGIN,
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'authorization,consistencylevel',
      },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': expect.stringContaining('PATCH'),
      'access-control-allow-headers': 'authorization,consistencylevel',
    });
    expect(answer.text).toBe('');
  });

  it.each([200, 401])('may read what it is answered with %i, and its ids', async (status) => {
    const server = await start();
    const headers: Record<string, string> = { origin: ORIGIN };
    if (status === 200) headers['authorization'] = await signIn(server);
    const answer = await ask(server, '/v1.0/users', { headers });
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': expect.stringMatching(
        /\brequest-id, client-request-id\b.*\bRetry-After\b/,
      ),
    });
  });

  it('is who is told so; nobody else is', async () => {
    const answer = await ask(await start(), '/v1.0/users');
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('may not use the control API', async () => {
    const answer = await ask(await start(), '/_tenantless/clock', {
      method: 'OPTIONS',
      headers: { origin: ORIGIN, 'access-control-request-method': 'POST' },
    });
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });
});

it('OPTIONS alone asks for nothing that Graph has', async () => {
  const server = await start();
  const headers = { authorization: await signIn(server) };
  const answer = await ask(server, '/v1.0/users', { method: 'OPTIONS', headers });
  expect(JSON.parse(answer.text)).toMatchObject({ method: 'OPTIONS' });
});
