export { MembershipRuleError } from './errors.ts';
export { evaluateRule, explainCondition, nextChange, storedProperties } from './evaluate.ts';
export { parseMembershipRule } from './parse.ts';
export type { MembershipRule } from './rule.ts';
