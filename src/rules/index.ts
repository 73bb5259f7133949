export { describeRule, findRule, RULES, ruleOf, UNSEEN_RULES, type UnseenRule } from './catalogue.ts';
export { diagnose, type Judgement, judge, PARTS, type UncertainPart } from './judge.ts';
export type { ObservedDevice } from './observed-device.ts';
export { rulePage } from './page.ts';
export type { Blocked, Change, Evidence, Finding, Severity } from './rule.ts';
export { RECOMMENDED_FIRST_APP, Situation } from './situation.ts';
export { readSsoPolicy } from './sso-policy.ts';
export { UnknownAppError } from './unknown-app-error.ts';
