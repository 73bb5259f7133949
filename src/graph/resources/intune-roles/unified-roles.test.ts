import { describe, expect, it } from 'vitest';
import { graphClient, smallTenant } from '../../../../test/support/graph-client.ts';

const UNIFIED = '/beta/roleManagement/deviceManagement';
const INTUNE = '/beta/deviceManagement';
const HELP_DESK = '9e0cc482-82df-4ab2-a24c-0c23a3f52e1e';
const GROUP = 'aaaaaaaa-0000-4000-8000-000000000001';
const READ = 'Microsoft.Intune_ManagedDevices_Read';

describe('the unified form of Intune’s roles', () => {
  it('shows the built-in ones, which it doesn’t change', () => {
    const tenant = smallTenant();
    const client = graphClient(tenant);
    const here = client.get(`${UNIFIED}/roleDefinitions`).body.value;
    const there = client.get(`${INTUNE}/roleDefinitions`).body.value;
    const ids = (roles: readonly { id: string }[]) => roles.map(({ id }) => id);
    expect(ids(here)).toEqual(ids(there));
    const { body } = client.get(`${UNIFIED}/roleDefinitions/fb2603eb-3c87-4be3-8b5b-d58a5b4a0bc0`);
    expect(body).toMatchObject({
      displayName: 'Intune Role Administrator',
      isBuiltIn: true,
      isEnabled: true,
    });
    expect(body.rolePermissions[0].allowedResourceActions).toHaveLength(6);
    expect(client.patch(`${UNIFIED}/roleDefinitions/${HELP_DESK}`, { displayName: 'Mine' }).status).toBe(400);
    expect(client.delete(`${UNIFIED}/roleDefinitions/${HELP_DESK}`).status).toBe(400);
    expect(tenant.collection('deviceManagement/roleDefinitions').size).toBe(0);
  });

  it('makes and changes roles that Intune shows in its own', () => {
    const client = graphClient();
    const { status, body } = client.post(`${UNIFIED}/roleDefinitions`, {
      displayName: 'Readers',
      description: 'They read.',
      isEnabled: true,
      rolePermissions: [{ allowedResourceActions: [READ] }],
    });
    expect(status).toBe(201);
    const own = () => client.get(`${INTUNE}/roleDefinitions/${body.id}`).body;
    expect(own()).toMatchObject({
      displayName: 'Readers',
      isBuiltIn: false,
      roleScopeTagIds: ['0'],
      rolePermissions: [{ actions: [READ] }],
    });
    const patched = client.patch(`${UNIFIED}/roleDefinitions/${body.id}`, { displayName: 'Lectors' });
    expect(patched.body).toMatchObject({ displayName: 'Lectors', description: 'They read.' });
    expect(own()).toMatchObject({ displayName: 'Lectors', rolePermissions: [{ actions: [READ] }] });
    expect(client.delete(`${UNIFIED}/roleDefinitions/${body.id}`).status).toBe(204);
    expect(client.get(`${INTUNE}/roleDefinitions/${body.id}`).status).toBe(404);
  });

  it('says of an assignment over everybody so in its own words', () => {
    const client = graphClient();
    const made = client.post(`${UNIFIED}/roleAssignments`, {
      displayName: 'Help desk',
      roleDefinitionId: HELP_DESK,
      principalIds: [GROUP],
      appScopeIds: ['0', 'AllLicensedUsers'],
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ directoryScopeIds: [], appScopeIds: ['0', 'AllLicensedUsers'] });
    const own = () => client.get(`${INTUNE}/roleAssignments/${made.body.id}`).body;
    expect(own()).toMatchObject({
      members: [GROUP],
      scopeType: 'allLicensedUsers',
      roleScopeTagIds: ['0'],
      resourceScopes: [],
    });
    const { body } = client.get(`${UNIFIED}/roleAssignments/${made.body.id}/roleDefinition`);
    expect(body.displayName).toBe('Help Desk Operator');
    const scoped = { directoryScopeIds: [GROUP] };
    const path = `${UNIFIED}/roleAssignments/${made.body.id}`;
    expect(client.patch(path, scoped).status).toBe(400);
    expect(client.patch(path, { ...scoped, appScopeIds: [] }).body).toMatchObject({
      directoryScopeIds: [GROUP],
      appScopeIds: [],
    });
    expect(own()).toMatchObject({ scopeType: 'resourceScope', resourceScopes: [GROUP], roleScopeTagIds: [] });
  });

  it.each<[string, object]>([
    ['no role', { roleDefinitionId: undefined }],
    ['a role that there isn’t', { roleDefinitionId: GROUP }],
    ['a tag that there isn’t', { appScopeIds: ['7'] }],
  ])('refuses an assignment with %s', (_, change) => {
    const client = graphClient();
    const body = { displayName: 'x', roleDefinitionId: HELP_DESK, principalIds: [GROUP], ...change };
    expect(client.post(`${UNIFIED}/roleAssignments`, body).status).toBe(400);
    expect(client.get(`${INTUNE}/roleAssignments`).body.value).toEqual([]);
  });
});
