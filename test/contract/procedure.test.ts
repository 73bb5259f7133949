import type { Client } from '@microsoft/microsoft-graph-client';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  ASSIGN_TO_ALL_USERS,
  COMPLIANCE,
  REQUIRE_FOR_ALL_USERS,
  SSO_EXTENSION,
} from '../../fixtures/policies/index.ts';
import { refusal, serveContract } from '../support/contract.ts';

// "Set up just-in-time registration in Microsoft Intune", carried out with the Graph client.

const contract = serveContract();
const CONFIGURATIONS = '/deviceManagement/deviceConfigurations';
const COMPLIANCES = '/deviceManagement/deviceCompliancePolicies';
const APPS = '/deviceAppManagement/mobileApps';
const ALL_USERS = 'acacacac-9df4-4c7d-9d50-4ef0226f57a9';
const TARGET = {
  '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget',
  deviceAndAppManagementAssignmentFilterId: null,
  deviceAndAppManagementAssignmentFilterType: 'none',
};
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

let beta: Client;
let stable: Client;
let policy: string;
let compliance: string;

beforeAll(() => {
  beta = contract.client('beta');
  stable = contract.client('v1.0');
});

describe('the single sign-on extension policy', () => {
  it('is created on beta', async () => {
    const created = await beta.api(CONFIGURATIONS).post(SSO_EXTENSION);
    expect(created).toMatchObject({
      ...SSO_EXTENSION,
      '@odata.context': `${contract.emulator.url}/beta/$metadata#deviceManagement/deviceConfigurations/$entity`,
      id: expect.stringMatching(GUID),
      version: 1,
      roleScopeTagIds: ['0'],
    });
    expect(created.lastModifiedDateTime).toBe(created.createdDateTime);
    policy = created.id;
  });

  it('is assigned to all users', async () => {
    const { value } = await beta.api(`${CONFIGURATIONS}/${policy}/assign`).post(ASSIGN_TO_ALL_USERS);
    const row = { id: `${policy}_${ALL_USERS}`, source: 'direct', sourceId: policy, target: TARGET };
    expect(value).toMatchObject([row]);
    expect((await beta.api(`${CONFIGURATIONS}/${policy}/assignments`).get()).value).toMatchObject([row]);
    const expanded = await beta.api(`${CONFIGURATIONS}/${policy}`).expand('assignments').get();
    expect(expanded.assignments).toMatchObject([row]);
    expect(expanded['assignments@odata.context']).toBe(
      `${contract.emulator.url}/beta/$metadata#deviceManagement/deviceConfigurations('${policy}')/microsoft.graph.iosDeviceFeaturesConfiguration/assignments`,
    );
  });

  it('reads on v1.0 as what that version knows, without the extension', async () => {
    const read = await stable.api(`${CONFIGURATIONS}/${policy}`).get();
    expect(read['@odata.type']).toBe('#microsoft.graph.iosDeviceFeaturesConfiguration');
    expect(read).toMatchObject({ id: policy, displayName: SSO_EXTENSION.displayName, version: 1 });
    expect(read).toHaveProperty('assetTagTemplate', null);
    for (const name of Object.keys(read)) expect(name).not.toMatch(/SingleSignOn|roleScopeTagIds/);
    const selected = await refusal(stable.api(`${CONFIGURATIONS}/${policy}`).select('roleScopeTagIds').get());
    expect(selected.message).toContain("Could not find a property named 'roleScopeTagIds'");
  });

  it('keeps the extension when v1.0 changes something else, and counts its versions', async () => {
    const changed = await stable.api(`${CONFIGURATIONS}/${policy}`).patch({
      '@odata.type': '#microsoft.graph.iosDeviceFeaturesConfiguration',
      description: 'changed on v1.0',
    });
    expect(changed).toMatchObject({ id: policy, description: 'changed on v1.0', version: 2 });
    const { iosSingleSignOnExtension: before } = await beta.api(`${CONFIGURATIONS}/${policy}`).get();
    expect(before).toEqual(SSO_EXTENSION.iosSingleSignOnExtension);
    const again = await beta.api(`${CONFIGURATIONS}/${policy}`).patch({
      '@odata.type': SSO_EXTENSION['@odata.type'],
      iosSingleSignOnExtension: { ...before, bundleIdAccessControlList: [] },
    });
    expect(again).toMatchObject({ version: 3, description: 'changed on v1.0' });
    expect(again.iosSingleSignOnExtension).toEqual({ ...before, bundleIdAccessControlList: [] });
  });
});

