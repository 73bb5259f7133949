// Authentication strengths. https://learn.microsoft.com/graph/api/resources/authenticationstrengthpolicy
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as graphErrors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { type Call, now } from '../../request/call.ts';
import * as errors from './errors.ts';
import { STRENGTH_ROOT, STRENGTHS } from './paths.ts';
import { BUILT_IN_STRENGTHS, COMBINATIONS, levelOf, METHOD_MODES } from './strength-table.ts';
import { namesOf, policiesWith } from './used-by.ts';

/** How much the weakest combination proves. */
export const weakest = (combinations: readonly string[]) => Math.max(...combinations.map(levelOf));

/** The combinations as the service has them: the methods of one in its own order. May refuse. */
export function checkedCombinations(value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length === 0)
    throw graphErrors.requiredPropertyMissing('allowedCombinations');
  const sorted = (combination: string) => combination.split(',').sort().join(',');
  return value.map((each: string) => {
    const known = COMBINATIONS.find((combination) => sorted(combination) === sorted(each));
    if (known === undefined) throw errors.combinationInvalid(each);
    return known;
  });
}

/** What allowing these combinations makes of a strength. */
export const allowing = (combinations: readonly string[]) => ({
  allowedCombinations: combinations,
  requirementsSatisfied: weakest(combinations) <= levelOf('password,sms') ? 'mfa' : 'none',
});

/** [documented] built-in strengths stay what they are. */
export function requireOwn(strength: Entity): void {
  if (strength['policyType'] === 'builtIn') throw errors.strengthBuiltIn();
}

function checkNew(call: Call, draft: JsonObject): JsonObject {
  if (!draft['displayName']) throw graphErrors.requiredPropertyMissing('displayName');
  const combinations = checkedCombinations(draft['allowedCombinations']);
  return { ...draft, ...allowing(combinations), policyType: 'custom', modifiedDateTime: now(call) };
}

export const strengths: Resource = defineResource({
  path: STRENGTHS,
  type: 'authenticationStrengthPolicy',
  family: 'directory',
  source: { kind: 'stored', builtIn: () => BUILT_IN_STRENGTHS },
  beforeCreate: checkNew,
  beforeUpdate(call, strength, { allowedCombinations, requirementsSatisfied: _, ...patch }) {
    requireOwn(strength);
    // [documented] combinations are updated by an action of their own; that they are ignored here is inferred.
    if (allowedCombinations !== undefined) {
      call.note({
        what: 'allowedCombinations of an authentication strength does not change by PATCH',
        source: 'https://learn.microsoft.com/graph/api/authenticationstrengthpolicy-update',
        instead: 'POST …/updateAllowedCombinations',
      });
    }
    return { ...patch, policyType: 'custom', modifiedDateTime: now(call) };
  },
  beforeDelete(call, strength) {
    requireOwn(strength);
    const users = policiesWith(call, 'strength', strength.id);
    if (users.length > 0) throw errors.inUse('Authentication strength', namesOf(users));
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/authenticationstrengthroot-list-policies',
    'https://learn.microsoft.com/graph/api/authenticationstrengthroot-post-policies',
    'https://learn.microsoft.com/graph/api/authenticationstrengthpolicy-update',
    'https://learn.microsoft.com/graph/api/authenticationstrengthpolicy-delete',
  ],
});

const MODES_PAGE =
  'https://learn.microsoft.com/graph/api/authenticationstrengthroot-list-authenticationmethodmodes';

/** What strengths are made of. */
export const strengthRoot: readonly Resource[] = [
  defineResource({
    path: STRENGTH_ROOT,
    type: 'authenticationStrengthRoot',
    family: 'directory',
    singleton: true,
    verbs: ['get'],
    source: {
      kind: 'computed',
      compute: () => [
        {
          id: 'authenticationStrength',
          combinations: COMBINATIONS,
          authenticationCombinations: COMBINATIONS,
        },
      ],
    },
    evidence: 'documented',
    sources: [MODES_PAGE],
  }),
  defineResource({
    path: `${STRENGTH_ROOT}/authenticationMethodModes`,
    type: 'authenticationMethodModeDetail',
    family: 'directory',
    verbs: ['list', 'get', 'count'],
    source: { kind: 'computed', compute: () => METHOD_MODES },
    evidence: 'documented',
    sources: [MODES_PAGE],
  }),
];
