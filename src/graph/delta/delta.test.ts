import { describe, expect, it, vi } from 'vitest';
import { path, round } from '../../../test/support/delta-round.ts';
import { graphClient, ORIGIN } from '../../../test/support/graph-client.ts';
import { SERVICES, Tenant } from '../../tenant/index.ts';
import { DELTA_TOKEN_LIFETIME } from './delta.ts';

describe('a round of a delta', () => {
  it('costs the same on every page, and what has changed when it goes on', () => {
    const client = graphClient();
    const devices = client.tenant.collection('devices');
    for (let index = 0; index < 1000; index += 1) {
      devices.insert({ id: `device-${index}`, displayName: `${index}` } as never, SERVICES.seed);
    }
    const looked = vi.spyOn(devices, 'at');
    const costs: number[] = [];
    let url = '/v1.0/devices/delta?$select=displayName';
    for (let link: string | undefined = url; link !== undefined; ) {
      looked.mockClear();
      const { body } = client.get(link, { prefer: 'odata.maxpagesize=50' });
      costs.push(looked.mock.calls.length);
      url = path(body['@odata.nextLink'] ?? body['@odata.deltaLink']);
      link = body['@odata.nextLink'] && url;
    }
    expect(costs).toHaveLength(20);
    expect(new Set(costs.slice(0, -1)).size).toBe(1);
    devices.update('device-7', { displayName: 'new' }, SERVICES.seed);
    looked.mockClear();
    expect(client.get(url).body.value).toEqual([{ id: 'device-7', displayName: 'new' }]);
    expect(looked.mock.calls.length).toBeLessThan(5);
  });
});

it.each(['devices', 'applications', 'servicePrincipals'])('%s have a delta', (set) => {
  const client = graphClient();
  const id = '7b7c2b0e-3a39-4f5c-9f60-0d8e5c2f9f10';
  const { deltaLink } = round(client, `/beta/${set}/delta`);
  client.tenant.collection(set).insert({ id, displayName: 'New' }, SERVICES.seed);
  expect(round(client, deltaLink).rows).toMatchObject([{ id, displayName: 'New' }]);
});

it('Intune has none', () => {
  expect(graphClient().get('/v1.0/deviceManagement/managedDevices/delta').status).toBe(404);
});

describe('a delta token', () => {
  const started = (tenant?: Tenant) => {
    const client = graphClient(tenant);
    return { client, link: round(client, '/v1.0/users/delta?$select=displayName').deltaLink };
  };

  it('expires', () => {
    const { client, link } = started();
    client.tenant.clock.advance(DELTA_TOKEN_LIFETIME);
    expect(client.get(link).status).toBe(200);
    client.tenant.clock.advance(1);
    const { status, body } = client.get(link);
    expect(status).toBe(400);
    expect(body.error.code).toBe('syncStateNotFound');
  });

  it('is no good when the journal no longer reaches back, and the answer says where to begin anew', () => {
    const { client, link } = started(new Tenant({ journalLimit: 3 }));
    const users: string = 'users';
    for (let index = 0; index < 4; index += 1)
      client.tenant.collection(users).insert({ id: `u${index}`, displayName: 'U' }, SERVICES.seed);
    const { status, body, headers } = client.get(link);
    expect(status).toBe(410);
    expect(body.error.code).toBe('resyncRequired');
    expect(headers['Location']).toBe(`${ORIGIN}/v1.0/users/delta?$select=displayName&$deltatoken=`);
    expect(round(client, path(headers['Location'] ?? '')).rows).toHaveLength(4);
  });

  it('is no good after the tenant was replaced', () => {
    const { client, link } = started();
    client.tenant.markOrigin();
    const next = client.get('/v1.0/users/delta').body;
    client.tenant.reset();
    expect(client.get(link).status).toBe(410);
    expect(client.get(path(next['@odata.deltaLink'])).status).toBe(410);
    expect(round(client, '/v1.0/users/delta').rows).toEqual([]);
  });

  it('belongs to its set and its link', () => {
    const { client, link } = started();
    const token = /=([\w-]+)$/.exec(link)?.[1] ?? '';
    const forged = btoa(JSON.stringify(['users', { kind: 'next', after: -1e15, at: 0 }, null, null]));
    const unknown = btoa(JSON.stringify(['users', { kind: 'toString' }, null, null]));
    for (const url of [
      `/v1.0/groups/delta?$deltatoken=${token}`,
      `/v1.0/users/delta?$skiptoken=${token}`,
      '/v1.0/users/delta?$deltatoken=nonsense',
      '/v1.0/users/delta?$deltatoken=%F0%9F%98%80',
      `/v1.0/users/delta?$deltatoken=${forged}`,
      `/v1.0/users/delta?$deltatoken=${unknown}`,
    ]) {
      const { status, body } = client.get(url);
      expect(status, url).toBe(400);
      expect(body.error.message).toBe('Badly formed token.');
    }
    expect(client.get(`/v1.0/users/delta?deltaToken=${token}`).status).toBe(200);
  });
});
