import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import { rewriteWithoutFunctions } from '../filters.ts';
import { retirementOperations } from './compliance-retirement.ts';
import { validateComplianceScript } from './compliance-script.ts';
import { CONFIGURATION_SERVICE, policyChildren } from './policies.ts';
import {
  type ActionsForRule,
  checkNewRules,
  checkOtherRules,
  replaceRules,
  scheduledActions,
} from './scheduled-actions.ts';

const path = 'deviceManagement/deviceCompliancePolicies';
const rules = `${path}/scheduledActionsForRule`;

const scheduleActionsForRules: Operation = {
  on: 'deviceCompliancePolicy',
  name: 'scheduleActionsForRules',
  run(call, policy, { deviceComplianceScheduledActionForRules: bodies = [] }) {
    checkOtherRules(bodies as ActionsForRule[]);
    if (policy) replaceRules(call, rules, policy, bodies as ActionsForRule[]);
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/intune-deviceconfig-devicecompliancepolicy-scheduleactionsforrules',
  ],
};

export const complianceOperations: readonly Operation[] = [
  scheduleActionsForRules,
  ...retirementOperations,
  validateComplianceScript,
];

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
      checkNewRules(draft['scheduledActionsForRule']);
      const { scheduledActionsForRule: _, ...policy } = draft;
      return policy;
    },
    afterCreate(call, policy, body) {
      replaceRules(call, rules, policy, body['scheduledActionsForRule'] as ActionsForRule[]);
    },
    evidence: 'recorded',
    sources: ['https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-devicecompliancepolicy'],
  }),
  ...policyChildren({
    path,
    assignmentType: 'deviceCompliancePolicyAssignment',
    prefix: 'deviceCompliance',
    // POST isn't routed [recorded]: it takes the assign action to add one.
    assignments: {
      verbs: ['list', 'get', 'update', 'delete', 'count'],
      evidence: 'recorded',
      sources: [
        'https://github.com/microsoftgraph/microsoft-graph-docs/issues/16701',
        'https://github.com/microsoftgraph/microsoft-graph-docs/issues/2326',
      ],
    },
  }),
  ...scheduledActions({
    path,
    types: { rule: 'deviceComplianceScheduledActionForRule', action: 'deviceComplianceActionItem' },
    shared: { service: CONFIGURATION_SERVICE },
    oneBlock: true,
    rules: {
      // The list isn't routed [recorded], it takes $expand; of a single one nothing is on record [documented].
      verbs: ['get', 'create', 'update', 'delete'],
      evidence: 'recorded',
      sources: [
        'https://github.com/microsoftgraph/microsoft-graph-docs/issues/4104',
        'https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-devicecompliancescheduledactionforrule',
      ],
    },
  }),
];
