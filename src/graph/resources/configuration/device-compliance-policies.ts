import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call } from '../../request/call.ts';
import { rewriteWithoutFunctions } from '../filters.ts';
import { CONFIGURATION_SERVICE, policyChildren } from './policies.ts';

const path = 'deviceManagement/deviceCompliancePolicies';
const rules = `${path}/scheduledActionsForRule`;

interface ActionForRule extends JsonObject {
  readonly scheduledActionConfigurations?: readonly JsonObject[];
}

/** [recorded] microsoft-graph-docs#7746: one block action, no more and no less. */
function checkBlockAction(rulesOfPolicy: unknown): void {
  const all = Array.isArray(rulesOfPolicy) ? (rulesOfPolicy as ActionForRule[]) : [];
  const blocks = all
    .flatMap((rule) => rule.scheduledActionConfigurations ?? [])
    .filter((action) => action['actionType'] === 'block');
  if (blocks.length !== 1) throw errors.blockActionMissing();
}

/** Makes `bodies` the actions for noncompliance of a policy. */
function replaceRules(call: Call, policy: Entity, bodies: readonly ActionForRule[]): void {
  const collection = call.tenant.collection(rules);
  const by = actorOf(call);
  for (const present of collection.where('$parent', policy.id)) collection.remove(present.id, by);
  for (const body of bodies) {
    const actions = (body.scheduledActionConfigurations ?? []).map((action) => ({
      notificationTemplateId: '',
      notificationMessageCCList: [],
      ...action,
      gracePeriodHours: Number(action['gracePeriodHours'] ?? 0),
      actionType: String(action['actionType']),
      id: call.tenant.random.guid(),
    }));
    collection.insert(
      {
        id: call.tenant.random.guid(),
        $parent: policy.id,
        ruleName: (body['ruleName'] as string | null | undefined) ?? null,
        scheduledActionConfigurations: actions,
      },
      by,
    );
  }
}

export const scheduleActionsForRules: Operation = {
  on: 'deviceCompliancePolicy',
  name: 'scheduleActionsForRules',
  run(call, policy, { deviceComplianceScheduledActionForRules: bodies }) {
    checkBlockAction(bodies);
    if (policy) replaceRules(call, policy, bodies as ActionForRule[]);
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/intune-deviceconfig-devicecompliancepolicy-scheduleactionsforrules',
  ],
};

/** Compliance policies; each has one block action, which only $expand and scheduleActionsForRules reach. */
export const deviceCompliancePolicies: readonly Resource[] = [
  defineResource({
    path,
    type: 'deviceCompliancePolicy',
    family: 'intune',
    service: CONFIGURATION_SERVICE,
    verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
    rewriteFilter: rewriteWithoutFunctions,
    beforeCreate(_call, draft) {
      checkBlockAction(draft['scheduledActionsForRule']);
      const { scheduledActionsForRule: _, ...policy } = draft;
      return policy;
    },
    afterCreate(call, policy, body) {
      replaceRules(call, policy, body['scheduledActionsForRule'] as ActionForRule[]);
    },
    evidence: 'recorded',
    sources: ['https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-devicecompliancepolicy'],
  }),
  ...policyChildren({
    path,
    assignmentType: 'deviceCompliancePolicyAssignment',
    prefix: 'deviceCompliance',
    // POST isn't routed [recorded]: only the assign action changes assignments.
    assignments: {
      verbs: ['list', 'get'],
      evidence: 'recorded',
      sources: ['https://github.com/microsoftgraph/microsoft-graph-docs/issues/16701'],
    },
  }),
  // Not routed by itself [recorded]: $expand is the only way to read it.
  defineResource({
    path: rules,
    type: 'deviceComplianceScheduledActionForRule',
    family: 'intune',
    service: CONFIGURATION_SERVICE,
    verbs: [],
    evidence: 'recorded',
    sources: ['https://github.com/microsoftgraph/microsoft-graph-docs/issues/4104'],
  }),
  defineResource({
    path: `${rules}/scheduledActionConfigurations`,
    type: 'deviceComplianceActionItem',
    family: 'intune',
    service: CONFIGURATION_SERVICE,
    verbs: [],
    source: {
      kind: 'computed',
      compute: (_call, rule) => (rule?.['scheduledActionConfigurations'] as Entity[] | undefined) ?? [],
    },
    evidence: 'recorded',
    sources: ['https://github.com/microsoftgraph/microsoft-graph-docs/issues/4104'],
  }),
];
