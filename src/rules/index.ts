export { describeRule, documentationOf, findRule, RULES, ruleOf } from './catalogue.ts';
export { diagnose, type Judgement, judge } from './judge.ts';
export type { Blocked, Evidence, Finding, Hit, Rule, Severity } from './rule.ts';
export {
  type ObservedDevice,
  RECOMMENDED_FIRST_APP,
  Situation,
  type SituationOptions,
  UnknownAppError,
} from './situation.ts';
export type { Source } from './sources.ts';
export { readSsoPolicy, type SsoPolicy } from './sso-policy.ts';
