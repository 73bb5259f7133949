// Access policies: what needs a second administrator's approval, and whose.
import { defineResource, type Resource } from '../../declare/resource.ts';
import { intuneBadRequest } from '../../errors.ts';
import { now } from '../../request/call.ts';

export const POLICIES = 'deviceManagement/operationApprovalPolicies';

export const approvalPolicies: Resource = defineResource({
  path: POLICIES,
  type: 'operationApprovalPolicy',
  versions: ['beta'],
  family: 'intune',
  beforeCreate(call, draft) {
    // [documented] not a valid type in a policy; [inferred] the refusal.
    if (draft['policyType'] === 'unknown') throw intuneBadRequest();
    return { ...draft, lastModifiedDateTime: now(call) };
  },
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/resources/intune-rbac-operationapprovalpolicy'],
});
