import {
  delegatedScopes,
  GRAPH_APP_ID,
  GRAPH_RESOURCE,
  grantScopes,
  mayConsentForAll,
} from '../../directory/index.ts';
import type { PermissionScope, User } from '../../tenant/index.ts';
import type { Client } from './clients.ts';
import type { Context } from './context.ts';
import { notPreauthorized, unlistedResource } from './errors/index.ts';
import { type Resource, resolveResource } from './resources.ts';
import type { RequestedScopes, ResourceScopes } from './scopes.ts';

/** What somebody has to agree to before a client gets its token. */
export interface MissingConsent {
  readonly resource: Resource;
  readonly scopes: readonly PermissionScope[];
}

/** What a client has been granted of an API for a user, by name. */
export function grantedScopes(context: Context, client: Client, resource: Resource, user: User): Set<string> {
  const granted = delegatedScopes(context.tenant, client.principal, resource.principal, user.id);
  for (const name of preauthorizedByApi(client, resource)) granted.add(name);
  return granted;
}

/** What an API of the tenant's own says that a client may have without anybody's consent. */
function preauthorizedByApi(client: Client, { application, principal }: Resource): string[] {
  const trusted = application?.api?.preAuthorizedApplications?.find(({ appId }) => appId === client.appId);
  const ids = trusted?.delegatedPermissionIds ?? [];
  return ids.flatMap((id) => principal.oauth2PermissionScopes?.find((scope) => scope.id === id)?.value ?? []);
}

/**
 * What is asked for and hasn't been granted. Throws EntraError for what can't be granted.
 * @param again also what has been granted already (`prompt=consent`)
 */
export function missingConsent(
  context: Context,
  client: Client,
  requested: RequestedScopes,
  user: User,
  again = false,
): MissingConsent[] {
  const wanted = requested.apis.map((api) => {
    const granted = grantedScopes(context, client, api.resource, user);
    const names = wantedNames(client, api, granted, again).filter((name) => again || !granted.has(name));
    return { resource: api.resource, names };
  });
  // OpenID Connect's own are Microsoft Graph's; whoever was granted anything has them. [inferred]
  if (again || !hasGrants(context, client, user)) {
    const resource = resolveResource(context, GRAPH_APP_ID, GRAPH_RESOURCE);
    const same = wanted.find((each) => each.resource.principal.id === resource.principal.id);
    if (same) same.names = [...requested.openId, ...same.names];
    else wanted.push({ resource, names: [...requested.openId] });
  }
  return wanted.flatMap(({ resource, names }) => {
    const scopes = [...new Set(names)].flatMap((name) => offeredScope(resource, name) ?? []);
    if (scopes.length === 0) return [];
    // Nobody here can grant one of Microsoft's applications what Microsoft hasn't.
    if (client.microsoft?.preauthorized) throw notPreauthorized(client.appId, resource.principal.appId);
    return [{ resource, scopes }];
  });
}

function hasGrants({ tenant }: Context, { principal, microsoft }: Client, user: User): boolean {
  if (microsoft?.preauthorized) return true;
  return tenant
    .collection('oauth2PermissionGrants')
    .where('clientId', principal.id)
    .some(({ consentType, principalId }) => consentType === 'AllPrincipals' || principalId === user.id);
}

/** `.default` is what has been granted, whatever it is; before that, what the registration lists. [documented] */
function wantedNames(
  client: Client,
  api: ResourceScopes,
  granted: Set<string>,
  again: boolean,
): readonly string[] {
  if (!api.everything) return api.names;
  if (granted.size > 0 && !again) return api.names;
  const listed = listedNames(client, api.resource);
  if (listed) return [...api.names, ...listed];
  const { name, principal } = api.resource;
  const resources =
    client.application?.requiredResourceAccess?.map(({ resourceAppId }) => resourceAppId) ?? [];
  throw unlistedResource(client, { name, appId: principal.appId }, resources);
}

/** The delegated permissions that a registration lists for an API; undefined when it doesn't list the API. */
function listedNames({ application, microsoft }: Client, { principal }: Resource): string[] | undefined {
  // What Microsoft's own registrations list is nowhere to be seen; all of them sign people in. [inferred]
  if (microsoft)
    return principal.oauth2PermissionScopes?.some(({ value }) => value === 'User.Read')
      ? ['User.Read']
      : undefined;
  const access = application?.requiredResourceAccess?.find(
    ({ resourceAppId }) => resourceAppId === principal.appId,
  );
  return access?.resourceAccess
    .filter(({ type }) => type === 'Scope')
    .flatMap(({ id }) => principal.oauth2PermissionScopes?.find((scope) => scope.id === id)?.value ?? []);
}

function offeredScope({ principal }: Resource, name: string): PermissionScope | undefined {
  return principal.oauth2PermissionScopes?.find(({ value }) => value === name);
}

/** Who may agree: nobody but an administrator, where a permission or the tenant says so. */
export function mayConsent(context: Context, user: User, missing: readonly MissingConsent[]): boolean {
  if (mayConsentForAll(context.tenant, user.id)) return true;
  return (
    usersMayConsent(context) && missing.every(({ scopes }) => scopes.every(({ type }) => type === 'User'))
  );
}

/** [documented: Configure how users consent to applications] no policy for themselves: users may not consent. */
function usersMayConsent({ tenant }: Context): boolean {
  const role = tenant.collection('policies/authorizationPolicy').first?.['defaultUserRolePermissions'];
  const policies = (role as { permissionGrantPoliciesAssigned?: readonly string[] } | undefined)
    ?.permissionGrantPoliciesAssigned;
  return policies?.some((policy) => policy.startsWith('ManagePermissionGrantsForSelf.')) ?? true;
}

/** Grants what somebody has agreed to, for themselves or for everybody. */
export function grantConsent(
  context: Context,
  client: Client,
  user: User,
  missing: readonly MissingConsent[],
  forAll: boolean,
): void {
  const by = { kind: 'user', id: user.id, name: user.displayName } as const;
  for (const { resource, scopes } of missing) {
    const names = scopes.map(({ value }) => value);
    grantScopes(
      context.tenant,
      client.principal,
      resource.principal,
      forAll ? undefined : user.id,
      names,
      by,
    );
  }
}
