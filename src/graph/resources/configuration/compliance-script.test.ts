import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../../test/support/graph-client.ts';
import { toBase64 } from '../../request/base64.ts';

const URL = '/beta/deviceManagement/deviceCompliancePolicies/validateComplianceScript';
const client = graphClient();

const RULE = {
  SettingName: 'BiosVersion',
  Operator: 'GreaterEquals',
  DataType: 'Version',
  Operand: '2.3',
  MoreInfoUrl: 'https://contoso.com/bios',
  RemediationStrings: [{ Language: 'en_US', Title: 'Update', Description: 'Update the BIOS.' }],
};

function validate(text: string) {
  const answer = client.post(URL, {
    deviceCompliancePolicyScript: { deviceComplianceScriptId: 'id', rulesContent: toBase64(text) },
  });
  expect(answer.status).toBe(200);
  return answer.body;
}

const codes = (rule: object) =>
  validate(JSON.stringify({ Rules: [rule] })).ruleErrors.map(({ code }: { code: string }) => code);

describe('the rules of a custom compliance script', () => {
  it('are read where nothing is wrong with them', () => {
    expect(validate(JSON.stringify({ Rules: [RULE] }))).toMatchObject({
      rules: [{ settingName: 'BiosVersion', operator: 'greaterEquals', dataType: 'version', operand: '2.3' }],
      ruleErrors: [],
      scriptErrors: [],
    });
  });

  it.each<[string, object]>([
    ['settingNameMissing', { SettingName: '' }],
    ['operatorMissing', { Operator: undefined }],
    ['operatorNotSupported', { Operator: 'Contains' }],
    ['datatypeMissing', { DataType: undefined }],
    ['datatypeNotSupported', { DataType: 'Float' }],
    ['operatorDataTypeCombinationNotSupported', { DataType: 'Boolean', Operator: 'GreaterThan' }],
    ['operandMissing', { Operand: undefined }],
    ['moreInfoUriMissing', { MoreInfoUrl: undefined }],
    ['moreInfoUriInvalid', { MoreInfoUrl: 'contoso' }],
    ['remediationStringsMissing', { RemediationStrings: [] }],
    ['englishLocaleMissing', { RemediationStrings: [{ Language: 'de_DE', Title: 't', Description: 'd' }] }],
    [
      'duplicateLocales',
      { RemediationStrings: [RULE.RemediationStrings[0], { ...RULE.RemediationStrings[0] }] },
    ],
    ['titleMissing', { RemediationStrings: [{ Language: 'en_US', Description: 'd' }] }],
    ['descriptionMissing', { RemediationStrings: [{ Language: 'en_US', Title: 't' }] }],
  ])('are refused with %s', (code, change) => {
    expect(codes({ ...RULE, ...change })).toEqual([code]);
  });

  it('take a known language besides English, and no other', () => {
    const strings = (Language: string) => ({
      RemediationStrings: [...RULE.RemediationStrings, { Language, Title: 't', Description: 'd' }],
    });
    expect(codes({ ...RULE, ...strings('de_DE') })).toEqual([]);
    expect(codes({ ...RULE, ...strings('de') })).toEqual(['unrecognizedLocale']);
  });

  it.each<[string, string]>([
    ['jsonFileMissing', ''],
    ['jsonFileInvalid', '{'],
    ['rulesMissing', '{}'],
    ['rulesMissing', 'null'],
    ['jsonFileTooLarge', ' '.repeat(100 * 1024 + 1)],
    ['tooManyRulesSpecified', JSON.stringify({ Rules: Array.from({ length: 101 }, () => RULE) })],
  ])('are no rules at all: %s', (code, text) => {
    expect(validate(text)).toMatchObject({ rules: [], ruleErrors: [], scriptErrors: [{ code }] });
  });

  it('name a setting once', () => {
    expect(validate(JSON.stringify({ Rules: [RULE, RULE] })).ruleErrors).toMatchObject([
      { code: 'duplicateRules', settingName: 'BiosVersion' },
    ]);
  });
});
