// What hangs on a managed device: its user and category, its apps, and how policies stand on it.
import { describe, expect, it } from 'vitest';
import { COMPLIANCE_POLICY, PERSON, SSO_POLICY } from './support/devices.ts';
import { createUser } from './support/graph-client.ts';
import { contoso } from './support/managed-phone.ts';

const CATEGORIES = '/beta/deviceManagement/deviceCategories';
const ROOT = 'https://graph.microsoft.com/beta/deviceManagement/deviceCategories';
const APPS = '/beta/deviceManagement/detectedApps';

describe('the states of compliance policies on a device', () => {
  const { phone, read, simulation } = contoso();
  const { id, url } = phone();
  const states = () => read(`${url}/deviceCompliancePolicyStates`).value;

  it('are those of every policy that applies and of the one that every tenant has', () => {
    const [builtIn, policy, ...more] = states();
    expect(more).toEqual([]);
    expect(builtIn).toMatchObject({
      displayName: 'Default Device Compliance Policy',
      platformType: 'all',
      state: 'compliant',
      settingCount: 3,
    });
    expect(builtIn.settingStates.map(({ setting }: { setting: string }) => setting)).toEqual([
      'DefaultDeviceCompliancePolicy.RequireDeviceCompliancePolicyAssigned',
      'DefaultDeviceCompliancePolicy.RequireRemainContact',
      'DefaultDeviceCompliancePolicy.RequireUserExistence',
    ]);
    expect(policy).toMatchObject({
      id: COMPLIANCE_POLICY,
      platformType: 'iOS',
      state: 'compliant',
      userPrincipalName: PERSON,
    });
    expect(policy.settingCount).toBe(policy.settingStates.length);
    expect(policy.settingStates).toContainEqual(
      expect.objectContaining({ setting: 'IOSCompliancePolicy.PasscodeRequired', state: 'compliant' }),
    );
  });

  it('change when the device has reported, and say which setting it is', () => {
    simulation.act(id, { do: 'removePasscode' });
    expect(states()[1].state).toBe('compliant');
    simulation.act(id, { do: 'checkIn' });
    expect(states()[1].state).toBe('nonCompliant');
    const failing = read(`${url}/getNonCompliantSettings`).value;
    expect(failing).toMatchObject([
      {
        setting: 'IOSCompliancePolicy.PasscodeRequired',
        state: 'nonCompliant',
        sources: [{ id: COMPLIANCE_POLICY, sourceType: 'deviceConfiguration' }],
      },
    ]);
    simulation.act(id, { do: 'setPasscode', length: 6 });
    simulation.act(id, { do: 'checkIn' });
    expect(states()[1].state).toBe('compliant');
    expect(read(`${url}/getNonCompliantSettings`).value).toEqual([]);
  });

  it('are read one by one, and below the user as well', () => {
    expect(read(`${url}/deviceCompliancePolicyStates/${COMPLIANCE_POLICY}`)).toMatchObject({
      id: COMPLIANCE_POLICY,
    });
    const { value } = read(
      `/v1.0/users/${PERSON}/managedDevices?$expand=deviceCompliancePolicyStates($select=state)`,
    );
    expect(value[0].deviceCompliancePolicyStates).toHaveLength(2);
  });
});

describe('the states of configuration profiles on a device', () => {
  it('tell of a profile that the device refused', () => {
    const { phone, read, client } = contoso();
    const second = client.post('/beta/deviceManagement/deviceConfigurations', {
      '@odata.type': '#microsoft.graph.iosDeviceFeaturesConfiguration',
      displayName: 'A second extension',
      iosSingleSignOnExtension: {
        '@odata.type': '#microsoft.graph.iosAzureAdSingleSignOnExtension',
        configurations: [],
      },
    }).body.id;
    client.post(`/beta/deviceManagement/deviceConfigurations/${second}/assign`, {
      assignments: [{ target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } }],
    });
    const { url } = phone();
    const states = read(`${url}/deviceConfigurationStates`).value;
    expect(states).toContainEqual(
      expect.objectContaining({ id: SSO_POLICY, state: 'compliant', settingStates: [] }),
    );
    const refused = states.find((state: { id: string }) => state.id === second);
    expect(refused).toMatchObject({ state: 'error', settingStates: [{ state: 'error' }] });
    expect(refused.settingStates[0].errorDescription).not.toBe('');
  });
});

