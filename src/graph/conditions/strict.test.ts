import { describe, expect, it } from 'vitest';
import { createUser, enrollDevices, graphClient, smallTenant } from '../../../test/support/graph-client.ts';
import { createGraph } from '../graph.ts';

const DEVICES = '/beta/deviceManagement/managedDevices';
const STRICT = { 'x-tenantless-strict': 'true' };

function clientWithDevices() {
  const tenant = smallTenant();
  const ids = enrollDevices(tenant, 3);
  return { ...graphClient(tenant), ids };
}

const ignoredOfLast = ({ graph }: ReturnType<typeof graphClient>) =>
  [...graph.requests.since()].at(-1)?.ignored;

describe('strict', () => {
  it('refuses what the service would ignore, says why and what to do instead, and that it was Tenantless', () => {
    const { get } = clientWithDevices();
    const { status, body, headers } = get(`${DEVICES}?$orderby=deviceName`, STRICT);
    expect(status).toBe(400);
    expect(body.error.code).toBe('TenantlessStrict');
    expect(body.error.message).toMatch(/^Tenantless is strict/);
    expect(body.error.message).toContain('$orderby has no effect on managedDevices');
    expect(body.error.message).toContain('sort the rows after the last page');
    expect(body.error.message).toMatch(/\[https:/);
    expect(headers['x-tenantless-injected']).toBe('strict');
  });

  it('is off by default, and the request log says what was ignored', () => {
    const client = clientWithDevices();
    const answer = client.get(`${DEVICES}?$orderby=deviceName`);
    expect(answer.status).toBe(200);
    expect(answer.headers).not.toHaveProperty('x-tenantless-injected');
    expect(ignoredOfLast(client)).toEqual(['$orderby has no effect on managedDevices']);
  });

  it('is a setting, which a request may overrule', () => {
    const tenant = smallTenant();
    const { get } = graphClient(tenant, undefined, createGraph(tenant, { conditions: { strict: true } }));
    expect(get(`${DEVICES}?$search="x"`).status).toBe(400);
    expect(get(`${DEVICES}?$search="x"`, { 'x-tenantless-strict': 'false' }).status).toBe(200);
    expect(get(DEVICES).status).toBe(200);
  });

  it('takes yes or no for an answer only', () => {
    const { status, body } = clientWithDevices().get(DEVICES, { 'x-tenantless-strict': 'maybe' });
    expect(status).toBe(400);
    expect(body.error.message).toBe("The header x-tenantless-strict is 'maybe'. It can be true or false.");
  });

  it('tells all that a read ignores at once', () => {
    const { body } = clientWithDevices().get(`${DEVICES}?$orderby=deviceName&$skip=1&foo=bar`, STRICT);
    expect(body.error.message).toMatch(/\(1\).*\(2\).*\(3\)/);
  });

  it.each([
    ['an option without a $ that is none', `${DEVICES}?orderBye=deviceName`, {}, "'orderBye'"],
    [
      'a preference that nobody heeds',
      DEVICES,
      { prefer: 'odata.maxpagesize=5' },
      'Prefer: odata.maxpagesize=5',
    ],
    ['$top beyond the largest page', `${DEVICES}?$top=5000`, {}, '$top=5000 acts as $top=1000'],
    ['$count of a set that counts its pages', `${DEVICES}?$count=true`, {}, 'counts the rows of the page'],
    ['$select of what lists leave empty', `${DEVICES}?$select=id,udid`, {}, 'leave udid empty'],
    ['a filter by what cannot be filtered by', `${DEVICES}?$filter=skuFamily eq 'x'`, {}, 'skuFamily'],
    ['ne that acts as eq', `${DEVICES}?$filter=operatingSystem ne 'iOS'`, {}, "operatingSystem eq 'iOS'"],
    [
      'startswith that acts as contains',
      `${DEVICES}?$filter=startswith(deviceName,'i')`,
      {},
      'contains(deviceName',
    ],
    ['ConsistencyLevel on Intune', DEVICES, { consistencylevel: 'eventual' }, 'ConsistencyLevel'],
    ['$count without the header', '/v1.0/users?$count=true', {}, 'ConsistencyLevel: eventual'],
    ['$orderby on delta', '/v1.0/users/delta?$orderby=displayName', {}, '$orderby has no effect on delta'],
    [
      'options of collections on an entity',
      '/v1.0/organization/6f1f4ea8-4c2b-4f43-a9b1-0d9c4f8a2e10?$top=1',
      {},
      'single entity',
    ],
  ])('refuses %s', (_name, url, headers, said) => {
    const client = clientWithDevices();
    expect(client.get(url, headers).status).toBe(200);
    expect(ignoredOfLast(client)?.join()).toContain(said);
    const { status, body } = client.get(url, { ...headers, ...STRICT });
    expect(status).toBe(400);
    expect(body.error.message).toContain(said);
  });

  it('tells of members that an expansion leaves out, once', () => {
    const client = graphClient();
    const groups = ['A', 'B'].map((displayName) => {
      const body = { displayName, mailEnabled: false, mailNickname: displayName, securityEnabled: true };
      return client.post('/v1.0/groups', body).body.id as string;
    });
    const by = { kind: 'service', id: 'test', name: 'Test' } as const;
    for (let index = 0; index <= 20; index += 1) {
      const user = createUser(client, `U${index}`);
      for (const group of groups) client.tenant.links('groups/members').link(group, user, by);
    }
    expect(client.get('/v1.0/groups?$expand=members').body.value[0].members).toHaveLength(20);
    expect(ignoredOfLast(client)).toEqual(['$expand: members is cut short after 20, without a next link']);
    expect(client.get('/v1.0/groups?$expand=members', STRICT).status).toBe(400);
    client.tenant
      .links('groups/members')
      .unlink(groups[0] as string, client.get('/v1.0/users').body.value[0].id, by);
    expect(client.get(`/v1.0/groups/${groups[0]}?$expand=members`, STRICT).status).toBe(200);
  });

  it('has nothing against what the service heeds', () => {
    const { get } = clientWithDevices();
    for (const [url, headers] of [
      [`${DEVICES}?$top=2&$filter=operatingSystem eq 'iOS'&$select=id`, {}],
      ['/v1.0/users?$count=true&$filter=endsWith(mail,%27a%27)', { consistencylevel: 'eventual' }],
      ['/v1.0/users/delta', { prefer: 'return=minimal' }],
      ['/v1.0/users', { prefer: 'include-unknown-enum-members' }],
    ] as const) {
      expect(get(url, { ...headers, ...STRICT }).status, url).toBe(200);
    }
  });

  it('follows next links', () => {
    const { get } = clientWithDevices();
    const { body } = get(`${DEVICES}?$top=1`, STRICT);
    const next = new URL(body['@odata.nextLink']);
    expect(get(next.pathname + next.search, STRICT).status).toBe(200);
  });

  it('refuses a write before anything is written', () => {
    const { send, tenant, ids } = clientWithDevices();
    const url = `${DEVICES}/${ids[0]}`;
    const before = tenant.journal.lastSequence;
    for (const [method, path, headers] of [
      ['PATCH', url, { 'if-match': '"1"' }],
      ['PATCH', `${url}?$select=id`, {}],
      ['DELETE', url, { 'if-match': '*' }],
    ] as const) {
      const { status, body } = send(method, path, { notes: 'changed' }, { ...STRICT, ...headers });
      expect({ path, status }).toEqual({ path, status: 400 });
      expect(body.error.code).toBe('TenantlessStrict');
    }
    expect(tenant.journal.lastSequence).toBe(before);
    expect(send('PATCH', url, { notes: 'changed' }, { 'if-match': '"1"' }).status).toBe(200);
  });

  it('holds for each request of a batch', () => {
    const { send } = clientWithDevices();
    const requests = [
      { id: '1', method: 'GET', url: '/deviceManagement/managedDevices?$skip=1' },
      { id: '2', method: 'GET', url: '/deviceManagement/managedDevices' },
      {
        id: '3',
        method: 'GET',
        url: '/deviceManagement/managedDevices?$skip=1',
        headers: { 'x-tenantless-strict': 'false' },
      },
    ];
    const { body } = send('POST', '/beta/$batch', { requests }, STRICT);
    const statuses = Object.fromEntries(
      body.responses.map((each: { id: string; status: number }) => [each.id, each.status]),
    );
    expect(statuses).toEqual({ 1: 400, 2: 200, 3: 200 });
  });
});
