// Whom a policy is about.
import { isMemberOf, roleTemplatesOf } from '../../directory/index.ts';
import type { Tenant, User } from '../../tenant/index.ts';
import type { Access } from './access.ts';
import { type Conditions, type Guests, namesOf } from './policy.ts';

type Ids = readonly string[] | null | undefined;

export function includesUser(tenant: Tenant, { users }: Conditions, { user }: Access): boolean {
  if (!users || !user) return false;
  const isNamed = (ids: Ids) =>
    ids?.some(
      (id) => id === 'All' || id === user.id || (id === 'GuestsOrExternalUsers' && guestTypeOf(user)),
    ) ?? false;
  const holds = (roles: Ids) =>
    !!roles?.length && roleTemplatesOf(tenant, user.id).some((role) => roles.includes(role));
  const within = (groups: Ids) => !!groups?.length && isMemberOf(tenant, user.id, groups);
  const { includeGuestsOrExternalUsers: guests, excludeGuestsOrExternalUsers: spared } = users;
  if (
    isAmong(spared, user) ||
    isNamed(users.excludeUsers) ||
    within(users.excludeGroups) ||
    holds(users.excludeRoles)
  )
    return false;
  return (
    isAmong(guests, user) ||
    isNamed(users.includeUsers) ||
    within(users.includeGroups) ||
    holds(users.includeRoles)
  );
}

/**
 * What somebody from elsewhere is, as policies call them; undefined: one of the organization's own. [documented] conditionalAccessGuestsOrExternalUsers;
 * "Properties of a Microsoft Entra B2B collaboration user": that an invitation makes them. Who connects directly has no account here.
 */
function guestTypeOf(user: User): string | undefined {
  const isExternal = user['creationType'] === 'Invitation' || typeof user['externalUserState'] === 'string';
  if (user['userType'] === 'Guest') return isExternal ? 'b2bCollaborationGuest' : 'internalGuest';
  return isExternal ? 'b2bCollaborationMember' : undefined;
}

/** [inferred] which organization somebody comes from nobody knows here: a policy for certain ones is about no external user. */
function isAmong(guests: Guests | null | undefined, user: User): boolean {
  const type = guestTypeOf(user);
  if (!guests || type === undefined) return false;
  const isEverywhere = type === 'internalGuest' || guests.externalTenants?.membershipKind !== 'enumerated';
  return isEverywhere && namesOf(guests.guestOrExternalUserTypes).includes(type);
}

/** [documented: Conditional Access for workload identities] only those that are registered in the tenant. */
export function includesPrincipal(
  tenant: Tenant,
  { clientApplications }: Conditions,
  { principal }: Access,
): boolean {
  if (!clientApplications || !principal) return false;
  const isOurs = principal['appOwnerOrganizationId'] === tenant.id;
  if (!isOurs || clientApplications.excludeServicePrincipals?.includes(principal.id)) return false;
  return (
    clientApplications.includeServicePrincipals?.some(
      (id) => id === 'ServicePrincipalsInMyTenant' || id === principal.id,
    ) ?? false
  );
}
