export type { Access, AccessDecision, AccessRefusal, AppliedPolicy, UnmetCondition } from './access.ts';
export { namesEnrollment } from './conditions.ts';
export { evaluateConditionalAccess, explainConditionalAccess } from './evaluate.ts';
export { demandsPhishingResistance } from './phishing-resistance.ts';
