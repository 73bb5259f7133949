import { describe, expect, it } from 'vitest';
import { createStage, PERSON, type Stage } from '../../test/support/devices.ts';
import type { NewDevice } from './new-device.ts';

const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const PROFILES = 'deviceManagement/depOnboardingSettings/enrollmentProfiles';
/** Microsoft Intune Enrollment. */
const ENROLLMENT = 'd4ebce55-015a-49b5-a083-c84d1797ae8c';
const TEAMS = { do: 'signIn', app: 'Microsoft Teams' } as const;

type Type = NonNullable<NewDevice['enrollmentType']>;

function stageForDevices(): Stage {
  const stage = createStage();
  stage.assignToDevices();
  return stage;
}

function enroll(stage: Stage, enrollmentType: Type, facts: Partial<NewDevice> = {}) {
  const id = stage.enrolled({ enrollmentType, ...facts });
  const device = stage.simulation.get(id);
  const managed = stage.tenant
    .collection('deviceManagement/managedDevices')
    .get(device.managedDeviceId ?? '');
  const steps = () => stage.simulation.trace(id).map(({ step }) => step);
  return { id, device, managed, steps };
}

function entraDevice(stage: Stage, id: string) {
  const { azureADDeviceId } = stage.simulation.get(id);
  const [device] = [...stage.tenant.collection('devices')].filter(
    ({ deviceId }) => deviceId === azureADDeviceId,
  );
  const owners = device ? stage.tenant.links('devices/registeredOwners').targets(device.id) : [];
  return { device, owners: [...owners] };
}

describe('with Company Portal', () => {
  it('Company Portal makes the person its user and registers it, and the first sign-in has nothing to register', () => {
    const stage = createStage();
    const { id, device, managed, steps } = enroll(stage, 'automatedDeviceEnrollmentWithCompanyPortal');
    expect(device).toMatchObject({
      registered: true,
      registeredBy: 'companyPortal',
      complianceState: 'compliant',
    });
    expect(managed).toMatchObject({
      deviceEnrollmentType: 'appleBulkWithUser',
      userPrincipalName: PERSON,
      deviceRegistrationState: 'registered',
    });
    expect(entraDevice(stage, id)).toMatchObject({
      device: { trustType: 'Workplace', isCompliant: true },
      owners: [device.user.id],
    });
    expect(stage.simulation.act(id, TEAMS).device.signedIn).toEqual(['Microsoft Teams']);
    expect(steps()).not.toContain('JITRegistrationStarted');
    expect(steps()).not.toContain('UserAuthentication');
    expect(steps()).not.toContain('DeviceConfigured');
  });

  it('proves the device without the extension too', () => {
    const stage = createStage();
    stage.unassign(CONFIGURATIONS, '77777777-0000-4000-8000-000000000001');
    const { id } = enroll(stage, 'automatedDeviceEnrollmentWithCompanyPortal');
    stage.simulation.act(id, TEAMS);
    expect(stage.simulation.trace(id).at(-1)?.message).toContain('a token of a registered device');
  });

  it('leaves a device without a user, when the person never gets past the sign-in', () => {
    const stage = createStage();
    stage.tenant.collection('identity/conditionalAccess/policies').insert(
      {
        id: 'ca',
        displayName: 'Second factor',
        state: 'enabled',
        conditions: { users: { includeUsers: ['All'] }, applications: { includeApplications: [ENROLLMENT] } },
        grantControls: { operator: 'OR', builtInControls: ['mfa'] },
      },
      { kind: 'service', id: 'test', name: 'test' },
    );
    const { device, managed, steps } = enroll(stage, 'automatedDeviceEnrollmentWithCompanyPortal', {
      secondFactor: false,
    });
    expect(device).toMatchObject({ enrolled: true, registered: false });
    expect(managed?.userId).toBeUndefined();
    expect(steps().at(-1)).toBe('SignInToCompanyPortal');
  });

  it('is not registered when a restriction leaves its version out', () => {
    const stage = createStage();
    stage.tenant.collection('deviceManagement/deviceEnrollmentConfigurations').insert(
      {
        '@odata.type': '#microsoft.graph.deviceEnrollmentPlatformRestrictionConfiguration',
        id: 'range',
        displayName: 'From iOS 26',
        priority: 1,
        platformType: 'ios',
        platformRestriction: { osMinimumVersion: '26.0' },
      } as never,
      { kind: 'service', id: 'test', name: 'test' },
    );
    stage.tenant.collection('deviceManagement/deviceEnrollmentConfigurations/assignments').insert(
      {
        id: 'range_1',
        $parent: 'range',
        target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' },
      },
      { kind: 'service', id: 'test', name: 'test' },
    );
    const { id, device } = enroll(stage, 'automatedDeviceEnrollmentWithCompanyPortal');
    expect(device).toMatchObject({ enrolled: true, registered: false });
    expect(stage.simulation.trace(id).at(-1)).toMatchObject({
      code: 'DeviceNotMappedToUser',
      user: "Couldn't map device record with a user",
    });
    expect([...stage.tenant.collection('deviceManagement/troubleshootingEvents')]).toMatchObject([
      { failureReason: 'DeviceNotMappedToUser' },
    ]);
  });
});

