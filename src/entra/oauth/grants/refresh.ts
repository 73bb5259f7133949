import { attempt } from '../attempts.ts';
import { isPublicByDefault, proveClientOfUser } from '../client-authentication.ts';
import { clientForUsers } from '../clients.ts';
import { malformedGrant, missingField, singlePageCrossOriginOnly } from '../errors/index.ts';
import { readRefreshToken } from '../refresh-token.ts';
import { onlyApi } from '../scopes.ts';
import { clientIdOf, type Grant, requestedScopes } from '../token-request.ts';
import { tokensWithoutPage } from './user-tokens.ts';

/** A client goes on with a user who has signed in before. */
export const refresh: Grant = async (token) => {
  const { context, credentials, form, named, request, version } = token;
  const client = clientForUsers(context, clientIdOf(token), named);
  const text = form.get('refresh_token');
  if (text === null) throw missingField('refresh_token');
  if (text === '') throw malformedGrant();
  const { statement, user } = await readRefreshToken(context, text, client);
  const { methods, nonce, singlePage } = statement;
  if (singlePage && request.header('origin') === undefined) throw singlePageCrossOriginOnly();
  const { scopes, text: scope } = requestedScopes(token, client, statement.scope);
  const api = onlyApi(scopes, scope);
  const manner = { kind: 'nonInteractiveUser', clientApp: 'mobileAppsAndDesktopClients' } as const;
  return attempt({ context, request, version, manner, client, resource: api.resource }, async (attempt) => {
    attempt.user = user;
    const needsNone = singlePage || isPublic(client, credentials);
    const proof = await proveClientOfUser(context, client, credentials, request.origin, needsNone);
    const grant = { client, proof, user, methods, nonce, scopes, text: scope, api, singlePage };
    // A page's ends with the first one, anybody else's goes on from now. [documented: Refresh tokens]
    return tokensWithoutPage(token, attempt, singlePage ? { ...grant, since: statement.at } : grant);
  });
};

/** A client that was signed in to at a native redirect address is public whatever its registration says by default. */
function isPublic(
  client: Parameters<typeof isPublicByDefault>[0],
  { secret, assertion }: { secret: string | undefined; assertion: string | undefined },
): boolean {
  const presented = secret !== undefined || assertion !== undefined;
  const isNative = (client.application?.publicClient?.redirectUris ?? []).length > 0;
  return isPublicByDefault(client) || (isNative && !presented);
}
