import type { Tenant } from '../../tenant/index.ts';
import type { Access, UnmetCondition } from './access.ts';
import { admitsDevice } from './device-filter.ts';
import { isInNamedLocation } from './locations.ts';
import { includesPrincipal, includesUser } from './people.ts';
import { type ConditionalAccessPolicy, type Conditions, namesOf } from './policy.ts';
import { includesResource, kindOfResource } from './resources.ts';

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
function includesFlow(
  { authenticationFlows }: Conditions,
  { deviceCode = false, authenticationTransfer = false }: Access,
): boolean {
  const methods = namesOf(authenticationFlows?.transferMethods);
  if (methods.length === 0) return true;
  return (
    (deviceCode && methods.includes('deviceCodeFlow')) ||
    (authenticationTransfer && methods.includes('authenticationTransfer'))
  );
}

function includesLocation(tenant: Tenant, { locations }: Conditions, { address, country }: Access): boolean {
  if (!locations) return true;
  const matches = (ids: Ids) =>
    ids?.some((id) => isInNamedLocation(tenant, id, { address, country })) ?? false;
  const included = !locations.includeLocations?.length || matches(locations.includeLocations);
  return included && !matches(locations.excludeLocations);
}

/** A policy for a risk is about nobody whose risk isn't known. */
function unmetRisk(conditions: Conditions, { risk }: Access): UnmetCondition | undefined {
  const isMet = (levels: Ids, level: string | undefined) =>
    !levels?.length || (level !== undefined && levels.includes(level));
  if (!isMet(conditions.userRiskLevels, risk?.user)) return 'userRisk';
  if (!isMet(conditions.signInRiskLevels, risk?.signIn)) return 'signInRisk';
  if (!isMet(conditions.servicePrincipalRiskLevels, risk?.principal)) return 'servicePrincipalRisk';
  if (!isMet(namesOf(conditions.insiderRiskLevels), risk?.insider)) return 'insiderRisk';
  // Agents don't sign in here.
  return namesOf(conditions.agentIdRiskLevels).length === 0 ? undefined : 'agentIdRisk';
}
