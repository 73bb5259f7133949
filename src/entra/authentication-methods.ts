// What the authentication methods policy lets people prove themselves with; where it is kept is the directory's business.
import { mayUseSecondFactor } from '../directory/index.ts';
import type { Tenant } from '../tenant/index.ts';

export { mayRegisterSecondFactor } from '../directory/index.ts';

type Registered = boolean | 'textMessage' | 'phoneCall' | 'notRegistered';

/**
 * What somebody can prove a second factor with, as far as the policy lets them use it. [documented] what is disabled can't be used;
 * [inferred] that whoever has nothing else is asked to register something, as if there were nothing.
 * @param registered `true`: whatever it is; `false`: nothing at hand
 */
export function usableSecondFactor(tenant: Tenant, userId: string, registered: Registered): Registered {
  if (registered === false || registered === 'notRegistered') return registered;
  const by = registered === true ? undefined : registered;
  return mayUseSecondFactor(tenant, userId, by) ? registered : 'notRegistered';
}
