import { describe, expect, it } from 'vitest';
import { SERVICES, Tenant } from '../../tenant/index.ts';
import {
  applicationRoles,
  assignAppRole,
  delegatedScopes,
  findMicrosoftApp,
  findPrincipal,
  GRAPH_APP_ID,
  grantScopes,
  isAssigned,
  mayConsentForAll,
  provisionPrincipal,
  roleTemplatesOf,
  userRoles,
} from '../index.ts';

const TENANT = '10000000-0000-4000-8000-000000000001';
const APP = '20000000-0000-4000-8000-000000000002';
const CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const ADA = {
  id: '50000000-0000-4000-8000-000000000005',
  displayName: 'Ada',
  userPrincipalName: 'ada@x.example',
};
const by = SERVICES.seed;

function seeded() {
  const tenant = new Tenant();
  tenant.collection('organization').insert({ id: TENANT, displayName: 'Fabrikam' }, by);
  tenant.collection('users').insert(ADA, by);
  tenant
    .collection('applications')
    .insert({ id: '30000000-0000-4000-8000-000000000003', appId: APP, displayName: 'Tool' }, by);
  const graph = provisionPrincipal(tenant, GRAPH_APP_ID);
  const client = provisionPrincipal(tenant, APP);
  if (!graph || !client) throw new Error('both exist');
  return { tenant, graph, client };
}

const roleOf = (graph: ReturnType<typeof seeded>['graph'], name: string) => {
  const role = graph.appRoles?.find(({ value }) => value === name);
  if (!role) throw new Error(`no role ${name}`);
  return role;
};

describe('service principals', () => {
  it('are made once, with an id that does not depend on when', () => {
    const { tenant, client } = seeded();
    expect(provisionPrincipal(tenant, APP)).toBe(client);
    expect(seeded().client.id).toBe(client.id);
    expect(provisionPrincipal(tenant, '90000000-0000-4000-8000-000000000009')).toBeUndefined();
  });

  it('of Microsoft’s applications belong to another tenant', () => {
    const { tenant } = seeded();
    const cli = provisionPrincipal(tenant, CLI);
    expect(cli).toMatchObject({ displayName: 'Microsoft Azure CLI', accountEnabled: true });
    expect(cli?.['appOwnerOrganizationId']).not.toBe(TENANT);
    expect(findPrincipal(tenant, CLI)).toBe(cli);
  });

  it('Microsoft Graph offers its permissions under the ids that they have everywhere', () => {
    const { graph } = seeded();
    expect(graph.oauth2PermissionScopes).toContainEqual({
      id: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d',
      value: 'User.Read',
      type: 'User',
      isEnabled: true,
      adminConsentDisplayName: 'Sign in and read user profile',
      userConsentDisplayName: 'Sign you in and read your profile',
    });
    expect(roleOf(graph, 'User.Read.All')).toMatchObject({
      id: 'df021288-bdef-4463-88db-98f22de89214',
      displayName: "Read all users' full profiles and company properties",
      allowedMemberTypes: ['Application'],
    });
    const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
    for (const offered of [graph.oauth2PermissionScopes ?? [], graph.appRoles ?? []]) {
      expect(offered.filter(({ id, value }) => !guid.test(id) || /\s/.test(value))).toEqual([]);
      expect(new Set(offered.map(({ id }) => id)).size).toBe(offered.length);
      expect(new Set(offered.map(({ value }) => value)).size).toBe(offered.length);
    }
  });
});

describe('app roles', () => {
  it('are those that were assigned, in that order and once', () => {
    const { tenant, graph, client } = seeded();
    for (const name of ['User.Read.All', 'Group.Read.All', 'User.Read.All'])
      assignAppRole(tenant, client, graph, roleOf(graph, name), by);
    expect(applicationRoles(tenant, { principal: client }, graph)).toEqual([
      'User.Read.All',
      'Group.Read.All',
    ]);
    expect(tenant.collection('appRoleAssignments').first).toMatchObject({
      principalId: client.id,
      resourceId: graph.id,
      resourceDisplayName: 'Microsoft Graph',
    });
  });

  it('may be named by an application of a tenant that was written by hand', () => {
    const { tenant, graph } = seeded();
    const application = { id: '3', appId: APP, displayName: 'Tool', $permissions: ['User.Read.All'] };
    expect(applicationRoles(tenant, { application }, graph)).toEqual(['User.Read.All']);
    const other = provisionPrincipal(tenant, CLI);
    expect(other && applicationRoles(tenant, { application }, other)).toEqual([]);
  });

  it('reach users by themselves and through their groups', () => {
    const { tenant, client } = seeded();
    const role = {
      id: 'r',
      value: 'Task.Write',
      displayName: '',
      isEnabled: true,
      allowedMemberTypes: ['User'],
    };
    const api = tenant.collection('servicePrincipals').update(client.id, { appRoles: [role] }, by);
    expect(isAssigned(tenant, ADA, api)).toBe(false);
    tenant.links('groups/members').link('g', ADA.id, by);
    tenant
      .collection('appRoleAssignments')
      .insert({ id: '1', principalId: 'g', resourceId: api.id, appRoleId: 'r' }, by);
    expect(userRoles(tenant, ADA, api)).toEqual(['Task.Write']);
    expect(isAssigned(tenant, ADA, api)).toBe(true);
  });
});

