import { describe, expect, it } from 'vitest';
import {
  ALL_PERMISSIONS,
  application,
  createUser,
  enrollDevices,
  graphClient,
  makeIntuneAdministrator,
  smallTenant,
} from '../../../../test/support/graph-client.ts';
import { type Actor, SERVICES } from '../../../tenant/index.ts';
import { neededOperation } from './needed-operation.ts';

const ASSIGNMENTS = '/beta/deviceManagement/roleAssignments';
const POLICIES = '/beta/deviceManagement/deviceConfigurations';
const DEVICES = '/beta/deviceManagement/managedDevices';
const POLICY = { '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', displayName: 'Limits' };
const GROUP = 'aaaaaaaa-0000-4000-8000-000000000001';
const HELP_DESK = '9e0cc482-82df-4ab2-a24c-0c23a3f52e1e';
const BY: Actor = SERVICES.seed;

function world() {
  const tenant = smallTenant();
  const automation = graphClient(tenant);
  const user = createUser(automation, 'Ann');
  const [device] = enrollDevices(tenant, 1);
  const as = (...permissions: string[]) =>
    graphClient(tenant, { ...application(...permissions), kind: 'delegated', userId: user });
  const ann = as(...ALL_PERMISSIONS);
  const assign = (role: string) => {
    tenant.links('groups/members').link(GROUP, user, BY);
    automation.post(ASSIGNMENTS, {
      displayName: 'Role',
      members: [GROUP],
      scopeType: 'allDevices',
      'roleDefinition@odata.bind': `https://graph.microsoft.com/beta/deviceManagement/roleDefinitions('${role}')`,
    });
  };
  return { tenant, automation, user, ann, as, assign, device: device as string };
}

describe('a user without a role in Intune', () => {
  it('is refused by it, whatever the application may do, and by nobody else', () => {
    const { ann, automation, as } = world();
    const refused = ann.get(DEVICES);
    expect(refused.status).toBe(403);
    expect(refused.body.error.code).toBe('Forbidden');
    expect(JSON.parse(refused.body.error.message).Message).toMatch(
      /^User is not authorized to perform this operation - Operation ID/,
    );
    expect(ann.get('/v1.0/deviceAppManagement/mobileApps').status).toBe(403);
    expect(ann.get('/v1.0/users').status).toBe(200);
    expect(ann.get('/beta/deviceManagement/getAssignedRoleDetails()').status).toBe(200);
    expect(automation.get(DEVICES).status).toBe(200);
    // What the application lacks is told first.
    expect(as().get(DEVICES).body.error.message).toContain('Application is not authorized');
  });

  it('may do everything once he is an Intune Administrator', () => {
    const { ann, tenant, user } = world();
    makeIntuneAdministrator(tenant, user);
    expect(ann.post(POLICIES, POLICY).status).toBe(201);
  });

  it('may read once he is a Global Reader', () => {
    const { ann, tenant, user } = world();
    tenant.collection('directoryRoles').insert(
      {
        id: 'reader',
        displayName: 'Global Reader',
        roleTemplateId: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
      },
      BY,
    );
    tenant.links('directoryRoles/members').link('reader', user, BY);
    expect(ann.get(POLICIES).status).toBe(200);
    expect(ann.post(POLICIES, POLICY).status).toBe(403);
  });
});

describe('a user with a role in Intune', () => {
  it('may do what the role allows', () => {
    const { ann, assign, device } = world();
    assign(HELP_DESK);
    expect(ann.get(DEVICES).status).toBe(200);
    expect(ann.post(`${DEVICES}/${device}/syncDevice`).status).toBe(204);
    expect(ann.delete(`${DEVICES}/${device}`).status).toBe(403);
    expect(ann.get(POLICIES).status).toBe(200);
    expect(ann.post(POLICIES, POLICY).status).toBe(403);
    // No operation is known for these: any role will do.
    expect(ann.get('/beta/deviceManagement/deviceCategories').status).toBe(200);
  });
});

it.each<[string, Parameters<typeof neededOperation>[1], string | undefined]>([
  ['deviceManagement/managedDevices/wipe', 'write', 'RemoteTasks_Wipe'],
  ['deviceManagement/managedDevices/deviceCategory', 'get', 'ManagedDevices_Read'],
  ['deviceManagement/deviceConfigurations/assign', 'write', 'DeviceConfigurations_Assign'],
  ['deviceManagement/deviceConfigurations/assignments', 'create', 'DeviceConfigurations_Assign'],
  ['deviceManagement/depOnboardingSettings/enrollmentProfiles', 'create', 'AppleEnrollmentProfiles_Create'],
  ['deviceManagement/depOnboardingSettings/uploadDepToken', 'write', 'EnrollmentProgramToken_Update'],
  ['deviceManagement/mobileThreatDefenseConnectors', 'create', 'MobileThreatDefense_Modify'],
  ['deviceManagement/mobileThreatDefenseConnectors', 'read', 'MobileThreatDefense_Read'],
  ['deviceManagement/roleAssignments', 'create', 'Roles_Assign'],
  ['deviceManagement/roleDefinitions', 'create', 'Roles_Create'],
  ['deviceManagement/deviceCategories', 'create', undefined],
])('%s needs what its name says (%s)', (path, access, operation) => {
  const expected = operation === undefined ? undefined : `Microsoft.Intune_${operation}`;
  expect(neededOperation(path, access)).toBe(expected);
});
