// Conditional access policies. src/entra/conditional-access evaluates them when somebody signs in.
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import { type Call, now } from '../../request/call.ts';
import { checkPolicy, patched } from './check-policy.ts';
import { keepDeleted } from './deleted-items.ts';
import * as errors from './errors.ts';
import { DELETED_POLICIES, POLICIES, STRENGTHS } from './paths.ts';
import { BUILT_IN_STRENGTHS } from './strength-table.ts';

/** [documented] conditionalaccesspolicy: all clients, when a body doesn't say which. */
function completed(draft: JsonObject): JsonObject {
  const conditions = draft['conditions'] as JsonObject | undefined;
  const types = conditions?.['clientAppTypes'];
  if (!conditions || (Array.isArray(types) && types.length > 0)) return draft;
  return { ...draft, conditions: { ...conditions, clientAppTypes: ['all'] } };
}

/** The strength that a policy asks for, as it is now. */
function strengthOf({ tenant }: Pick<Call, 'tenant'>, id: string): Entity | undefined {
  return tenant.collection(STRENGTHS).get(id) ?? BUILT_IN_STRENGTHS.find((each) => each.id === id);
}

/** [recorded] a policy shows the whole strength; what is stored of it is which one it is. */
export function withStrength(call: Call, policy: Entity): Entity {
  const grant = policy['grantControls'] as JsonObject | null | undefined;
  const named = grant?.['authenticationStrength'] as JsonObject | null | undefined;
  const strength = named && strengthOf(call, String(named['id']));
  return strength ? { ...policy, grantControls: { ...grant, authenticationStrength: strength } } : policy;
}

export const policies: Resource = defineResource({
  path: POLICIES,
  type: 'conditionalAccessPolicy',
  family: 'directory',
  unreadable: errors.policyUnreadable,
  complete: withStrength,
  beforeCreate(call, draft) {
    const policy = completed(draft);
    checkPolicy(call, policy);
    // [documented] in the examples of conditionalaccessroot-post-policies: nothing was modified yet.
    return { ...policy, modifiedDateTime: null };
  },
  beforeUpdate(call, policy, patch) {
    checkPolicy(call, patched(policy, patch));
    return { ...patch, modifiedDateTime: now(call) };
  },
  beforeDelete: (call, policy) => keepDeleted(call, DELETED_POLICIES, policy),
  evidence: 'recorded',
  sources: [
    'https://learn.microsoft.com/graph/api/conditionalaccessroot-post-policies',
    'https://learn.microsoft.com/graph/api/conditionalaccesspolicy-update',
    'https://github.com/rknightion/graph2otel',
  ],
});
