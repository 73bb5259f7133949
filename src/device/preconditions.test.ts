import { describe, expect, it } from 'vitest';
import {
  AUTHENTICATOR_APP,
  COMPLIANCE_POLICY,
  createStage,
  PERSON,
  type Stage,
} from '../../test/support/devices.ts';
import type { NewDevice } from './new-device.ts';

const TEAMS = { do: 'signIn', app: 'Microsoft Teams' } as const;

/** What Graph shows of the device after its user has signed in, and what went wrong on the way. */
function outcome(stage: Stage, id: string, app = 'Microsoft Teams') {
  const { trace, device } = stage.simulation.act(id, { do: 'signIn', app });
  const managed = stage.tenant
    .collection('deviceManagement/managedDevices')
    .get(device.managedDeviceId ?? '');
  const directory = stage.tenant.collection('devices').get(managed?.$directoryDevice ?? '');
  return {
    registered: managed?.azureADRegistered,
    state: managed?.deviceRegistrationState,
    trustType: directory?.trustType ?? null,
    isCompliant: directory?.isCompliant,
    owners: directory ? stage.tenant.links('devices/registeredOwners').targets(directory.id).length : 0,
    signedIn: device.signedIn,
    errors: trace.filter(({ outcome: how }) => how === 'failed' || how === 'refused').map(({ code }) => code),
    findings: [...new Set(trace.flatMap(({ findings }) => findings ?? []))],
    screens: trace.flatMap(({ user }) => user ?? []),
  };
}

const UNREGISTERED = {
  registered: false,
  state: 'notRegistered',
  trustType: null,
  isCompliant: false,
  owners: 0,
};

