import { describe, expect, it } from 'vitest';
import {
  createUser,
  enrollDevices,
  graphClient,
  smallTenant,
} from '../../../../test/support/graph-client.ts';
import { FAULTS_LIMIT, FaultError } from './fault-list.ts';
import { newFaultSchema, REAL_DELAY_LIMIT } from './schema.ts';

const DEVICES = '/v1.0/deviceManagement/managedDevices';

function client() {
  const tenant = smallTenant();
  const ids = enrollDevices(tenant, 2);
  const made = graphClient(tenant);
  return { ...made, ids, faults: made.graph.conditions.faults };
}

describe('a fault', () => {
  it('answers in the envelope of whoever would have answered, and says which fault it was', () => {
    const { get, faults, graph } = client();
    faults.add({ effect: { status: 503, retryAfter: 7 } });
    const intune = get(DEVICES);
    expect(intune.status).toBe(503);
    expect(intune.headers).toMatchObject({ 'Retry-After': '7', 'x-tenantless-injected': 'fault-1' });
    expect(intune.body.error.code).toBe('ServiceUnavailable');
    expect(JSON.parse(intune.body.error.message)).toMatchObject({
      _version: 3,
      Message: expect.stringMatching(/^An error has occurred - Operation ID.*managedDevices\?api-version/),
    });
    const directory = get('/v1.0/users');
    expect(directory.body.error).toMatchObject({
      code: 'ServiceUnavailable',
      message: expect.not.stringContaining('{'),
    });
    expect([...graph.requests.since()].map(({ injected }) => injected)).toEqual([['fault-1'], ['fault-1']]);
  });

  it('has a code and words of its own if it is given any, and no Retry-After unless it is told', () => {
    const { get, faults } = client();
    faults.add({ id: 'mine', effect: { status: 429, code: 'X', message: 'No.' } });
    const { headers, body } = get('/v1.0/users');
    expect(body.error).toMatchObject({ code: 'X', message: 'No.' });
    expect(headers).not.toHaveProperty('Retry-After');
  });

  it.each([
    [{ method: 'POST' }, 'GET', '/v1.0/users', false],
    [{ method: 'GET' }, 'GET', '/v1.0/users', true],
    [{ version: 'beta' }, 'GET', '/v1.0/users', false],
    [{ version: 'beta' }, 'GET', '/beta/users', true],
    [{ path: '/users' }, 'GET', '/v1.0/Users?$top=1', true],
    [{ path: '/users' }, 'GET', '/v1.0/users/x', false],
    [{ path: '/users/*' }, 'GET', '/v1.0/users/x', true],
    [{ path: '/users/*' }, 'GET', "/v1.0/users('x')", true],
    [{ path: '/users/*' }, 'GET', '/v1.0/users/x/memberOf', false],
    [{ path: '/users/**' }, 'GET', '/v1.0/users/x/memberOf', true],
    [{ path: '/users/**' }, 'GET', '/v1.0/users', true],
    [{ path: '/**/memberOf' }, 'GET', '/v1.0/users/x/memberOf', true],
    [{ path: '/use.s' }, 'GET', '/v1.0/users', false],
    [{ appId: 'another' }, 'GET', '/v1.0/users', false],
    [{ appId: '2f1d0c9b-8a7e-4d6c-b5a4-938271605f4e' }, 'GET', '/v1.0/users', true],
    [{ headers: { 'X-Run': '7' } }, 'GET', '/v1.0/users', true],
    [{ headers: { 'X-Run': '8' } }, 'GET', '/v1.0/users', false],
    [{ body: { '/displayName': 'A' } }, 'POST', '/v1.0/groups', true],
    [{ body: { '/tags/0': 'x' } }, 'POST', '/v1.0/groups', true],
    [{ body: { '/displayName': 'B' } }, 'POST', '/v1.0/groups', false],
    [{ body: { '/displayName': 'A' } }, 'GET', '/v1.0/groups', false],
  ] as const)('is about %j: %s %s: %s', (match, method, url, happens) => {
    const { send, faults } = client();
    faults.add({ match, effect: { status: 418 } });
    const body = method === 'POST' ? { displayName: 'A', tags: ['x'] } : undefined;
    expect(send(method, url, body, { 'x-run': '7' }).status === 418).toBe(happens);
    expect(faults.list()[0]).toMatchObject({ matched: happens ? 1 : 0, hits: happens ? 1 : 0 });
  });

  it('happens to the nth request, or so many times, and counts', () => {
    const { get, faults } = client();
    faults.add({ match: { path: '/users' }, nth: [2, 4], effect: { status: 500 } });
    faults.add({ match: { path: '/groups' }, times: 2, effect: { status: 500 } });
    const statuses = (url: string) => Array.from({ length: 5 }, () => get(url).status);
    expect(statuses('/v1.0/users')).toEqual([200, 500, 200, 500, 200]);
    expect(statuses('/v1.0/groups')).toEqual([500, 500, 200, 200, 200]);
    expect(faults.list()).toMatchObject([
      { id: 'fault-1', matched: 5, hits: 2 },
      { id: 'fault-2', matched: 5, hits: 2 },
    ]);
  });

  it('happens at a rate that the seed decides: the same again after a reset', () => {
    const run = () => {
      const { get, faults, tenant } = client();
      tenant.markOrigin();
      faults.add({ rate: 0.5, effect: { status: 500 } });
      const statuses = () => Array.from({ length: 40 }, () => get('/v1.0/users').status).join();
      const once = statuses();
      tenant.reset();
      return [once, statuses()];
    };
    const [first, again] = run();
    expect(first).toContain('200');
    expect(first).toContain('500');
    expect(again).toBe(first);
    expect(run()[0]).toBe(first);
  });

  it('ends at a moment of virtual time', () => {
    const { get, faults, tenant } = client();
    faults.add({ until: 'PT5M', effect: { status: 500 } });
    faults.add({ until: '2026-09-01T08:10:00Z', effect: { status: 502 } });
    expect(get('/v1.0/users').status).toBe(500);
    tenant.clock.advance(5 * 60_000);
    expect(get('/v1.0/users').status).toBe(502);
    tenant.clock.advance(5 * 60_000);
    expect(get('/v1.0/users').status).toBe(200);
  });

  it('lets virtual time pass before the request is carried out', () => {
    const { post, faults, tenant } = client();
    faults.add({ effect: { virtualDelay: 'PT90S' } });
    const before = tenant.clock.now;
    const { status, body } = post('/v1.0/groups', {
      displayName: 'G',
      mailEnabled: false,
      mailNickname: 'g',
      securityEnabled: true,
    });
    expect(status).toBe(201);
    expect(tenant.clock.now - before).toBe(90_000);
    expect(body.createdDateTime).toBe('2026-09-01T08:01:30Z');
  });

  it('tells whoever sends the answer what is to become of it', () => {
    const { graph, faults, tenant, post } = client();
    const handle = (method: string, url: string, body?: object) =>
      graph.handle(
        {
          method,
          url,
          origin: 'https://graph.microsoft.com',
          header: (name) => (name === 'content-type' ? 'application/json' : undefined),
          body: body && JSON.stringify(body),
        },
        {
          kind: 'application',
          appId: 'a',
          appDisplayName: 'A',
          permissions: new Set(['User.ReadWrite.All', 'Group.ReadWrite.All']),
        },
      );
    faults.add({ match: { path: '/users' }, effect: { realDelay: 20, truncate: 10 } });
    expect(handle('GET', '/v1.0/users').transport).toEqual({ delay: 20, truncate: 10 });
    const group = { displayName: 'G', mailEnabled: false, mailNickname: 'g', securityEnabled: true };
    faults.add({ match: { path: '/groups' }, nth: 1, effect: { reset: 'after' } });
    faults.add({ match: { path: '/groups' }, effect: { reset: 'before' } });
    expect(handle('POST', '/v1.0/groups', group).transport).toEqual({ reset: true });
    expect(tenant.collection('groups').size).toBe(1);
    expect(handle('POST', '/v1.0/groups', group).transport).toEqual({ reset: true });
    expect(tenant.collection('groups').size).toBe(1);
    expect(post('/v1.0/groups', group).body.error.code).toBe('TenantlessReset');
  });

  it('answers reads with what was there before', () => {
    const read = client();
    const { get, faults, tenant } = read;
    const id = createUser(read, 'Ada');
    faults.add({ match: { path: '/users/**' }, effect: { stale: 'PT1M' } });
    createUser(read, 'Bob');
    read.patch(`/v1.0/users/${id}`, { displayName: 'Countess' });
    expect(get('/v1.0/users').body.value).toHaveLength(1);
    expect(get(`/v1.0/users/${id}`).body.displayName).toBe('Ada');
    tenant.clock.advance(60_000);
    expect(get('/v1.0/users').body.value).toHaveLength(2);
    faults.clear();
    expect(get(`/v1.0/users/${id}`).body.displayName).toBe('Countess');
  });

  it('happens to single requests of a batch, or to the batch', () => {
    const { post, faults } = client();
    const requests = ['users', 'groups'].map((url) => ({ id: url, method: 'GET', url: `/${url}` }));
    faults.add({ match: { path: '/groups' }, effect: { status: 429, retryAfter: 3 } });
    const { status, body } = post('/v1.0/$batch', { requests });
    expect(status).toBe(200);
    const items = Object.fromEntries(body.responses.map((each: { id: string }) => [each.id, each]));
    expect(items).toMatchObject({
      users: { status: 200 },
      groups: { status: 429, headers: { 'Retry-After': '3', 'x-tenantless-injected': 'fault-1' } },
    });
    faults.add({ match: { path: '/$batch' }, effect: { status: 503 } });
    expect(post('/v1.0/$batch', { requests }).status).toBe(503);
  });

  it('is the first of those that are about a request, and the next when that one has nothing to say', () => {
    const { get, faults } = client();
    faults.add({ nth: 1, effect: { status: 500 } });
    faults.add({ effect: { status: 502 } });
    expect([get('/v1.0/users').status, get('/v1.0/users').status]).toEqual([500, 502]);
    expect(faults.remove('fault-2')).toBe(true);
    expect(faults.remove('fault-2')).toBe(false);
    expect(get('/v1.0/users').status).toBe(200);
  });

  it('cannot be one of too many, nor share its id', () => {
    const { faults } = client();
    faults.add({ id: 'a', effect: { status: 500 } });
    expect(() => faults.add({ id: 'a', effect: { status: 500 } })).toThrow(FaultError);
    for (let index = 1; index < FAULTS_LIMIT; index += 1) faults.add({ effect: { status: 500 } });
    expect(() => faults.add({ effect: { status: 500 } })).toThrow(/100 faults already/);
  });
});

