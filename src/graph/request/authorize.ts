// May this caller do that?
import type { Tenant } from '../../tenant/index.ts';
import type { Resource, Verb } from '../declare/resource.ts';
import * as errors from '../errors.ts';
import { type Access, ownRequirement, type Requirement, requirementFor } from '../permissions/permissions.ts';
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

const ACCESS: Readonly<Record<Verb, Access>> = {
  list: 'read',
  count: 'read',
  get: 'get',
  create: 'create',
  update: 'update',
  replace: 'replace',
  delete: 'delete',
  addReference: 'create',
  setReference: 'replace',
  removeReference: 'delete',
};

/** What is required of whom, for a request that is understood. */
export interface Authorization {
  /** Where the rule is looked up: the path without keys. */
  readonly path: string;
  readonly access: Access;
  readonly requirement: Requirement;
}

/** What a route requires; `own`: of who asks for what is his own. */
function authorizationOf({ steps, tail }: Route, verb: Verb | 'operation', own: boolean): Authorization {
  const { resource } = (steps.at(-1) as Route['steps'][number]).node;
  let path = resource.permissionPath ?? resource.path;
  let access: Access;
  if (tail.kind === 'operation') {
    const { name, kind } = tail.operation.signature;
    path = `${path}/${name}`;
    access = kind === 'action' ? 'write' : 'read';
  } else if (verb === 'operation') {
    access = 'read';
  } else {
    access = ACCESS[verb];
    if (tail.kind === 'delta') path = `${path}/delta`;
    if (tail.kind === 'reference' || tail.kind === 'references') path = `${path}/$ref`;
  }
  if (own && path.startsWith('users')) {
    const self = `me${path.slice('users'.length)}`;
    const requirement = ownRequirement(self, access);
    if (requirement) return { path: self, access, requirement };
  }
  return { path, access, requirement: requirementFor(path, access) };
}

/** The family's 403. */
function refusal(caller: Caller, { family }: Resource, requirement: Requirement): errors.GraphError {
  if (family === 'directory') return errors.insufficientPrivileges();
  if (caller.kind === 'application' && caller.permissions.size === 0)
    return errors.noApplicationPermissions();
  const { least, higher } = requirement[caller.kind];
  return errors.scopesMissing([...least, ...higher]);
}

/** [documented] permissions that are about the signed-in user alone, whatever path they are listed for. */
const ABOUT_SELF = new Set(['User.Read', 'User.ReadWrite']);

/** Whether a caller has any of the permissions. */
function holdsAny({ kind, permissions }: Caller, requirement: Requirement, self: boolean): boolean {
  const { least, higher } = requirement[kind];
  const suffices = (scope: string) => permissions.has(scope) && (self || !ABOUT_SELF.has(scope));
  return least.some(suffices) || higher.some(suffices);
}

/** Throws the family's 403 unless the caller may do that there. Returns what it took. */
export function authorizeRoute(
  tenant: Tenant,
  caller: Caller,
  route: Route,
  resource: Resource,
  verb: Verb | 'operation',
): Authorization {
  const self = isSelf(tenant, caller, route);
  const needed = authorizationOf(route, verb, self);
  if (!holdsAny(caller, needed.requirement, self)) throw refusal(caller, resource, needed.requirement);
  return needed;
}

function isSelf(tenant: Tenant, { userId }: Caller, { steps: [first] }: Route): boolean {
  if (userId === undefined || first?.node.resource.path !== 'users' || !first.key) return false;
  return tenant.collection('users').get(userId) === tenant.collection('users').get(first.key.value);
}
