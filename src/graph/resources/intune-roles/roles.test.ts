import { describe, expect, it } from 'vitest';
import {
  type Answer,
  graphClient,
  makeIntuneAdministrator,
  smallTenant,
} from '../../../../test/support/graph-client.ts';
import { SERVICES } from '../../../tenant/index.ts';
import { builtInRoles } from './built-in-roles.ts';
import { INTUNE_OPERATIONS } from './resource-operations-table.ts';

const ROLES = '/beta/deviceManagement/roleDefinitions';
const ASSIGNMENTS = '/beta/deviceManagement/roleAssignments';
const HELP_DESK = '9e0cc482-82df-4ab2-a24c-0c23a3f52e1e';
const GROUP = 'aaaaaaaa-0000-4000-8000-000000000001';
const READ = 'Microsoft.Intune_ManagedDevices_Read';

const messageOf = (answer: Answer): string =>
  JSON.parse(answer.body.error.message).Message.split(' - Operation ID')[0];
const bound = (id: string) => `https://graph.microsoft.com/beta/deviceManagement/roleDefinitions('${id}')`;
const allowing = (...actions: string[]) => [{ resourceActions: [{ allowedResourceActions: actions }] }];

describe('a built-in role', () => {
  it('is shown under both names of its permissions, as the service does', () => {
    const { body } = graphClient().get(`${ROLES}/fb2603eb-3c87-4be3-8b5b-d58a5b4a0bc0`);
    const actions = [
      'Microsoft.Intune_Organization_Read',
      'Microsoft.Intune_Roles_Create',
      'Microsoft.Intune_Roles_Read',
      'Microsoft.Intune_Roles_Update',
      'Microsoft.Intune_Roles_Delete',
      'Microsoft.Intune_Roles_Assign',
    ];
    const permissions = [
      { actions, resourceActions: [{ allowedResourceActions: actions, notAllowedResourceActions: [] }] },
    ];
    expect(body).toMatchObject({
      '@odata.type': '#microsoft.graph.deviceAndAppManagementRoleDefinition',
      displayName: 'Intune Role Administrator',
      isBuiltIn: true,
      isBuiltInRoleDefinition: true,
      roleScopeTagIds: [],
      permissions,
      rolePermissions: permissions,
    });
  });

  it('allows only what Intune knows as an operation', () => {
    const known = new Set(INTUNE_OPERATIONS.map(({ id }) => id));
    for (const role of builtInRoles(smallTenant())) {
      const [{ actions }] = role['rolePermissions'] as [{ actions: string[] }];
      expect(actions.filter((each) => !known.has(each))).toEqual([]);
    }
  });

  it('can be neither changed nor deleted, and nothing is left of the attempt', () => {
    const tenant = smallTenant();
    const client = graphClient(tenant);
    const before = client.get(ROLES).body.value;
    expect(client.patch(`${ROLES}/${HELP_DESK}`, { displayName: 'Mine' }).status).toBe(400);
    expect(client.delete(`${ROLES}/${HELP_DESK}`).status).toBe(400);
    expect(client.get(ROLES).body.value).toEqual(before);
    expect(tenant.collection('deviceManagement/roleDefinitions').size).toBe(0);
  });
});

