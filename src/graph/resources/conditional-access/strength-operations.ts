// What can be asked of authentication strengths, and their combinations changed by.
import type { Entity } from '../../../tenant/index.ts';
import type { Operation } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call, now } from '../../request/call.ts';
import * as errors from './errors.ts';
import { STRENGTHS } from './paths.ts';
import { withStrength } from './policies.ts';
import { BUILT_IN_STRENGTHS } from './strength-table.ts';
import { allowing, checkedCombinations, requireOwn, weakest } from './strengths.ts';
import { namesOf, policiesWith } from './used-by.ts';

const combinationsOf = (strength: Entity) => strength['allowedCombinations'] as readonly string[];

/**
 * The policies that ask for a strength, by whether they require a second factor. [inferred] one does when the strength proves
 * it and no other control would do instead; the page shows a policy whose other control is a compliant device as one that doesn't.
 */
function usageOf(call: Call, strength: Entity): { mfa: readonly Entity[]; none: readonly Entity[] } {
  const requires = ({ grantControls }: Entity) => {
    const { operator, builtInControls, customAuthenticationFactors, termsOfUse } =
      grantControls as JsonObject;
    const others = [builtInControls, customAuthenticationFactors, termsOfUse].flatMap((list) => list ?? []);
    return strength['requirementsSatisfied'] === 'mfa' && (operator === 'AND' || others.length === 0);
  };
  const all = policiesWith(call, 'strength', strength.id);
  return { mfa: all.filter(requires), none: all.filter((policy) => !requires(policy)) };
}

/** [documented] the text; when it comes is inferred: when something weaker is allowed than was before. */
const lowered = (name: unknown) =>
  `You have lowered the security of the ${name} authentication strength by adding a lower security combination. This Authentication Strength is referenced by one or more Conditional Access policies. Review conditionalAccessReferences to understand which Conditional Access policies were impacted by this change. To reverse your changes back, use updateAllowedCombinations action with the previousCombinations values.`;

export const strengthOperations: readonly Operation[] = [
  {
    on: 'authenticationStrengthPolicy',
    name: 'updateAllowedCombinations',
    run(call, bound, { allowedCombinations }) {
      const strength = bound as Entity;
      requireOwn(strength);
      const previous = combinationsOf(strength);
      const current = checkedCombinations(allowedCombinations);
      const change = { ...allowing(current), modifiedDateTime: now(call) };
      const { mfa, none } = usageOf(call, strength);
      if (mfa.length > 0 && change.requirementsSatisfied !== 'mfa')
        throw errors.strengthStaysStrong(namesOf(mfa));
      call.tenant.collection(STRENGTHS).update(strength.id, change, actorOf(call));
      const users = [...mfa, ...none];
      const isLowered = users.length > 0 && weakest(current) > weakest(previous);
      return {
        previousCombinations: previous,
        currentCombinations: current,
        conditionalAccessReferences: users.map(({ id }) => id),
        additionalInformation: isLowered ? lowered(strength['displayName']) : null,
      };
    },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/authenticationstrengthpolicy-updateallowedcombinations'],
  },
  {
    on: 'authenticationStrengthPolicy',
    name: 'usage',
    run(call, bound) {
      const { mfa, none } = usageOf(call, bound as Entity);
      const shown = (policies: readonly Entity[]) => policies.map((policy) => withStrength(call, policy));
      return { mfa: shown(mfa), none: shown(none) };
    },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/authenticationstrengthpolicy-usage'],
  },
  {
    on: 'authenticationStrengthPolicy',
    name: 'findByMethodMode',
    bound: 'set',
    run({ tenant }, _bound, { authenticationMethodModes }) {
      const wanted = authenticationMethodModes as readonly string[];
      const stored = [...tenant.collection(STRENGTHS)];
      const builtIn = BUILT_IN_STRENGTHS.filter(({ id }) => !tenant.collection(STRENGTHS).get(id));
      const allows = (strength: Entity, mode: string) =>
        combinationsOf(strength).some((each) =>
          mode.split(',').every((one) => each.split(',').includes(one)),
        );
      return [...builtIn, ...stored].filter((each) => wanted.every((mode) => allows(each, mode)));
    },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/authenticationstrengthpolicy-findbymethodmode'],
  },
];
