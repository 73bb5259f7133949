import { describe, expect, it } from 'vitest';
import {
  ALL_PERMISSIONS,
  type Answer,
  application,
  createUser,
  graphClient,
  makeIntuneAdministrator,
  smallTenant,
} from '../../../test/support/graph-client.ts';

const POLICIES = '/beta/deviceManagement/deviceConfigurations';
const APPS = '/beta/deviceAppManagement/mobileApps';
const POLICY = { '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', displayName: 'Limits' };
const APP = { '@odata.type': '#microsoft.graph.iosStoreApp', displayName: 'Store', bundleId: 'com.example' };

const messageOf = (answer: Answer): string =>
  JSON.parse(answer.body.error.message).Message.split(' - Operation ID')[0];

describe('the tags of what somebody creates', () => {
  it('must be such that there are', () => {
    const client = graphClient();
    const refused = client.post(POLICIES, { ...POLICY, roleScopeTagIds: ['0', '7'] });
    expect(refused.status).toBe(400);
    expect(messageOf(refused)).toBe('Invalid Role Scope Tag defined 7');
    const { id } = client.post('/beta/deviceManagement/roleScopeTags', { displayName: 'Berlin' }).body;
    const created = client.post(POLICIES, { ...POLICY, roleScopeTagIds: ['0', id] });
    expect(created.body.roleScopeTagIds).toEqual(['0', '1']);
    const changed = `${POLICIES}/${created.body.id}`;
    expect(messageOf(client.patch(changed, { ...POLICY, roleScopeTagIds: ['1,0'] }))).toContain('1,0');
    expect(client.get(changed).body.roleScopeTagIds).toEqual(['0', '1']);
  });

  it('must be such that the role of who creates it has', () => {
    const tenant = smallTenant();
    const automation = graphClient(tenant);
    const userId = createUser(automation, 'Ann');
    const { id: tag } = automation.post('/beta/deviceManagement/roleScopeTags', { displayName: 'B' }).body;
    const role = automation.post('/beta/deviceManagement/roleDefinitions', {
      displayName: 'Authors',
      permissions: [
        { actions: ['Microsoft.Intune_DeviceConfigurations_Create', 'Microsoft.Intune_MobileApps_Create'] },
      ],
    });
    const url = 'https://graph.microsoft.com/beta/deviceManagement';
    automation.post('/beta/deviceManagement/roleAssignments', {
      displayName: 'Authors',
      members: [userId],
      'roleDefinition@odata.bind': `${url}/roleDefinitions('${role.body.id}')`,
      'roleScopeTags@odata.bind': [`${url}/roleScopeTags('${tag}')`],
    });
    const ann = graphClient(tenant, { ...application(...ALL_PERMISSIONS), kind: 'delegated', userId });
    const unsaid = ann.post(POLICIES, POLICY);
    expect(unsaid.status).toBe(400);
    expect(messageOf(unsaid)).toBe('Added a tag which is not allowed by the current role: 0');
    expect(ann.post(POLICIES, { ...POLICY, roleScopeTagIds: [tag] }).status).toBe(201);
    const app = ann.post(APPS, APP);
    expect(app.body.error.code).toBe('ConditionNotMet');
    expect(messageOf(app)).toBe('Must define one or more tags allowed by the current role.');
    expect(automation.post(POLICIES, POLICY).status).toBe(201);
    makeIntuneAdministrator(tenant, userId);
    expect(ann.post(POLICIES, POLICY).status).toBe(201);
  });
});
