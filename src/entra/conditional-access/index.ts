export type { Access, AccessDecision, AccessRefusal, AppliedPolicy } from './access.ts';
export { evaluateConditionalAccess } from './evaluate.ts';
