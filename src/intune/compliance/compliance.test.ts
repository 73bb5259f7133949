import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../clock/index.ts';
import type { Policy } from '../../tenant/index.ts';
import type { DeviceFacts } from '../device-facts.ts';
import {
  type ComplianceContext,
  evaluateCompliance,
  type PolicyResult,
  type SettingResult,
} from './compliance.ts';
import { readSchedule } from './schedule.ts';
import { COMPLIANCE_SETTINGS } from './settings.ts';

const NOW = Date.UTC(2026, 8, 1, 8);

const healthy: DeviceFacts = {
  enrollmentType: 'webDeviceEnrollment',
  deviceName: "Adele's iPhone",
  model: 'iPhone 16',
  osVersion: '18.5',
  osBuildVersion: '22F76',
  passcode: { length: 8, simple: false, alphanumeric: true, specialCharacters: 1, setAt: NOW - 10 * DAY },
  autoLockMinutes: 2,
  jailbroken: false,
  threatLevel: 'secured',
  defenderRisk: 'secured',
  email: 'managed',
  apps: [{ bundleId: 'com.example.game', managed: false }],
};

const context: ComplianceContext = {
  now: NOW,
  secureByDefault: false,
  lastContact: NOW,
  validityDays: 30,
  userExists: true,
  graceHours: () => 0,
};

const policy = (settings: Record<string, unknown>, id = 'policy'): Policy => ({
  '@odata.type': '#microsoft.graph.iosCompliancePolicy',
  id,
  displayName: id,
  ...settings,
});

const evaluate = (settings: Record<string, unknown>, facts: Partial<DeviceFacts> = {}, more = {}) =>
  evaluateCompliance([policy(settings)], { ...healthy, ...facts }, { ...context, ...more });

const passcode = (more: Partial<NonNullable<DeviceFacts['passcode']>>) => ({
  passcode: { ...(healthy.passcode as NonNullable<DeviceFacts['passcode']>), ...more },
});

/** `iosCompliancePolicy` property by property: what the healthy device passes, what fails, and who can repair it. */
const CASES: [
  property: string,
  value: unknown,
  failing: Partial<DeviceFacts>,
  fixable: boolean,
  aClass: string,
][] = [
  ['passcodeBlockSimple', true, passcode({ simple: true }), true, 'remediated'],
  ['passcodeMinimumLength', 6, passcode({ length: 5 }), true, 'remediated'],
  ['passcodeRequiredType', 'alphanumeric', passcode({ alphanumeric: false }), true, 'remediated'],
  ['passcodeMinimumCharacterSetCount', 1, passcode({ specialCharacters: 0 }), true, 'remediated'],
  ['passcodeExpirationDays', 30, passcode({ setAt: NOW - 31 * DAY }), true, 'remediated'],
  ['passcodePreviousPasscodeBlockCount', 3, passcode({ reusedFrom: 3 }), true, 'remediated'],
  ['passcodeMinutesOfInactivityBeforeLock', 5, { passcodeDelayMinutes: 15 }, true, 'remediated'],
  ['passcodeMinutesOfInactivityBeforeLock', 0, { passcodeDelayMinutes: 1 }, true, 'remediated'],
  ['passcodeMinutesOfInactivityBeforeScreenTimeout', 2, { autoLockMinutes: 3 }, true, 'remediated'],
  ['osMinimumVersion', '18.5', { osVersion: '18.4.1' }, true, 'quarantined'],
  ['osMinimumVersion', '17.10', { osVersion: '17.9' }, true, 'quarantined'],
  ['osMaximumVersion', '18.5', { osVersion: '18.5.1' }, false, 'quarantined'],
  ['osMinimumBuildVersion', '20E772520a', { osBuildVersion: '20E252' }, true, 'quarantined'],
  ['osMaximumBuildVersion', '22F76', { osBuildVersion: '22F100' }, false, 'quarantined'],
  ['securityBlockJailbrokenDevices', true, { jailbroken: true }, false, 'quarantined'],
  ['advancedThreatProtectionRequiredSecurityLevel', 'low', { defenderRisk: 'medium' }, true, 'quarantined'],
  ['managedEmailProfileRequired', true, { email: 'unmanaged' }, true, 'quarantined'],
  [
    'restrictedApps',
    [{ name: 'Poker', appId: 'com.example.Poker' }],
    { apps: [{ bundleId: 'com.example.poker', managed: false }] },
    true,
    'quarantined',
  ],
];