describe('delegated permissions', () => {
  it('are one grant for each client, resource and user, which grows', () => {
    const { tenant, graph, client } = seeded();
    grantScopes(tenant, client, graph, undefined, ['User.Read'], by);
    grantScopes(tenant, client, graph, ADA.id, ['Group.Read.All'], by);
    grantScopes(tenant, client, graph, ADA.id, ['Group.Read.All', 'Device.Read'], by);
    expect([...delegatedScopes(tenant, client, graph, ADA.id)]).toEqual([
      'User.Read',
      'Group.Read.All',
      'Device.Read',
    ]);
    expect([...delegatedScopes(tenant, client, graph, 'somebody else')]).toEqual(['User.Read']);
    expect(tenant.collection('oauth2PermissionGrants').size).toBe(2);
  });

  it('come with Microsoft’s own tools', () => {
    const { tenant, graph } = seeded();
    const cli = provisionPrincipal(tenant, CLI);
    const scopes = cli && delegatedScopes(tenant, cli, graph, ADA.id);
    expect(scopes).toContain('Directory.AccessAsUser.All');
    const offered = graph.oauth2PermissionScopes?.map(({ value }) => value);
    for (const scope of scopes ?? []) expect(offered).toContain(scope);
    expect(findMicrosoftApp('14d82eec-204b-4c2f-b7e8-296a70dab67e')?.preauthorized).toBeUndefined();
  });
});

describe('who may consent for everybody', () => {
  it.each([
    ['nobody', undefined, false],
    ['a global administrator', '62e90394-69f5-4237-9190-012177145e10', true],
    ['an Intune administrator', '3a2c62db-5318-420d-8d74-23affee5d9d5', false],
  ])('%s', (_who, roleTemplateId, may) => {
    const { tenant } = seeded();
    if (roleTemplateId) {
      tenant.collection('directoryRoles').insert({ id: 'r', displayName: '', roleTemplateId }, by);
      tenant.links('directoryRoles/members').link('r', ADA.id, by);
    }
    expect(mayConsentForAll(tenant, ADA.id)).toBe(may);
  });

  it('somebody with a role assignment for the whole directory', () => {
    const { tenant } = seeded();
    const assignments = tenant.collection('roleManagement/directory/roleAssignments');
    const roleDefinitionId = '158c047a-c907-4556-b7ef-446551a6b5f7';
    const assignment = { id: 'a', principalId: ADA.id, roleDefinitionId };
    assignments.insert({ ...assignment, directoryScopeId: '/administrativeUnits/1' }, by);
    expect(mayConsentForAll(tenant, ADA.id)).toBe(false);
    assignments.update('a', { directoryScopeId: '/' }, by);
    expect(mayConsentForAll(tenant, ADA.id)).toBe(true);
  });
});

describe('a directory role', () => {
  it('is held through a group that has it', () => {
    const { tenant } = seeded();
    const role = '62e90394-69f5-4237-9190-012177145e10';
    tenant
      .collection('directoryRoles')
      .insert({ id: 'role', displayName: 'Global Administrator', roleTemplateId: role }, by);
    tenant.links('directoryRoles/members').link('role', 'group', by);
    expect(mayConsentForAll(tenant, ADA.id)).toBe(false);
    tenant.links('groups/members').link('group', ADA.id, by);
    expect(roleTemplatesOf(tenant, ADA.id)).toEqual([role]);
    expect(mayConsentForAll(tenant, ADA.id)).toBe(true);
  });
});
