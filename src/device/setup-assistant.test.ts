import { describe, expect, it } from 'vitest';
import { createStage, type Stage } from '../../test/support/devices.ts';
import { DAY, toIso } from '../clock/index.ts';
import { SERVICES } from '../tenant/index.ts';
import type { NewDevice } from './new-device.ts';

const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const PROFILES = 'deviceManagement/depOnboardingSettings/enrollmentProfiles';
/** Microsoft Intune Enrollment. */
const ENROLLMENT = 'd4ebce55-015a-49b5-a083-c84d1797ae8c';
const TEAMS = { do: 'signIn', app: 'Microsoft Teams' } as const;

function enroll(
  stage: Stage,
  enrollmentType: NonNullable<NewDevice['enrollmentType']>,
  facts: Partial<NewDevice> = {},
) {
  const id = stage.enrolled({ enrollmentType, ...facts });
  return { id, device: stage.simulation.get(id) };
}

const MFA_AT_ENROLLMENT = (applications: readonly string[], more: object = {}) => ({
  id: 'second-factor',
  displayName: 'Second factor',
  state: 'enabled',
  conditions: {
    users: { includeUsers: ['All'] },
    applications: { includeApplications: applications, ...more },
  },
  grantControls: { operator: 'AND', builtInControls: ['mfa', 'compliantDevice'] },
});

function stageWithSecondFactor(applications: readonly string[], more?: object): Stage {
  const stage = createStage();
  stage.tenant
    .collection('identity/conditionalAccess/policies')
    .insert(MFA_AT_ENROLLMENT(applications, more), SERVICES.seed);
  return stage;
}

describe('a second factor', () => {
  const MODERN = 'automatedDeviceEnrollment';

  // Require multifactor authentication for Intune device enrollments; Target resources: "all token requests".
  it.each([['All'], [ENROLLMENT], ['0000000a-0000-0000-c000-000000000000']])(
    'is asked for in Setup Assistant by a policy for %s, which does not ask for the device there',
    (application) => {
      const stage = stageWithSecondFactor([application]);
      expect(enroll(stage, MODERN, { secondFactor: false }).device.enrolled).toBe(false);
      expect(enroll(stage, MODERN).device.enrolled).toBe(true);
    },
  );

  it('is not, where Microsoft Intune Enrollment is excluded, or another app is meant', () => {
    for (const stage of [
      stageWithSecondFactor(['All'], { excludeApplications: [ENROLLMENT] }),
      stageWithSecondFactor(['Office365']),
    ])
      expect(enroll(stage, MODERN, { secondFactor: false }).device.enrolled).toBe(true);
  });

  it('cannot come to the phone that is in Setup Assistant', () => {
    const stage = stageWithSecondFactor([ENROLLMENT]);
    for (const secondFactor of ['textMessage', 'phoneCall'] as const) {
      const { id } = enroll(stage, MODERN, { secondFactor });
      expect(stage.simulation.trace(id).at(-1)).toMatchObject({
        code: 50076,
        findings: ['second-factor-out-of-reach'],
      });
    }
  });

  it('comes to the phone in Company Portal, unless that is the only app that opens', () => {
    const stage = stageWithSecondFactor([ENROLLMENT]);
    const type = 'automatedDeviceEnrollmentWithCompanyPortal';
    const registered = () => enroll(stage, type, { secondFactor: 'textMessage' }).device.registered;
    expect(registered()).toBe(true);
    const profiles = stage.tenant.collection(PROFILES);
    const profile = [...profiles].find((each) => each['enableAuthenticationViaCompanyPortal'] === true);
    const locked = { enableSingleAppEnrollmentMode: true, companyPortalVppTokenId: 'token' };
    stage.update(PROFILES, profile?.id ?? '', locked);
    expect(registered()).toBe(false);
  });
});

describe('registering a second factor on the way', () => {
  // Protect security info registration with Conditional Access policy: anywhere but in trusted locations.
  it('is not kept from people where they usually are, nor allowed where a policy blocks it everywhere', () => {
    for (const [locations, enrolls] of [
      [{ includeLocations: ['All'], excludeLocations: ['AllTrusted'] }, true],
      [undefined, false],
    ] as const) {
      const stage = stageWithSecondFactor([ENROLLMENT]);
      stage.tenant.collection('identity/conditionalAccess/policies').insert(
        {
          id: 'registration',
          displayName: 'Registration',
          state: 'enabled',
          conditions: {
            users: { includeUsers: ['All'] },
            applications: { includeUserActions: ['urn:user:registersecurityinfo'] },
            ...(locations && { locations }),
          },
          grantControls: { operator: 'OR', builtInControls: ['block'] },
        },
        SERVICES.seed,
      );
      const { id, device } = enroll(stage, 'webDeviceEnrollment', { secondFactor: 'notRegistered' });
      expect(device.enrolled).toBe(enrolls);
      if (!enrolls)
        expect(stage.simulation.trace(id).at(-1)).toMatchObject({
          code: 53010,
          findings: ['security-info-out-of-reach'],
        });
    }
  });
});

