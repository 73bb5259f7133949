import type { Declarations } from '../../declare/resource.ts';
import { approvalPolicies } from './approval-policies.ts';
import { approvalExpired, approvalOperations, approvalRequests } from './approval-requests.ts';

/** Multi Admin Approval: who must agree before something changes. */
export const approvals: Declarations = {
  resources: [approvalPolicies, approvalRequests],
  operations: approvalOperations,
  events: [approvalExpired],
};
