import { type Access, demandsPhishingResistance } from '../entra/conditional-access/index.ts';
import { secondFactorObstacle } from '../intune/second-factor.ts';
import type { Scene } from './scene.ts';
import { waitsForCompanyPortal } from './single-app-mode.ts';

/** Whether the person can prove a second factor for this sign-in while the device enrolls. */
export function provesSecondFactor(scene: Scene, access: Access): boolean {
  const { state, enrollment, tenant } = scene;
  const automated = enrollment.setup !== undefined;
  // The ordinary case, which a whole fleet goes through.
  if (!automated && state.secondFactor === undefined) return true;
  const obstacle = secondFactorObstacle({
    facts: enrollment,
    osVersion: state.osVersion,
    secondFactor: state.secondFactor ?? true,
    resistsPhishing: automated && demandsPhishingResistance(tenant, access),
  });
  return obstacle === undefined;
}

/** The same in Company Portal, which asks on a page of its own, whatever Setup Assistant could do. */
export function provesSecondFactorInCompanyPortal(scene: Scene): boolean {
  const { secondFactor = true } = scene.state;
  // [documented] in Single App Mode "the device can't switch to a different app to complete the second factor".
  return secondFactor === true || (secondFactor !== false && !waitsForCompanyPortal(scene));
}
