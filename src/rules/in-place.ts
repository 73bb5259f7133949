import { placeIn } from '../intune/catalog-policy.ts';
import { isCustomProfile } from '../intune/custom-profile.ts';
import { CATALOG_SET } from '../tenant/index.ts';
import type { Hit } from './rule.ts';
import type { Situation } from './situation.ts';

/** A hit with its places as they are in the policy that was written; of a repair that has none there, nothing is left. */
export function inPlace(hit: Hit, { ssoPolicies }: Pick<Situation, 'ssoPolicies'>): Hit {
  const { subject, pointer, repair } = hit;
  const found = subject && ssoPolicies.find(({ sso }) => sso.policy.id === subject.id);
  if (!found || pointer === undefined) return hit;
  const { policy } = found.sso;
  // An uploaded profile is one text in Graph: nobody mends it there.
  if (isCustomProfile(policy)) {
    const place = pointer.startsWith('/iosSingleSignOnExtension') ? '/payload' : pointer;
    return { ...hit, pointer: place, repair: undefined };
  }
  if (subject.set !== CATALOG_SET) return hit;
  const changes = repair?.map((change) => ({ ...change, place: placeIn(policy, change.pointer) }));
  // What a pair's type is decides which setting holds its value: no change of one place.
  const mends = changes?.every(
    ({ place, pointer: at, value }) => place.exact && !at.endsWith('@odata.type') && value !== undefined,
  );
  return {
    ...hit,
    pointer: placeIn(policy, pointer).pointer,
    repair: mends
      ? changes?.map(({ place, value }) => ({
          pointer: place.pointer,
          ...(value !== undefined && { value }),
        }))
      : undefined,
  };
}
