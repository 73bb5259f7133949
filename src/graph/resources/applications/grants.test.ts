import { describe, expect, it } from 'vitest';
import { createUser, graphClient } from '../../../../test/support/graph-client.ts';
import { provisionPrincipal } from '../../../directory/index.ts';

const GRAPH = '00000003-0000-0000-c000-000000000000';
const DEFAULT_ROLE = '00000000-0000-0000-0000-000000000000';

const client = graphClient();
const { tenant } = client;
const graph = provisionPrincipal(tenant, GRAPH) as NonNullable<ReturnType<typeof provisionPrincipal>>;
const ann = createUser(client, 'Ann');
const roleNamed = (name: string) => graph.appRoles?.find(({ value }) => value === name)?.id as string;
const scopeNamed = (name: string) => graph.oauth2PermissionScopes?.find(({ value }) => value === name);

/** An application with its service principal. */
function make(body: object = {}) {
  const app = client.post('/v1.0/applications', { displayName: 'Payroll', ...body }).body;
  return client.post('/v1.0/servicePrincipals', { appId: app.appId }).body;
}

describe('service principals', () => {
  it('are made once for each application that there is', () => {
    const { appId, id } = make();
    expect(client.get(`/v1.0/servicePrincipals(appId='${appId}')`).body.id).toBe(id);
    expect(client.post('/v1.0/servicePrincipals', { appId })).toMatchObject({
      status: 409,
      body: {
        error: {
          code: 'Request_MultipleObjectsWithSameKeyValue',
          message: `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
        },
      },
    });
    const unknown = tenant.random.guid();
    expect(client.post('/v1.0/servicePrincipals', { appId: unknown })).toMatchObject({
      status: 400,
      body: { error: { details: [{ code: 'NoBackingApplicationObject', target: 'appId' }] } },
    });
    const intune = client.post('/v1.0/servicePrincipals', {
      appId: 'f1346770-5b25-470b-88bd-d5744ab7952c',
    });
    expect(intune.body).toMatchObject({
      displayName: 'Intune Provisioning Client',
      appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
    });
  });

  it('show on beta what they publish', () => {
    const { body } = client.get(`/beta/servicePrincipals/${graph.id}?$select=publishedPermissionScopes`);
    expect(body.publishedPermissionScopes.length).toBe(graph.oauth2PermissionScopes?.length);
  });

  it('are members of groups', () => {
    const { id } = make();
    const group = client.post('/v1.0/groups', {
      displayName: 'Services',
      mailEnabled: false,
      mailNickname: 'services',
      securityEnabled: true,
      'members@odata.bind': [`https://graph.microsoft.com/v1.0/servicePrincipals/${id}`],
    }).body;
    expect(client.get(`/v1.0/servicePrincipals/${id}/memberOf`).body.value).toMatchObject([{ id: group.id }]);
  });

  it('get certificates for signing tokens', () => {
    const { id } = make();
    const add = (body: object) =>
      client.post(`/v1.0/servicePrincipals/${id}/addTokenSigningCertificate`, body);
    expect(add({ displayName: 'payroll' }).status).toBe(400);
    expect(add({ displayName: 'CN=payroll', endDateTime: '2099-01-01T00:00:00Z' }).status).toBe(400);
    const { body } = add({ displayName: 'CN=payroll' });
    expect(body).toMatchObject({ displayName: 'CN=payroll', usage: 'Verify', type: 'AsymmetricX509Cert' });
    const shown = client.get(`/v1.0/servicePrincipals/${id}`).body;
    expect(shown.keyCredentials.map(({ usage }: { usage: string }) => usage)).toEqual(['Sign', 'Verify']);
    expect(shown.passwordCredentials).toMatchObject([{ keyId: shown.keyCredentials[0].keyId }]);
  });
});

describe('app roles', () => {
  it('are assigned once, and seen from both sides', () => {
    const principal = make();
    const assign = (body: object = {}) =>
      client.post(`/v1.0/servicePrincipals/${principal.id}/appRoleAssignments`, {
        principalId: principal.id,
        resourceId: graph.id,
        appRoleId: roleNamed('User.Read.All'),
        ...body,
      });
    const { status, body } = assign();
    expect(status).toBe(201);
    expect(body).toMatchObject({
      principalDisplayName: 'Payroll',
      principalType: 'ServicePrincipal',
      resourceDisplayName: 'Microsoft Graph',
    });
    expect(assign()).toMatchObject({
      status: 400,
      body: { error: { message: 'Permission being assigned already exists on the object' } },
    });
    expect(assign({ appRoleId: tenant.random.guid() }).body.error.message).toBe(
      `Permission being assigned was not found on application '${GRAPH}'`,
    );
    expect(assign({ resourceId: ann })).toMatchObject({
      status: 404,
      body: { error: { code: 'Request_ResourceNotFound' } },
    });
    const to = `/beta/servicePrincipals/${graph.id}/appRoleAssignedTo`;
    const [seen] = client.get(to).body.value;
    expect(seen).toMatchObject({ id: body.id, creationTimestamp: body.createdDateTime });
    expect(client.delete(`${to}/${body.id}`).status).toBe(204);
    expect(client.get(`${to}/${body.id}`).status).toBe(404);
    expect(client.get(`/v1.0/servicePrincipals/${principal.id}/appRoleAssignments`).body.value).toEqual([]);
  });

  it('are given by the application to users and groups too', () => {
    const resource = make();
    const path = `/v1.0/servicePrincipals/${resource.id}/appRoleAssignedTo`;
    const body = { principalId: ann, resourceId: resource.id, appRoleId: DEFAULT_ROLE };
    expect(client.post(path, { ...body, principalId: tenant.random.guid() }).status).toBe(404);
    const { id } = client.post(path, body).body;
    expect(client.get(`/v1.0/users/${ann}/appRoleAssignments`).body.value).toMatchObject([
      { id, principalType: 'User', principalDisplayName: 'Ann' },
    ]);
    expect(client.get(`${path}/${id}`).body.principalId).toBe(ann);
  });

  it('go with either side, and come back with it', () => {
    const user = createUser(client, 'Bob');
    const resource = make();
    const path = `/v1.0/users/${user}/appRoleAssignments`;
    client.post(path, { principalId: user, resourceId: resource.id, appRoleId: DEFAULT_ROLE });
    client.delete(`/v1.0/servicePrincipals/${resource.id}`);
    expect(client.get(path).body.value).toEqual([]);
    client.post(`/v1.0/directory/deletedItems/${resource.id}/restore`);
    expect(client.get(path).body.value).toHaveLength(1);
    client.delete(`/v1.0/users/${user}`);
    const to = `/v1.0/servicePrincipals/${resource.id}/appRoleAssignedTo`;
    expect(client.get(to).body.value).toEqual([]);
  });
});

describe('delegated permissions', () => {
  it('are one grant for each client, resource and user', () => {
    const principal = make();
    const grant = (body: object = {}) =>
      client.post('/v1.0/oauth2PermissionGrants', {
        clientId: principal.id,
        consentType: 'AllPrincipals',
        resourceId: graph.id,
        scope: 'User.Read',
        ...body,
      });
    const { status, body } = grant();
    expect(status).toBe(201);
    expect(grant()).toMatchObject({
      status: 409,
      body: {
        error: {
          code: 'Request_MultipleObjectsWithSameKeyValue',
          message: 'Permission entry already exists.',
        },
      },
    });
    expect(grant({ consentType: 'Everybody' }).status).toBe(400);
    expect(grant({ consentType: 'Principal' }).body.error.message).toContain('principalId');
    expect(grant({ clientId: tenant.random.guid() }).status).toBe(404);
    expect(grant({ consentType: 'Principal', principalId: ann }).status).toBe(201);
    const at = `/v1.0/oauth2PermissionGrants/${body.id}`;
    expect(client.patch(at, { scope: 'User.Read Group.Read.All' }).status).toBe(204);
    expect(client.patch(at, { clientId: graph.id }).status).toBe(400);
    const listed = client.get(`/v1.0/servicePrincipals/${principal.id}/oauth2PermissionGrants`).body.value;
    expect(listed).toMatchObject([{ id: body.id, scope: 'User.Read Group.Read.All' }, { principalId: ann }]);
    expect(client.get(`/v1.0/users/${ann}/oauth2PermissionGrants`).body.value).toHaveLength(1);
    const filter = `/v1.0/oauth2PermissionGrants?$filter=clientId eq '${principal.id}' and consentType eq 'AllPrincipals'`;
    expect(client.get(filter).body.value).toHaveLength(1);
  });

  it('are tracked', () => {
    const first = client.get('/v1.0/oauth2PermissionGrants/delta').body;
    const principal = make();
    const { id } = client.post('/v1.0/oauth2PermissionGrants', {
      clientId: principal.id,
      consentType: 'AllPrincipals',
      resourceId: graph.id,
      scope: 'User.Read',
    }).body;
    const next = client.get(first['@odata.deltaLink'].replace('https://graph.microsoft.com', '')).body;
    expect(next.value).toMatchObject([{ id, scope: 'User.Read' }]);
    client.delete(`/v1.0/servicePrincipals/${principal.id}`);
    const last = client.get(next['@odata.deltaLink'].replace('https://graph.microsoft.com', '')).body;
    expect(last.value).toMatchObject([{ id, '@removed': { reason: 'deleted' } }]);
  });

  it('are classified by the API that offers them', () => {
    const path = `/v1.0/servicePrincipals/${graph.id}/delegatedPermissionClassifications`;
    const read = scopeNamed('User.Read');
    const classify = (body: object) => client.post(path, { classification: 'low', ...body });
    expect(classify({ permissionId: tenant.random.guid() }).status).toBe(400);
    expect(classify({ permissionId: read?.id }).body).toMatchObject({ permissionName: 'User.Read' });
    expect(classify({ permissionName: 'User.Read' }).status).toBe(400);
  });
});