describe('just-in-time registration', () => {
  it('registers and links a device when everything is in place', () => {
    const stage = createStage();
    const id = stage.enrolled();
    expect(outcome(stage, id)).toMatchObject({
      registered: true,
      state: 'registered',
      trustType: 'Workplace',
      isCompliant: true,
      owners: 1,
      signedIn: ['Microsoft Teams'],
      errors: [],
    });
    const managed = stage.tenant
      .collection('deviceManagement/managedDevices')
      .get(stage.simulation.get(id).managedDeviceId as string);
    const [directory] = stage.tenant.collection('devices').where('deviceId', managed?.azureADDeviceId);
    expect(directory).toMatchObject({ profileType: 'RegisteredDevice', isManaged: true });
  });

  it('P1: does not go with Setup Assistant (legacy)', () => {
    const stage = createStage();
    const profiles = stage.tenant.collection('deviceManagement/depOnboardingSettings/enrollmentProfiles');
    for (const { id } of profiles) stage.update(profiles.name, id, { configurationWebUrl: false });
    const id = stage.enrolled({ enrollmentType: 'automatedDeviceEnrollment' });
    stage.simulation.act(id, { do: 'installApp', app: 'Authenticator' });
    expect(outcome(stage, id)).toMatchObject({ ...UNREGISTERED, findings: ['setup-assistant-not-modern'] });
  });

  it('P2: does not happen on a device that is not enrolled', () => {
    const stage = createStage();
    expect(outcome(stage, stage.device())).toMatchObject({
      registered: undefined,
      signedIn: ['Microsoft Teams'],
    });
  });

  it('P2: is not linked when Intune has lost the device', () => {
    const stage = createStage();
    const id = stage.enrolled();
    stage.tenant
      .collection('deviceManagement/managedDevices')
      .remove(stage.simulation.get(id).managedDeviceId as string, { kind: 'user', id: 'x', name: 'x' });
    expect(outcome(stage, id).errors).toEqual([-51816]);
  });

  it('P2: needs iOS 15', () => {
    const stage = createStage();
    stage.update('deviceManagement/deviceCompliancePolicies', COMPLIANCE_POLICY, {
      osMinimumVersion: '14.0',
    });
    const id = stage.enrolled({ enrollmentType: 'deviceEnrollmentWithCompanyPortal', osVersion: '14.8' });
    expect(outcome(stage, id)).toMatchObject({ ...UNREGISTERED, errors: [-51828] });
  });

  it.each([
    [
      'a value with a space',
      { value: '{{DEVICEREGISTRATION}} ' },
      [-51824],
      'device-registration-value-spaces',
    ],
    ['a value in mixed case', { value: '{{DeviceRegistration}}' }, [-51824], 'device-registration-value'],
    ['a key with a space', { key: 'device_registration ' }, [], 'device-registration-key-spaces'],
    ['a misspelt key', { key: 'deviceRegistration' }, [], 'device-registration-key-misspelt'],
    [
      'a boolean',
      { '@odata.type': '#microsoft.graph.keyBooleanValuePair', value: true },
      [],
      'device-registration-type',
    ],
  ])('P3: fails with %s', (_what, change, errors, rule) => {
    const stage = createStage();
    stage.pair('device_registration', change);
    expect(outcome(stage, stage.enrolled())).toMatchObject({
      ...UNREGISTERED,
      errors,
      findings: [rule],
      signedIn: ['Microsoft Teams'],
    });
  });

  it('P3: fails with an extension of another type', () => {
    const stage = createStage();
    stage.extension((extension) => ({
      ...extension,
      '@odata.type': '#microsoft.graph.iosRedirectSingleSignOnExtension',
      extensionIdentifier: 'com.contoso.sso',
      urlPrefixes: ['https://login.microsoftonline.com'],
    }));
    expect(outcome(stage, stage.enrolled())).toMatchObject({
      ...UNREGISTERED,
      findings: ['sso-extension-type'],
    });
  });

  it('P4: shows an error in the app until Authenticator is there, then works', () => {
    const stage = createStage();
    const id = stage.device();
    stage.simulation.act(id, { do: 'enroll', waitForApps: false });
    const early = outcome(stage, id);
    expect(early).toMatchObject({ ...UNREGISTERED, errors: [501271], signedIn: [] });
    expect(early.screens.join()).toContain('Microsoft Teams shows an error');
    stage.tenant.clock.advance(5 * 60_000);
    expect(outcome(stage, id)).toMatchObject({ registered: true, errors: [] });
  });

  it('P4: never works for a person who rejects Authenticator, until they install it after all', () => {
    const stage = createStage();
    const id = stage.enrolled({ acceptsAppInstalls: false });
    expect(stage.simulation.get(id).apps).toMatchObject([{ state: 'rejected' }]);
    expect(outcome(stage, id)).toMatchObject({ registered: false, errors: [501271] });
    stage.simulation.act(id, { do: 'installApp', app: 'Authenticator' });
    expect(outcome(stage, id)).toMatchObject({ registered: true });
  });

  it('P4: a device-licensed Authenticator does not get to a device in user enrollment', () => {
    const stage = createStage();
    const assignments = stage.tenant.collection('deviceAppManagement/mobileApps/assignments');
    for (const { id } of assignments.where('$parent', AUTHENTICATOR_APP)) {
      stage.update(assignments.name, id, {
        settings: { '@odata.type': '#microsoft.graph.iosVppAppAssignmentSettings', useDeviceLicensing: true },
      });
    }
    const id = stage.enrolled({ enrollmentType: 'accountDrivenUserEnrollment' });
    expect(stage.simulation.get(id).apps).toMatchObject([{ state: 'failed' }]);
    expect(outcome(stage, id)).toMatchObject({
      registered: false,
      errors: [501271],
      findings: ['authenticator-user-enrollment'],
    });
  });

  it.each<[string, NonNullable<NewDevice['network']>, number]>([
    ['inspects everything', { tlsInspection: true }, 1012],
    ['inspects Apple’s association service', { tlsInspection: ['*.networking.apple'] }, 1012],
    ['inspects the registration service', { tlsInspection: ['enterpriseregistration.windows.net'] }, -51828],
    ['blocks the registration service', { blockedHosts: ['windows.net'] }, -51828],
  ])('P5: fails in a network that %s', (_what, network, code) => {
    const stage = createStage();
    expect(outcome(stage, stage.enrolled({ network }))).toMatchObject({ ...UNREGISTERED, errors: [code] });
  });

  it.each([
    ['Google Chrome', 'first-app-own-network-stack'],
    ['com.fabrikam.notes', 'first-app-outside-extension'],
  ])('P6: does not begin in %s, and a later sign-in to Teams repairs it', (app, rule) => {
    const stage = createStage();
    const id = stage.enrolled();
    expect(outcome(stage, id, app)).toMatchObject({ ...UNREGISTERED, findings: [rule], errors: [] });
    expect(outcome(stage, id)).toMatchObject({ registered: true });
  });

  it('P6: begins in an app without MSAL that the policy lists', () => {
    const stage = createStage();
    expect(outcome(stage, stage.enrolled(), 'com.contoso.workapp')).toMatchObject({ registered: true });
  });

  it('P7: needs an account that may sign in', () => {
    const stage = createStage();
    const id = stage.enrolled();
    const [user] = stage.tenant.collection('users').where('userPrincipalName', PERSON);
    stage.update('users', user?.id as string, { accountEnabled: false });
    expect(outcome(stage, id)).toMatchObject({ ...UNREGISTERED, errors: [50057], signedIn: [] });
  });

  it('P7: needs an Intune licence to be linked', () => {
    const stage = createStage();
    const id = stage.enrolled();
    const [user] = stage.tenant.collection('users').where('userPrincipalName', PERSON);
    stage.update('users', user?.id as string, { assignedLicenses: [] });
    expect(outcome(stage, id)).toMatchObject({ registered: false, errors: [-51818] });
  });

  it('P7: needs the second factor that conditional access asks for', () => {
    const stage = createStage();
    stage.tenant.collection('identity/conditionalAccess/policies').insert(
      {
        id: 'mfa',
        displayName: 'Second factor for all',
        state: 'enabled',
        conditions: {
          users: { includeUsers: ['All'] },
          applications: { includeApplications: ['Office365'] },
        },
        grantControls: { operator: 'OR', builtInControls: ['mfa'] },
      },
      { kind: 'user', id: 'x', name: 'x' },
    );
    expect(outcome(stage, stage.enrolled({ secondFactor: false }))).toMatchObject({
      errors: [50076],
      signedIn: [],
    });
    expect(outcome(stage, stage.enrolled())).toMatchObject({ registered: true });
  });

  it('P8: without a compliance policy the device registers and nothing is remediated', () => {
    const stage = createStage();
    stage.unassign('deviceManagement/deviceCompliancePolicies', COMPLIANCE_POLICY);
    const id = stage.enrolled({ passcode: false });
    expect(outcome(stage, id)).toMatchObject({
      registered: true,
      isCompliant: true,
      findings: ['compliance-policy-missing'],
    });
    expect(stage.simulation.trace(id).map(({ step }) => step)).not.toContain('JITRemediationStarted');
  });

  it('signs a registered device in to other apps without a question', () => {
    const stage = createStage();
    const id = stage.enrolled();
    stage.simulation.act(id, TEAMS);
    const { trace } = stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Outlook' });
    expect(trace.map(({ step }) => step).slice(-2)).toEqual(['AcquireTokenSilently', 'TokenIssued']);
  });
});
