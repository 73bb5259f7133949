// The rules of dynamic groups: which of them a group takes, how their processing stands, and what one makes of somebody.
import {
  evaluateRule,
  explainCondition,
  isDynamicGroup,
  isProcessed,
  type MembershipProcessing,
  MembershipRuleError,
  parseMembershipRule,
} from '../../../directory/index.ts';
import type { Entity } from '../../../tenant/index.ts';
import type { DerivedProperty, Operation } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';
import { tooManyDynamicGroups } from './errors.ts';

const RULE = 'membershipRule';
const STATE = 'membershipRuleProcessingState';

/** [documented] group: the states that processing can be in. */
const STATES = ['On', 'Paused'];

/** [documented] groups-dynamic-membership: how many of them a tenant can have. */
export const DYNAMIC_GROUPS_LIMIT = 15_000;

/**
 * Checks what a request says of a group's rule, and returns what else is to be written then.
 * @param group what is changed; undefined for a new one
 */
export function changeMembership({ tenant }: Call, change: JsonObject, group?: Entity): JsonObject {
  const concerns = [RULE, STATE, 'groupTypes'].some((name) => change[name] !== undefined);
  const after: JsonObject = { ...group, ...change };
  if (!isDynamicGroup(after)) {
    // [documented] groups-change-type: what isn't dynamic any more keeps its members and loses its rule.
    if (group && isDynamicGroup(group) && concerns)
      return { [RULE]: null, [STATE]: null, $membership: undefined };
    // [inferred] a rule is for dynamic groups.
    for (const name of [RULE, STATE]) if (change[name]) throw errors.invalidPropertyValue(name, 'Group');
    return {};
  }
  if (!concerns) return {};
  if (!after[RULE]) throw errors.requiredPropertyMissing(RULE);
  // [documented] for administrative units, where nothing is said the rule isn't processed; [inferred] for groups.
  const state = after[STATE] ?? 'Paused';
  if (!STATES.includes(String(state))) throw errors.invalidPropertyValue(STATE, 'Group');
  // [recorded] julien-ly/scope-gap: a rule is checked when it is written to a group whose rule is processed. A paused group
  // takes any, and can be switched on with it.
  if (change[RULE] && state === 'On') checkRule(after);
  const isNew = !group || !isDynamicGroup(group);
  if (
    isNew &&
    tenant.collection('groups').countWhere('groupTypes', 'DynamicMembership') >= DYNAMIC_GROUPS_LIMIT
  )
    throw tooManyDynamicGroups();
  return { [STATE]: state, $membership: { status: 'NotStarted' } satisfies MembershipProcessing };
}

function checkRule(group: JsonObject): void {
  const { object } = parse(String(group[RULE]));
  // [documented] Microsoft 365 groups can include only users; [inferred] the answer.
  const isUnified = (group['groupTypes'] as readonly string[]).includes('Unified');
  if (isUnified && object === 'device') throw errors.invalidPropertyValue(RULE, 'Group');
}

function parse(rule: string) {
  try {
    return parseMembershipRule(rule);
  } catch (error) {
    if (error instanceof MembershipRuleError) throw new errors.GraphError(400, error.code, error.message);
    throw error;
  }
}

/** [recorded] julien-ly/scope-gap: what stands for a moment while there is none, and after a failure. */
const NEVER = '2000-01-01T08:00:00Z';
const FAILED = '0001-01-01T00:00:00Z';

/** [documented] null for groups that aren't dynamic. */
function processingStatus(group: Entity): JsonObject | null {
  if (!isDynamicGroup(group)) return null;
  const known = group['$membership'] as MembershipProcessing | undefined;
  // What a group came with counts as what its rule made of it.
  const status = known?.status ?? (isProcessed(group) ? 'Succeeded' : 'NotStarted');
  return {
    status,
    lastMembershipUpdated: known?.updated ?? (status === 'Failed' ? FAILED : NEVER),
    errorMessage: known?.error ?? null,
  };
}

export const MEMBERSHIP_PROPERTIES: readonly DerivedProperty[] = [
  { name: 'membershipRuleProcessingStatus', versions: ['beta'], read: processingStatus },
];

/** What a rule makes of a user or device. */
function evaluate({ tenant, note }: Call, rule: string, memberId: unknown): JsonObject {
  if (typeof memberId !== 'string' || memberId === '') throw errors.requiredPropertyMissing('memberId');
  const user: Entity | undefined = tenant.collection('users').get(memberId);
  const member = user ?? tenant.collection('devices').get(memberId);
  if (!member) throw errors.directoryNotFound(memberId);
  const parsed = parse(rule);
  const isSubject = (parsed.object === 'user') === (user !== undefined);
  const isMemberOf = parsed.condition.kind === 'memberOf';
  // [recorded] azure-docs#107084 and #97506: such a rule works, and is said not to.
  if (isMemberOf) note({ what: 'Rules with memberOf are not evaluated here: the answer is always false' });
  return {
    membershipRule: rule,
    membershipRuleEvaluationResult: isSubject && !isMemberOf && evaluateRule(parsed, member, tenant),
    membershipRuleEvaluationDetails: explainCondition(parsed.condition, member, tenant),
  };
}

const documentation = ['https://learn.microsoft.com/graph/api/group-evaluatedynamicmembership'];

export const membershipEvaluations: readonly Operation[] = [
  {
    on: 'group',
    bound: 'entity',
    name: 'evaluateDynamicMembership',
    run(call, group, { memberId, membershipRule }) {
      // [documented] a rule that is provided goes before the group's.
      const rule = membershipRule ?? group?.[RULE];
      if (!rule) throw errors.requiredPropertyMissing(RULE);
      return evaluate(call, String(rule), memberId);
    },
    evidence: 'documented',
    sources: documentation,
  },
  {
    on: 'group',
    bound: 'set',
    name: 'evaluateDynamicMembership',
    run(call, _, { memberId, membershipRule }) {
      if (!membershipRule) throw errors.requiredPropertyMissing(RULE);
      return evaluate(call, String(membershipRule), memberId);
    },
    evidence: 'documented',
    sources: documentation,
  },
];
