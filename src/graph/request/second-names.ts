// Places that have two names, of which the service shows the same.
import type { GraphVersion } from '../types.ts';
import { OWN_TENANT, type Segment } from './path.ts';

/** A place in lower case, and what it is served by. */
type SecondName = readonly [second: readonly string[], served: readonly string[]];

/** [recorded] the Microsoft 365 CLI creates applications below it, as Azure AD Graph had it: the caller's own tenant. */
const TENANT: SecondName = [[OWN_TENANT], []];

const SECOND_NAMES: Readonly<Record<GraphVersion, readonly SecondName[]>> = {
  'v1.0': [TENANT],
  // [documented] beta's metadata has both; the second is what v1.0 calls it.
  beta: [
    TENANT,
    [['administrativeunits'], ['directory', 'administrativeUnits']],
    [
      ['identity', 'conditionalaccess', 'authenticationstrengths'],
      ['identity', 'conditionalAccess', 'authenticationStrength'],
    ],
  ],
};

/** The segments with the one name that the place is served by. */
export function withoutSecondNames(version: GraphVersion, segments: readonly Segment[]): readonly Segment[] {
  for (const [second, served] of SECOND_NAMES[version]) {
    if (!second.every((name, index) => segments[index]?.name.toLowerCase() === name)) continue;
    const last = segments[second.length - 1] as Segment;
    const names = served.map((name, index): Segment => {
      const inside = index === served.length - 1 ? last.inside : undefined;
      return { name, inside, text: inside === undefined ? name : `${name}(${inside})` };
    });
    return [...names, ...segments.slice(second.length)];
  }
  return segments;
}
