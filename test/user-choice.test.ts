// An enrollment profile that leaves the type of enrollment to people: "Determine based on user choice".
import { describe, expect, it } from 'vitest';
import { loadFixture } from '../fixtures/index.ts';
import { CADENCES } from '../src/clock/index.ts';
import type { NewDevice } from '../src/device/index.ts';
import { createEmulator } from '../src/emulator.ts';
import { Tenant } from '../src/tenant/index.ts';
import { graphClient } from './support/graph-client.ts';

const PROFILES = '/beta/deviceManagement/appleUserInitiatedEnrollmentProfiles';
const PERSON = 'priya.raman@contoso.com';
const ALL_USERS = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };

type Option = readonly [ownerType: string, enrollmentType: string];

function stage(...options: readonly Option[]) {
  const tenant = new Tenant({ seed: 5 });
  loadFixture(tenant, 'contoso-jit');
  const { graph, simulation } = createEmulator(tenant);
  const client = graphClient(tenant, undefined, graph);
  const created = client.post(PROFILES, {
    '@odata.type': '#microsoft.graph.appleUserInitiatedEnrollmentProfile',
    displayName: 'BYOD',
    platform: 'iOS',
    defaultEnrollmentType: 'device',
    availableEnrollmentTypeOptions: options.map(([ownerType, enrollmentType]) => ({
      ownerType,
      enrollmentType,
    })),
  });
  expect(created.status).toBe(201);
  const assigned = client.post(`${PROFILES}/${created.body.id}/assignments`, {
    '@odata.type': '#microsoft.graph.appleEnrollmentProfileAssignment',
    target: ALL_USERS,
  });
  expect(assigned.status).toBe(201);
  const enrolled = (enrollmentType: NewDevice['enrollmentType'], facts: Partial<NewDevice> = {}) => {
    const { id } = simulation.create({ user: PERSON, enrollmentType, ...facts });
    simulation.act(id, { do: 'enroll' });
    const device = simulation.get(id);
    const managed = client.get(`/beta/deviceManagement/managedDevices/${device.managedDeviceId}`).body;
    const trace = simulation.trace(id);
    return { id, device, managed, trace, steps: trace.map(({ step }) => step) };
  };
  return { tenant, client, simulation, enrolled };
}

const CHOICE: readonly Option[] = [
  ['company', 'device'],
  ['personal', 'device'],
  ['personal', 'accountDrivenUserEnrollment'],
];

describe('the person is asked in Company Portal', () => {
  it('and takes the first option for the way that they go, unless they say whose device it is', () => {
    const { enrolled } = stage(...CHOICE);
    const device = 'deviceEnrollmentWithCompanyPortal';
    expect(enrolled(device).managed.managedDeviceOwnerType).toBe('company');
    expect(enrolled(device, { ownedBy: 'company' }).managed.managedDeviceOwnerType).toBe('company');
    expect(enrolled(device, { ownedBy: 'personal' }).managed.managedDeviceOwnerType).toBe('personal');
  });

  it('whose device it is, and then what to secure when there is more than one way', () => {
    const { enrolled } = stage(...CHOICE);
    const own = enrolled('deviceEnrollmentWithCompanyPortal', { ownedBy: 'personal' });
    const asked = own.trace.filter(({ step }) => step.startsWith('Select'));
    expect(asked).toMatchObject([
      { message: 'Taps “I own this device”', user: expect.stringContaining('My company owns this device') },
      { message: 'Taps “Secure entire device”' },
    ]);
    const companys = enrolled('deviceEnrollmentWithCompanyPortal', { ownedBy: 'company' });
    expect(companys.steps).not.toContain('SelectEnrollmentType');
    // Company Portal is there and the person signed in once.
    expect(companys.steps.filter((step) => step === 'InstallCompanyPortal')).toHaveLength(1);
    expect(companys.steps.filter((step) => step === 'UserAuthentication')).toHaveLength(1);
  });

  it('and is sent to Settings for account-driven user enrollment', () => {
    const { enrolled } = stage(...CHOICE);
    const { managed, steps } = enrolled('accountDrivenUserEnrollment');
    expect(managed).toMatchObject({
      deviceEnrollmentType: 'appleAccountDrivenUserEnrollment',
      managedDeviceOwnerType: 'personal',
    });
    expect(steps.indexOf('SignInToWorkAccount')).toBeGreaterThan(steps.indexOf('SelectEnrollmentType'));
  });

  it('but not where a profile has one option', () => {
    const { enrolled } = stage(['company', 'device']);
    const { steps, device } = enrolled('deviceEnrollmentWithCompanyPortal', { ownedBy: 'personal' });
    expect(device.enrolled).toBe(true);
    expect(steps).not.toContain('SelectDeviceType');
  });

  it('and is turned down when no option is like that', () => {
    const { enrolled } = stage(...CHOICE);
    const { device, trace } = enrolled('accountDrivenUserEnrollment', { ownedBy: 'company' });
    expect(device.enrolled).toBe(false);
    expect(trace.at(-1)).toMatchObject({
      code: 'EnrollmentTypeNotOffered',
      message: expect.stringContaining('of a device that the company owns'),
    });
  });
});

describe('a device that is said to be the company’s', () => {
  it('is so in Entra ID, too', () => {
    const { client, simulation, enrolled } = stage(...CHOICE);
    const { id } = enrolled('deviceEnrollmentWithCompanyPortal', { ownedBy: 'company' });
    const { device } = simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    const url = `/v1.0/devices?$filter=deviceId eq '${device.azureADDeviceId}'`;
    expect(client.get(url).body.value).toMatchObject([{ deviceOwnership: 'Company' }]);
  });

  it('is a personal one for restrictions all the same: only corporate identifiers count', () => {
    const { client, enrolled, tenant } = stage(...CHOICE);
    const restriction = client.post('/beta/deviceManagement/deviceEnrollmentConfigurations', {
      '@odata.type': '#microsoft.graph.deviceEnrollmentPlatformRestrictionConfiguration',
      displayName: 'No personal devices',
      platformType: 'ios',
      platformRestriction: { personalDeviceEnrollmentBlocked: true },
    });
    expect(restriction.status).toBe(201);
    const url = `/beta/deviceManagement/deviceEnrollmentConfigurations/${restriction.body.id}/assign`;
    client.post(url, { enrollmentConfigurationAssignments: [{ target: ALL_USERS }] });
    tenant.clock.advance(CADENCES.restrictionAssignments.span);
    const { device, trace } = enrolled('deviceEnrollmentWithCompanyPortal', { ownedBy: 'company' });
    expect(device.enrolled).toBe(false);
    expect(trace.at(-1)?.code).toBe('PersonalDeviceBlocked');
  });
});