describe('a fault as JSON', () => {
  it.each([
    [{ effect: {} }, 'expected something that happens'],
    [{ effect: { retryAfter: 3 } }, 'expected a status too'],
    [{ effect: { reset: 'before', truncate: 3 } }, 'expected reset or truncate'],
    [{ effect: { status: 200 } }, '>=400'],
    [{ effect: { realDelay: REAL_DELAY_LIMIT + 1 } }, `<=${REAL_DELAY_LIMIT}`],
    [{ effect: { stale: 'a while' } }, 'expected an ISO 8601 duration'],
    [{ effect: { stale: 'PT24H1S' } }, 'of at most a day'],
    [{ match: { path: '/v1.0/users' }, effect: { status: 500 } }, 'without version and query'],
    [{ match: { body: { displayName: 'x' } }, effect: { status: 500 } }, 'expected a JSON pointer'],
    [{ nth: 0, effect: { status: 500 } }, ''],
    [{ rate: 2, effect: { status: 500 } }, ''],
    [{ until: 'tomorrow', effect: { status: 500 } }, ''],
  ])('%j is no good', (fault, said) => {
    const { success, error } = newFaultSchema.safeParse(fault);
    expect(success).toBe(false);
    expect(error?.message).toContain(said);
  });

  it('takes a day, and the longest delay', () => {
    const effect = { stale: 'P1D', virtualDelay: 'PT24H', realDelay: REAL_DELAY_LIMIT };
    expect(newFaultSchema.parse({ effect, until: 'P1D' })).toEqual({ effect, until: 'P1D' });
  });
});
