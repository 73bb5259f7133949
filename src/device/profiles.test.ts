import { describe, expect, it } from 'vitest';
import { createStage, SSO_POLICY, type Stage } from '../../test/support/devices.ts';
import type { Policy } from '../tenant/index.ts';

const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const SECOND = '77777777-0000-4000-8000-000000000099';
const by = { kind: 'user', id: 'admin', name: 'admin' } as const;

/** A second SSO policy for everybody, like the first but for its name. */
function addSecondPolicy({ tenant }: Stage): void {
  const policies = tenant.collection(CONFIGURATIONS);
  const assignments = tenant.collection(`${CONFIGURATIONS}/assignments`);
  policies.insert({ ...(policies.get(SSO_POLICY) as Policy), id: SECOND, displayName: 'Second' }, by);
  for (const assignment of assignments.where('$parent', SSO_POLICY)) {
    assignments.insert({ ...assignment, id: `${SECOND}_all`, $parent: SECOND }, by);
  }
}

describe('configuration profiles', () => {
  it('refuses a second SSO extension for the same addresses, and takes it when the first is gone', () => {
    const stage = createStage();
    addSecondPolicy(stage);
    const id = stage.enrolled();
    const managed = () =>
      stage.tenant
        .collection('deviceManagement/managedDevices')
        .get(stage.simulation.get(id).managedDeviceId as string);
    expect(stage.simulation.get(id).profiles.map((profile) => profile.id)).toEqual([SSO_POLICY]);
    expect(stage.simulation.trace(id).filter(({ outcome }) => outcome === 'failed')).toMatchObject([
      { step: 'InstallProfile', code: 'Error', findings: ['two-sso-profiles'] },
    ]);
    expect(managed()?.$profileErrors).toHaveProperty(SECOND);

    // It is told once, not at every check-in.
    expect(stage.simulation.act(id, { do: 'checkIn' }).trace).toHaveLength(1);

    stage.unassign(CONFIGURATIONS, SSO_POLICY);
    stage.simulation.act(id, { do: 'checkIn' });
    expect(stage.simulation.get(id).profiles.map((profile) => profile.id)).toEqual([SECOND]);
    expect(managed()?.$profileErrors ?? {}).not.toHaveProperty(SECOND);
  });

  it('keeps the profile as it was delivered until the next check-in', () => {
    const stage = createStage();
    const id = stage.enrolled();
    stage.pair('device_registration', { value: 'broken' });
    expect(stage.simulation.act(id, { do: 'signIn', app: 'Teams' }).device.registered).toBe(true);

    const other = stage.enrolled();
    expect(stage.simulation.act(other, { do: 'signIn', app: 'Teams' }).device.registered).toBe(false);
    stage.pair('device_registration', { value: '{{DEVICEREGISTRATION}}' });
    const { trace } = stage.simulation.act(other, { do: 'checkIn' });
    expect(trace.map(({ message }) => message).join()).toContain('Updates "iOS SSO extension (JIT)"');
    expect(stage.simulation.act(other, { do: 'signIn', app: 'Teams' }).device.registered).toBe(true);
  });

  it('wait for a device that was restarted until somebody unlocks it, in whatever way', () => {
    const stage = createStage();
    const id = stage.enrolled();
    const managed = () =>
      stage.tenant
        .collection('deviceManagement/managedDevices')
        .get(stage.simulation.get(id).managedDeviceId as string);
    stage.simulation.act(id, { do: 'restart' });
    stage.pair('device_registration', { value: 'changed' });
    const { trace } = stage.simulation.act(id, { do: 'checkIn' });
    expect(trace).toMatchObject([{ step: 'CheckIn' }, { step: 'InstallProfile', code: 'NotNow' }]);
    expect(managed()?.$profileErrors).toEqual({ [SSO_POLICY]: '2016341112 iOS device is currently busy' });

    const after = stage.simulation.act(id, { do: 'setAutoLock', minutes: 1 }).trace;
    expect(after.map(({ step }) => step)).toEqual(['Unlock', 'CheckIn', 'InstallProfile', 'SetAutoLock']);
    expect(managed()?.$profileErrors).toBeUndefined();
  });

  it('do not wait for a device without a passcode', () => {
    const stage = createStage();
    const id = stage.enrolled({ passcode: false });
    stage.simulation.act(id, { do: 'restart' });
    stage.pair('device_registration', { value: 'changed' });
    expect(stage.simulation.act(id, { do: 'checkIn' }).trace[1]?.message).toContain('Updates');
  });
});
