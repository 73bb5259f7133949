import { roleTemplatesOf } from '../../directory/index.ts';
import type { Tenant } from '../../tenant/index.ts';
import type { Access, UnmetCondition } from './access.ts';
import { admitsDevice } from './device-filter.ts';
import { isInNamedLocation } from './locations.ts';
import type { ConditionalAccessPolicy, Conditions } from './policy.ts';

/** The application id of Microsoft Intune Enrollment. */
const ENROLLMENT_APP = 'd4ebce55-015a-49b5-a083-c84d1797ae8c';
/** [documented] "With this option, MFA is required during enrollment": Require multifactor authentication for Intune device enrollments. */
const INTUNE_APP = '0000000a-0000-0000-c000-000000000000';

type Ids = readonly string[] | null | undefined;

/** Whether a policy is about this sign-in: all of its conditions hold. */
export function isAbout(tenant: Tenant, policy: ConditionalAccessPolicy, access: Access): boolean {
  return unmetCondition(tenant, policy, access) === undefined;
}

/** The first condition of a policy that doesn't hold for a sign-in; undefined: all do. */
export function unmetCondition(
  tenant: Tenant,
  { conditions, grantControls }: ConditionalAccessPolicy,
  access: Access,
): UnmetCondition | undefined {
  if (access.user) {
    if (!includesUser(tenant, conditions, access)) return 'users';
  } else if (!includesPrincipal(tenant, conditions, access)) return 'workloadIdentities';
  if (!includesResource(conditions, access)) return kindOfResource(access);
  if (!includesPlatform(conditions, access)) return 'devicePlatform';
  if (!registersDevice(access)) {
    if (!includesDevice(tenant, conditions, access)) return 'devices';
    if (!includesClientApp(conditions, access)) return 'clientApps';
  }
  if (!includesFlow(conditions, access)) return 'authenticationFlow';
  if (!includesLocation(tenant, conditions, access)) return 'location';
  // [inferred] "block all places but these" is not written against the people of the organization.
  const blocks = grantControls?.builtInControls?.includes('block') ?? false;
  if (access.usualPlace && blocks && conditions.locations?.excludeLocations?.length) return 'location';
  return unmetRisk(conditions, access);
}

function includesUser(tenant: Tenant, { users }: Conditions, { user }: Access): boolean {
  if (!users || !user) return false;
  const isNamed = (ids: Ids) =>
    ids?.some((id) => id === 'All' || id === user.id || (id === 'GuestsOrExternalUsers' && isGuest(user))) ??
    false;
  const holds = (roles: Ids) =>
    !!roles?.length && roleTemplatesOf(tenant, user.id).some((role) => roles.includes(role));
  const within = (groups: Ids) => !!groups?.length && isMember(tenant, user.id, groups);
  if (isNamed(users.excludeUsers) || within(users.excludeGroups) || holds(users.excludeRoles)) return false;
  return isNamed(users.includeUsers) || within(users.includeGroups) || holds(users.includeRoles);
}

function isGuest(user: { readonly [property: string]: unknown }): boolean {
  return user['userType'] === 'Guest';
}

/** Whether somebody is in one of the groups, by themselves or through other groups. */
function isMember(tenant: Tenant, id: string, groups: readonly string[]): boolean {
  const members = tenant.links('groups/members');
  const seen = new Set<string>();
  const waiting = [id];
  for (let member = waiting.pop(); member !== undefined; member = waiting.pop()) {
    for (const group of members.sources(member)) {
      if (groups.includes(group)) return true;
      if (seen.has(group)) continue;
      seen.add(group);
      waiting.push(group);
    }
  }
  return false;
}