describe('a custom role', () => {
  it('is the same under the older names', () => {
    const client = graphClient();
    const { status, body } = client.post(ROLES, {
      displayName: 'Readers',
      permissions: [{ actions: [READ] }],
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ isBuiltIn: false, isBuiltInRoleDefinition: false, roleScopeTagIds: ['0'] });
    expect(body.rolePermissions).toEqual(body.permissions);
    expect(body.rolePermissions[0].resourceActions[0].allowedResourceActions).toEqual([READ]);
    const patched = client.patch(`${ROLES}/${body.id}`, {
      '@odata.type': '#microsoft.graph.roleDefinition',
      rolePermissions: allowing(READ, 'Microsoft.Intune_Audit_Read'),
    });
    expect(patched.status).toBe(200);
    expect(patched.body.permissions[0].actions).toEqual([READ, 'Microsoft.Intune_Audit_Read']);
  });

  it('has a name and forbids nothing, in the words of the service', () => {
    const client = graphClient();
    expect(client.post(ROLES, { rolePermissions: [] }).status).toBe(400);
    const forbidding = client.post(ROLES, {
      displayName: 'Not so much',
      rolePermissions: [{ resourceActions: [{ notAllowedResourceActions: [READ] }] }],
    });
    expect(forbidding.status).toBe(400);
    expect(messageOf(forbidding)).toBe(
      'NotAllowedResourceAction is not supported for Device and App Management',
    );
  });

  it('goes with its assignments', () => {
    const client = graphClient();
    const { id } = client.post(ROLES, { displayName: 'Readers', rolePermissions: allowing(READ) }).body;
    client.post(ASSIGNMENTS, { displayName: 'All', 'roleDefinition@odata.bind': bound(id) });
    expect(client.get(ASSIGNMENTS).body.value).toHaveLength(1);
    expect(client.delete(`${ROLES}/${id}`).status).toBe(204);
    expect(client.get(ASSIGNMENTS).body.value).toEqual([]);
  });
});

describe('an assignment of a role', () => {
  const assignment = {
    displayName: 'Help desk',
    members: [GROUP],
    resourceScopes: [GROUP],
    scopeType: 'resourceScope',
    'roleDefinition@odata.bind': bound(HELP_DESK),
  };

  it('leads to its role, and shows below it without those that it is for', () => {
    const client = graphClient();
    const { status, body } = client.post(ASSIGNMENTS, assignment);
    expect(status).toBe(201);
    expect(body).toMatchObject({ members: [GROUP], resourceScopes: [GROUP], roleScopeTagIds: [] });
    expect(client.get(`${ASSIGNMENTS}/${body.id}/roleDefinition`).body.displayName).toBe(
      'Help Desk Operator',
    );
    expect(client.get(`${ASSIGNMENTS}/${body.id}?$expand=roleDefinition`).body.roleDefinition.id).toBe(
      HELP_DESK,
    );
    const [row, ...others] = client.get(`${ROLES}/${HELP_DESK}/roleAssignments`).body.value;
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      '@odata.type': '#microsoft.graph.deviceAndAppManagementRoleAssignment',
      id: body.id,
      members: [],
    });
    expect(client.get(`${ROLES}/c1d9fcbb-cba5-40b0-bf6b-527006585f4b/roleAssignments`).body.value).toEqual(
      [],
    );
  });

  it('is made and changed in its own set only, and deleted below its role as well', () => {
    const client = graphClient();
    const { id } = client.post(ASSIGNMENTS, assignment).body;
    const below = `${ROLES}/${HELP_DESK}/roleAssignments`;
    const refused = client.post(below, { displayName: 'x' });
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toBe(
      `No OData route exists that match template ~/singleton/navigation/key/navigation with http verb POST for request /StatelessRoleAdministrationFEService/deviceManagement/roleDefinitions('${HELP_DESK}')/roleAssignments.`,
    );
    expect(client.patch(`${below}/${id}`, { displayName: 'x' }).body.error.code).toBe(
      'No method match route template',
    );
    expect(client.patch(`${ASSIGNMENTS}/${id}`, { displayName: 'x' }).body.displayName).toBe('x');
    expect(client.delete(`${below}/${id}`).status).toBe(204);
    expect(client.get(`${ASSIGNMENTS}/${id}`).status).toBe(404);
  });

  it.each<[string, object, string]>([
    ['a role that there isn’t', { 'roleDefinition@odata.bind': bound(GROUP) }, 'An error has occurred'],
    [
      'groups where the scope is everybody',
      { scopeType: 'allDevices' },
      "ResourceScopes can only be defined when the ScopeType is set to 'ResourceScope'",
    ],
  ])('is refused with %s', (_, change, message) => {
    const client = graphClient();
    const refused = client.post(ASSIGNMENTS, { ...assignment, ...change });
    expect(refused.status).toBe(400);
    expect(messageOf(refused)).toBe(message);
    expect(client.get(ASSIGNMENTS).body.value).toEqual([]);
  });

  it('keeps to that when it is changed', () => {
    const client = graphClient();
    const { id } = client.post(ASSIGNMENTS, {
      ...assignment,
      resourceScopes: [],
      scopeType: 'allDevices',
    }).body;
    const refused = client.patch(`${ASSIGNMENTS}/${id}`, { resourceScopes: [GROUP] });
    expect(messageOf(refused)).toContain('ResourceScopes can only be defined');
  });
});

