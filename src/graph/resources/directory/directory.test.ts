import { describe, expect, it } from 'vitest';
import {
  type Client,
  createUser,
  graphClient,
  INTUNE_LICENSE,
  ORIGIN,
  smallTenant,
} from '../../../../test/support/graph-client.ts';
import { SERVICES } from '../../../tenant/index.ts';
import type { Caller } from '../../types.ts';

function createGroup(client: Client, name: string, extra: object = {}): string {
  const created = client.post('/v1.0/groups', {
    displayName: name,
    mailEnabled: false,
    mailNickname: name.toLowerCase(),
    securityEnabled: true,
    ...extra,
  });
  if (created.status !== 201) throw new Error(created.text);
  return created.body.id;
}

describe('users', () => {
  const valid = {
    accountEnabled: true,
    displayName: 'Ann',
    mailNickname: 'ann',
    userPrincipalName: 'ann@contoso.com',
    passwordProfile: { password: 'Correct-horse-battery-staple-1' },
  };

  it.each<[string, object, string]>([
    ['no password', { passwordProfile: {} }, 'A password must be specified to create a new user.'],
    [
      'no nickname',
      { mailNickname: undefined },
      'Property mailNickname value is required but is empty or missing.',
    ],
    [
      'a bad nickname',
      { mailNickname: 'a b' },
      "Invalid value specified for property 'mailNickname' of resource 'User'.",
    ],
    [
      'another domain',
      { userPrincipalName: 'ann@fabrikam.com' },
      'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
    ],
    [
      'a text for a boolean',
      { accountEnabled: 'true' },
      "Invalid value specified for property 'accountEnabled' of resource 'User'.",
    ],
  ])('are refused with %s', (_, change, message) => {
    const { status, body } = graphClient().post('/v1.0/users', { ...valid, ...change });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'Request_BadRequest', message });
  });

  it('are shown whole on beta, with what is added to them, and in short on v1.0', () => {
    const client = graphClient();
    const { id } = client.post('/v1.0/users', { ...valid, ext0a1b_team: 'Blue' }).body;
    const inShort = client.get(`/v1.0/users/${id}`).body;
    expect(Object.keys(inShort)).toHaveLength(12);
    const { accountEnabled, mailNickname, otherMails, passwordProfile, ...whole } = client.get(
      `/beta/users/${id}`,
    ).body;
    expect([accountEnabled, mailNickname, otherMails]).toEqual([true, valid.mailNickname, []]);
    expect(passwordProfile).toBeNull();
    expect(whole).toMatchObject({ ext0a1b_team: 'Blue', userType: 'Member' });
    expect(whole).not.toHaveProperty('aboutMe');
    const group = client.post('/v1.0/groups', {
      displayName: 'G',
      mailEnabled: false,
      mailNickname: 'g',
      securityEnabled: true,
      'members@odata.bind': [`https://graph.microsoft.com/v1.0/users/${id}`],
    }).body;
    const [member] = client.get(`/beta/groups/${group.id}/members`).body.value;
    expect(member).toMatchObject({ accountEnabled: true, displayName: inShort.displayName });
  });

  it('have names of their own', () => {
    const client = graphClient();
    const created = client.post('/v1.0/users', valid);
    expect(created.headers['Location']).toBe(`https://graph.microsoft.com/v1.0/users/${created.body.id}`);
    const again = client.post('/v1.0/users', { ...valid, userPrincipalName: 'ANN@contoso.com' });
    expect(again.body.error).toMatchObject({
      code: 'Request_BadRequest',
      message: 'Another object with the same value for property userPrincipalName already exists.',
      details: [{ code: 'ObjectConflict', target: 'userPrincipalName' }],
    });
  });

  it('are found by id and by name, and never show their password', () => {
    const client = graphClient();
    const id = createUser(client, 'Ann');
    expect(client.get('/v1.0/users/ann@contoso.com').body.id).toBe(id);
    expect(client.get("/v1.0/users('ANN@CONTOSO.COM')").body.id).toBe(id);
    expect(client.get(`/v1.0/users/${id}?$select=passwordProfile`).body.passwordProfile).toBeNull();
    expect(JSON.stringify(client.tenant.snapshot())).not.toContain('battery-staple');
    expect(Object.keys(client.get(`/v1.0/users/${id}`).body)).toHaveLength(12);
  });

  it('are changed without an answer', () => {
    const client = graphClient();
    const id = createUser(client, 'Ann');
    expect(client.patch(`/v1.0/users/${id}`, { department: 'Sales' })).toMatchObject({
      status: 204,
      text: undefined,
    });
    expect(client.get(`/v1.0/users/${id}?$select=department`).body.department).toBe('Sales');
    expect(client.get("/v1.0/users?$filter=department eq 'sales'").body.value).toHaveLength(1);
  });

  it('get licences that exist, where they have a usage location', () => {
    const client = graphClient();
    const id = createUser(client, 'Ann');
    const assign = (skuId: string) =>
      client.post(`/v1.0/users/${id}/assignLicense`, {
        addLicenses: [{ skuId, disabledPlans: [] }],
        removeLicenses: [],
      });
    expect(assign('00000000-0000-4000-8000-000000000000').status).toBe(400);
    expect(assign(INTUNE_LICENSE).status).toBe(200);
    expect(client.get(`/v1.0/users/${id}/licenseDetails`).body.value).toMatchObject([
      { skuPartNumber: 'INTUNE_A' },
    ]);
    expect(client.get('/v1.0/subscribedSkus').body.value).toMatchObject([{ consumedUnits: 1 }]);
    client.patch(`/v1.0/users/${id}`, { usageLocation: null });
    expect(assign(INTUNE_LICENSE).body.error.message).toBe(
      'License assignment cannot be done for user with invalid usage location.',
    );
  });

  it('read themselves as /me with the least permission', () => {
    const tenant = smallTenant();
    const [ann, bob] = ['Ann', 'Bob'].map((name) => createUser(graphClient(tenant), name)) as [
      string,
      string,
    ];
    const caller: Caller = {
      kind: 'delegated',
      appId: 'app',
      appDisplayName: 'App',
      permissions: new Set(['User.Read']),
      userId: ann,
    };
    const client = graphClient(tenant, caller);
    expect(client.get('/v1.0/me').body).toMatchObject({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users/$entity',
      id: ann,
    });
    expect(client.get('/v1.0/me/memberOf').status).toBe(200);
    expect(client.get(`/v1.0/users/${bob}`).status).toBe(403);
  });
});

