import { applicationRoles } from '../../../directory/index.ts';
import { signAccessToken } from '../access-token.ts';
import { attempt, checkApplication } from '../attempts.ts';
import { proveClient } from '../client-authentication.ts';
import { clientForItself } from '../clients.ts';
import { invalidScope, missingCredential, missingParameter, noTenant } from '../errors/index.ts';
import { lifetime } from '../issue.ts';
import { type Resource, resolveResource } from '../resources.ts';
import { DEFAULT_SCOPE, isOpenIdScope } from '../scopes.ts';
import { clientIdOf, type Grant, type TokenRequest, tokenAnswer } from '../token-request.ts';

/** An application signs in as itself, with a client secret or an assertion. */
export const clientCredentials: Grant = (token) => {
  const { context, credentials, named, request, version } = token;
  // An application has no home of its own here, so `common` leads nowhere.
  if (named.kind === 'any') throw noTenant();
  const clientId = clientIdOf(token);
  const resource = readResource(token);
  const client = clientForItself(context, clientId);
  const manner = { kind: 'servicePrincipal', clientApp: 'mobileAppsAndDesktopClients' } as const;
  return attempt({ context, request, version, manner, client, resource }, async (attempt) => {
    const proof = await proveClient(context, client, credentials, request.origin);
    if (proof === 'none') throw missingCredential();
    checkApplication(attempt);
    const roles = applicationRoles(context.tenant, client, resource.principal);
    return tokenAnswer({
      token_type: 'Bearer',
      ...lifetime(context, version, { resource }),
      access_token: await signAccessToken(context, { client, proof, resource, roles }),
    });
  });
};

/** The API that the request names, in the version's own way. */
function readResource({ context, form, version, request: { origin } }: TokenRequest): Resource {
  const parameter = version === 1 ? 'resource' : 'scope';
  const value = form.get(parameter)?.trim();
  if (!value) throw missingParameter(parameter);
  if (version === 1) return resolveResource(context, value, origin);
  // MSAL adds OpenID Connect's own scopes to any request; they have no meaning without a user.
  const scopes = value.split(/\s+/).filter((scope) => !isOpenIdScope(scope));
  const scope = scopes[0] ?? value;
  if (scopes.length > 1 || !scope.endsWith(DEFAULT_SCOPE)) throw invalidScope(value);
  return resolveResource(context, scope.slice(0, -DEFAULT_SCOPE.length), origin);
}
