import { describe, expect, it } from 'vitest';
import { loadFixture } from '../../fixtures/index.ts';
import { DAY } from '../clock/index.ts';
import { type Entity, SERVICES, Tenant } from '../tenant/index.ts';
import { createSimulation } from './simulation.ts';

const by = SERVICES.seed;
const ALL_USERS = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
const ALL_DEVICES = { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' };
const TEAMS = 'com.microsoft.skype.teams';

function contoso() {
  const tenant = new Tenant();
  loadFixture(tenant, 'contoso-jit');
  const simulation = createSimulation(tenant);
  const { id } = simulation.create({ user: 'priya.raman@contoso.com' });
  const put = (set: string, entity: Entity, target?: object) => {
    tenant.collection(set).insert(entity, by);
    if (target)
      tenant
        .collection(`${set}/assignments`)
        .insert({ id: `${entity.id}-a`, $parent: entity.id, target }, by);
  };
  const why = (of: string) =>
    simulation.assignments(id).assignments.find((each) => each.id === of) ?? expect.fail(`no ${of}`);
  const sentences = (of: string) => why(of).steps.map(({ sentence }) => sentence);
  return { tenant, simulation, id, put, why, sentences };
}

it('lets an enrollment that is under way come to its end', () => {
  const { tenant, simulation, id } = contoso();
  simulation.start(id, { do: 'enroll' });
  tenant.clock.advance(45_000);
  const { registered, next } = simulation.explain(id);
  expect(registered.why).toBe('its enrollment is under way');
  // Who begins a second one is refused.
  expect(next).toContain('Let time pass: its enrollment is under way.');
  tenant.clock.advance(DAY);
  expect(simulation.get(id)?.enrolled).toBe(true);
});

describe('what to do about a device that was deleted', () => {
  function registered() {
    const { tenant, simulation, id } = contoso();
    simulation.act(id, { do: 'enroll' });
    const { device } = simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    return { tenant, simulation, id, device };
  }

  it.each([
    ['deviceManagement/managedDevices', 'managedDeviceId', { do: 'checkIn' }],
    ['devices', 'azureADDeviceId', { do: 'retire' }],
  ] as const)('in %s', (set, name, first) => {
    const { tenant, simulation, id, device } = registered();
    const records = tenant.collection(set);
    const record = [...records].find((each) => Object.values(each).includes(device[name] as never)) as Entity;
    records.remove(record.id, by);
    const { next } = simulation.explain(id);
    expect(next.join()).not.toContain('signIn');
    expect(next.join()).toContain(JSON.stringify(first));
    expect(next.join()).toContain('{"do":"enroll"}');
    // It is no bad advice.
    simulation.act(id, first);
    expect(simulation.act(id, { do: 'enroll' }).device.enrolled).toBe(true);
    expect(simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' }).device.registered).toBe(true);
  });
});

describe('why a device gets what is no policy and no app', () => {
  it('follows an app configuration to the app', () => {
    const { tenant, simulation, id, put, why } = contoso();
    const app = { id: 'app', displayName: 'Field', bundleId: 'com.contoso.field' };
    put('deviceAppManagement/mobileApps', { '@odata.type': '#microsoft.graph.iosVppApp', ...app });
    const type = '#microsoft.graph.iosMobileAppConfiguration';
    const configuration = {
      '@odata.type': type,
      id: 'settings',
      displayName: 'S',
      targetedMobileApps: ['app'],
    };
    put('deviceAppManagement/mobileAppConfigurations', configuration, ALL_DEVICES);
    expect(why('settings')).toMatchObject({ applies: true, onDevice: { state: 'pending' } });
    simulation.act(id, { do: 'enroll' });
    expect(why('settings').onDevice).toEqual({
      state: 'notApplicable',
      why: 'the device does not have the app (Field)',
    });
    simulation.act(id, { do: 'installApp', app: 'com.contoso.field' });
    simulation.act(id, { do: 'checkIn' });
    expect(why('settings').onDevice).toMatchObject({ state: 'notApplicable' });
    const required = { id: 'app-a', $parent: 'app', intent: 'required', target: ALL_DEVICES };
    tenant.collection('deviceAppManagement/mobileApps/assignments').insert(required as never, by);
    simulation.act(id, { do: 'checkIn' });
    simulation.act(id, { do: 'checkIn' });
    expect(why('settings').onDevice).toEqual({ state: 'installed', why: 'the app has it (Field)' });
  });

  it('follows an app protection policy to the sign-in that brings it, and never to devices', () => {
    const { simulation, id, put, why, sentences } = contoso();
    const set = 'deviceAppManagement/managedAppPolicies';
    const type = '#microsoft.graph.iosManagedAppProtection';
    const policy = { '@odata.type': type, displayName: 'Protect', appGroupType: 'allCoreMicrosoftApps' };
    put(set, { ...policy, id: 'protect' }, ALL_USERS);
    put(set, { ...policy, id: 'unmanaged', targetedAppManagementLevels: 'unmanaged' }, ALL_USERS);
    put(set, { ...policy, id: 'devices' }, ALL_DEVICES);
    put(set, { ...policy, id: 'android', '@odata.type': '#microsoft.graph.androidManagedAppProtection' });
    simulation.act(id, { do: 'enroll' });
    expect(sentences('android')[0]).toContain('another platform (androidManagedAppProtection)');
    expect(why('devices')).toMatchObject({ applies: false, steps: [{ code: 'noDevice' }, {}] });
    expect(why('unmanaged').onDevice).toEqual({
      state: 'notApplicable',
      why: 'it is not for apps on managed devices',
    });
    expect(why('protect').onDevice).toMatchObject({ state: 'notApplicable' });
    simulation.act(id, { do: 'installApp', app: TEAMS });
    expect(why('protect').onDevice).toEqual({
      state: 'pending',
      why: 'it comes with the next sign-in to Microsoft Teams',
    });
    simulation.act(id, { do: 'signIn', app: TEAMS });
    expect(why('protect').onDevice).toEqual({ state: 'installed', why: 'Microsoft Teams heeds it' });
  });

  it('tells of books and of policies of the settings catalog', () => {
    const { put, why, sentences } = contoso();
    const book = { '@odata.type': '#microsoft.graph.iosVppEBook', id: 'book', displayName: 'Handbook' };
    put('deviceAppManagement/managedEBooks', book, ALL_USERS);
    put(
      'deviceManagement/configurationPolicies',
      { id: 'cat', name: 'Catalog', platforms: 'iOS' },
      ALL_USERS,
    );
    put('deviceManagement/configurationPolicies', { id: 'mac', name: 'Mac', platforms: 'macOS' }, ALL_USERS);
    put('deviceManagement/compliancePolicies', { id: 'linux', name: 'L', platforms: 'linux' }, ALL_USERS);
    expect(why('book')).toMatchObject({ applies: true, onDevice: { state: 'unknown' } });
    expect(why('cat')).toMatchObject({ applies: true, name: 'Catalog', type: 'configurationPolicy' });
    expect(sentences('mac')).toEqual(['it is for another platform (macOS)', 'so it does not apply']);
    expect(why('linux')).toMatchObject({ applies: false, type: 'compliancePolicy' });
  });

  it('says which of two restrictions holds', () => {
    const { put, why } = contoso();
    const set = 'deviceManagement/deviceEnrollmentConfigurations';
    const type = '#microsoft.graph.deviceEnrollmentPlatformRestrictionConfiguration';
    const one = { '@odata.type': type, platformType: 'ios', platformRestriction: {} };
    put(set, { ...one, id: 'second', displayName: 'Second', priority: 2 }, ALL_USERS);
    put(set, { ...one, id: 'first', displayName: 'First', priority: 1 }, ALL_USERS);
    expect(why('first').onDevice).toMatchObject({ state: 'chosen' });
    expect(why('second').onDevice).toEqual({ state: 'outranked', why: '“First” has a higher priority' });
  });

  it('says why a profile of automated enrollment is the one that a serial number gets', () => {
    const { tenant, simulation, why } = contoso();
    const { serialNumber } = simulation.list()[0] ?? expect.fail('no device');
    const [token] = tenant.collection('deviceManagement/depOnboardingSettings');
    const [profile] = tenant.collection('deviceManagement/depOnboardingSettings/enrollmentProfiles');
    if (!token || !profile) return expect.fail('the fixture has no token');
    expect(why(profile.id).steps[0]?.sentence).toBe(
      `no token has the serial number ${serialNumber} from Apple`,
    );
    tenant.collection('deviceManagement/depOnboardingSettings/importedAppleDeviceIdentities').insert(
      {
        id: 'known',
        $parent: token.id,
        serialNumber,
        requestedEnrollmentProfileId: profile.id,
      },
      by,
    );
    expect(why(profile.id)).toMatchObject({ applies: true, steps: [{ code: 'serialNumber' }, {}] });
    tenant.clock.advance(2 * 365 * DAY);
    expect(why(profile.id).steps[0]?.sentence).toMatch(/^the token “.*” has expired$/);
  });
});

describe('why a device is noncompliant', () => {
  it('goes through every setting, and what is built in', () => {
    const { simulation, id } = contoso();
    simulation.act(id, { do: 'enroll' });
    simulation.act(id, { do: 'removePasscode' });
    simulation.act(id, { do: 'checkIn' });
    const { settings, failing } = simulation.explain(id).compliant;
    expect(settings.find(({ setting }) => setting === 'passcodeRequired')).toMatchObject({
      policy: expect.any(String),
      state: 'nonCompliant',
      reason: 'The device has no passcode.',
    });
    expect(settings.filter(({ state }) => state === 'nonCompliant')).toHaveLength(failing.length);
    expect(settings.filter(({ policy }) => policy === undefined)).toHaveLength(3);
  });

  it('does not leave out a policy that nothing is judged by', () => {
    const { put, simulation, id } = contoso();
    simulation.act(id, { do: 'enroll' });
    const name = 'Catalog compliance';
    put('deviceManagement/compliancePolicies', { id: 'ios', name, platforms: 'iOS' }, ALL_USERS);
    const { policies, sentences } = simulation.explain(id);
    expect(policies.find((policy) => policy.name === name)).toMatchObject({
      applies: false,
      why: expect.stringContaining('none for iOS/iPadOS, so nothing of it is evaluated'),
    });
    expect(sentences.join(' ')).toContain(
      '"Catalog compliance" does not apply: it is made of the settings catalog',
    );
    const [assignment] = simulation.assignments(id).assignments.filter((each) => each.name === name);
    expect(assignment).toMatchObject({
      onDevice: { state: 'notJudged', why: expect.stringContaining('nothing of it is evaluated') },
    });
  });

  it('says that it is out of touch, and that an administrator said so', () => {
    const { tenant, simulation, id } = contoso();
    simulation.act(id, { do: 'enroll' });
    const device = tenant.collection('deviceManagement/managedDevices');
    const { managedDeviceId = '' } = simulation.get(id);
    device.update(managedDeviceId, { lastSyncDateTime: '2026-01-01T00:00:00Z' }, by);
    expect(simulation.explain(id).compliant.why).toContain('not been in touch with Intune for 30 days');
    simulation.act(id, { do: 'checkIn' });
    device.update(managedDeviceId, { complianceState: 'noncompliant', $markedNoncompliant: true }, by);
    expect(simulation.explain(id).compliant).toMatchObject({
      is: false,
      why: 'an administrator has marked it as noncompliant',
    });
  });
});