describe('applications', () => {
  it('never show their secrets', () => {
    const client = graphClient();
    client.tenant.collection('applications').insert(
      {
        id: 'b9c1b7a0-0000-4000-8000-000000000001',
        appId: 'b9c1b7a0-0000-4000-8000-000000000002',
        displayName: 'Automation',
        $secrets: [{ value: 'very-secret', endDateTime: '2027-01-01T00:00:00Z' }],
      },
      SERVICES.seed,
    );
    const byAppId = client.get("/v1.0/applications(appId='b9c1b7a0-0000-4000-8000-000000000002')");
    expect(byAppId.body.displayName).toBe('Automation');
    expect(byAppId.text + String(client.get('/beta/applications').text)).not.toContain('very-secret');
    const principal = client.post('/v1.0/servicePrincipals', {
      appId: 'b9c1b7a0-0000-4000-8000-000000000002',
    });
    expect(principal.body).toMatchObject({ displayName: 'Automation', servicePrincipalType: 'Application' });
    expect(client.get(`/v1.0/directoryObjects/${principal.body.id}`).body['@odata.type']).toBe(
      '#microsoft.graph.servicePrincipal',
    );
  });
});

describe('managers', () => {
  const client = graphClient();
  const [ann, bob, cleo] = ['Ann', 'Bob', 'Cleo'].map((name) => createUser(client, name));
  const manager = `/v1.0/users/${ann}/manager`;
  const put = (id: unknown) =>
    client.send('PUT', `${manager}/$ref`, { '@odata.id': `${ORIGIN}/v1.0/users/${id}` });

  it('are set, replaced, shown and removed', () => {
    expect(client.get(manager)).toMatchObject({
      status: 404,
      body: {
        error: {
          code: 'Request_ResourceNotFound',
          message:
            "Resource 'manager' does not exist or one of its queried reference-property objects are not present.",
        },
      },
    });
    expect(put(bob).status).toBe(204);
    expect(put(cleo).status).toBe(204);
    expect(put(cleo).status).toBe(204);
    expect(client.get(manager).body).toMatchObject({
      '@odata.context': `${ORIGIN}/v1.0/$metadata#directoryObjects/$entity`,
      '@odata.type': '#microsoft.graph.user',
      id: cleo,
      displayName: 'Cleo',
    });
    expect(client.get(`/v1.0/users/${cleo}/directReports?$select=id`).body.value).toEqual([
      { '@odata.type': '#microsoft.graph.user', id: ann },
    ]);
    expect(client.get(`/v1.0/users/${bob}/directReports`).body.value).toEqual([]);
    expect(put('3f5b8c1e-0000-4000-8000-000000000000').status).toBe(404);
    expect(client.get(manager).body.id).toBe(cleo);
    expect(client.delete(`${manager}/$ref`).status).toBe(204);
    expect(client.delete(`${manager}/$ref`).status).toBe(404);
    expect(client.get(manager).status).toBe(404);
  });

  it('are expanded where there is one', () => {
    put(bob);
    const { value } = client.get('/v1.0/users?$select=displayName&$expand=manager($select=id)').body;
    expect(value).toEqual([
      { displayName: 'Ann', manager: { '@odata.type': '#microsoft.graph.user', id: bob } },
      { displayName: 'Bob' },
      { displayName: 'Cleo' },
    ]);
    const reports = client.get(
      `/v1.0/users/${bob}?$select=id&$expand=directReports($select=displayName)`,
    ).body;
    expect(reports.directReports).toEqual([{ '@odata.type': '#microsoft.graph.user', displayName: 'Ann' }]);
  });

  it('are expanded up to a level, to the top, and never in a circle', () => {
    const { get, send, ...rest } = graphClient();
    const chain = ['Ann', 'Bob', 'Cleo', 'Dan'].map((name) => createUser({ get, send, ...rest }, name));
    const manages = (of: unknown, by: unknown) =>
      send('PUT', `/v1.0/users/${of}/manager/$ref`, { '@odata.id': `${ORIGIN}/v1.0/users/${by}` });
    for (const [index, id] of chain.slice(1).entries()) manages(chain[index], id);
    const up = (levels: string) => {
      const options = `$select=id&$expand=manager(${levels}$select=id)`;
      const names: string[] = [];
      let user = get(`/v1.0/users/${chain[0]}?${options}`, { consistencylevel: 'eventual' }).body.manager;
      for (; user; user = user.manager) names.push(user.id);
      return names;
    };
    expect(up('')).toEqual([chain[1]]);
    expect(up('$levels=2;')).toEqual([chain[1], chain[2]]);
    expect(up('$levels=max;')).toEqual(chain.slice(1));
    manages(chain[3], chain[0]);
    expect(up('$levels=max;')).toEqual([...chain.slice(1), chain[0]]);
  });

  it('are no collection', () => {
    const { status, body } = client.post(`${manager}/$ref`, { '@odata.id': `${ORIGIN}/v1.0/users/${bob}` });
    expect(status).toBe(405);
    expect(body.error.message).toBe('Specified HTTP method is not allowed for the request target.');
  });
});

describe('names', () => {
  it.each([null, ''])('of users and groups cannot be cleared: %j', (displayName) => {
    const client = graphClient();
    for (const [url, resource] of [
      [`/v1.0/users/${createUser(client, 'Ann')}`, 'User'],
      [`/v1.0/groups/${createGroup(client, 'Staff')}`, 'Group'],
    ] as const) {
      const { status, body } = client.patch(url, { displayName });
      expect(status).toBe(400);
      expect(body.error.message).toBe(
        `Invalid value specified for property 'displayName' of resource '${resource}'.`,
      );
      expect(client.get(url).body.displayName).toMatch(/Ann|Staff/);
    }
  });
});
