// What the authentication methods policy disables, people can neither register nor prove themselves with.
import { describe, expect, it } from 'vitest';
import { createStage } from '../../test/support/devices.ts';
import { graphClient } from '../../test/support/graph-client.ts';
import { SERVICES } from '../tenant/index.ts';
import type { NewDevice } from './new-device.ts';

const METHODS = '/beta/policies/authenticationMethodsPolicy/authenticationMethodConfigurations';
const FIRST = ['MicrosoftAuthenticator', 'Sms', 'Voice', 'SoftwareOath'];

/** Where apps ask for a second factor, and these methods are off. */
function stage(off: readonly string[], facts: Partial<NewDevice>) {
  const { tenant, simulation, device } = createStage();
  tenant.collection('identity/conditionalAccess/policies').insert(
    {
      id: 'second-factor',
      displayName: 'Second factor',
      state: 'enabled',
      conditions: { users: { includeUsers: ['All'] }, applications: { includeApplications: ['Office365'] } },
      grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    },
    SERVICES.seed,
  );
  const client = graphClient(tenant);
  for (const id of off) {
    const { '@odata.type': type } = client.get(`${METHODS}/${id}`).body;
    expect(client.patch(`${METHODS}/${id}`, { '@odata.type': type, state: 'disabled' }).status).toBe(204);
  }
  const id = device({ enrollmentType: 'webDeviceEnrollment', ...facts });
  simulation.act(id, { do: 'enroll' });
  const { device: after } = simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
  const trace = simulation.trace(id);
  return {
    registered: after.registered,
    steps: trace.map(({ step }) => step),
    codes: trace.flatMap(({ code, outcome }) => (outcome === 'refused' ? [code] : [])),
    rules: trace.flatMap(({ findings }) => findings ?? []),
  };
}

describe('a person without a second factor', () => {
  const nothing = { secondFactor: 'notRegistered' } as const;

  it('registers one as long as there is a method for it', () => {
    const { registered, steps } = stage(FIRST.slice(1), nothing);
    expect(registered).toBe(true);
    expect(steps).toContain('StrongAuthSetupCompleted');
  });

  it('can register none where all are off, which a rule says', () => {
    const { registered, codes, rules } = stage(FIRST, nothing);
    expect(registered).toBe(false);
    expect(codes).toEqual([50079]);
    expect(rules).toContain('security-info-out-of-reach');
  });
});

describe('a person whose second factor is off', () => {
  it.each([
    ['textMessage', 'Sms'],
    ['phoneCall', 'Voice'],
  ] as const)('registers another one instead of a %s', (secondFactor, method) => {
    expect(stage([], { secondFactor }).steps).not.toContain('StrongAuthSetupCompleted');
    const { registered, steps } = stage([method], { secondFactor });
    expect(registered).toBe(true);
    expect(steps).toContain('StrongAuthSetupCompleted');
  });

  it('is kept out when nothing is left', () => {
    const { registered, codes } = stage(FIRST, { secondFactor: true });
    expect(registered).toBe(false);
    expect(codes).toEqual([50079]);
  });
});
