import { describe, expect, it } from 'vitest';
import { createUser, graphClient, smallTenant } from '../../../../test/support/graph-client.ts';
import { createGraph } from '../../graph.ts';

const LAG = { directory: 'PT10S', intune: 'PT4S', eventual: 'PT60S' };
const GROUP = { displayName: 'G', mailEnabled: false, mailNickname: 'g', securityEnabled: true };

function lagging(lag: 'usual' | typeof LAG = LAG) {
  const tenant = smallTenant();
  return graphClient(tenant, undefined, createGraph(tenant, { conditions: { lag } }));
}

const seconds = (tenant: ReturnType<typeof smallTenant>, count: number) => tenant.clock.advance(count * 1000);

describe('reading after writing', () => {
  it('shows everything at once by default', () => {
    const client = graphClient();
    const id = createUser(client, 'Ada');
    const { status, headers } = client.get(`/v1.0/users/${id}`);
    expect(status).toBe(200);
    expect(headers).not.toHaveProperty('x-tenantless-injected');
  });

  it('answers 404 for what the directory has not heard of yet, and says that it was held back', () => {
    const client = lagging();
    const { get, tenant } = client;
    const id = createUser(client, 'Ada');
    const unseen = get(`/v1.0/users/${id}`);
    expect(unseen.status).toBe(404);
    expect(unseen.body.error.code).toBe('Request_ResourceNotFound');
    expect(unseen.headers['x-tenantless-injected']).toBe('lag');
    expect(get('/v1.0/users').body.value).toEqual([]);
    seconds(tenant, 15);
    const seen = get(`/v1.0/users/${id}`);
    expect(seen.status).toBe(200);
    expect(seen.headers).not.toHaveProperty('x-tenantless-injected');
    expect(get("/v1.0/users?$filter=userPrincipalName eq 'ada@contoso.com'").body.value).toHaveLength(1);
  });

  it('shows what was before a change, and what was deleted for a while longer', () => {
    const client = lagging();
    const { get, tenant } = client;
    const id = createUser(client, 'Ada');
    seconds(tenant, 15);
    client.patch(`/v1.0/users/${id}`, { displayName: 'Countess' });
    expect(get(`/v1.0/users/${id}`).body.displayName).toBe('Ada');
    seconds(tenant, 15);
    expect(get(`/v1.0/users/${id}`).body.displayName).toBe('Countess');
    client.delete(`/v1.0/users/${id}`);
    expect(get(`/v1.0/users/${id}`).status).toBe(200);
    seconds(tenant, 15);
    expect(get(`/v1.0/users/${id}`).status).toBe(404);
  });

  it('lets members wait, and refuses references to what is not seen yet', () => {
    const client = lagging();
    const { get, post, tenant } = client;
    const user = createUser(client, 'Ada');
    const group = post('/v1.0/groups', GROUP).body.id;
    const reference = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${user}` };
    const early = post(`/v1.0/groups/${group}/members/$ref`, reference);
    expect(early.status).toBe(404);
    expect(early.headers['x-tenantless-injected']).toBe('lag');
    seconds(tenant, 15);
    expect(post(`/v1.0/groups/${group}/members/$ref`, reference).status).toBe(204);
    expect(get(`/v1.0/groups/${group}/members`).body.value).toEqual([]);
    expect(get(`/v1.0/users/${user}/memberOf`).body.value).toEqual([]);
    seconds(tenant, 15);
    expect(get(`/v1.0/groups/${group}/members`).body.value).toHaveLength(1);
  });

  it('lags more for advanced queries, and less in Intune', () => {
    const client = lagging();
    const { get, post, tenant } = client;
    createUser(client, 'Ada');
    post('/v1.0/deviceManagement/deviceCategories', { displayName: 'C' });
    const advanced = () =>
      get('/v1.0/users?$count=true', { consistencylevel: 'eventual' }).body['@odata.count'];
    const categories = () => get('/v1.0/deviceManagement/deviceCategories').body.value.length;
    expect(categories()).toBe(0);
    seconds(tenant, 6);
    expect(categories()).toBe(1);
    seconds(tenant, 9);
    expect(get('/v1.0/users').body.value).toHaveLength(1);
    expect(advanced()).toBe(0);
    seconds(tenant, 75);
    expect(advanced()).toBe(1);
  });

  it('tells changes through delta when they are seen', () => {
    const client = lagging();
    const { get, tenant } = client;
    const path = (link: string) => link.replace('https://graph.microsoft.com', '');
    const link = path(get('/v1.0/users/delta').body['@odata.deltaLink']);
    createUser(client, 'Ada');
    expect(get(link).body.value).toEqual([]);
    const next = path(get(link).body['@odata.deltaLink']);
    seconds(tenant, 15);
    expect(get(next).body.value).toHaveLength(1);
  });

  it('comes out the same with the same seed', () => {
    const run = () => {
      const client = lagging('usual');
      const seen: number[] = [];
      for (let index = 0; index < 20; index += 1) {
        if (index % 3 === 0) createUser(client, `U${index}`);
        seconds(client.tenant, 1);
        seen.push(client.get('/v1.0/users').body.value.length);
      }
      return seen.join();
    };
    expect(run()).toBe(run());
  });

  it('begins anew with the tenant, and ends when it is switched off', () => {
    const client = lagging();
    const { get, tenant, graph } = client;
    tenant.markOrigin();
    createUser(client, 'Ada');
    tenant.reset();
    const id = createUser(client, 'Bob');
    expect(get('/v1.0/users').body.value).toEqual([]);
    graph.conditions.change({ lag: 'off' });
    expect(get(`/v1.0/users/${id}`).status).toBe(200);
  });
});
