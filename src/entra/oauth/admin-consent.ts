import { assignAppRole } from '../../directory/index.ts';
import type { PermissionScope, User } from '../../tenant/index.ts';
import { sendErrorTo, sendTo } from './authorize-answer.ts';
import { type Recipient, readRecipient } from './authorize-request.ts';
import type { Client } from './clients.ts';
import { grantConsent, type MissingConsent } from './consent.ts';
import type { Context, EndpointVersion } from './context.ts';
import { describeError, EntraError, missingParameter } from './errors/index.ts';
import { converse } from './interaction.ts';
import type { EntraRequest, EntraResponse } from './messages.ts';
import { answersOf } from './page-answers.ts';
import { showErrorPage } from './pages/message-pages.ts';
import { resolveResource } from './resources.ts';
import { type RequestedScopes, readScopes } from './scopes.ts';
import { sessionCookie } from './session.ts';
import { resolveTenant } from './tenant-names.ts';

/** What an administrator grants an application for the whole organization. */
export interface OrganizationConsent {
  /** As the page shows it: delegated permissions, and application permissions beside them. */
  readonly missing: readonly MissingConsent[];
  readonly grant: (administrator: User) => void;
}

/**
 * An administrator grants all that an application's registration lists, application permissions included; version 2 of the
 * address may name delegated permissions instead. [documented: Construct the URL for granting tenant-wide admin consent]
 */
export async function answerAdminConsent(
  context: Context,
  tenantName: string,
  version: EndpointVersion,
  request: EntraRequest,
  url: URL,
): Promise<EntraResponse> {
  const { parameters, answers } = answersOf(request, url);
  const { tenant, random } = context;
  let recipient: Recipient | undefined;
  try {
    recipient = readRecipient(context, parameters, resolveTenant(tenant, tenantName, 'token'));
    const { client, redirect } = recipient;
    const requested = readScopes(context, client, scopeOf(parameters, version), request.origin);
    // [documented] v2-admin-consent: scopes are named one by one, or all that the registration lists by `.default`.
    const named = version === 2 && !requested.apis.some(({ everything }) => everything);
    const organization = named
      ? ofScopes(context, client, requested)
      : ofRegistration(context, client, request.origin);
    const outcome = await converse({
      context,
      request,
      version,
      client,
      requested,
      organization,
      prompt: 'select_account',
      loginHint: undefined,
      answers,
      carried: {},
      leadsTo: redirect.uri,
      manner: { kind: 'interactiveUser', clientApp: 'browser' },
    });
    if (outcome.page) return outcome.page;
    const cookie = await sessionCookie(context, outcome.session, outcome.signedIn, request.origin);
    return sendTo(recipient, { admin_consent: 'True', tenant: tenant.id }, { 'Set-Cookie': cookie });
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    const described = describeError(error, tenant.clock.now, random);
    return recipient && error.error === 'access_denied'
      ? sendErrorTo(recipient, described, false)
      : showErrorPage(described, recipient?.client.displayName);
  }
}

function scopeOf(parameters: URLSearchParams, version: EndpointVersion): string {
  if (version === 1) return 'openid';
  const scope = parameters.get('scope');
  if (!scope) throw missingParameter('scope');
  return scope;
}

function ofScopes(context: Context, client: Client, { apis }: RequestedScopes): OrganizationConsent {
  const missing = apis.map(({ resource, names }) => ({
    resource,
    scopes: names.flatMap(
      (name) => resource.principal.oauth2PermissionScopes?.find(({ value }) => value === name) ?? [],
    ),
  }));
  return { missing, grant: (user) => grantConsent(context, client, user, missing, true) };
}

function ofRegistration(context: Context, client: Client, origin: string): OrganizationConsent {
  const listed = (client.application?.requiredResourceAccess ?? []).map(
    ({ resourceAppId, resourceAccess }) => {
      const resource = resolveResource(context, resourceAppId, origin);
      const { oauth2PermissionScopes = [], appRoles = [] } = resource.principal;
      const ids = (type: string) =>
        resourceAccess.flatMap((access) => (access.type === type ? access.id : []));
      return {
        resource,
        scopes: oauth2PermissionScopes.filter(({ id }) => ids('Scope').includes(id)),
        roles: appRoles.filter(({ id }) => ids('Role').includes(id)),
      };
    },
  );
  const shown = listed.map(({ resource, scopes, roles }) => ({
    resource,
    scopes: [
      ...scopes,
      ...roles.map(
        (role): PermissionScope => ({
          ...role,
          type: 'Admin',
          adminConsentDisplayName: role.displayName,
          userConsentDisplayName: role.displayName,
        }),
      ),
    ],
  }));
  return {
    missing: shown,
    grant(user) {
      const by = { kind: 'user', id: user.id, name: user.displayName } as const;
      const withScopes = listed.filter(({ scopes }) => scopes.length > 0);
      grantConsent(context, client, user, withScopes, true);
      for (const { resource, roles } of listed)
        for (const role of roles)
          assignAppRole(context.tenant, client.principal, resource.principal, role, by);
    },
  };
}
