// Which of several SSO policies a device has in the end. Apple: an address belongs to one extension of all that are installed.
import type { Assumptions } from '../tenant/index.ts';
import type { SsoPolicy } from './sso-policy.ts';

/** A policy that wants an address which one before it has. */
interface Duplicate {
  readonly sso: SsoPolicy;
  readonly before: SsoPolicy;
}

/** The duplicates among policies in the order in which a device gets them, as far as Microsoft's sign-in has a part in it. */
export function duplicatesAmong(policies: readonly SsoPolicy[]): readonly Duplicate[] {
  return collisions(policies).filter(
    ({ sso, before }) => sso.answersForMicrosoft || before.answersForMicrosoft,
  );
}

/** What the device keeps of them. */
export function keptAmong(
  policies: readonly SsoPolicy[],
  winner: Assumptions['twoSsoProfiles'],
): readonly SsoPolicy[] {
  const losers = new Set<SsoPolicy>();
  for (const { sso, before } of collisions(winner === 'lastReplaces' ? policies.toReversed() : policies)) {
    losers.add(sso);
    if (winner === 'neither') losers.add(before);
  }
  return policies.filter((sso) => !sso.misplaced && !losers.has(sso));
}

/** One that has lost holds none of its addresses. */
function collisions(policies: readonly SsoPolicy[]): Duplicate[] {
  const holders = new Map<string, SsoPolicy>();
  return policies.flatMap((sso) => {
    // Nothing is delivered from the deprecated property.
    if (sso.misplaced) return [];
    const before = sso.addresses.map((address) => holders.get(address)).find(Boolean);
    if (before) return [{ sso, before }];
    for (const address of sso.addresses) holders.set(address, sso);
    return [];
  });
}