describe('what somebody may do', () => {
  const user = '11111111-0000-4000-8000-000000000001';
  const asked = (client: ReturnType<typeof graphClient>, what: string) =>
    client.get(`/beta/deviceManagement/${what}`).body;

  function tenantWithHelpDesk() {
    const tenant = smallTenant();
    const admins = graphClient(tenant);
    const nested = 'aaaaaaaa-0000-4000-8000-000000000002';
    tenant.links('groups/members').link(GROUP, nested, SERVICES.seed);
    tenant.links('groups/members').link(nested, user, SERVICES.seed);
    const { id } = admins.post(ASSIGNMENTS, {
      displayName: 'Help desk',
      members: [GROUP],
      scopeType: 'allDevices',
      'roleDefinition@odata.bind': bound(HELP_DESK),
    }).body;
    return { tenant, id };
  }

  it('follows from the groups that he is in, also through others', () => {
    const { tenant, id } = tenantWithHelpDesk();
    const admins = graphClient(tenant);
    const detail = asked(admins, `retrieveUserRoleDetail(userid='${user}')`);
    expect(detail.roleDefinitions).toMatchObject([{ roleDefinitionDisplayName: 'Help Desk Operator' }]);
    expect(detail.permissions).toContain('Microsoft.Intune_RemoteTasks_Wipe');
    expect(detail.permissions).not.toContain('Microsoft.Intune_MobileApps_Create');
    const scopes = (operation: string) =>
      asked(admins, `resourceOperations/${operation}/getScopesForUser(userid='${user}')`).value;
    expect(scopes('Microsoft.Intune_RemoteTasks_Wipe')).toEqual(['AllDevices']);
    expect(scopes('Microsoft.Intune_MobileApps_Create')).toEqual([]);
    const caller = {
      kind: 'delegated' as const,
      appId: 'app',
      appDisplayName: 'App',
      permissions: new Set(['DeviceManagementRBAC.Read.All', 'DeviceManagementConfiguration.Read.All']),
      userId: user,
    };
    const own = graphClient(tenant, caller);
    expect(asked(own, 'getAssignedRoleDetails()')).toMatchObject({
      roleDefinitionIds: [HELP_DESK],
      roleAssignmentIds: [id],
    });
    expect(asked(own, 'getEffectivePermissions()').value).toEqual(detail.permissions);
    const [{ resourceActions }] = asked(own, "getEffectivePermissions(scope='all')").value;
    expect(resourceActions[0].allowedResourceActions).toEqual(detail.permissions);
  });

  it('is everything for an Intune Administrator', () => {
    const tenant = smallTenant();
    makeIntuneAdministrator(tenant, user);
    const { permissions } = asked(graphClient(tenant), `retrieveUserRoleDetail(userid='${user}')`);
    expect(permissions).toHaveLength(INTUNE_OPERATIONS.length);
  });
});

it('Intune lists its operations by resource and action', () => {
  const { body } = graphClient().get(
    '/beta/deviceManagement/resourceOperations/Microsoft.Intune_AppleDeviceSerialNumbers_Update',
  );
  expect(body).toMatchObject({ resourceName: 'Enrollment programs', actionName: 'Sync device' });
});
