import { hasUsablePass } from '../entra/temporary-access-pass.ts';
import type { SecondFactor } from '../intune/second-factor.ts';
import type { Scene } from './scene.ts';

/**
 * How the person can prove a second factor: by a Temporary Access Pass that is good now, whatever else there is. [documented] the authentication
 * strength for multifactor authentication takes one.
 */
export function secondFactorOf({ state, tenant, user }: Scene): SecondFactor {
  const { secondFactor = true } = state;
  return secondFactor === true || hasUsablePass(tenant, user.id) ? true : secondFactor;
}
