import { describe, expect, it } from 'vitest';
import { contoso, each } from './support/assumed-tenant.ts';

describe('firstRegistration', () => {
  const outcomes = each<'firstRegistration'>({ succeeds: [true, true], failsOnce: [false, true] });
  const SIGN_IN = { do: 'signIn', app: 'Microsoft Teams' } as const;

  it.each(outcomes)('%s', async (choice, expected) => {
    const { test, phone, foretold } = await contoso({ firstRegistration: choice });
    const foreseen = foretold().registers;
    phone.enroll().act(SIGN_IN);
    const first = phone.registered;
    expect(foreseen).toBe(first);
    await test.graph
      .api(`/deviceManagement/managedDevices/${phone.state.managedDeviceId}/syncDevice`)
      .post({});
    phone.act(SIGN_IN);
    expect([first, phone.registered]).toEqual(expected);
  });

  it('fails on one device only, and not again without a sync', async () => {
    const { test, phone, foretold } = await contoso({ firstRegistration: 'failsOnce' });
    phone.enroll().act(SIGN_IN);
    expect(phone.trace.find(({ code }) => code === -51828)?.findings).toEqual([
      'first-registration-in-tenant',
    ]);
    phone.act(SIGN_IN);
    expect(phone.registered).toBe(false);
    const { registered, next } = phone.explain();
    expect(registered.why).toBe('it failed at the sign-in to Microsoft Teams');
    expect(next[0]).toContain('Sync the device');
    const other = test.devices.create({ user: 'tomasz.zielinski@contoso.com' });
    other.enroll().act(SIGN_IN);
    expect(other.registered).toBe(true);
    expect(foretold().registers).toBe(true);
  });

  it('is over when somebody checks the status in Company Portal, or has added the service principal', async () => {
    const asked = await contoso({ firstRegistration: 'failsOnce' });
    asked.phone.enroll().act({ do: 'checkCompliance' });
    asked.phone.act(SIGN_IN);
    expect(asked.phone.registered).toBe(true);
    const added = await contoso({ firstRegistration: 'failsOnce' });
    await added.test.graph.api('/servicePrincipals').post({ appId: '3dde09a2-ff4f-4ebd-9b9a-d24a7a819b6f' });
    expect(added.foretold().registers).toBe(true);
    added.phone.enroll().act(SIGN_IN);
    expect(added.phone.registered).toBe(true);
  });

  it('holds for Company Portal as well', async () => {
    const type = 'automatedDeviceEnrollmentWithCompanyPortal';
    const { phone } = await contoso({ firstRegistration: 'failsOnce' }, type);
    phone.act({ do: 'enroll' });
    expect(phone.trace.some(({ message }) => message.startsWith('Workplace Join failed'))).toBe(true);
  });
});
