// What the access policies of Multi Admin Approval protect.
import type { Route } from '../../request/route.ts';

/** Access policies are protected without one. [documented] */
export const ACCESS_POLICY_TYPE = 'operationApprovalPolicy';

/**
 * [documented] https://learn.microsoft.com/intune/fundamentals/role-based-access-control/multi-admin-approval: apps, compliance
 * policies, the settings catalog's configuration policies, roles, scripts, device categories, and access policies themselves.
 * Which member of the enumeration stands for which is clear from their names but for device categories: those are inferred.
 */
const SETS: readonly (readonly [path: string, type: string])[] = [
  ['deviceAppManagement/mobileApps', 'app'],
  ['deviceManagement/deviceCompliancePolicies', 'compliancePolicy'],
  ['deviceManagement/compliancePolicies', 'compliancePolicy'],
  ['deviceManagement/configurationPolicies', 'configurationPolicy'],
  ['deviceManagement/roleDefinitions', 'role'],
  ['deviceManagement/roleAssignments', 'role'],
  ['deviceManagement/deviceManagementScripts', 'script'],
  ['deviceManagement/deviceHealthScripts', 'script'],
  ['deviceManagement/deviceCategories', 'tenantConfiguration'],
  ['deviceManagement/operationApprovalPolicies', ACCESS_POLICY_TYPE],
];

const MANAGED_DEVICES = 'deviceManagement/managedDevices';

/** [documented] of the devices' actions, these three; a policy for device actions protects them all. */
const DEVICE_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  wipe: ['deviceWipe', 'deviceAction'],
  retire: ['deviceRetire', 'deviceAction'],
  delete: ['deviceDelete', 'deviceAction'],
};

/** Actions that only ask. */
const ASKING = /^(?:get|has|is|validate|retrieve|convert|search)(?=[A-Z])/;

/** The types of policies of which any protects what a request asks for; none: it needs no approval. */
export function protectingTypes({ steps, tail }: Route, method: string): readonly string[] {
  if (method === 'GET') return [];
  const { path } = (steps[steps.length - 1] as Route['steps'][number]).node.resource;
  const operation = tail.kind === 'operation' ? tail.operation.signature.name : undefined;
  if (operation !== undefined && ASKING.test(operation)) return [];
  if (path === MANAGED_DEVICES) {
    return DEVICE_ACTIONS[operation ?? (method === 'DELETE' ? 'delete' : '')] ?? [];
  }
  const set = SETS.find(([each]) => path === each || path.startsWith(`${each}/`));
  return set ? [set[1]] : [];
}
