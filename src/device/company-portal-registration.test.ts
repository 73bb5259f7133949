import { describe, expect, it } from 'vitest';
import { createStage, SSO_POLICY, type Stage } from '../../test/support/devices.ts';
import type { NewDevice } from './new-device.ts';

const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const TEAMS = { do: 'signIn', app: 'Microsoft Teams' } as const;
const REGISTRATION_HOST = 'enterpriseregistration.windows.net';

function enroll(stage: Stage, facts: Partial<NewDevice> = {}) {
  const id = stage.enrolled({ enrollmentType: 'deviceEnrollmentWithCompanyPortal', ...facts });
  const steps = () => stage.simulation.trace(id).map(({ step }) => step);
  return { id, device: stage.simulation.get(id), steps };
}

function withoutPolicy(): Stage {
  const stage = createStage();
  stage.unassign(CONFIGURATIONS, SSO_POLICY);
  return stage;
}

// "Return to the Company Portal app and go to Notifications. Under pending requirements, tap the option to register your device."
describe('device enrollment with Company Portal, without an SSO policy', () => {
  it('ends with a device that Company Portal has registered', () => {
    const stage = withoutPolicy();
    const { id, device, steps } = enroll(stage);
    expect(device).toMatchObject({
      registered: true,
      registeredBy: 'companyPortal',
      complianceState: 'compliant',
    });
    const managed = stage.tenant
      .collection('deviceManagement/managedDevices')
      .get(device.managedDeviceId ?? '');
    expect(managed).toMatchObject({ azureADRegistered: true, deviceRegistrationState: 'registered' });
    const registration = [
      'ReturnToCompanyPortal',
      'RegisterDevice',
      'WorkplaceJoin',
      'LinkDevice',
      'CheckSettings',
    ];
    expect(steps().filter((step) => registration.includes(step))).toEqual(registration);
    expect(stage.simulation.trace(id).find(({ step }) => step === 'ReturnToCompanyPortal')?.user).toBe(
      'Pending requirements: register your device',
    );
    stage.simulation.act(id, TEAMS);
    expect(stage.simulation.trace(id).at(-1)?.message).toContain('a token of a registered device');
    expect(steps()).not.toContain('JITRegistrationStarted');
  });

  it('has its settings repaired in Company Portal, not in the app', () => {
    const stage = withoutPolicy();
    const { id, device, steps } = enroll(stage, { passcode: false });
    expect(device).toMatchObject({ registered: true, complianceState: 'noncompliant' });
    stage.simulation.act(id, TEAMS);
    expect(steps()).not.toContain('JITRemediationStarted');
    stage.simulation.act(id, { do: 'setPasscode' });
    expect(stage.simulation.act(id, { do: 'checkCompliance' }).device.complianceState).toBe('compliant');
  });

  it('leaves it unregistered where the network is in the way, until Company Portal is opened again', () => {
    const stage = withoutPolicy();
    const { id, device } = enroll(stage, { network: { blockedHosts: [REGISTRATION_HOST] } });
    expect(device).toMatchObject({ enrolled: true, registered: false });
    expect(stage.simulation.trace(id).find(({ step }) => step === 'WorkplaceJoin')).toMatchObject({
      outcome: 'failed',
      message: expect.stringContaining(REGISTRATION_HOST),
    });
    stage.simulation.act(id, { do: 'setNetwork', blockedHosts: [] });
    expect(stage.simulation.act(id, { do: 'checkCompliance' }).device.registeredBy).toBe('companyPortal');
  });

  it('cannot register what Microsoft Entra ID does not register', () => {
    const { device } = enroll(withoutPolicy(), { osVersion: '14.8' });
    expect(device).toMatchObject({ enrolled: true, registered: false });
  });
});

describe('whoever else enrolls', () => {
  it('is registered just in time, when an SSO policy is there', () => {
    const stage = createStage();
    const { id, device, steps } = enroll(stage);
    expect(device.registered).toBe(false);
    expect(steps()).toContain('ReturnToCompanyPortal');
    expect(steps()).not.toContain('RegisterDevice');
    expect(stage.simulation.act(id, TEAMS).device.registeredBy).toBe('justInTime');
  });

  it('is not registered at all, when the policy that is there is wrong', () => {
    const stage = createStage();
    stage.pair('device_registration', { key: 'device_registration ' });
    const { id, device } = enroll(stage);
    expect(device.registered).toBe(false);
    expect(stage.simulation.act(id, TEAMS).device.registered).toBe(false);
  });

  it('is not registered by Company Portal in the browser', () => {
    const { device } = enroll(withoutPolicy(), { enrollmentType: 'webDeviceEnrollment' });
    expect(device).toMatchObject({ enrolled: true, registered: false });
  });
});
