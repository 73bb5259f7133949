// The JSON with the rules of a custom compliance setting: what is wrong with it.
import type { Operation } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import { fromBase64 } from '../../request/base64.ts';

/** [documented] "up to 100 KB and include 100 rules" */
const SIZE_LIMIT = 100 * 1024;
const RULE_LIMIT = 100;

/** [documented] */
const OPERATORS = ['isEquals', 'notEquals', 'greaterThan', 'greaterEquals', 'lessThan', 'lessEquals'];
const DATA_TYPES = ['boolean', 'int64', 'double', 'string', 'dateTime', 'version'];
/** What can't be more or less than something else. [inferred] */
const WITHOUT_ORDER = ['boolean', 'string'];
const LOCALES = new Set(
  [
    'cs_CZ da_DK de_DE el_GR en_US es_ES fi_FI fr_FR hu_HU it_IT ja_JP',
    'ko_KR nb_NO nl_NL pl_PL pt_BR ro_RO ru_RU sv_SE tr_TR zh_CN zh_TW',
  ]
    .join(' ')
    .split(' '),
);

type Problem = { readonly code: string; readonly message: string };

/** [inferred] the texts; the codes are the service's. */
const problem = (code: string, message: string): Problem => ({ code, message });

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

function memberOf(members: readonly string[], value: unknown): string | undefined {
  return members.find((each) => each.toLowerCase() === String(value).toLowerCase());
}

function problemsOf(rule: JsonObject): Problem[] {
  const { Operator, DataType, Operand } = rule;
  const operator = memberOf(OPERATORS, Operator);
  const dataType = memberOf(DATA_TYPES, DataType);
  const url = rule['MoreInfoUrl'] ?? rule['MoreInfoURL'];
  const strings = rule['RemediationStrings'];
  const found: Problem[] = [];
  const add = (wrong: boolean, code: string, message: string) => {
    if (wrong) found.push(problem(code, message));
  };
  add(!isText(rule['SettingName']), 'settingNameMissing', 'A rule has no SettingName.');
  add(Operator === undefined, 'operatorMissing', 'The rule has no Operator.');
  add(
    Operator !== undefined && operator === undefined,
    'operatorNotSupported',
    `'${Operator}' is no Operator.`,
  );
  add(DataType === undefined, 'datatypeMissing', 'The rule has no DataType.');
  add(
    DataType !== undefined && dataType === undefined,
    'datatypeNotSupported',
    `'${DataType}' is no DataType.`,
  );
  add(
    operator !== undefined && WITHOUT_ORDER.includes(dataType ?? '') && !/Equals$/.test(operator),
    'operatorDataTypeCombinationNotSupported',
    `${Operator} doesn't go with ${DataType}.`,
  );
  add(Operand === undefined || Operand === '', 'operandMissing', 'The rule has no Operand.');
  add(url === undefined || url === '', 'moreInfoUriMissing', 'The rule has no MoreInfoUrl.');
  add(isText(url) && !/^https?:\/\/\S+$/.test(url), 'moreInfoUriInvalid', `'${url}' is no URL.`);
  if (!Array.isArray(strings) || strings.length === 0) {
    add(true, 'remediationStringsMissing', 'The rule has no RemediationStrings.');
    return found;
  }
  const languages = (strings as JsonObject[]).map(({ Language }) => String(Language));
  add(!languages.includes('en_US'), 'englishLocaleMissing', 'RemediationStrings lack en_US.');
  add(new Set(languages).size < languages.length, 'duplicateLocales', 'A Language is there twice.');
  for (const each of languages)
    add(!LOCALES.has(each), 'unrecognizedLocale', `'${each}' is no Language that is known.`);
  for (const { Title, Description } of strings as JsonObject[]) {
    add(!isText(Title), 'titleMissing', 'A remediation has no Title.');
    add(!isText(Description), 'descriptionMissing', 'A remediation has no Description.');
  }
  return found;
}

function shown({ code, message }: Problem) {
  return { code, deviceComplianceScriptRulesValidationError: code, message };
}

function ruleOf({ SettingName, Operator, DataType, Operand }: JsonObject) {
  const operator = memberOf(OPERATORS, Operator) ?? 'none';
  const dataType = memberOf(DATA_TYPES, DataType) ?? 'none';
  return {
    settingName: isText(SettingName) ? SettingName : null,
    operator,
    deviceComplianceScriptRulOperator: operator,
    dataType,
    deviceComplianceScriptRuleDataType: dataType,
    operand: Operand === undefined ? null : String(Operand),
  };
}

/** What is wrong with the rules in a text, and the rules that could be read. */
function validate(text: string | undefined) {
  const refuse = (code: string, message: string) => ({
    rules: [],
    ruleErrors: [],
    scriptErrors: [shown(problem(code, message))],
  });
  if (text === undefined || text === '') return refuse('jsonFileMissing', 'There are no rules.');
  if (text.length > SIZE_LIMIT) return refuse('jsonFileTooLarge', 'The rules have more than 100 KB.');
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return refuse('jsonFileInvalid', 'The rules are no JSON.');
  }
  const rules = (content as JsonObject | null)?.['Rules'];
  if (!Array.isArray(rules) || rules.length === 0)
    return refuse('rulesMissing', 'There is no list of Rules.');
  if (rules.length > RULE_LIMIT) return refuse('tooManyRulesSpecified', 'There are more than 100 rules.');
  const objects = rules.map((rule) => (rule ?? {}) as JsonObject);
  const names = objects.map(({ SettingName }) => SettingName);
  return {
    rules: objects.map(ruleOf),
    ruleErrors: objects.flatMap((rule, index) => {
      const twice = names.indexOf(rule['SettingName']) < index;
      const found = twice ? [problem('duplicateRules', 'Another rule has this SettingName.')] : [];
      const { settingName } = ruleOf(rule);
      return [...found, ...problemsOf(rule)].map((each) => ({ ...shown(each), settingName }));
    }),
    scriptErrors: [],
  };
}

export const validateComplianceScript: Operation = {
  on: 'deviceCompliancePolicy',
  bound: 'set',
  name: 'validateComplianceScript',
  run(_call, _entity, { deviceCompliancePolicyScript: script }) {
    const content = (script as JsonObject | undefined)?.['rulesContent'];
    return validate(typeof content === 'string' ? fromBase64(content) : undefined);
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/intune-deviceconfig-devicecompliancepolicy-validatecompliancescript?view=graph-rest-beta',
    'https://learn.microsoft.com/mem/intune/protect/compliance-custom-json',
  ],
};
