import { toIso } from '../../clock/index.ts';
import type {
  Actor,
  Application,
  AppRole,
  DelegatedGrant,
  Entity,
  ServicePrincipal,
  Tenant,
  User,
} from '../../tenant/index.ts';
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
  const assigned = principal ? rolesOf(tenant, [principal.id], resource) : [];
  return [...new Set([...assigned, ...namedPermissions(application, resource)])];
}

/** The app roles of a resource that a user holds, by name: their own, and those of the groups that they are in. */
export function userRoles(tenant: Tenant, user: User, resource: ServicePrincipal): string[] {
  return [...new Set(rolesOf(tenant, holdersFor(tenant, user), resource))];
}

/** Whether the user, or a group that they are in, was assigned to an application in any role. */
export function isAssigned(tenant: Tenant, user: User, resource: ServicePrincipal): boolean {
  return assignmentsOf(tenant, holdersFor(tenant, user), resource).length > 0;
}

/** Whose assignments a user has: their own, and those of the groups that they are in. */
function holdersFor(tenant: Tenant, { id }: User): readonly string[] {
  return [id, ...tenant.links('groups/members').sources(id)];
}

function assignmentsOf(tenant: Tenant, holders: readonly string[], { id }: ServicePrincipal) {
  const assignments = tenant.collection('appRoleAssignments');
  return holders.flatMap((holder) =>
    assignments.where('principalId', holder).filter(({ resourceId }) => resourceId === id),
  );
}

function rolesOf(tenant: Tenant, holders: readonly string[], resource: ServicePrincipal): string[] {
  return assignmentsOf(tenant, holders, resource).flatMap(
    ({ appRoleId }) => resource.appRoles?.find(({ id }) => id === appRoleId)?.value ?? [],
  );
}

/** Gives a service principal an app role. Nothing happens when it has it. */
export function assignAppRole(
  tenant: Tenant,
  principal: ServicePrincipal,
  resource: ServicePrincipal,
  role: Pick<AppRole, 'id'>,
  by: Actor,
): void {
  if (hasRole(tenant, principal.id, resource.id, role.id)) return;
  tenant.collection('appRoleAssignments').insert(
    {
      id: assignmentId(principal.id, resource.id, role.id),
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

/** Whether somebody has a role of a resource in his own right. */
export function hasRole(tenant: Tenant, principalId: string, resourceId: string, roleId: string): boolean {
  return tenant
    .collection('appRoleAssignments')
    .where('principalId', principalId)
    .some((row) => row.resourceId === resourceId && row.appRoleId === roleId);
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
  const present = findGrant(tenant, client.id, resource.id, userId);
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
      principalId: userId ?? null,
      resourceId: resource.id,
      scope: all.join(' '),
    },
    by,
  );
}

/** The one grant that there is of a resource to a client: for a user, or for everybody. */
export function findGrant(
  tenant: Tenant,
  clientId: string,
  resourceId: string,
  userId: string | null | undefined,
): DelegatedGrant | undefined {
  return tenant
    .collection('oauth2PermissionGrants')
    .where('clientId', clientId)
    .find((grant) => grant.resourceId === resourceId && (grant.principalId ?? null) === (userId ?? null));
}

/** By what grants and assignments name the objects that they are about. */
const NAMED_BY = {
  appRoleAssignments: ['principalId', 'resourceId'],
  oauth2PermissionGrants: ['clientId', 'principalId', 'resourceId'],
} as const;

/** What an object of the directory was granted, and what was granted of it, by collection. */
export function grantsAbout(tenant: Tenant, id: string): (readonly [string, readonly Entity[]])[] {
  return Object.entries(NAMED_BY).flatMap(([name, properties]) => {
    const rows = new Set<Entity>(
      properties.flatMap((property) => tenant.collection(name as string).where(property, id)),
    );
    return rows.size > 0 ? [[name, [...rows]] as const] : [];
  });
}

/** The ids of the objects that a grant or assignment is about. */
export function namedIn(collection: string, row: Entity): readonly string[] {
  const properties: readonly string[] = NAMED_BY[collection as keyof typeof NAMED_BY] ?? [];
  return properties.flatMap((property) => (typeof row[property] === 'string' ? [row[property]] : []));
}

/** Takes away what an object was granted, and what was granted of it: nothing of that outlives it. */
export function removeGrantsAbout(tenant: Tenant, id: string, by: Actor): void {
  for (const [name, rows] of grantsAbout(tenant, id)) {
    for (const row of rows) tenant.collection(name).remove(row.id, by);
  }
}
