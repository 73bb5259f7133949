export {
  type Access,
  type AccessRefusal,
  CONDITIONAL_ACCESS_POLICIES,
  type ConditionalAccessPolicy,
  evaluateConditionalAccess,
} from './conditional-access.ts';
export { type RegistrationRequest, registerDevice } from './device-registration.ts';
export { evaluateSignIn } from './sign-in.ts';