describe('a Temporary Access Pass', () => {
  const PASSES = 'users/authentication/temporaryAccessPassMethods';

  /** Somebody without a second factor gets one for an hour, or for an hour from tomorrow on. */
  function given(
    enrollmentType: NewDevice['enrollmentType'],
    secondFactor: NewDevice['secondFactor'],
    tomorrow = false,
  ) {
    const stage = stageWithSecondFactor([ENROLLMENT]);
    const id = stage.device({ enrollmentType, secondFactor });
    const startDateTime = toIso(stage.tenant.clock.now + (tomorrow ? DAY : 0));
    const pass = {
      id: 'pass',
      $parent: stage.simulation.get(id).user.id,
      startDateTime,
      lifetimeInMinutes: 60,
    };
    stage.tenant.collection(PASSES).insert(pass, SERVICES.seed);
    return () => stage.simulation.act(id, { do: 'enroll' }).device.enrolled;
  }

  it.each(['webDeviceEnrollment', 'automatedDeviceEnrollment'] as const)('is a second factor: %s', (type) => {
    for (const secondFactor of [false, 'notRegistered', 'textMessage'] as const)
      expect(given(type, secondFactor)()).toBe(true);
    expect(given(type, false, true)()).toBe(false);
  });

  it('is of no use in Setup Assistant (legacy), which has no page to ask on', () => {
    expect(given('automatedDeviceEnrollmentLegacy', false)()).toBe(false);
  });
});

describe('apps and Setup Assistant', () => {
  it('get along once the home screen is there, before iOS 16 too', () => {
    for (const enrollmentType of ['automatedDeviceEnrollment', 'automatedDeviceEnrollmentLegacy'] as const) {
      const stage = createStage();
      const { id } = enroll(stage, enrollmentType, { osVersion: '15.8' });
      const answers = stage.simulation.trace(id).filter(({ step }) => step === 'InstallApplication');
      expect(answers.map(({ code }) => code)).not.toContain('NotNow');
    }
  });

  it('and no SSO extension, before iOS 13', () => {
    const stage = createStage();
    const { id } = enroll(stage, 'automatedDeviceEnrollment', { osVersion: '12.5.7' });
    stage.simulation.act(id, TEAMS);
    expect(stage.simulation.trace(id).find(({ step }) => step === 'SsoExtension')?.message).toContain(
      'this version of iOS knows no such extensions',
    );
  });
});

describe('a device name template', () => {
  it('names the device when it enrolls', () => {
    const stage = createStage();
    for (const { id } of [...stage.tenant.collection(PROFILES)])
      stage.update(PROFILES, id, { deviceNameTemplate: '{{DEVICETYPE}}-{{SERIAL}}' });
    const { id, device } = enroll(stage, 'automatedDeviceEnrollment', { serialNumber: 'C8NAME0001' });
    expect(device.name).toBe('iPhone-C8NAME0001');
    const managed = stage.tenant
      .collection('deviceManagement/managedDevices')
      .get(device.managedDeviceId ?? '');
    expect(managed?.deviceName).toBe('iPhone-C8NAME0001');
    expect(stage.simulation.act(id, TEAMS).device.registered).toBe(true);
    expect([...stage.tenant.collection('devices')].at(-1)?.displayName).toBe('iPhone-C8NAME0001');
    const own = stage.enrolled({ enrollmentType: 'webDeviceEnrollment' });
    expect(stage.simulation.get(own).name).toBe('Priya’s iPhone');
  });
});

describe('with modern authentication and without an SSO policy', () => {
  it('Company Portal registers the device, as soon as somebody signs in there', () => {
    const stage = createStage();
    stage.unassign(CONFIGURATIONS, '77777777-0000-4000-8000-000000000001');
    const { id } = enroll(stage, 'automatedDeviceEnrollment');
    stage.simulation.act(id, TEAMS);
    expect(stage.simulation.get(id).registered).toBe(false);
    const { device } = stage.simulation.act(id, { do: 'checkCompliance' });
    expect(device).toMatchObject({ registered: true, registeredBy: 'companyPortal' });
  });
});
