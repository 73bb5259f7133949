// Temporary Access Passes: what an administrator gives somebody who has nothing else to prove a second factor with.
// [documented] https://learn.microsoft.com/entra/identity/authentication/howto-authentication-temporary-access-pass
import { MINUTE } from '../clock/index.ts';
import { type Entity, SERVICES, type Tenant } from '../tenant/index.ts';

export const TEMPORARY_ACCESS_PASSES = 'users/authentication/temporaryAccessPassMethods';

type Pass = Pick<Entity, string>;

/** When the sessions that began with a pass are over. [documented] "The token lifetime … is limited to the Temporary Access Pass lifetime." */
const endOf = (pass: Pass) =>
  Date.parse(String(pass['startDateTime'])) + Number(pass['lifetimeInMinutes']) * MINUTE;

/**
 * How a pass stands at a moment; [documented] temporaryAccessPassAuthenticationMethod: the reasons. [inferred] that one which is
 * used up stays that after its time.
 */
export function passUsability(
  pass: Pass,
  now: number,
): {
  readonly isUsable: boolean;
  readonly methodUsabilityReason: 'EnabledByPolicy' | 'NotYetValid' | 'Expired' | 'OneTimeUsed';
} {
  const not = (methodUsabilityReason: 'NotYetValid' | 'Expired' | 'OneTimeUsed') => ({
    isUsable: false,
    methodUsabilityReason,
  });
  if (pass['$usedIn'] !== undefined) return not('OneTimeUsed');
  if (now < Date.parse(String(pass['startDateTime']))) return not('NotYetValid');
  if (now >= endOf(pass)) return not('Expired');
  return { isUsable: true, methodUsabilityReason: 'EnabledByPolicy' };
}

const passesOf = (tenant: Tenant, userId: string) =>
  tenant.collection(TEMPORARY_ACCESS_PASSES).where('$parent', userId);

/** Whether a user has one that is good now. */
export function hasUsablePass(tenant: Tenant, userId: string): boolean {
  return passesOf(tenant, userId).some((pass) => passUsability(pass, tenant.clock.now).isUsable);
}

/**
 * A user signs in with a pass. One for a single use is used up by that.
 * @param session what names the session that begins so; it goes on as having proved a second factor
 */
export function usePass(tenant: Tenant, userId: string, session: string): void {
  const pass = passesOf(tenant, userId).find((each) => passUsability(each, tenant.clock.now).isUsable);
  if (pass?.['isUsableOnce'] !== true) return;
  tenant.collection(TEMPORARY_ACCESS_PASSES).update(pass.id, { $usedIn: session }, SERVICES.entra);
}

/** A user enters a text where a pass may be: whether it is one that is good, which is then used for the session. */
export function redeemPass(tenant: Tenant, userId: string, text: string, session: string): boolean {
  const isGood = passesOf(tenant, userId).some(
    (pass) => pass['$pass'] === text && passUsability(pass, tenant.clock.now).isUsable,
  );
  if (isGood) usePass(tenant, userId, session);
  return isGood;
}

/** Whether a session began with a pass that was good for that once, and goes on. [documented] one that is deleted ends it as well. */
export function sessionHasPass(tenant: Tenant, userId: string, session: string): boolean {
  return passesOf(tenant, userId).some(
    (pass) => pass['$usedIn'] === session && tenant.clock.now < endOf(pass),
  );
}