/** [documented: Conditional Access for workload identities] only those that are registered in the tenant. */
function includesPrincipal(
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

function includesResource({ applications }: Conditions, { resource }: Access): boolean {
  const included = applications?.includeApplications ?? [];
  const excluded = applications?.excludeApplications ?? [];
  if (resource === 'workApp')
    return included.some((app) => app === 'All' || (app !== 'None' && app !== ENROLLMENT_APP));
  if (resource === 'enrollment')
    return (
      included.some((app) => app === 'All' || app === ENROLLMENT_APP || app === INTUNE_APP) &&
      !excluded.includes(ENROLLMENT_APP)
    );
  if ('userAction' in resource)
    return applications?.includeUserActions?.includes(resource.userAction) ?? false;
  if ('authenticationContext' in resource)
    return (
      applications?.includeAuthenticationContextClassReferences?.includes(resource.authenticationContext) ??
      false
    );
  return (
    included.some((app) => app === 'All' || app === resource.appId) && !excluded.includes(resource.appId)
  );
}

/** Whether a policy names Microsoft Intune Enrollment itself, and not just all resources. */
export function namesEnrollment({ conditions }: ConditionalAccessPolicy): boolean {
  return conditions.applications?.includeApplications?.includes(ENROLLMENT_APP) ?? false;
}

function kindOfResource({ resource }: Access): UnmetCondition {
  if (typeof resource === 'string' || 'appId' in resource) return 'application';
  return 'userAction' in resource ? 'userActions' : 'authenticationContext';
}

/** A sign-in of which nobody knows the platform is one of any, and of none in particular. */
function includesPlatform({ platforms }: Conditions, { platform }: Access): boolean {
  const matches = (names: Ids) => names?.some((name) => name === 'all' || name === platform) ?? false;
  if (!platforms) return true;
  const included = !platforms.includePlatforms?.length || matches(platforms.includePlatforms);
  return included && !matches(platforms.excludePlatforms);
}

/** [documented: Target resources] client apps and filters for devices "aren't available with this user action". */
function registersDevice({ resource }: Access): boolean {
  return (
    typeof resource === 'object' &&
    'userAction' in resource &&
    resource.userAction === 'urn:user:registerdevice'
  );
}

function includesDevice(tenant: Tenant, { devices }: Conditions, { device }: Access): boolean {
  if (devices?.deviceFilter) return admitsDevice(tenant, devices.deviceFilter, device);
  const excluded = devices?.excludeDevices;
  if (!excluded?.length || !device) return true;
  return !(
    (excluded.includes('Compliant') && device.isCompliant) ||
    (excluded.includes('DomainJoined') && device.trustType === 'ServerAd')
  );
}

function includesClientApp({ clientAppTypes }: Conditions, { clientApp }: Access): boolean {
  if (!clientAppTypes?.length || clientApp === undefined) return true;
  return clientAppTypes.some((type) => type === 'all' || type === clientApp);
}

/** [documented: Conditional Access: Authentication flows] */
function includesFlow({ authenticationFlows }: Conditions, { deviceCode = false }: Access): boolean {
  const methods = authenticationFlows?.transferMethods?.split(',').map((method) => method.trim()) ?? [];
  if (methods.length === 0 || methods.every((method) => method === 'none' || method === '')) return true;
  return deviceCode && methods.includes('deviceCodeFlow');
}

function includesLocation(tenant: Tenant, { locations }: Conditions, { address, country }: Access): boolean {
  if (!locations) return true;
  const matches = (ids: Ids) =>
    ids?.some((id) => isInNamedLocation(tenant, id, { address, country })) ?? false;
  const included = !locations.includeLocations?.length || matches(locations.includeLocations);
  return included && !matches(locations.excludeLocations);
}

/** A policy for a risk is about nobody whose risk isn't known. */
function unmetRisk(
  { userRiskLevels, signInRiskLevels, servicePrincipalRiskLevels }: Conditions,
  { risk }: Access,
): UnmetCondition | undefined {
  const isMet = (levels: Ids, level: string | undefined) =>
    !levels?.length || (level !== undefined && levels.includes(level));
  if (!isMet(userRiskLevels, risk?.user)) return 'userRisk';
  if (!isMet(signInRiskLevels, risk?.signIn)) return 'signInRisk';
  return isMet(servicePrincipalRiskLevels, risk?.principal) ? undefined : 'servicePrincipalRisk';
}