describe('detected apps', () => {
  it('are all apps of a company device, and only the managed ones of a personal one', () => {
    const { phone, read, simulation } = contoso();
    const personal = phone({ enrollmentType: 'webDeviceEnrollment' });
    const company = phone({ enrollmentType: 'automatedDeviceEnrollment' });
    for (const { id } of [personal, company]) {
      simulation.act(id, { do: 'installApp', app: 'Google Chrome' });
      simulation.act(id, { do: 'checkIn' });
    }
    const names = (url: string) =>
      read(`${url}/detectedApps`).value.map((app: { displayName: string }) => app.displayName);
    expect(names(company.url)).toContain('Google Chrome');
    expect(names(personal.url)).not.toContain('Google Chrome');
    expect(names(personal.url)).toContain('Microsoft Authenticator');

    const all = read(APPS);
    expect(all['@odata.count']).toBe(all.value.length);
    const counted = Object.fromEntries(
      all.value.map((app: { displayName: string; deviceCount: number }) => [
        app.displayName,
        app.deviceCount,
      ]),
    );
    expect(counted).toMatchObject({ 'Google Chrome': 1, 'Microsoft Authenticator': 2 });
    const authenticator = all.value.find(
      (app: { displayName: string }) => app.displayName === 'Microsoft Authenticator',
    );
    expect(authenticator).toMatchObject({ platform: 'ios', publisher: '', sizeInByte: 0 });
    expect(authenticator.id).toMatch(/^[0-9a-f]{64}$/);
    const holders = read(`${APPS}/${authenticator.id}/managedDevices?$select=id`).value;
    expect(holders).toEqual([{ id: personal.managed }, { id: company.managed }]);
    expect(read(`${APPS}/${authenticator.id}/managedDevices/${company.managed}`).id).toBe(company.managed);
  });

  it('are listed by name, and paged by skipping', () => {
    const { phone, read } = contoso();
    phone({ enrollmentType: 'automatedDeviceEnrollment' });
    const names = read(APPS).value.map((app: { displayName: string }) => app.displayName);
    expect(names).toEqual([...names].sort());
    const first = read(`${APPS}?$top=1&$select=displayName`);
    expect(first['@odata.count']).toBe(names.length);
    const next = first['@odata.nextLink'];
    expect(next).toBe(`https://graph.microsoft.com${APPS}?$select=displayName&$top=1&$skip=1`);
    expect(read(next.slice('https://graph.microsoft.com'.length)).value).toEqual([{ displayName: names[1] }]);
  });

  it('go with the last device that has them', () => {
    const { phone, read, client } = contoso();
    const { managed } = phone();
    expect(read(APPS).value).not.toEqual([]);
    client.delete(`/beta/deviceManagement/managedDevices/${managed}`);
    expect(read(APPS).value).toEqual([]);
  });
});

describe('the category of a device', () => {
  it('is set by reference, and shows on the device and its Entra device until it is gone', () => {
    const { phone, read, client } = contoso();
    const { url } = phone();
    expect(read(url).deviceCategoryDisplayName).toBe('Unknown');
    const { id } = client.post(CATEGORIES, { displayName: 'Sales' }).body;
    const put = (reference: string) =>
      client.send('PUT', `${url}/deviceCategory/$ref`, { '@odata.id': reference });
    expect(put(`${ROOT}/${id}`).status).toBe(204);
    expect(read(url).deviceCategoryDisplayName).toBe('Sales');
    expect(read(`${url}/deviceCategory`)).toMatchObject({ id, displayName: 'Sales' });
    const entra = () => read(`/beta/devices(deviceId='${read(url).azureADDeviceId}')`).deviceCategory;
    expect(entra()).toBe('Sales');
    expect(put(`${ROOT}/00000000-0000-4000-8000-00000000dead`).status).toBe(404);
    client.patch(`${CATEGORIES}/${id}`, { displayName: 'Field sales' });
    expect(read(url).deviceCategoryDisplayName).toBe('Field sales');
    expect(client.delete(`${CATEGORIES}/${id}`).status).toBe(204);
    expect(read(url).deviceCategoryDisplayName).toBe('Unknown');
    expect(entra()).toBeNull();
  });

  it('has a name of its own', () => {
    const { client } = contoso();
    expect(client.post(CATEGORIES, { description: 'x' }).status).toBe(400);
    expect(client.post(CATEGORIES, { displayName: 'Sales' }).status).toBe(201);
    expect(client.post(CATEGORIES, { displayName: 'Sales' }).status).toBe(400);
  });
});

describe('the user of a device', () => {
  it('is changed by reference', () => {
    const { phone, read, client } = contoso();
    const { url } = phone();
    expect(read(`${url}/users?$select=userPrincipalName`).value).toEqual([{ userPrincipalName: PERSON }]);
    const ann = createUser(client, 'Ann');
    const reference = { '@odata.id': `https://graph.microsoft.com/beta/users/${ann}` };
    expect(client.post(`${url}/users/$ref`, reference).status).toBe(204);
    expect(read(url)).toMatchObject({
      userId: ann,
      userPrincipalName: 'ann@contoso.com',
      userDisplayName: 'Ann',
    });
    expect(read(`/beta/users/${ann}/managedDevices`).value).toHaveLength(1);
    expect(client.delete(`${url}/users/$ref`).status).toBe(204);
    expect(read(`${url}/users`).value).toEqual([]);
    expect(read(url).userPrincipalName).toBeNull();
  });
});

describe('the overview of managed devices', () => {
  it('counts them by system', () => {
    const { phone, read } = contoso();
    phone();
    phone({ model: 'iPad Air (M2)' });
    expect(read('/beta/deviceManagement/managedDeviceOverview')).toMatchObject({
      enrolledDeviceCount: 2,
      mdmEnrolledCount: 2,
      dualEnrolledDeviceCount: 0,
      deviceOperatingSystemSummary: { iosCount: 2, androidCount: 0, unknownCount: 0 },
      managedDeviceModelsAndManufacturers: {
        deviceManufacturers: ['Apple'],
        deviceModels: expect.arrayContaining(['iPad Air (M2)']),
      },
    });
    expect(read('/v1.0/deviceManagement/managedDeviceOverview')).not.toHaveProperty('lastModifiedDateTime');
  });
});