describe('the compliance policy', () => {
  it('is created with its block action, which it does not show', async () => {
    const created = await stable.api(COMPLIANCES).post(COMPLIANCE);
    const { scheduledActionsForRule, ...rest } = COMPLIANCE;
    expect(created).toMatchObject({ ...rest, version: 1 });
    expect(created).not.toHaveProperty('scheduledActionsForRule');
    compliance = created.id;
    const url = `${COMPLIANCES}/${compliance}`;
    expect(await stable.api(url).get()).not.toHaveProperty('scheduledActionsForRule');
    const expanded = await stable
      .api(url)
      .expand('scheduledActionsForRule($expand=scheduledActionConfigurations)')
      .get();
    expect(expanded.scheduledActionsForRule).toMatchObject([
      {
        ruleName: scheduledActionsForRule[0].ruleName,
        scheduledActionConfigurations: [{ actionType: 'block', gracePeriodHours: 0 }],
      },
    ]);
  });

  it('is assigned to a group, then to all users instead', async () => {
    const [group] = (await stable.api('/groups').filter("displayName eq 'Pilot – JIT'").get()).value;
    const url = `${COMPLIANCES}/${compliance}`;
    const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: group.id };
    const { value } = await stable.api(`${url}/assign`).post({ assignments: [{ target }] });
    expect(value).toMatchObject([{ id: `${compliance}_${group.id}`, target }]);
    await stable.api(`${url}/assign`).post(ASSIGN_TO_ALL_USERS);
    const rows = (await stable.api(`${url}/assignments`).get()).value;
    expect(rows.map((row: { id: string }) => row.id)).toEqual([`${compliance}_${ALL_USERS}`]);
  });
});

describe('Microsoft Authenticator', () => {
  it('is found among the apps that were bought, and required for all users', async () => {
    const { value } = await stable
      .api(APPS)
      .filter("isof('microsoft.graph.iosVppApp') and displayName eq 'Microsoft Authenticator'")
      .get();
    expect(value).toHaveLength(1);
    const [app] = value;
    expect(app).toMatchObject({ '@odata.type': '#microsoft.graph.iosVppApp' });
    // 204: the client makes undefined of it.
    expect(await stable.api(`${APPS}/${app.id}/assign`).post(REQUIRE_FOR_ALL_USERS)).toBeUndefined();
    const read = await beta.api(`${APPS}/${app.id}`).expand('assignments').get();
    expect(read).toMatchObject({ isAssigned: true, assignments: [{ intent: 'required', target: TARGET }] });
    await stable.api(`${APPS}/${app.id}/assignments/${read.assignments[0].id}`).delete();
    expect(await beta.api(`${APPS}/${app.id}`).get()).toMatchObject({ isAssigned: false });
    await stable.api(`${APPS}/${app.id}/assign`).post(REQUIRE_FOR_ALL_USERS);
  });

  it('can be added from the store instead', async () => {
    const app = await stable.api(APPS).post({
      '@odata.type': '#microsoft.graph.iosStoreApp',
      displayName: 'Microsoft Authenticator (store)',
      publisher: 'Microsoft Corporation',
      bundleId: 'com.microsoft.azureauthenticator',
      appStoreUrl: 'https://apps.apple.com/us/app/microsoft-authenticator/id983156458',
      applicableDeviceType: { iPad: true, iPhoneAndIPod: true },
      minimumSupportedOperatingSystem: { v14_0: true },
    });
    expect(app).toMatchObject({ id: expect.stringMatching(GUID), publishingState: 'processing' });
    await stable.api(`${APPS}/${app.id}`).delete();
    expect(await refusal(stable.api(`${APPS}/${app.id}`).get())).toMatchObject({ statusCode: 404 });
  });
});

describe('afterwards', () => {
  it('people enroll, and their devices are there', async () => {
    const { simulation } = contract.emulator;
    const device = simulation.create({
      user: 'priya.raman@contoso.com',
      enrollmentType: 'webDeviceEnrollment',
    });
    simulation.act(device.id, { do: 'enroll' });
    const { value } = await stable.api(`${CONFIGURATIONS}/${policy}/deviceStatuses`).get();
    expect(value).toMatchObject([{ userPrincipalName: 'priya.raman@contoso.com', status: 'compliant' }]);
    const devices = await stable.api('/deviceManagement/managedDevices').get();
    expect(devices.value).toMatchObject([{ userPrincipalName: 'priya.raman@contoso.com' }]);
  });

  it('a policy is deleted with its assignments', async () => {
    await stable.api(`${CONFIGURATIONS}/${policy}`).delete();
    for (const suffix of ['', '/assignments']) {
      const error = await refusal(stable.api(`${CONFIGURATIONS}/${policy}${suffix}`).get());
      expect(error).toMatchObject({ statusCode: 404, code: 'ResourceNotFound' });
    }
    await refusal(stable.api(`${CONFIGURATIONS}/${policy}`).delete());
  });
});
