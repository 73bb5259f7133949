export { parseDeviceFilter } from './device-filter.ts';
export { MembershipRuleError } from './errors.ts';
export { evaluateRule, explainCondition, nextChange, storedProperties } from './evaluate.ts';
export { parseMembershipRule } from './parse.ts';
export type { MembershipRule } from './rule.ts';
