import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CASES, context, evaluate, healthy, NOW, policy } from '../../../test/support/judged-facts.ts';
import { DAY, HOUR } from '../../clock/index.ts';
import type { DeviceFacts } from '../device-facts.ts';
import { evaluateCompliance, type PolicyResult } from './compliance.ts';
import { PASSED_KEPT } from './policy.ts';
import { readSchedule } from './schedule.ts';

describe('the state of policies and devices', () => {
  it('takes the worst policy, and the stricter of two values', () => {
    const policies = [
      policy({ osMinimumVersion: '17.0' }, 'lax'),
      policy({ osMinimumVersion: '19.0' }, 'strict'),
    ];
    const graceHours = (id: string) => (id === 'lax' ? 24 : 0);
    const result = evaluateCompliance(policies, healthy, { ...context, graceHours });
    expect(result.policies.map(({ state }: PolicyResult) => state)).toEqual(['compliant', 'nonCompliant']);
    expect(result.state).toBe('noncompliant');
    const both = evaluateCompliance(policies, { ...healthy, osVersion: '16.0' }, { ...context, graceHours });
    expect(both.policies.map(({ state }) => state)).toEqual(['inGracePeriod', 'nonCompliant']);
    expect(both.state).toBe('noncompliant');
  });

  it('shows what each of many devices has, and shares what they have in common', () => {
    const policies = [policy({ osMinimumVersion: '1.0' })];
    const settingOf = (osVersion: string) =>
      evaluateCompliance(policies, { ...healthy, osVersion }, context).policies[0]?.settings[0];
    const versions = Array.from({ length: PASSED_KEPT + 5 }, (_, index) => `${index + 1}.0`);
    expect(versions.map((version) => settingOf(version)?.actual)).toEqual(versions);
    expect(
      [...versions]
        .reverse()
        .map((version) => settingOf(version)?.actual)
        .reverse(),
    ).toEqual(versions);
    expect(settingOf('2.0')).toBe(settingOf('2.0'));
    expect(settingOf(`${PASSED_KEPT + 1}.0`)).not.toBe(settingOf(`${PASSED_KEPT + 1}.0`));
  });

  it('leaves a policy for another platform out', () => {
    const mac = {
      ...policy({ osMinimumVersion: '99' }),
      '@odata.type': '#microsoft.graph.macOSCompliancePolicy',
    };
    expect(evaluateCompliance([mac], healthy, context)).toMatchObject({
      state: 'compliant',
      policies: [{ state: 'notApplicable', settings: [] }],
    });
  });

  it('counts grace from the first failing evaluation, and ends it on the hour', () => {
    const grace = { graceHours: () => 24 };
    const first = evaluate({ osMinimumVersion: '19' }, {}, grace);
    expect(first).toMatchObject({
      state: 'inGracePeriod',
      graceEnds: NOW + DAY,
      noncompliantSince: { policy: NOW },
    });
    const later = (hours: number) =>
      evaluate(
        { osMinimumVersion: '19' },
        {},
        {
          ...grace,
          now: NOW + hours * HOUR,
          lastContact: NOW + hours * HOUR,
          noncompliantSince: first.noncompliantSince,
        },
      );
    expect(later(23)).toMatchObject({ state: 'inGracePeriod', graceEnds: NOW + DAY });
    expect(later(24)).toMatchObject({ state: 'noncompliant', noncompliantSince: { policy: NOW } });
    expect(later(24)).not.toHaveProperty('graceEnds');
  });

  it('forgets the first failure once the policy passes', () => {
    const result = evaluate({ osMinimumVersion: '18' }, {}, { noncompliantSince: { policy: NOW - DAY } });
    expect(result).not.toHaveProperty('noncompliantSince');
  });

  it('reads the grace from the block action and none other', () => {
    const action = (actionType: string, gracePeriodHours: number) => ({
      id: actionType,
      actionType,
      gracePeriodHours,
    });
    const rule = { id: 'r', $parent: 'p', ruleName: null };
    const { graceHours, actions } = readSchedule([
      { ...rule, scheduledActionConfigurations: [action('notification', 1), action('block', 36)] },
    ]);
    expect(graceHours).toBe(36);
    expect(actions).toMatchObject([{ type: 'notification', hours: 1 }]);
    expect(readSchedule([{ ...rule, scheduledActionConfigurations: [] }]).graceHours).toBe(0);
    expect(readSchedule([]).graceHours).toBe(0);
  });
});

