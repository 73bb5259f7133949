// May this caller do that?
import type { Tenant } from '../../tenant/index.ts';
import type { Operation, Requirement, Resource, Verb } from '../declare/resource.ts';
import * as errors from '../errors.ts';
import type { AuthenticationFailure, Caller } from '../types.ts';
import type { Route } from './route.ts';

const AUTHENTICATION_ERRORS: Readonly<Record<AuthenticationFailure['failure'], () => errors.GraphError>> = {
  missing: errors.tokenMissing,
  malformed: errors.tokenMalformed,
  notJwt: errors.tokenNotJwt,
  expired: errors.tokenExpired,
  wrongAudience: errors.tokenForAnotherAudience,
  badSignature: errors.tokenSignatureInvalid,
};

/** Why nobody could be made out. */
export function authenticationError({ failure }: AuthenticationFailure): errors.GraphError {
  return AUTHENTICATION_ERRORS[failure]();
}

/** What a verb on a set requires. */
function requirementOf({ permissions }: Resource, verb: Verb): Requirement {
  switch (verb) {
    case 'list':
    case 'get':
    case 'count':
      return permissions.read;
    case 'create':
      return permissions.create ?? permissions.write;
    case 'delete':
      return permissions.delete ?? permissions.write;
    default:
      return permissions.write;
  }
}

/** Throws the family's 403 unless the caller holds one of the permissions. */
function authorize(caller: Caller, resource: Resource, requirement: Requirement): void {
  if (holdsAny(caller, requirement)) return;
  const scopes = requirement[caller.kind];
  if (resource.family === 'directory') throw errors.insufficientPrivileges();
  if (caller.kind === 'application' && caller.permissions.size === 0) throw errors.noApplicationPermissions();
  throw errors.scopesMissing([...scopes.least, ...scopes.higher]);
}

/** Whether a caller has any of the permissions. */
function holdsAny({ kind, permissions }: Caller, requirement: Requirement): boolean {
  const { least, higher } = requirement[kind];
  for (const scope of least) if (permissions.has(scope)) return true;
  for (const scope of higher) if (permissions.has(scope)) return true;
  return false;
}

/** Throws the family's 403 unless the caller may do that there. */
export function authorizeRoute(
  tenant: Tenant,
  caller: Caller,
  route: Route,
  resource: Resource,
  verb: Verb | Operation,
): void {
  const requirement =
    typeof verb === 'string'
      ? requirementOf(resource, verb)
      : (verb.permissions ??
        (verb.kind === 'action' ? resource.permissions.write : resource.permissions.read));
  const own = resource.permissions.self;
  if (own && (verb === 'get' || verb === 'list') && isSelf(tenant, caller, route) && holdsAny(caller, own))
    return;
  authorize(caller, resource, requirement);
}

function isSelf(tenant: Tenant, { userId }: Caller, { steps: [first] }: Route): boolean {
  if (userId === undefined || first?.node.resource.path !== 'users' || !first.key) return false;
  return tenant.collection('users').get(userId) === tenant.collection('users').get(first.key.value);
}
