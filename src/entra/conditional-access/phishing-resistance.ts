import type { Tenant } from '../../tenant/index.ts';
import type { Access } from './access.ts';
import { explainConditionalAccess } from './evaluate.ts';

/** The built-in authentication strength "Phishing-resistant MFA"; its id is the same in every tenant. [documented] */
const PHISHING_RESISTANT = '00000000-0000-0000-0000-000000000004';

/** Whether a policy in force asks a sign-in for a method that resists phishing. */
export function demandsPhishingResistance(tenant: Tenant, access: Access): boolean {
  return explainConditionalAccess(tenant, access).some(({ policy, unmet }) => {
    const strength = policy.grantControls?.authenticationStrength as
      | { readonly id?: string }
      | null
      | undefined;
    return policy.state === 'enabled' && unmet === undefined && strength?.id === PHISHING_RESISTANT;
  });
}
