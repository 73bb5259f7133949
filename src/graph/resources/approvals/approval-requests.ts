// Requests for a second administrator's approval, and the decisions on them.
import { DAY, toIso } from '../../../clock/index.ts';
import { type Entity, SERVICES, type Tenant } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource, type ServiceEvent } from '../../declare/resource.ts';
import * as intune from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call, now } from '../../request/call.ts';
import type { Caller } from '../../types.ts';
import { POLICIES } from './approval-policies.ts';
import * as errors from './errors.ts';

export const REQUESTS = 'deviceManagement/operationApprovalRequests';

/** [documented] a request that nobody goes on with expires. */
export const APPROVAL_LIFETIME = 3 * DAY;
/** [documented] of what is said for and against a request. */
export const JUSTIFICATION_LIMIT = 1024;

const EXPIRY_EVENT = 'approvalExpired';
const OPEN = new Set(['needsApproval', 'approved']);

const reference = (name: string) =>
  `https://learn.microsoft.com/graph/api/intune-rbac-operationapprovalrequest-${name}`;

/** Who somebody is, as Graph writes it. */
function identityOf({ kind, appId, appDisplayName, userId }: Caller, tenant: Tenant): JsonObject {
  if (kind === 'application' || userId === undefined) {
    return { application: { id: appId, displayName: appDisplayName } };
  }
  return { user: { id: userId, displayName: tenant.collection('users').get(userId)?.displayName ?? null } };
}

const idOf = (identity: unknown): unknown => {
  const { user, application } = (identity ?? {}) as Record<string, { readonly id?: string } | undefined>;
  return user?.id ?? application?.id;
};

/** Whether a caller is who asked for approval. */
export const isRequestor = ({ caller, tenant }: Pick<Call, 'caller' | 'tenant'>, request: Entity): boolean =>
  idOf(request['requestor']) === idOf(identityOf(caller, tenant));

/** The request for approval of a change to that entity which is still under way. */
export const openRequest = (tenant: Tenant, subject: string): Entity | undefined =>
  [...tenant.collection(REQUESTS)].find(
    (each) => OPEN.has(String(each['status'])) && each['$subject'] === subject,
  );

/** Files a request. `subject` is the entity that it is about, `operation` what is to be done. */
export function fileRequest(
  call: Pick<Call, 'caller' | 'tenant'>,
  types: readonly string[],
  justification: string,
  { subject, operation }: { readonly subject: string | undefined; readonly operation: string },
): Entity {
  const { caller, tenant } = call;
  const { clock } = tenant;
  const expires = clock.now + APPROVAL_LIFETIME;
  const request = tenant.collection(REQUESTS).insert(
    {
      id: tenant.random.guid(),
      requestDateTime: now(call),
      lastModifiedDateTime: now(call),
      expirationDateTime: toIso(expires),
      requestor: identityOf(caller, tenant),
      requestJustification: justification,
      requiredOperationApprovalPolicyTypes: types,
      status: 'needsApproval',
      $subject: subject,
      $operation: operation,
    },
    actorOf(call),
  );
  clock.schedule(expires, EXPIRY_EVENT, request.id);
  return request;
}

export function complete(call: Pick<Call, 'caller' | 'tenant'>, request: Entity): void {
  call.tenant
    .collection(REQUESTS)
    .update(request.id, { status: 'completed', lastModifiedDateTime: now(call) }, actorOf(call));
}

export const approvalExpired: ServiceEvent = {
  kind: EXPIRY_EVENT,
  run(tenant, id) {
    const requests = tenant.collection(REQUESTS);
    if (!OPEN.has(String(requests.get(id)?.['status']))) return;
    requests.update(
      id,
      { status: 'expired', lastModifiedDateTime: toIso(tenant.clock.now) },
      SERVICES.intune,
    );
  },
};

export const approvalRequests: Resource = defineResource({
  path: REQUESTS,
  type: 'operationApprovalRequest',
  versions: ['beta'],
  family: 'intune',
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/resources/intune-rbac-operationapprovalrequest',
    'https://learn.microsoft.com/intune/fundamentals/role-based-access-control/multi-admin-approval-graph-api',
  ],
});

/**
 * [documented] only administrators who have signed in decide, never on what they asked for themselves, and only members of the
 * groups that a policy for it names.
 */
function checkApprover({ caller, tenant }: Call, request: Entity): void {
  if (caller.kind === 'application' || isRequestor({ caller, tenant }, request))
    throw errors.approvalForbidden();
  const types = request['requiredOperationApprovalPolicyTypes'] as readonly string[];
  const members = tenant.links('groups/members');
  for (const policy of tenant.collection(POLICIES)) {
    const groups = (policy['approverGroupIds'] ?? []) as readonly string[];
    if (!types.includes(String(policy['policyType'])) || groups.length === 0) continue;
    if (!groups.some((group) => members.has(group, caller.userId ?? ''))) throw errors.approvalForbidden();
  }
}

function decision(name: string, from: string, status: string): Operation {
  return {
    on: 'operationApprovalRequest',
    name,
    run(call, request, { justification }) {
      if (!request) throw intune.intuneNotFound();
      checkApprover(call, request);
      if (typeof justification === 'string' && justification.length > JUSTIFICATION_LIMIT) {
        throw intune.intuneBadRequest();
      }
      if (request['status'] !== from) throw errors.alreadyDecided();
      const { caller, tenant } = call;
      const change = {
        status,
        approver: identityOf(caller, tenant),
        approvalJustification: justification,
        lastModifiedDateTime: now(call),
      };
      tenant.collection(REQUESTS).update(request.id, change, actorOf(call));
      return status;
    },
    evidence: 'documented',
    sources: [reference(name.toLowerCase())],
  };
}

const ofRequests = (name: string, run: Operation['run']): Operation => ({
  on: 'operationApprovalRequest',
  name,
  bound: 'set',
  run,
  evidence: 'documented',
  sources: [reference(name.toLowerCase())],
});

const ownRequests = (call: Call) =>
  [...call.tenant.collection(REQUESTS)].filter((each) => isRequestor(call, each));

function ownRequest(call: Call, id: unknown): Entity {
  const request = call.tenant.collection(REQUESTS).get(String(id));
  // [recorded] a request that one has not made isn't there for one.
  if (!request || !isRequestor(call, request)) throw intune.intuneNotFound();
  return request;
}

export const approvalOperations: readonly Operation[] = [
  decision('approve', 'needsApproval', 'approved'),
  decision('reject', 'needsApproval', 'rejected'),
  decision('cancelApproval', 'approved', 'cancelled'),
  ofRequests('cancelMyRequest', (call, _entity, { id }) => {
    const request = ownRequest(call, id);
    if (!OPEN.has(String(request['status']))) throw errors.alreadyDecided();
    const change = { status: 'cancelled', lastModifiedDateTime: now(call) };
    call.tenant.collection(REQUESTS).update(request.id, change, actorOf(call));
  }),
  ofRequests('retrieveMyRequests', ownRequests),
  ofRequests('retrieveMyRequestById', (call, _entity, { id }) => ownRequest(call, id)),
  ofRequests('retrieveRequestStatus', ({ tenant }, _entity, { entityId }) => {
    const open = openRequest(tenant, String(entityId).toLowerCase());
    return {
      entityLocked: open !== undefined,
      requestId: open?.id ?? null,
      requestStatus: open?.['status'] ?? 'unknown',
      requestExpirationDateTime: open?.['expirationDateTime'] ?? null,
    };
  }),
];
