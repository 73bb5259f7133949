// Multi Admin Approval: a change to what an access policy protects is filed, and carried out once somebody else has agreed.
// https://learn.microsoft.com/intune/fundamentals/role-based-access-control/multi-admin-approval-graph-api
import type { Entity, Tenant } from '../../tenant/index.ts';
import type { Exchange } from '../answer/exchange.ts';
import { GraphError } from '../errors.ts';
import { fromBase64 } from '../request/base64.ts';
import { canonicalPath, type Route } from '../request/route.ts';
import { POLICIES } from '../resources/approvals/approval-policies.ts';
import {
  complete,
  fileRequest,
  isRequestor,
  JUSTIFICATION_LIMIT,
  openRequest,
  REQUESTS,
} from '../resources/approvals/approval-requests.ts';
import * as errors from '../resources/approvals/errors.ts';
import { ACCESS_POLICY_TYPE, protectingTypes } from '../resources/approvals/policy-types.ts';
import type { Caller } from '../types.ts';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * Lets a request pass that needs no approval, or has it. Returns what is to be called once it has been carried out. Throws
 * GraphError otherwise, and files the request where it says why it is made.
 */
export function passApproval(exchange: Exchange, caller: Caller, route: Route): (() => void) | undefined {
  const types = protectingTypes(route, exchange.request.method).filter((type) =>
    isProtected(exchange.tenant, type),
  );
  if (types.length === 0) return undefined;
  const call = { caller, tenant: exchange.tenant };
  try {
    const code = exchange.request.header('x-msft-approval-code');
    if (code === undefined) throw filed(exchange, caller, route, types);
    const request = approved(call, code, operationOf(exchange, route));
    return () => complete(call, request);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    exchange.injected.push('multiAdminApproval');
    throw error;
  }
}

const isProtected = (tenant: Tenant, type: string): boolean =>
  type === ACCESS_POLICY_TYPE ||
  [...tenant.collection(POLICIES)].some((policy) => policy['policyType'] === type);

/** [recorded] an approval is for exactly what was sent, and for who sent it. */
function approved(call: Parameters<typeof isRequestor>[0], code: string, operation: string): Entity {
  if (!GUID.test(code.trim())) throw errors.codeUnreadable();
  const request = call.tenant.collection(REQUESTS).get(code.trim());
  if (!request || !isRequestor(call, request)) throw errors.approvalForbidden();
  if (request['status'] !== 'approved' || request['$operation'] !== operation)
    throw errors.approvalForbidden();
  return request;
}

function filed(exchange: Exchange, caller: Caller, route: Route, types: readonly string[]): GraphError {
  const { request, tenant } = exchange;
  const encoded = request.header('x-msft-approval-justification')?.trim();
  if (encoded === undefined || encoded === '') return errors.justificationMissing();
  const justification = BASE64.test(encoded) ? fromBase64(encoded) : undefined;
  if (justification === undefined) return errors.justificationUnreadable();
  if (justification.length > JUSTIFICATION_LIMIT) return errors.justificationTooLong(JUSTIFICATION_LIMIT);
  // What is about to be made has no lock yet.
  const subject = route.steps.findLast(({ key }) => key !== undefined)?.key?.value.toLowerCase();
  if (subject !== undefined && openRequest(tenant, subject)) return errors.requestActive();
  const operation = operationOf(exchange, route);
  const { id } = fileRequest({ caller, tenant }, types, justification, { subject, operation });
  return errors.approvalRequired(id);
}

function operationOf({ request }: Exchange, route: Route): string {
  const { tail } = route;
  const action = tail.kind === 'operation' ? `/${tail.operation.signature.name}` : '';
  return `${request.method} ${canonicalPath(route, true)}${action} ${spaceless(request.body)}`;
}

/** The same body, however it is laid out. */
function spaceless(body: string | undefined): string {
  try {
    return JSON.stringify(JSON.parse(body ?? ''));
  } catch {
    return '';
  }
}
