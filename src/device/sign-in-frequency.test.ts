// Conditional Access adaptive session lifetime policies: how often people sign in again.
import { describe, expect, it } from 'vitest';
import { createStage } from '../../test/support/devices.ts';
import { DAY, HOUR, MINUTE } from '../clock/index.ts';
import { SERVICES } from '../tenant/index.ts';

const EVERY_TIME = { isEnabled: true, frequencyInterval: 'everyTime' };
const every = (value: number, type: 'hours' | 'days') => ({
  isEnabled: true,
  value,
  type,
  frequencyInterval: 'timeBased',
});

/** A phone that registered just now, in a tenant with such a policy. */
function registered(signInFrequency: object, builtInControls: readonly string[] = ['mfa']) {
  const stage = createStage();
  const id = stage.enrolled();
  const signIn = (app = 'Microsoft Teams') => {
    const { trace } = stage.simulation.act(id, { do: 'signIn', app });
    return {
      codes: trace.flatMap(({ code }) => code ?? []),
      steps: trace.map(({ step }) => step),
      last: trace.at(-1),
    };
  };
  stage.tenant.collection('identity/conditionalAccess/policies').insert(
    {
      id: 'frequency',
      displayName: 'Frequency',
      state: 'enabled',
      conditions: { users: { includeUsers: ['All'] }, applications: { includeApplications: ['Office365'] } },
      grantControls: builtInControls.length > 0 ? { operator: 'OR', builtInControls } : null,
      sessionControls: { signInFrequency },
    },
    SERVICES.seed,
  );
  signIn();
  return { stage, id, signIn, later: (time: number) => stage.tenant.clock.advance(time) };
}

describe('the frequency of sign-ins', () => {
  it('has somebody sign in again once it is over, and then not for as long', () => {
    const { signIn, later } = registered(every(12, 'hours'));
    later(11 * HOUR);
    expect(signIn().codes).toEqual([]);
    later(2 * HOUR);
    expect(signIn()).toMatchObject({
      codes: [50078],
      steps: expect.arrayContaining(['AcquireTokenSilently', 'SignInAgain', 'TokenIssued']),
      last: { step: 'TokenIssued', outcome: 'ok' },
    });
    expect(signIn('Microsoft Outlook').codes).toEqual([]);
    later(11 * HOUR);
    expect(signIn().codes).toEqual([]);
  });

  it('is told with another code where the policy asks for no second factor', () => {
    const { signIn, later } = registered(every(1, 'days'), []);
    later(2 * DAY);
    expect(signIn().codes).toEqual([70044]);
  });

  it('of every time leaves five minutes', () => {
    const { signIn, later } = registered(EVERY_TIME);
    expect(signIn().codes).toEqual([]);
    later(6 * MINUTE);
    expect(signIn().codes).toEqual([50078]);
    expect(signIn().codes).toEqual([]);
  });

  it('means nothing while it is off', () => {
    const { signIn, later } = registered({ ...every(1, 'hours'), isEnabled: false });
    later(2 * DAY);
    expect(signIn().codes).toEqual([]);
  });

  it('keeps an account out that was disabled meanwhile', () => {
    const { stage, id, signIn, later } = registered(every(1, 'hours'));
    later(2 * HOUR);
    stage.update('users', stage.simulation.get(id).user.id, { accountEnabled: false });
    expect(signIn().last).toMatchObject({ outcome: 'refused', code: 50057 });
  });
});
