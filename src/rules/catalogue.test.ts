import { describe, expect, it } from 'vitest';
import { judged } from '../../test/support/rule-cases.ts';
import { ssoDraft } from '../../test/support/tenant-draft.ts';
import { describeRule, findRule, RULES, ruleOf } from './catalogue.ts';

describe('the catalogue', () => {
  it('has nothing to say where everything is as the page has it', () => {
    for (const enrollmentType of [
      'deviceEnrollmentWithCompanyPortal',
      'automatedDeviceEnrollment',
    ] as const) {
      expect(judged(undefined, { enrollmentType })).toEqual({
        registers: true,
        remediates: true,
        access: true,
        uncertain: [],
        findings: [],
      });
    }
  });

  it('has ids that are unique and in kebab-case', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
    for (const { id } of RULES) expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
  });

  it('names a public page for each rule, and describes it', () => {
    for (const rule of RULES) {
      expect(rule.source.url).toMatch(/^https:\/\/(learn\.microsoft\.com|(developer|support)\.apple\.com)\//);
      expect(describeRule(rule)).toContain(rule.fix);
      expect(findRule(rule.id)).toBe(rule);
    }
    expect(() => ruleOf({ rule: 'no-such-rule' })).toThrow('no-such-rule');
  });
});

describe('what makes up for a mistake', () => {
  it('is another pair that is right', () => {
    const { registers, findings } = judged((_, sso) => {
      sso.pairs.unshift({
        type: 'keyStringValuePair',
        key: 'device_registration ',
        value: '{{DEVICEREGISTRATION}}',
      });
    });
    expect(registers).toBe(true);
    expect(findings).toMatchObject([{ rule: 'device-registration-key-spaces', severity: 'warning' }]);
  });

  it('is a policy that reaches the device, beside one that does not', () => {
    const { registers, findings } = judged((draft) => {
      draft.sso.push({ ...ssoDraft(), targets: [], pairs: [] });
    });
    expect({ registers, findings }).toEqual({ registers: true, findings: [] });
  });

  it('is the policy that was installed first', () => {
    const broken = { ...ssoDraft(), pairs: [] };
    expect(judged((draft) => void draft.sso.push(broken)).registers).toBe(true);
    expect(judged((draft) => void draft.sso.unshift(broken)).registers).toBe(false);
  });

  it('is that an app without MSAL is on the list', () => {
    expect(judged(undefined, { firstApp: 'com.contoso.workapp' }).registers).toBe(true);
  });

  it('is the last of two pairs with the same key', () => {
    const duplicate = { type: 'keyStringValuePair', key: 'device_registration', value: 'x' };
    expect(judged((_, sso) => void sso.pairs.unshift(duplicate)).registers).toBe(true);
    expect(judged((_, sso) => void sso.pairs.push(duplicate)).registers).toBe(false);
  });
});
