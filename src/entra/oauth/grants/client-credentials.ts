import { applicationRoles } from '../../directory/index.ts';
import { signAccessToken, TOKEN_BACKDATE_S, TOKEN_LIFETIME_S } from '../access-token.ts';
import { proveClient } from '../client-authentication.ts';
import { clientForItself } from '../clients.ts';
import { invalidScope, missingCredential, missingParameter, noTenant } from '../errors/index.ts';
import { type Resource, resolveResource } from '../resources.ts';
import { DEFAULT_SCOPE, isOpenIdScope } from '../scopes.ts';
import { clientIdOf, type Grant, type TokenRequest, tokenAnswer } from '../token-request.ts';

/** An application signs in as itself, with a client secret or an assertion. */
export const clientCredentials: Grant = async (request) => {
  const { context, credentials, named, version } = request;
  // An application has no home of its own here, so `common` leads nowhere.
  if (named.kind === 'any') throw noTenant();
  const clientId = clientIdOf(request);
  const resource = readResource(request);
  const client = clientForItself(context, clientId);
  const proof = await proveClient(context, client, credentials, request.request.origin);
  if (proof === 'none') throw missingCredential();
  const roles = applicationRoles(context.tenant, client, resource.principal);
  const accessToken = await signAccessToken(context, { client, proof, resource, roles });
  const expiresIn = TOKEN_LIFETIME_S - 1;
  const seconds = Math.floor(context.tenant.clock.now / 1000);
  // One second is gone when the answer is written: recorded answers say 3599. Version 1 writes numbers as text.
  return tokenAnswer(
    version === 2
      ? {
          token_type: 'Bearer',
          expires_in: expiresIn,
          ext_expires_in: expiresIn,
          access_token: accessToken,
        }
      : {
          token_type: 'Bearer',
          expires_in: String(expiresIn),
          ext_expires_in: String(expiresIn),
          expires_on: String(seconds + TOKEN_LIFETIME_S),
          not_before: String(seconds - TOKEN_BACKDATE_S),
          resource: resource.name,
          access_token: accessToken,
        },
  );
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
