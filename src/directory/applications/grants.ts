import { toIso } from '../../clock/index.ts';
import type { Actor, Application, AppRole, ServicePrincipal, Tenant, User } from '../../tenant/index.ts';
import { findMicrosoftApp, GRAPH_APP_ID } from './microsoft-apps.ts';
import { assignmentId, grantId } from './object-ids.ts';

/** What an application without a service principal may still have been granted: see `Application`. */
function namedPermissions(
  application: Application | undefined,
  resource: ServicePrincipal,
): readonly string[] {
  return resource.appId === GRAPH_APP_ID ? (application?.$permissions ?? []) : [];
}

/** The app roles of a resource that a client holds in its own right, by name, in the order of granting. */
export function applicationRoles(
  tenant: Tenant,
  client: {
    readonly application?: Application | undefined;
    readonly principal?: ServicePrincipal | undefined;
  },
  resource: ServicePrincipal,
): string[] {
  const { application, principal } = client;
  const assigned = principal ? rolesOf(tenant, 'servicePrincipals', [principal.id], resource) : [];
  return [...new Set([...assigned, ...namedPermissions(application, resource)])];
}

/** The app roles of a resource that a user holds, by name: their own, and those of the groups that they are in. */
export function userRoles(tenant: Tenant, user: User, resource: ServicePrincipal): string[] {
  const groups = tenant.links('groups/members').sources(user.id);
  return [
    ...new Set([
      ...rolesOf(tenant, 'users', [user.id], resource),
      ...rolesOf(tenant, 'groups', groups, resource),
    ]),
  ];
}

/** Whether the user, or a group that they are in, was assigned to an application in any role. */
export function isAssigned(tenant: Tenant, user: User, resource: ServicePrincipal): boolean {
  const isTo = ({ resourceId }: { resourceId: string }) => resourceId === resource.id;
  if (tenant.collection('users/appRoleAssignments').where('$parent', user.id).some(isTo)) return true;
  const groups = tenant.links('groups/members').sources(user.id);
  return groups.some((id) => tenant.collection('groups/appRoleAssignments').where('$parent', id).some(isTo));
}

function rolesOf(
  tenant: Tenant,
  set: 'servicePrincipals' | 'users' | 'groups',
  holders: readonly string[],
  resource: ServicePrincipal,
): string[] {
  const rows = holders.flatMap((id) => tenant.collection(`${set}/appRoleAssignments`).where('$parent', id));
  return rows
    .filter(({ resourceId }) => resourceId === resource.id)
    .flatMap(({ appRoleId }) => resource.appRoles?.find(({ id }) => id === appRoleId)?.value ?? []);
}

/** Gives a service principal an app role. Nothing happens when it has it. */
export function assignAppRole(
  tenant: Tenant,
  principal: ServicePrincipal,
  resource: ServicePrincipal,
  role: Pick<AppRole, 'id'>,
  by: Actor,
): void {
  const assignments = tenant.collection('servicePrincipals/appRoleAssignments');
  const id = assignmentId(principal.id, resource.id, role.id);
  const has = assignments
    .where('$parent', principal.id)
    .some((row) => row.resourceId === resource.id && row.appRoleId === role.id);
  if (has) return;
  assignments.insert(
    {
      id,
      $parent: principal.id,
      appRoleId: role.id,
      createdDateTime: toIso(tenant.clock.now),
      principalDisplayName: principal.displayName,
      principalId: principal.id,
      principalType: 'ServicePrincipal',
      resourceDisplayName: resource.displayName,
      resourceId: resource.id,
    },
    by,
  );
}

/** The delegated permissions of a resource that a client has for a user: for everybody, and for this one. */
export function delegatedScopes(
  tenant: Tenant,
  client: ServicePrincipal,
  resource: ServicePrincipal,
  userId: string,
): Set<string> {
  const scopes = preauthorizedScopes(client, resource);
  for (const grant of tenant.collection('oauth2PermissionGrants').where('clientId', client.id)) {
    if (grant.resourceId !== resource.id) continue;
    if (grant.consentType === 'Principal' && grant.principalId !== userId) continue;
    for (const scope of splitScopes(grant.scope)) scopes.add(scope);
  }
  return scopes;
}

/** What Microsoft has granted one of its own applications. */
function preauthorizedScopes(client: ServicePrincipal, resource: ServicePrincipal): Set<string> {
  return new Set(splitScopes(findMicrosoftApp(client.appId)?.preauthorized?.[resource.appId] ?? ''));
}

export function splitScopes(text: string): string[] {
  return text.split(/\s+/).filter((scope) => scope !== '');
}

/**
 * Grants delegated permissions, in addition to those that there are: one grant for each client, resource and user.
 * @param userId undefined: for everybody
 */
export function grantScopes(
  tenant: Tenant,
  client: ServicePrincipal,
  resource: ServicePrincipal,
  userId: string | undefined,
  scopes: Iterable<string>,
  by: Actor,
): void {
  const grants = tenant.collection('oauth2PermissionGrants');
  const principalId = userId ?? null;
  const present = grants
    .where('clientId', client.id)
    .find((grant) => grant.resourceId === resource.id && (grant.principalId ?? null) === principalId);
  const all = [...new Set([...splitScopes(present?.scope ?? ''), ...scopes])];
  if (present) {
    grants.update(present.id, { scope: all.join(' ') }, by);
    return;
  }
  grants.insert(
    {
      id: grantId(client.id, resource.id, userId),
      clientId: client.id,
      consentType: userId === undefined ? 'AllPrincipals' : 'Principal',
      principalId,
      resourceId: resource.id,
      scope: all.join(' '),
    },
    by,
  );
}
