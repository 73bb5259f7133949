import type { Entity, Tenant } from '../../tenant/index.ts';
import type { Access } from './access.ts';
import { explainConditionalAccess } from './evaluate.ts';

/** The built-in authentication strength "Phishing-resistant MFA"; its id is the same in every tenant. [documented] */
const PHISHING_RESISTANT = '00000000-0000-0000-0000-000000000004';
/** [documented] Conditional Access authentication strength: the combinations of methods that it takes. */
const RESISTING: readonly unknown[] = ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'];

/** Whether a policy in force asks a sign-in for a method that resists phishing. */
export function demandsPhishingResistance(tenant: Tenant, access: Access): boolean {
  return explainConditionalAccess(tenant, access).some(
    ({ policy, unmet }) =>
      policy.state === 'enabled' &&
      unmet === undefined &&
      resistsPhishing(tenant, policy.grantControls?.authenticationStrength),
  );
}

/** The organization's own resist when all that they take does. */
function resistsPhishing(tenant: Tenant, named: object | null | undefined): boolean {
  const strength = named as Partial<Entity> | null | undefined;
  if (strength?.id === undefined) return false;
  if (strength.id === PHISHING_RESISTANT) return true;
  const own = tenant
    .collection('identity/conditionalAccess/authenticationStrength/policies')
    .get(strength.id);
  // What documents hold of a policy has the whole strength in it.
  const combinations = (own ?? strength)['allowedCombinations'];
  return (
    Array.isArray(combinations) &&
    combinations.length > 0 &&
    combinations.every((each) => RESISTING.includes(each))
  );
}
