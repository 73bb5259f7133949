export {
  type Access,
  type AccessDecision,
  type AccessRefusal,
  type AppliedPolicy,
  COMPLIANT_DEVICE,
  ENROLLMENT_REQUIRED,
  type UnmetCondition,
} from './access.ts';
export { namesEnrollment } from './conditions.ts';
export { evaluateConditionalAccess, explainConditionalAccess } from './evaluate.ts';
export { demandsPhishingResistance } from './phishing-resistance.ts';
