// The group that devices become members of when they enroll with a policy ("enrollment time grouping").
import type { Entity } from '../../../tenant/index.ts';
import type { Operation } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call } from '../../request/call.ts';

const TYPE = 'deviceManagementConfigurationPolicy';
const POLICIES = 'deviceManagement/configurationPolicies';
/** Where a policy keeps its targets. */
const TARGETS = '$enrollmentTimeTargets';

/** [documented] the application that must own such a group: Intune Provisioning Client. */
const PROVISIONING_CLIENT = 'f1346770-5b25-470b-88bd-d5744ab7952c';

/** Why a group can't be a target; undefined for one that can. [documented] enrollmentTimeDeviceMembershipTargetValidationErrorCode */
function problemWith({ tenant }: Call, targetId: unknown): string | undefined {
  const group = tenant.collection('groups').get(String(targetId ?? ''));
  if (!group) return 'securityGroupNotFound';
  if (group['securityEnabled'] !== true) return 'notSecurityGroup';
  const groupTypes = (group['groupTypes'] ?? []) as readonly string[];
  if (groupTypes.includes('DynamicMembership')) return 'notStaticSecurityGroup';
  const principals = tenant.collection('servicePrincipals');
  const owners = tenant.links('groups/owners').targets(group.id);
  const isOwned = owners.some((id) => principals.get(id)?.['appId'] === PROVISIONING_CLIENT);
  return isOwned ? undefined : 'firstPartyAppNotAnOwner';
}

/** [inferred] the code of a target that is all right: there is none that says so. */
function result(call: Call, targets: readonly JsonObject[]): JsonObject {
  const problems = targets.map(({ targetId }) => problemWith(call, targetId));
  return {
    validationSucceeded: problems.every((problem) => problem === undefined),
    enrollmentTimeDeviceMembershipTargetValidationStatuses: targets.map(({ targetId }, index) => ({
      targetId,
      targetValidationErrorCode: problems[index] ?? 'unknownFutureValue',
    })),
  };
}

function keep(call: Call, policy: Entity, targets: readonly JsonObject[]): void {
  call.tenant.collection(POLICIES).update(policy.id, { [TARGETS]: targets }, actorOf(call));
}

const source = (name: string) =>
  `https://learn.microsoft.com/graph/api/intune-deviceconfigv2-devicemanagementconfigurationpolicy-${name.toLowerCase()}?view=graph-rest-beta`;
const TERRAFORM = 'https://github.com/deploymenttheory/terraform-provider-microsoft365';

const set: Operation = {
  on: TYPE,
  name: 'setEnrollmentTimeDeviceMembershipTarget',
  run(call, policy, { enrollmentTimeDeviceMembershipTargets: targets }) {
    if (!policy) return undefined;
    const given = (targets ?? []) as readonly JsonObject[];
    const validated = result(call, given);
    // [inferred] that what isn't valid is not kept.
    if (validated['validationSucceeded'] === true) keep(call, policy, given);
    return validated;
  },
  evidence: 'documented',
  sources: [source('setEnrollmentTimeDeviceMembershipTarget')],
};

const retrieve: Operation = {
  on: TYPE,
  name: 'retrieveEnrollmentTimeDeviceMembershipTarget',
  // [recorded] an action in the metadata, but GET works and POST isn't routed.
  methods: ['GET'],
  run: (call, policy) => result(call, (policy?.[TARGETS] ?? []) as readonly JsonObject[]),
  evidence: 'recorded',
  sources: [source('retrieveEnrollmentTimeDeviceMembershipTarget'), TERRAFORM],
};

const clear: Operation = {
  on: TYPE,
  name: 'clearEnrollmentTimeDeviceMembershipTarget',
  // [recorded] that the admin center sends DELETE; [documented] POST.
  methods: ['POST', 'DELETE'],
  run(call, policy) {
    if (policy) keep(call, policy, []);
    return policy !== undefined;
  },
  evidence: 'documented',
  sources: [source('clearEnrollmentTimeDeviceMembershipTarget'), TERRAFORM],
};

export const enrollmentTimeTargetOperations: readonly Operation[] = [set, retrieve, clear];