describe('each compliance setting', () => {
  it.each(CASES)('%s = %j', (property, value, failing, userFixable, settingClass) => {
    expect(evaluate({ [property]: value })).toMatchObject({ state: 'compliant', failing: [] });
    expect(evaluate({ [property]: null }, failing)).toMatchObject({
      state: 'compliant',
      policies: [{ settings: [] }],
    });
    const { state, failing: found } = evaluate({ [property]: value }, failing);
    expect(state).toBe('noncompliant');
    expect(found).toEqual([
      expect.objectContaining({
        policy: 'policy',
        setting: property,
        state: 'nonCompliant',
        userFixable,
        class: settingClass,
      }),
    ]);
    const [{ reason, userAction, expected, actual } = {} as SettingResult] = found;
    for (const text of [reason, userAction, expected, actual]) expect(text).toMatch(/\S/);
  });

  it('passcodeRequired fails without a passcode, and nothing else about the passcode is judged then', () => {
    const { passcode: _, ...bare } = healthy;
    const all = policy({ passcodeRequired: true, passcodeMinimumLength: 6, passcodeBlockSimple: true });
    const { failing } = evaluateCompliance([all], bare, context);
    expect(failing.map(({ setting }) => setting)).toEqual(['passcodeRequired']);
    expect(failing[0]?.userAction).toContain('Set a passcode');
    expect(evaluateCompliance([all], healthy, context).state).toBe('compliant');
  });

  it('has a case here for every setting in the table', () => {
    const tested = new Set([
      ...CASES.map(([property]) => property),
      'passcodeRequired',
      'deviceThreatProtectionEnabled',
    ]);
    expect(COMPLIANCE_SETTINGS.map(({ property }) => property).toSorted()).toEqual([...tested].toSorted());
  });

  it.each([
    ['secured', 'low', 'compliant'],
    ['low', 'low', 'compliant'],
    ['medium', 'low', 'noncompliant'],
    ['high', 'high', 'compliant'],
    ['low', 'secured', 'noncompliant'],
    // A level that isn't set asks for a signal only.
    ['high', 'notSet', 'compliant'],
    ['high', 'unavailable', 'compliant'],
  ] as const)('threat level %s against %s is %s', (threatLevel, limit, state) => {
    const settings = {
      deviceThreatProtectionEnabled: true,
      deviceThreatProtectionRequiredSecurityLevel: limit,
    };
    expect(evaluate(settings, { threatLevel }).state).toBe(state);
    expect(evaluate({ ...settings, deviceThreatProtectionEnabled: false }, { threatLevel }).state).toBe(
      'compliant',
    );
  });

  it('a required threat level fails without any signal', () => {
    const { threatLevel: _, defenderRisk: __, ...silent } = healthy;
    const settings = policy({
      deviceThreatProtectionEnabled: true,
      advancedThreatProtectionRequiredSecurityLevel: 'high',
    });
    expect(evaluateCompliance([settings], silent, context).failing.map(({ actual }) => actual)).toEqual([
      'no signal',
      'no signal',
    ]);
  });

  it('values that mean "not configured" judge nothing', () => {
    const idle = {
      passcodeRequired: false,
      passcodeRequiredType: 'deviceDefault',
      passcodeMinimumLength: 0,
      osMinimumVersion: '',
      restrictedApps: [],
      advancedThreatProtectionRequiredSecurityLevel: 'unavailable',
      securityBlockJailbrokenDevices: false,
    };
    expect(evaluate(idle, { jailbroken: true }).policies).toMatchObject([
      { state: 'compliant', settings: [] },
    ]);
  });

  it('a build that has not been reported is unknown, not failed', () => {
    const { osBuildVersion: _, ...unreported } = healthy;
    const result = evaluateCompliance([policy({ osMinimumBuildVersion: '22F76' })], unreported, context);
    expect(result).toMatchObject({ state: 'compliant', failing: [], policies: [{ state: 'unknown' }] });
    expect(result.policies[0]?.settings).toMatchObject([{ state: 'unknown' }]);
    const another = policy({ osMinimumBuildVersion: '22F76', osMinimumVersion: '17.0' });
    expect(evaluateCompliance([another], unreported, context).policies).toMatchObject([
      { state: 'compliant' },
    ]);
  });

  it('a missing work mail profile is nothing that the person can repair', () => {
    const { email: _, ...without } = healthy;
    const { failing } = evaluateCompliance([policy({ managedEmailProfileRequired: true })], without, context);
    expect(failing).toMatchObject([{ userFixable: false }]);
  });

  it('restricted apps count only where Intune sees them: unmanaged, and not on user enrollment', () => {
    const settings = { restrictedApps: [{ name: 'Game', appId: 'com.example.game' }] };
    expect(evaluate(settings).failing[0]).toMatchObject({
      actual: 'Game',
      userAction: 'Remove Game, then tap Recheck.',
    });
    expect(evaluate(settings, { apps: [{ bundleId: 'com.example.game', managed: true }] }).state).toBe(
      'compliant',
    );
    expect(evaluate(settings, { enrollmentType: 'accountDrivenUserEnrollment' }).state).toBe('compliant');
  });
});

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
