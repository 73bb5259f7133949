// Compliance policies that are made of the settings catalog: Linux has them, and iOS in tenants that are taken to have them. Only
// beta has the set.
import type { Operation, Resource } from '../../declare/resource.ts';
import { CATALOG_SERVICE } from './catalog/index.ts';
import { assignCatalogPolicy, catalogPolicies } from './catalog/policies.ts';
import { SETTINGS } from './catalog/policy-settings.ts';
import { type ActionsForRule, replaceRules, scheduledActions } from './scheduled-actions.ts';

const TYPE = 'deviceManagementCompliancePolicy';
const path = 'deviceManagement/compliancePolicies';
const RULES = `${path}/scheduledActionsForRule`;

const PAGE_OF =
  'https://learn.microsoft.com/graph/api/intune-deviceconfigv2-devicemanagementcompliancepolicy';
const SOURCES = [
  'https://learn.microsoft.com/graph/api/resources/intune-deviceconfigv2-devicemanagementcompliancepolicy?view=graph-rest-beta',
];

const setScheduledActions: Operation = {
  on: TYPE,
  name: 'setScheduledActions',
  run: (call, policy, { scheduledActions: bodies = [] }) =>
    policy && replaceRules(call, RULES, policy, bodies as ActionsForRule[]),
  evidence: 'documented',
  sources: [`${PAGE_OF}-setscheduledactions?view=graph-rest-beta`],
};

export const compliancePolicyOperations: readonly Operation[] = [
  assignCatalogPolicy(TYPE),
  setScheduledActions,
];

export const compliancePolicies: readonly Resource[] = [
  ...catalogPolicies(
    {
      path,
      type: TYPE,
      verbs: ['list', 'get', 'create', 'update', 'replace', 'delete', 'count'],
      beforeCreate: (_call, { scheduledActionsForRule: _, ...draft }) => ({ [SETTINGS]: [], ...draft }),
      afterCreate(call, policy, { scheduledActionsForRule: bodies = [] }) {
        replaceRules(call, RULES, policy, bodies as ActionsForRule[]);
      },
      evidence: 'documented',
      sources: SOURCES,
    },
    {
      settings: {
        verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
        evidence: 'documented',
        sources: SOURCES,
      },
    },
  ),
  ...scheduledActions({
    path,
    types: {
      rule: 'deviceManagementComplianceScheduledActionForRule',
      action: 'deviceManagementComplianceActionItem',
    },
    shared: { service: CATALOG_SERVICE, versions: ['beta'] },
    oneBlock: false,
    rules: {
      verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
      evidence: 'documented',
      sources: SOURCES,
    },
  }),
];
