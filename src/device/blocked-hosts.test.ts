import { describe, expect, it } from 'vitest';
import { createStage } from '../../test/support/devices.ts';
import type { EnrollmentType } from '../intune/index.ts';

const blocked = (...blockedHosts: string[]) => ({ do: 'setNetwork', blockedHosts }) as const;

/** At which step an enrollment breaks off, and what explains it. */
function enrolling(host: string, enrollmentType: EnrollmentType = 'webDeviceEnrollment') {
  const { simulation, ...stage } = createStage();
  const id = stage.device({ enrollmentType, network: { blockedHosts: [host] } });
  const failed = simulation.act(id, { do: 'enroll' }).trace.find(({ outcome }) => outcome === 'failed');
  const enrolled = simulation.get(id).managedDeviceId !== undefined;
  return { enrolled, step: failed?.step, code: failed?.code, findings: failed?.findings };
}

describe('an enrollment breaks off, and a rule says why, in a network that blocks', () => {
  it.each<[string, EnrollmentType, string, string]>([
    ['login.microsoftonline.com', 'webDeviceEnrollment', 'UserAuthentication', 'sign-in-hosts-blocked'],
    ['microsoftonline.com', 'automatedDeviceEnrollment', 'UserAuthentication', 'sign-in-hosts-blocked'],
    ['portal.manage.microsoft.com', 'webDeviceEnrollment', 'OpenEnrollmentPage', 'intune-hosts-blocked'],
    ['*.manage.microsoft.com', 'automatedDeviceEnrollment', 'GetEnrollmentProfile', 'intune-hosts-blocked'],
    ['i.manage.microsoft.com', 'accountDrivenUserEnrollment', 'GetEnrollmentProfile', 'intune-hosts-blocked'],
  ])('%s: %s', (host, type, step, rule) => {
    expect(enrolling(host, type)).toEqual({ enrolled: false, step, code: -1004, findings: [rule] });
  });
});

describe('a device that is enrolled', () => {
  it('signs in nowhere without the hosts of the sign-in', () => {
    const { simulation, ...stage } = createStage();
    const id = stage.enrolled();
    simulation.act(id, blocked('login.microsoftonline.com'));
    const { trace, device } = simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    expect(trace.at(-1)).toMatchObject({ code: -1004, findings: ['sign-in-hosts-blocked'] });
    expect(device.signedIn).toEqual([]);
  });

  it('has nobody let in without the Company Portal website, and neither does the app say how it stands', () => {
    const { simulation, ...stage } = createStage();
    const id = stage.enrolled();
    simulation.act(id, blocked('portal.manage.microsoft.com'));
    const { trace } = simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    expect(trace.at(-1)).toMatchObject({ code: -51822, findings: ['intune-hosts-blocked'] });
    const status = simulation.act(id, { do: 'checkCompliance' }).trace.at(-1);
    expect(status).toMatchObject({ outcome: 'failed', findings: ['intune-hosts-blocked'] });
  });

  it('is out of touch without Intune, however often it is woken, until it joins another network', () => {
    const { simulation, tenant, ...stage } = createStage();
    const id = stage.enrolled();
    const { managedDeviceId = '' } = simulation.get(id);
    const lastSync = () =>
      tenant.collection('deviceManagement/managedDevices').get(managedDeviceId)?.lastSyncDateTime;
    simulation.act(id, blocked('manage.microsoft.com'));
    const before = lastSync();
    tenant.clock.advance(24 * 3_600_000);
    expect(simulation.act(id, { do: 'checkIn' }).trace.at(-1)).toMatchObject({
      outcome: 'failed',
      code: -1004,
    });
    expect(lastSync()).toBe(before);
    simulation.act(id, blocked());
    tenant.clock.advance(24 * 3_600_000);
    expect(lastSync()).not.toBe(before);
  });
});
