import { usableSecondFactor } from '../entra/authentication-methods.ts';
import { hasUsablePass, sessionHasPass } from '../entra/temporary-access-pass.ts';
import type { SecondFactor } from '../intune/second-factor.ts';
import type { Scene } from './scene.ts';

/**
 * How the person can prove a second factor: by a Temporary Access Pass that is good now, whatever else there is. [documented] the authentication
 * strength for multifactor authentication takes one.
 */
export function secondFactorOf({ state, tenant, user }: Scene): SecondFactor {
  const { secondFactor = true } = state;
  const usable = usableSecondFactor(tenant, user.id, secondFactor);
  return usable === true || hasUsablePass(tenant, user.id) ? true : usable;
}

/** What names the session that the extension shares, in this enrollment of the device. */
export const sharedSession = ({ state }: Scene): string => `${state.id}/${state.enrolledAt}`;

/** Whether what the extension presents by itself has a second factor in it: by a pass that was used for it, whatever the person could do now. */
export function sharesSecondFactor(scene: Scene): boolean {
  return sessionHasPass(scene.tenant, scene.user.id, sharedSession(scene));
}