describe('Setup Assistant (legacy)', () => {
  it('leaves a device with a user that no sign-in registers, and Company Portal does', () => {
    const stage = createStage();
    const { id, device, managed, steps } = enroll(stage, 'automatedDeviceEnrollmentLegacy');
    expect(managed).toMatchObject({ deviceEnrollmentType: 'appleBulkWithUser', userPrincipalName: PERSON });
    expect(device.apps.map(({ name }) => name)).toContain('Intune Company Portal');
    expect(stage.simulation.act(id, TEAMS).device).toMatchObject({
      registered: false,
      signedIn: ['Microsoft Teams'],
    });
    expect(steps()).not.toContain('JITRegistrationStarted');
    expect(stage.simulation.act(id, { do: 'checkCompliance' }).device).toMatchObject({
      registered: true,
      registeredBy: 'companyPortal',
    });
  });

  it('is what an older device gets in place of modern authentication', () => {
    const stage = createStage();
    const { device } = enroll(stage, 'automatedDeviceEnrollment', { osVersion: '12.5.7' });
    expect(device).toMatchObject({
      enrollmentType: 'automatedDeviceEnrollment',
      enrolledAs: 'automatedDeviceEnrollmentLegacy',
    });
  });
});

describe('without user affinity', () => {
  it('belongs to nobody, gets what is for devices, and is registered for nobody', () => {
    const stage = stageForDevices();
    const { id, device, managed, steps } = enroll(stage, 'automatedDeviceEnrollmentWithoutUser');
    expect(managed).toMatchObject({ deviceEnrollmentType: 'appleBulkWithoutUser', azureADRegistered: false });
    expect(managed?.userId).toBeUndefined();
    expect(device.profiles).toHaveLength(1);
    expect(steps()).not.toContain('UserAuthentication');
    expect(stage.simulation.act(id, TEAMS).device).toMatchObject({ registered: false });
    expect(stage.simulation.explain(id).registered.why).toContain('without user affinity');
  });

  it('gets nothing that is assigned to people', () => {
    const { device } = enroll(createStage(), 'automatedDeviceEnrollmentWithoutUser');
    expect(device.profiles).toEqual([]);
    expect(device.apps).toEqual([]);
  });
});

describe('shared device mode', () => {
  it('registers the device and nobody with it, once, and then whoever has it signs in', () => {
    const stage = stageForDevices();
    stage.extension((extension) => ({ ...extension, enableSharedDeviceMode: true }));
    const { id, managed, steps } = enroll(stage, 'automatedDeviceEnrollmentSharedDeviceMode');
    expect(managed).toMatchObject({ deviceEnrollmentType: 'appleBulkWithoutUser', azureADRegistered: false });
    expect(stage.simulation.act(id, TEAMS).device).toMatchObject({
      registered: true,
      registeredBy: 'sharedDeviceMode',
      signedIn: ['Microsoft Teams'],
    });
    expect(entraDevice(stage, id)).toMatchObject({ device: { trustType: 'Workplace' }, owners: [] });
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Outlook' });
    expect(steps().filter((step) => step === 'WorkplaceJoin')).toHaveLength(1);
    expect(steps()).not.toContain('JITRegistrationStarted');
  });

  it('is no shared device when the policy doesn’t turn the mode on', () => {
    const stage = stageForDevices();
    const { id } = enroll(stage, 'automatedDeviceEnrollmentSharedDeviceMode');
    expect(stage.simulation.act(id, TEAMS).device.registered).toBe(false);
  });
});

describe('Shared iPad', () => {
  const IPAD = { model: 'iPad Air (M2)' } as const;

  it('is never judged, has no App Store, and no sign-in registers it', () => {
    const stage = stageForDevices();
    const { id, device, managed } = enroll(stage, 'automatedDeviceEnrollmentSharedIPad', IPAD);
    expect(managed).toMatchObject({
      deviceEnrollmentType: 'appleBulkWithoutUser',
      complianceState: 'unknown',
    });
    expect(device.apps.every(({ name }) => name !== 'Intune Company Portal')).toBe(true);
    expect(stage.simulation.act(id, TEAMS)).toMatchObject({
      device: { registered: false, signedIn: [] },
      trace: expect.arrayContaining([expect.objectContaining({ step: 'GetApp', outcome: 'refused' })]),
    });
    expect(stage.simulation.act(id, { do: 'checkCompliance' }).trace.at(-1)).toMatchObject({
      outcome: 'failed',
    });
  });

  it('is no iPhone', () => {
    const stage = createStage();
    const { id, device } = enroll(stage, 'automatedDeviceEnrollmentSharedIPad');
    expect(device.enrolled).toBe(false);
    expect(stage.simulation.trace(id).at(-1)).toMatchObject({
      code: 'SharedIPadNotSupported',
      outcome: 'refused',
    });
  });
});

describe('await final configuration', () => {
  it('has the profiles there before the home screen, and without it they come behind', () => {
    const order = (awaits: boolean) => {
      const stage = createStage();
      for (const { id } of stage.tenant.collection(PROFILES)) {
        stage.update(PROFILES, id, {
          awaitDeviceConfiguredConfirmation: awaits,
          waitForDeviceConfiguredConfirmation: awaits,
        });
      }
      const { steps } = enroll(stage, 'automatedDeviceEnrollment');
      return steps().filter((step) =>
        /^(InstallProfile|DeviceConfigured|HomeScreen|InstallApplication)$/.test(step),
      );
    };
    expect([...new Set(order(true))]).toEqual([
      'InstallProfile',
      'DeviceConfigured',
      'HomeScreen',
      'InstallApplication',
    ]);
    expect([...new Set(order(false))]).toEqual(['HomeScreen', 'InstallProfile', 'InstallApplication']);
  });
});

it('is not possible in a tenant without such a profile', () => {
  const stage = createStage();
  for (const { id } of stage.tenant.collection(PROFILES))
    if (stage.tenant.collection(PROFILES).get(id)?.['enableSharedIPad'])
      stage.tenant.collection(PROFILES).remove(id, { kind: 'service', id: 'test', name: 'test' });
  expect(() => stage.device({ enrollmentType: 'automatedDeviceEnrollmentSharedIPad' })).toThrow(
    /no enrollment profile of the tenant leads to/,
  );
});
