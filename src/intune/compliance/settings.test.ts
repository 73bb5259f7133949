import { describe, expect, it } from 'vitest';
import { CASES, context, evaluate, healthy, policy } from '../../../test/support/judged-facts.ts';
import { evaluateCompliance, type SettingResult } from './compliance.ts';
import { COMPLIANCE_SETTINGS } from './settings.ts';

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
