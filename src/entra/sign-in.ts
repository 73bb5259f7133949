import type { Tenant } from '../tenant/index.ts';
import { type Access, type AccessRefusal, evaluateConditionalAccess } from './conditional-access.ts';

/** Why Entra gives no token, or undefined. */
export function evaluateSignIn(tenant: Tenant, access: Access): Omit<AccessRefusal, 'policy'> | undefined {
  if (access.user.accountEnabled === false) return ACCOUNT_DISABLED;
  const refusal = evaluateConditionalAccess(tenant, access);
  return refusal && { code: refusal.code, message: `${refusal.message} (policy "${refusal.policy}")` };
}

const ACCOUNT_DISABLED = { code: 50057, message: 'The user account is disabled' } as const;
