// A policy of the settings catalog sets devices up that are switched on, as a profile does.
import { describe, expect, it } from 'vitest';
import { loadFixture } from '../fixtures/index.ts';
import type { NewDevice } from '../src/device/index.ts';
import { createEmulator } from '../src/emulator.ts';
import { Tenant } from '../src/tenant/index.ts';
import { choice, type Instance } from './support/catalog.ts';
import { graphClient } from './support/graph-client.ts';

const POLICIES = '/beta/deviceManagement/configurationPolicies';
const TOKENS = '/beta/deviceManagement/depOnboardingSettings';
const TEMPLATE = '27d20e9c-50c1-48f8-a44c-f37de4510051_1';
const PERSON = 'priya.raman@contoso.com';

const modern = (awaits: 0 | 1) =>
  choice('ade_useraffinity', 'ade_useraffinity_1', [
    choice('ade_authenticationmethod', 'ade_authenticationmethod_2', [
      choice('ade_modernauth_awaitfinalconfiguration', `ade_modernauth_awaitfinalconfiguration_${awaits}`),
    ]),
  ]);
const userless = (affinity: 0 | 2, awaits: 0 | 1) =>
  choice('ade_useraffinity', `ade_useraffinity_${affinity}`, [
    choice('ade_useraffinity_awaitfinalconfiguration', `ade_useraffinity_awaitfinalconfiguration_${awaits}`),
  ]);
const shared = choice('ade_useraffinity', 'ade_useraffinity_3', [
  choice('ade_requiresharedipadtemporarysessiononly', 'ade_requiresharedipadtemporarysessiononly_0', [
    ...['ade_maximumcachedusers', 'ade_maximumsecondsinactivityuntiluserlogsout'].map((id) => ({
      '@odata.type': '#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance',
      settingDefinitionId: id,
      simpleSettingValue: {
        '@odata.type': '#microsoft.graph.deviceManagementConfigurationIntegerSettingValue',
        value: 10,
      },
    })),
  ]),
]);

function stage() {
  const tenant = new Tenant({ seed: 5 });
  loadFixture(tenant, 'contoso-jit');
  const { graph, simulation } = createEmulator(tenant);
  const client = graphClient(tenant, undefined, graph);
  const [{ id: token }] = client.get(TOKENS).body.value as [{ id: string }];
  const profiles = `${TOKENS}/${token}/enrollmentProfiles`;
  const body = (settings: readonly Instance[], more: object = {}) => ({
    name: 'Corporate iPhones',
    platforms: 'iOS',
    technologies: 'enrollment',
    creationSource: `DepTokenId_${token}`,
    templateReference: { templateId: TEMPLATE },
    settings: settings.map((settingInstance) => ({ settingInstance })),
    ...more,
  });
  const create = (settings: readonly Instance[], more: object = {}): string => {
    const created = client.post(POLICIES, body(settings, more));
    expect([created.status, created.text]).toEqual([201, expect.any(String)]);
    return created.body.id;
  };
  const enrolled = (policy: string, facts: Partial<NewDevice> = {}) => {
    const serialNumber = facts.serialNumber ?? 'C02POLICY001';
    const { id } = simulation.create({
      user: PERSON,
      enrollmentType: 'automatedDeviceEnrollment',
      serialNumber,
      ...facts,
    });
    const url = `${profiles}/${token}_${policy}/updateDeviceProfileAssignment`;
    expect(client.post(url, { deviceIds: [serialNumber] }).status).toBe(204);
    simulation.act(id, { do: 'enroll' });
    return read(id);
  };
  const read = (id: string) => {
    const device = simulation.get(id);
    const managed = client.get(`/beta/deviceManagement/managedDevices/${device.managedDeviceId}`).body;
    const steps = simulation.trace(id).map(({ step }) => step);
    return { id, device, managed, steps };
  };
  return { tenant, client, simulation, token, profiles, body, create, enrolled, read };
}

describe('a policy that devices are assigned to', () => {
  it.each([
    ['automatedDeviceEnrollment', modern(1), 'appleBulkWithUser', true],
    ['automatedDeviceEnrollment', modern(0), 'appleBulkWithUser', false],
    ['automatedDeviceEnrollmentWithoutUser', userless(0, 1), 'appleBulkWithoutUser', true],
    ['automatedDeviceEnrollmentWithoutUser', userless(0, 0), 'appleBulkWithoutUser', false],
    ['automatedDeviceEnrollmentSharedDeviceMode', userless(2, 1), 'appleBulkWithoutUser', true],
    ['automatedDeviceEnrollmentSharedIPad', shared, 'appleBulkWithoutUser', false],
  ] as const)('leads to %s', (enrolledAs, setting, deviceEnrollmentType, awaits) => {
    const { create, enrolled } = stage();
    const { device, managed, steps } = enrolled(create([setting]), { model: 'iPad Air (M2)' });
    expect(device.enrolled).toBe(true);
    expect(device.enrolledAs ?? device.enrollmentType).toBe(enrolledAs);
    expect(managed).toMatchObject({
      deviceEnrollmentType,
      managedDeviceOwnerType: 'company',
      isSupervised: true,
      enrollmentProfileName: 'Corporate iPhones',
    });
    expect(steps.includes('DeviceConfigured')).toBe(awaits);
    expect(steps.includes('UserAuthentication')).toBe(deviceEnrollmentType === 'appleBulkWithUser');
  });

  it('goes on to just-in-time registration, and brings Company Portal', () => {
    const { create, enrolled, simulation } = stage();
    const { id, device } = enrolled(create([modern(1)]));
    expect(device.apps.map(({ name }) => name)).toContain('Intune Company Portal');
    const { device: after } = simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    expect(after).toMatchObject({ registered: true, registeredBy: 'justInTime' });
  });

  it('is what it was changed to when the device is switched on', () => {
    const { client, create, enrolled, body } = stage();
    const policy = create([modern(1)]);
    const replaced = client.send('PUT', `${POLICIES}/${policy}`, body([userless(0, 0)], { name: 'Kiosks' }));
    expect(replaced.status).toBe(200);
    const { device, managed } = enrolled(policy);
    expect(device.enrolledAs).toBe('automatedDeviceEnrollmentWithoutUser');
    expect(managed.enrollmentProfileName).toBe('Kiosks');
  });
});

