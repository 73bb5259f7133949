// "Set up just-in-time registration in Microsoft Intune", as an administrator's script carries it out.
import { beforeEach, describe, expect, it } from 'vitest';
import { type Client, graphClient } from './support/graph-client.ts';

const ALL_USERS = { target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } };
const SENTINEL = 'acacacac-9df4-4c7d-9d50-4ef0226f57a9';

const extension = {
  '@odata.type': '#microsoft.graph.iosAzureAdSingleSignOnExtension',
  enableSharedDeviceMode: false,
  bundleIdAccessControlList: ['com.contoso.workapp'],
  configurations: [
    {
      '@odata.type': '#microsoft.graph.keyStringValuePair',
      key: 'device_registration',
      value: '{{DEVICEREGISTRATION}}',
    },
    {
      '@odata.type': '#microsoft.graph.keyIntegerValuePair',
      key: 'browser_sso_interaction_enabled',
      value: 1,
    },
  ],
};

describe('the procedure', () => {
  let client: Client;
  let policy: string;
  let compliance: string;
  let app: string;

  beforeEach(() => {
    client = graphClient();
    const created = client.post('/beta/deviceManagement/deviceConfigurations', {
      '@odata.type': '#microsoft.graph.iosDeviceFeaturesConfiguration',
      displayName: 'iOS SSO extension (JIT)',
      iosSingleSignOnExtension: extension,
    });
    expect(created.status).toBe(201);
    policy = created.body.id;

    const rule = client.post('/v1.0/deviceManagement/deviceCompliancePolicies', {
      '@odata.type': '#microsoft.graph.iosCompliancePolicy',
      displayName: 'iOS compliance',
      passcodeRequired: true,
      scheduledActionsForRule: [
        {
          ruleName: 'PasswordRequired',
          scheduledActionConfigurations: [
            { actionType: 'block', gracePeriodHours: 12, notificationTemplateId: '' },
          ],
        },
      ],
    });
    expect(rule.status).toBe(201);
    compliance = rule.body.id;

    const store = client.post('/v1.0/deviceAppManagement/mobileApps', {
      '@odata.type': '#microsoft.graph.iosStoreApp',
      displayName: 'Microsoft Authenticator',
      publisher: 'Microsoft Corporation',
      bundleId: 'com.microsoft.azureauthenticator',
      appStoreUrl: 'https://apps.apple.com/us/app/microsoft-authenticator/id983156458',
      applicableDeviceType: { iPad: true, iPhoneAndIPod: true },
      minimumSupportedOperatingSystem: { v14_0: true },
    });
    expect(store.status).toBe(201);
    app = store.body.id;
  });

  it('assigns the policy to all users and answers with the assignments', () => {
    const url = `/beta/deviceManagement/deviceConfigurations/${policy}`;
    const assigned = client.post(`${url}/assign`, { assignments: [ALL_USERS] });
    expect(assigned.status).toBe(200);
    const [row] = assigned.body.value;
    expect(row).toMatchObject({ id: `${policy}_${SENTINEL}`, source: 'direct', sourceId: policy });
    expect(row.target).toEqual({
      '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget',
      deviceAndAppManagementAssignmentFilterId: null,
      deviceAndAppManagementAssignmentFilterType: 'none',
    });
    expect(client.get(`${url}/assignments`).body.value).toEqual([row]);
    expect(client.get(`${url}?$expand=assignments`).body.assignments).toEqual([row]);
  });

  it('replaces all assignments at once, and clears them with an empty list', () => {
    const url = `/beta/deviceManagement/deviceConfigurations/${policy}`;
    client.post(`${url}/assign`, { assignments: [ALL_USERS] });
    const group = { target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: 'g1' } };
    client.post(`${url}/assign`, { assignments: [group] });
    expect(client.get(`${url}/assignments`).body.value.map((row: { id: string }) => row.id)).toEqual([
      `${policy}_g1`,
    ]);
    client.post(`${url}/assign`, { assignments: [] });
    expect(client.get(`${url}/assignments`).body.value).toEqual([]);
  });

  it('shows the SSO extension on beta and nothing of it on v1.0', () => {
    const beta = client.get(`/beta/deviceManagement/deviceConfigurations('${policy}')`);
    expect(beta.body['@odata.type']).toBe('#microsoft.graph.iosDeviceFeaturesConfiguration');
    expect(beta.body.iosSingleSignOnExtension).toEqual(extension);
    const v1 = client.get(`/v1.0/deviceManagement/deviceConfigurations/${policy}`);
    expect(v1.body).toEqual({
      '@odata.context':
        'https://graph.microsoft.com/v1.0/$metadata#deviceManagement/deviceConfigurations/$entity',
      '@odata.type': '#microsoft.graph.iosDeviceFeaturesConfiguration',
      assetTagTemplate: null,
      createdDateTime: '2026-09-01T08:00:00Z',
      description: null,
      displayName: 'iOS SSO extension (JIT)',
      homeScreenDockIcons: [],
      homeScreenPages: [],
      id: policy,
      lastModifiedDateTime: '2026-09-01T08:00:00Z',
      lockScreenFootnote: null,
      notificationSettings: [],
      version: 1,
    });
  });

  it('refuses the SSO extension on v1.0, where the type has no such property', () => {
    const refused = client.post('/v1.0/deviceManagement/deviceConfigurations', {
      '@odata.type': '#microsoft.graph.iosDeviceFeaturesConfiguration',
      displayName: 'iOS SSO extension (JIT)',
      iosSingleSignOnExtension: extension,
    });
    expect(refused.status).toBe(400);
    expect(refused.body.error).toMatchObject({
      code: 'ModelValidationFailure',
      message:
        "The property 'iosSingleSignOnExtension' does not exist on type 'microsoft.management.services.api.iosDeviceFeaturesConfiguration'. Make sure to only use property names that are defined by the type.",
    });
  });

  it('keeps the actions for noncompliance out of sight until they are expanded', () => {
    const url = `/v1.0/deviceManagement/deviceCompliancePolicies/${compliance}`;
    expect(client.get(url).body).not.toHaveProperty('scheduledActionsForRule');
    const expand = '$expand=scheduledActionsForRule($expand=scheduledActionConfigurations)';
    const [rule] = client.get(`${url}?${expand}`).body.scheduledActionsForRule;
    expect(rule.ruleName).toBe('PasswordRequired');
    expect(rule.scheduledActionConfigurations).toEqual([
      expect.objectContaining({ actionType: 'block', gracePeriodHours: 12, notificationTemplateId: '' }),
    ]);
  });

  it('changes the actions for noncompliance as a whole', () => {
    const url = `/v1.0/deviceManagement/deviceCompliancePolicies/${compliance}`;
    const rules = (...actions: object[]) => ({
      deviceComplianceScheduledActionForRules: [
        { ruleName: 'PasswordRequired', scheduledActionConfigurations: actions },
      ],
    });
    const block = { actionType: 'block', gracePeriodHours: 24 };
    expect(client.post(`${url}/scheduleActionsForRules`, rules(block, { actionType: 'retire' })).status).toBe(
      204,
    );
    expect(client.post(`${url}/scheduleActionsForRules`, rules({ actionType: 'retire' })).status).toBe(400);
    const rows = client.tenant.collection(
      'deviceManagement/deviceCompliancePolicies/scheduledActionsForRule',
    );
    const [stored] = rows.where('$parent', compliance);
    expect(stored?.scheduledActionConfigurations.map((each) => each.actionType)).toEqual(['block', 'retire']);
  });

  it('assigns Authenticator as required without an answer', () => {
    const assigned = client.post(`/v1.0/deviceAppManagement/mobileApps/${app}/assign`, {
      mobileAppAssignments: [
        { '@odata.type': '#microsoft.graph.mobileAppAssignment', intent: 'required', ...ALL_USERS },
      ],
    });
    expect(assigned).toMatchObject({ status: 204, text: undefined });
    const [row] = client.get(`/v1.0/deviceAppManagement/mobileApps/${app}/assignments`).body.value;
    expect(row).toMatchObject({ id: `${SENTINEL}_1_0`, intent: 'required' });
    const stored = client.tenant
      .collection('deviceAppManagement/mobileApps/assignments')
      .get(`${app}_${row.id}`);
    expect(stored).toMatchObject({ $parent: app, intent: 'required' });
  });

  it('counts versions and sets times as it changes a policy', () => {
    client.tenant.clock.advance(60_000);
    const url = `/beta/deviceManagement/deviceConfigurations/${policy}`;
    const changed = client.patch(url, {
      '@odata.type': '#microsoft.graph.iosDeviceFeaturesConfiguration',
      description: 'For everybody',
    });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      version: 2,
      description: 'For everybody',
      createdDateTime: '2026-09-01T08:00:00Z',
      lastModifiedDateTime: '2026-09-01T08:01:00Z',
      iosSingleSignOnExtension: extension,
    });
  });

  it('deletes a policy with everything below it', () => {
    const url = `/beta/deviceManagement/deviceConfigurations/${policy}`;
    client.post(`${url}/assign`, { assignments: [ALL_USERS] });
    expect(client.delete(url).status).toBe(204);
    expect(client.get(url).status).toBe(404);
    expect(client.tenant.collection('deviceManagement/deviceConfigurations/assignments').size).toBe(0);
  });
});
