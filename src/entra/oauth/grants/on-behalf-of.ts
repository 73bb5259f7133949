import { toIso } from '../../../clock/index.ts';
import type { User } from '../../../tenant/index.ts';
import { fromOpaque } from '../access-token.ts';
import { attempt } from '../attempts.ts';
import { proveClientOfUser } from '../client-authentication.ts';
import { type Client, clientForUsers } from '../clients.ts';
import {
  assertionForAnotherApi,
  missingField,
  missingParameter,
  userAssertionExpired,
  userAssertionSignature,
} from '../errors/index.ts';
import { onlyApi } from '../scopes.ts';
import { verifiedClaims } from '../signing-key.ts';
import { clientIdOf, type Grant, requestedScopes, type TokenRequest } from '../token-request.ts';
import { tokensWithoutPage } from './user-tokens.ts';

/** An API calls another one for the user who has called it. [documented: OAuth 2.0 On-Behalf-Of flow] */
export const onBehalfOf: Grant = (token) => {
  const { context, credentials, form, named, request, version } = token;
  if (form.get('requested_token_use') !== 'on_behalf_of') throw missingParameter('requested_token_use');
  const client = clientForUsers(context, clientIdOf(token), named);
  const { scopes, text } = requestedScopes(token, client);
  const api = onlyApi(scopes, text);
  const manner = { kind: 'nonInteractiveUser', clientApp: 'mobileAppsAndDesktopClients' } as const;
  return attempt({ context, request, version, manner, client, resource: api.resource }, async (attempt) => {
    const proof = await proveClientOfUser(context, client, credentials, request.origin, false);
    const { user, methods } = await readAssertion(token, client);
    attempt.user = user;
    return tokensWithoutPage(token, attempt, { client, proof, user, methods, scopes, text, api });
  });
};

/** The user of the access token that the client was called with. Throws EntraError. */
async function readAssertion(
  { context, form }: TokenRequest,
  client: Client,
): Promise<{ user: User; methods: readonly string[] }> {
  const text = form.get('assertion');
  if (!text) throw missingField('assertion');
  const claims = await verifiedClaims(context, text);
  const { tenant } = context;
  const user = tenant.collection('users').get(String(claims?.['oid']));
  // An application's own token has no user to act for.
  if (!claims || claims['tid'] !== tenant.id || typeof claims['scp'] !== 'string' || !user)
    throw userAssertionSignature();
  const audience = String(claims['aud']);
  const names = [client.appId, ...(client.application?.identifierUris ?? [])];
  if (!names.includes(audience)) throw assertionForAnotherApi(audience, client.appId, client.displayName);
  const expires = Number(claims['exp']) * 1000;
  if (expires <= tenant.clock.now) throw userAssertionExpired(toIso(tenant.clock.now), toIso(expires));
  const { amr, aio } = claims;
  return { user, methods: Array.isArray(amr) ? amr.map(String) : fromOpaque(String(aio)) };
}
