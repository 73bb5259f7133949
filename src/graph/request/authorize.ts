// May this caller do that?
import type { Tenant } from '../../tenant/index.ts';
import type { Exchange } from '../answer/exchange.ts';
import type { Resource, Verb } from '../declare/resource.ts';
import * as errors from '../errors.ts';
import { Kept, PATHS_KEPT } from '../kept.ts';
import type { PermissionUse } from '../permissions/permission-use.ts';
import {
  type Access,
  ANYBODY,
  ownRequirement,
  type Requirement,
  requirementFor,
} from '../permissions/permissions.ts';
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
  /** Path, access and `others` in one: what is the same for the same question. */
  readonly key: string;
  /** Where the rule is looked up: the path without keys. */
  readonly path: string;
  readonly access: Access;
  /** Whether it is about users other than the signed-in one. */
  readonly others: boolean;
  readonly requirement: Requirement;
}

const authorizations = new Kept<Authorization>(PATHS_KEPT);

function authorization(
  path: string,
  access: Access,
  others: boolean,
  requirement: () => Requirement,
): Authorization {
  const key = `${others ? '!' : ''}${path} ${access}`;
  return authorizations.take(key, () => ({ key, path, access, others, requirement: requirement() }));
}

/** What a route requires; `own`: of who asks for what is his own. */
function requiredBy({ steps, tail }: Route, verb: Verb | 'operation', own: boolean): Authorization {
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
    if (tail.kind === 'media' && tail.name !== '$value') path = `${path}/${tail.name}`;
    if (tail.kind === 'reference' || tail.kind === 'references') path = `${path}/$ref`;
  }
  if (own && path.startsWith('users')) {
    const self = `me${path.slice('users'.length)}`;
    const requirement = ownRequirement(self.replace(/\/\$ref$/, ''), access);
    if (requirement) return authorization(self, access, false, () => requirement);
  }
  // An operation on all of them is about nobody: `validatePassword`.
  const others = !own && /^users\b/.test(path) && !(tail.kind === 'operation' && steps[0]?.key === undefined);
  // Microsoft publishes what references take by the path of what they lead to.
  return authorization(path, access, others, () => requirementFor(path.replace(/\/\$ref$/, ''), access));
}

/** What something takes that only the body of a request tells, under a path of its own in the tables. */
export function authorizationAt(path: string, access: Access): Authorization {
  return authorization(path, access, false, () => requirementFor(path, access));
}

/** Whether a caller holds what is needed; counts it, once for a request that is handled again. */
export function allows(
  exchange: Exchange,
  caller: Caller,
  needed: Authorization,
  use: PermissionUse,
): boolean {
  exchange.authorization = needed;
  const authorized = isAuthorized(caller, needed);
  if (exchange.answer === undefined && !isOpenToAll(needed)) use.record(caller, needed, authorized);
  return authorized;
}

/** Refuses whoever doesn't hold what is needed. */
export function demand(
  exchange: Exchange,
  caller: Caller,
  resource: Resource,
  needed: Authorization,
  use: PermissionUse,
): void {
  if (!allows(exchange, caller, needed, use)) throw authorizationRefusal(caller, resource, needed);
}

/** The family's 403. */
function authorizationRefusal(
  caller: Caller,
  { family }: Resource,
  { requirement }: Authorization,
): errors.GraphError {
  if (family === 'directory') return errors.insufficientPrivileges();
  if (caller.kind === 'application' && caller.permissions.size === 0)
    return errors.noApplicationPermissions();
  const { least, higher } = requirement[caller.kind];
  return errors.scopesMissing([...least, ...higher]);
}

/** [documented] permissions that are about the signed-in user alone, whatever path they are listed for. */
const ABOUT_SELF = new Set(['User.Read', 'User.ReadWrite']);

/** Whether a permission counts for what is asked: of another user, one about oneself doesn't. */
export const countsFor = (permission: string, { others }: Authorization): boolean =>
  !others || !ABOUT_SELF.has(permission);

/** Whether a caller has any of the permissions that suffice. */
function isAuthorized({ kind, permissions }: Caller, needed: Authorization): boolean {
  const { least, higher } = needed.requirement[kind];
  const suffices = (name: string) => permissions.has(name) && countsFor(name, needed);
  return least.includes(ANYBODY) || least.some(suffices) || higher.some(suffices);
}

/** Whether a token is all it takes. */
function isOpenToAll({ requirement }: Authorization): boolean {
  return requirement.application.least.includes(ANYBODY);
}

/** What it takes to do that there. */
export function authorizationOf(
  tenant: Tenant,
  caller: Caller,
  route: Route,
  verb: Verb | 'operation',
): Authorization {
  return requiredBy(route, verb, isSelf(tenant, caller, route));
}

function isSelf(tenant: Tenant, { userId }: Caller, { steps: [first] }: Route): boolean {
  if (userId === undefined || first?.node.resource.path !== 'users' || !first.key) return false;
  return tenant.collection('users').get(userId) === tenant.collection('users').get(first.key.value);
}
