import type { Tenant, User } from '../tenant/index.ts';
import {
  type Access,
  type AccessDecision,
  evaluateConditionalAccess,
  withoutPolicies,
} from './conditional-access/index.ts';

/** Whether a user gets a token, by their account and the tenant's policies. */
export interface SignInDecision extends Omit<AccessDecision, 'refusal'> {
  readonly refusal?: {
    /** The sign-in error code, without `AADSTS`. */
    readonly code: number;
    readonly message: string;
    /** The conditional access policy whose word it is. */
    readonly policy?: string;
    readonly policyId?: string;
  };
}

/** Documented (UserDisabled); recorded in many issues with this text. */
const DISABLED: SignInDecision = {
  status: 'notApplied',
  refusal: { code: 50057, message: 'The user account is disabled.' },
  policies: [],
};

/** What is decided whatever a sign-in wants; undefined: that depends. For who signs in often and would have to find out first. */
export function decidedAnyway(tenant: Tenant, user: User): SignInDecision | undefined {
  return user.accountEnabled === false ? DISABLED : withoutPolicies(tenant);
}

/** Decides about a sign-in, without a trace of it. */
export function evaluateSignIn(tenant: Tenant, access: Access & { readonly user: User }): SignInDecision {
  return decidedAnyway(tenant, access.user) ?? evaluateConditionalAccess(tenant, access);
}
