// Temporary Access Passes: what an administrator gives somebody who has nothing else to prove a second factor with.
import { MINUTE } from '../clock/index.ts';
import type { Entity, Tenant } from '../tenant/index.ts';

export const TEMPORARY_ACCESS_PASSES = 'users/authentication/temporaryAccessPassMethods';

/** How a pass stands at a moment; [documented] the reasons. That one for a single use is used up by a sign-in is not kept here. */
export function passUsability(
  pass: Pick<Entity, string>,
  now: number,
): {
  readonly isUsable: boolean;
  readonly methodUsabilityReason: 'EnabledByPolicy' | 'NotYetValid' | 'Expired';
} {
  const from = Date.parse(String(pass['startDateTime']));
  const until = from + Number(pass['lifetimeInMinutes']) * MINUTE;
  if (now < from) return { isUsable: false, methodUsabilityReason: 'NotYetValid' };
  return now < until
    ? { isUsable: true, methodUsabilityReason: 'EnabledByPolicy' }
    : { isUsable: false, methodUsabilityReason: 'Expired' };
}

/** Whether a user has one that is good now. */
export function hasUsablePass(tenant: Tenant, userId: string): boolean {
  return tenant
    .collection(TEMPORARY_ACCESS_PASSES)
    .where('$parent', userId)
    .some((pass) => passUsability(pass, tenant.clock.now).isUsable);
}
