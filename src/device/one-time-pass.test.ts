import { describe, expect, it } from 'vitest';
import { createStage } from '../../test/support/devices.ts';
import { graphClient } from '../../test/support/graph-client.ts';
import { HOUR } from '../clock/index.ts';
import { SERVICES } from '../tenant/index.ts';
import type { NewDevice } from './new-device.ts';

/** Microsoft Intune Enrollment. */
const ENROLLMENT = 'd4ebce55-015a-49b5-a083-c84d1797ae8c';
const PASSES = 'users/authentication/temporaryAccessPassMethods';

/** Somebody with a pass for two hours and nothing else, where apps ask for a second factor. */
function stage(isUsableOnce: boolean, apps: readonly string[], facts: Partial<NewDevice> = {}) {
  const { tenant, simulation, device } = createStage();
  tenant.collection('identity/conditionalAccess/policies').insert(
    {
      id: 'second-factor',
      displayName: 'Second factor',
      state: 'enabled',
      conditions: { users: { includeUsers: ['All'] }, applications: { includeApplications: apps } },
      grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    },
    SERVICES.seed,
  );
  const id = device({ enrollmentType: 'automatedDeviceEnrollment', secondFactor: false, ...facts });
  const client = graphClient(tenant);
  const url = `/v1.0/users/${simulation.get(id).user.id}/authentication/temporaryAccessPassMethods`;
  client.post(url, { isUsableOnce, lifetimeInMinutes: 120 });
  const pass = () => client.get(url).body.value[0];
  const signIn = (app = 'Microsoft Teams') => simulation.act(id, { do: 'signIn', app }).device;
  const enroll = () => simulation.act(id, { do: 'enroll' }).device;
  const errors = () =>
    simulation.trace(id).flatMap(({ code, outcome }) => (outcome === 'refused' ? [code] : []));
  return { tenant, simulation, id, pass, signIn, enroll, errors };
}

describe('a Temporary Access Pass for a single use', () => {
  it('is used up by the sign-in to enroll, so that the one in the first app has none', () => {
    const { pass, signIn, enroll, errors } = stage(true, ['All']);
    expect(pass()).toMatchObject({ isUsable: true, methodUsabilityReason: 'EnabledByPolicy' });
    expect(enroll().enrolled).toBe(true);
    expect(pass()).toMatchObject({ isUsable: false, methodUsabilityReason: 'OneTimeUsed' });
    expect(signIn().registered).toBe(false);
    expect(errors()).toEqual([50076]);
  });

  it('for many uses is good for both', () => {
    const { pass, signIn, enroll } = stage(false, ['All']);
    enroll();
    expect(signIn().registered).toBe(true);
    expect(pass()).toMatchObject({ isUsable: true, methodUsabilityReason: 'EnabledByPolicy' });
  });

  it('that is used in an app is in the session of the extension until its time is over', () => {
    const { tenant, pass, signIn, enroll, errors } = stage(true, ['Office365']);
    enroll();
    expect(pass().isUsable).toBe(true);
    expect(signIn().registered).toBe(true);
    expect(pass().methodUsabilityReason).toBe('OneTimeUsed');
    expect(signIn('Microsoft Outlook').signedIn).toEqual(['Microsoft Teams', 'Microsoft Outlook']);
    tenant.clock.advance(3 * HOUR);
    expect(signIn('Microsoft Word').signedIn).not.toContain('Microsoft Word');
    expect(errors()).toEqual([50076]);
  });

  it('ends with it when it is deleted', () => {
    const { tenant, pass, signIn, enroll } = stage(true, [ENROLLMENT, 'Office365'], {
      enrollmentType: 'webDeviceEnrollment',
    });
    enroll();
    expect(pass().methodUsabilityReason).toBe('OneTimeUsed');
    for (const { id } of tenant.collection(PASSES)) tenant.collection(PASSES).remove(id, SERVICES.seed);
    expect(signIn().registered).toBe(false);
  });

  it('stays when nothing asks for a second factor, or the person has another', () => {
    const unasked = stage(true, ['00000003-0000-0ff1-ce00-000000000000'], { secondFactor: 'textMessage' });
    unasked.enroll();
    unasked.signIn();
    expect(unasked.pass().isUsable).toBe(true);
    const able = stage(true, ['All'], { secondFactor: true });
    able.enroll();
    able.signIn();
    expect(able.pass().isUsable).toBe(true);
  });
});