describe('the built-in policy', () => {
  // Tenant setting: devices with no compliance policy are compliant (default) or not.
  it.each([
    [false, 'compliant'],
    [true, 'noncompliant'],
  ])('without any policy and secureByDefault %s: %s', (secureByDefault, state) => {
    const result = evaluateCompliance([], healthy, { ...context, secureByDefault });
    expect(result.state).toBe(state);
    if (secureByDefault) {
      expect(result.failing).toMatchObject([
        { reason: 'No compliance policies have been assigned.', userFixable: false },
      ]);
    }
  });

  it('a policy for another platform does not count as one', () => {
    const mac = { ...policy({}), '@odata.type': '#microsoft.graph.macOSCompliancePolicy' };
    expect(evaluateCompliance([mac], healthy, { ...context, secureByDefault: true }).state).toBe(
      'noncompliant',
    );
  });

  it('fails a device that keeps silent for longer than the validity period', () => {
    expect(evaluate({}, {}, { lastContact: NOW - 30 * DAY }).state).toBe('compliant');
    expect(evaluate({}, {}, { lastContact: NOW - 30 * DAY - 1 }).state).toBe('noncompliant');
    expect(evaluate({}, {}, { lastContact: NOW - 3 * DAY, validityDays: 2 }).state).toBe('noncompliant');
  });

  it('fails when the user is gone', () => {
    expect(evaluate({}, {}, { userExists: false })).toMatchObject({
      state: 'noncompliant',
      failing: [{ setting: 'DefaultDeviceCompliancePolicy.RequireUserExistence' }],
    });
  });
});

describe('compliance, whatever the policies', () => {
  const settings = fc
    .subarray(CASES)
    .map((cases) => Object.fromEntries(cases.map(([property, value]) => [property, value])));
  const facts = fc
    .subarray(CASES, { maxLength: 3 })
    .map((cases) => Object.assign({}, healthy, ...cases.map(([, , failing]) => failing)) as DeviceFacts);

  it('never becomes better through one more policy', () => {
    const rank = ['compliant', 'inGracePeriod', 'noncompliant'];
    fc.assert(
      fc.property(
        fc.array(settings, { minLength: 1, maxLength: 3 }),
        settings,
        facts,
        fc.nat(48),
        (all, extra, device, hours) => {
          const policies = all.map((one, index) => policy(one, `p${index}`));
          const more = { ...context, graceHours: () => hours };
          const before = evaluateCompliance(policies, device, more);
          const after = evaluateCompliance([...policies, policy(extra, 'extra')], device, more);
          expect(rank.indexOf(after.state)).toBeGreaterThanOrEqual(rank.indexOf(before.state));
          expect(after.failing.length).toBeGreaterThanOrEqual(before.failing.length);
        },
      ),
    );
  });

  it('is failing exactly when a setting fails, and in grace only with hours left', () => {
    fc.assert(
      fc.property(settings, facts, fc.nat(3), (one, device, hours) => {
        const { state, failing, graceEnds } = evaluateCompliance([policy(one)], device, {
          ...context,
          graceHours: () => hours,
        });
        expect(state === 'compliant').toBe(failing.length === 0);
        expect(state === 'inGracePeriod').toBe(failing.length > 0 && hours > 0);
        expect(graceEnds !== undefined).toBe(state === 'inGracePeriod');
      }),
    );
  });
});