describe('the group of a policy', () => {
  it('has a device as a member from the moment that it enrolls, with what is assigned to the group', () => {
    const { client, create, enrolled, tenant } = stage();
    const policy = create([userless(0, 1)]);
    const principal = client.post('/v1.0/servicePrincipals', {
      appId: 'f1346770-5b25-470b-88bd-d5744ab7952c',
    });
    const group = client.post('/v1.0/groups', {
      displayName: 'Kiosks',
      mailEnabled: false,
      mailNickname: 'kiosks',
      securityEnabled: true,
    }).body.id;
    client.post(`/v1.0/groups/${group}/owners/$ref`, {
      '@odata.id': `https://graph.microsoft.com/v1.0/servicePrincipals/${principal.body.id}`,
    });
    const target = client.post(`${POLICIES}/${policy}/setEnrollmentTimeDeviceMembershipTarget`, {
      enrollmentTimeDeviceMembershipTargets: [{ targetType: 'staticSecurityGroup', targetId: group }],
    });
    expect(target.body).toMatchObject({ validationSucceeded: true });
    const configuration = tenant.collection('deviceManagement/deviceConfigurations').first?.id;
    client.post(`/beta/deviceManagement/deviceConfigurations/${configuration}/assign`, {
      assignments: [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: group } }],
    });
    const { device, managed } = enrolled(policy);
    expect(client.get(`/v1.0/groups/${group}/members`).body.value).toMatchObject([
      { displayName: managed.deviceName, enrollmentProfileName: 'Corporate iPhones' },
    ]);
    expect(device.profiles.map(({ id }) => id)).toEqual([configuration]);
  });
});

describe('among the profiles of its token', () => {
  it('is shown, without ever saying that it is the default, and gone when the policy is', () => {
    const { client, create, token, profiles, simulation, read } = stage();
    const policy = create([userless(0, 1)]);
    const entry = `${token}_${policy}`;
    const shown = () => client.get(profiles).body.value.find(({ id }: { id: string }) => id === entry);
    expect(shown()).toMatchObject({
      '@odata.type': '#microsoft.graph.depIOSEnrollmentProfile',
      displayName: 'Corporate iPhones',
      isDefault: false,
    });
    expect(client.post(`${profiles}/${entry}/setDefaultProfile`).status).toBe(204);
    expect(shown().isDefault).toBe(false);
    const withDefault = () =>
      client.get(`${TOKENS}/${token}?$expand=defaultIosEnrollmentProfile`).body.defaultIosEnrollmentProfile;
    expect(withDefault().id).toBe(entry);
    // The slot of the profiles is empty: there is one default for each platform.
    expect(client.get(profiles).body.value.filter((each: { isDefault: boolean }) => each.isDefault)).toEqual(
      [],
    );
    const { id } = simulation.create({ user: PERSON, enrollmentType: 'automatedDeviceEnrollment' });
    simulation.act(id, { do: 'enroll' });
    expect(read(id).device.enrolledAs).toBe('automatedDeviceEnrollmentWithoutUser');
    expect(client.delete(`${POLICIES}/${policy}`).status).toBe(204);
    expect(shown()).toBeUndefined();
    expect(withDefault()).toBeNull();
  });

  it('is not shown when it belongs to no token', () => {
    const { client, create, profiles } = stage();
    const before = client.get(profiles).body.value.length;
    create([modern(1)], { creationSource: 'DepTokenId_5c0f3f0e-0000-4000-8000-0000000000ff' });
    create([], { creationSource: null, technologies: 'mdm', templateReference: null });
    expect(client.get(profiles).body.value).toHaveLength(before);
  });

  it('stands for a policy that was copied as well', () => {
    const { client, create, profiles } = stage();
    const policy = create([userless(2, 1)]);
    client.post(`${POLICIES}/${policy}/createCopy`, { displayName: 'A copy' });
    const names = client.get(profiles).body.value.map((each: { displayName: string }) => each.displayName);
    expect(names).toEqual(expect.arrayContaining(['Corporate iPhones', 'A copy']));
  });
});

it('is explained by the serial number, and not as something that people are assigned to', () => {
  const { create, enrolled, simulation } = stage();
  const policy = create([modern(1)]);
  const { id } = enrolled(policy);
  const about = simulation.assignments(id).assignments.filter((each) => each.id.endsWith(policy));
  expect(about).toMatchObject([{ applies: true, name: 'Corporate iPhones' }]);
});
