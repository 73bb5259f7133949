// Temporary Access Passes: what an administrator gives somebody who has nothing else to prove a second factor with.
// [documented] https://learn.microsoft.com/entra/identity/authentication/howto-authentication-temporary-access-pass
import { MINUTE } from '../clock/index.ts';
import { type Entity, SERVICES, type Tenant } from '../tenant/index.ts';
import { isMethodAllowed, methodConfiguration } from './authentication-methods-policy.ts';

export const TEMPORARY_ACCESS_PASSES = 'users/authentication/temporaryAccessPassMethods';

/** What the policy calls them. */
const METHOD = 'TemporaryAccessPass';

type Pass = Pick<Entity, string>;

/** When the sessions that began with a pass are over. [documented] "The token lifetime … is limited to the Temporary Access Pass lifetime." */
const endOf = (pass: Pass) =>
  Date.parse(String(pass['startDateTime'])) + Number(pass['lifetimeInMinutes']) * MINUTE;

type WhyNot = 'DisabledByPolicy' | 'NotYetValid' | 'Expired' | 'OneTimeUsed';

/**
 * How a pass stands now; [documented] temporaryAccessPassAuthenticationMethod: the reasons, and that one for many uses needs a policy
 * that allows it. [inferred] that one which is used up stays that after its time, and what comes first of several reasons.
 */
export function passUsability(
  tenant: Tenant,
  pass: Pass,
): {
  readonly isUsable: boolean;
  readonly methodUsabilityReason: WhyNot | 'EnabledByPolicy';
} {
  const { now } = tenant.clock;
  const not = (methodUsabilityReason: WhyNot) => ({ isUsable: false, methodUsabilityReason });
  if (pass['$usedIn'] !== undefined) return not('OneTimeUsed');
  if (now < Date.parse(String(pass['startDateTime']))) return not('NotYetValid');
  if (now >= endOf(pass)) return not('Expired');
  const isOnceOnly = methodConfiguration(tenant, METHOD)?.['isUsableOnce'] === true;
  if (!isMethodAllowed(tenant, String(pass['$parent']), METHOD)) return not('DisabledByPolicy');
  if (isOnceOnly && pass['isUsableOnce'] !== true) return not('DisabledByPolicy');
  return { isUsable: true, methodUsabilityReason: 'EnabledByPolicy' };
}

const passesOf = (tenant: Tenant, userId: string) =>
  tenant.collection(TEMPORARY_ACCESS_PASSES).where('$parent', userId);

/** Whether a user has one that is good now. */
export function hasUsablePass(tenant: Tenant, userId: string): boolean {
  return passesOf(tenant, userId).some((pass) => passUsability(tenant, pass).isUsable);
}

/**
 * A user signs in with a pass. One for a single use is used up by that.
 * @param session what names the session that begins so; it goes on as having proved a second factor
 */
export function usePass(tenant: Tenant, userId: string, session: string): void {
  const pass = passesOf(tenant, userId).find((each) => passUsability(tenant, each).isUsable);
  if (pass?.['isUsableOnce'] !== true) return;
  tenant.collection(TEMPORARY_ACCESS_PASSES).update(pass.id, { $usedIn: session }, SERVICES.entra);
}

/** A user enters a text where a pass may be: whether it is one that is good, which is then used for the session. */
export function redeemPass(tenant: Tenant, userId: string, text: string, session: string): boolean {
  const isGood = passesOf(tenant, userId).some(
    (pass) => pass['$pass'] === text && passUsability(tenant, pass).isUsable,
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
