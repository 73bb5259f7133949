export {
  type Access,
  type AccessDecision,
  type AccessingDevice,
  type AccessRefusal,
  type AppliedPolicy,
  ENROLLMENT_REQUIRED,
  type UnmetCondition,
} from './access.ts';
export { unreadableFilter } from './device-filter.ts';
export { evaluateConditionalAccess, explainConditionalAccess, withoutPolicies } from './evaluate.ts';
export { demandsPhishingResistance } from './phishing-resistance.ts';
export type { Conditions } from './policy.ts';
export { namesEnrollment } from './resources.ts';
