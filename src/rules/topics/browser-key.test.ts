import { describe, expect, it } from 'vitest';
import { judged, setPair, testRules } from '../../../test/support/rule-cases.ts';
import { browserKeyRules } from './browser-key.ts';

const PAIR = '/iosSingleSignOnExtension/configurations';

testRules(browserKeyRules, [
  {
    rule: 'browser-sso-spaces',
    when: 'around the key',
    break: setPair(1, { key: 'browser_sso_interaction_enabled ' }),
    outcome: 'stuck',
    pointer: `${PAIR}/1/key`,
  },
  {
    rule: 'browser-sso-spaces',
    when: 'in a value that is text',
    break: setPair(1, { type: 'keyStringValuePair', value: '1 ' }),
    outcome: 'stuck',
    pointer: `${PAIR}/1/value`,
  },
  {
    rule: 'browser-sso-type',
    when: 'it is a String',
    break: setPair(1, { type: 'keyStringValuePair', value: '1' }),
    outcome: 'works',
    pointer: `${PAIR}/1/@odata.type`,
  },
  {
    rule: 'browser-sso-misspelt',
    when: 'the case differs',
    break: setPair(1, { key: 'Browser_SSO_Interaction_Enabled' }),
    outcome: 'works',
    pointer: `${PAIR}/1/key`,
  },
  {
    rule: 'browser-sso-disabled',
    when: 'the first app has MSAL',
    break: setPair(1, { value: 0 }),
    outcome: 'works',
    pointer: `${PAIR}/1/value`,
  },
  { rule: 'browser-sso-missing', when: 'absent', break: (_, sso) => void sso.pairs.pop(), outcome: 'works' },
]);

describe('a pair that no device gets', () => {
  it('is worth a warning: its value is of another type than it says', () => {
    const { findings, registers } = judged(
      setPair(1, { key: 'browser_sso_interaction_enabled ', value: 'yes' }),
    );
    expect(registers).toBe(true);
    expect(findings.filter(({ severity }) => severity === 'blocker')).toEqual([]);
  });
});
