import { attempt } from '../attempts.ts';
import { isPublicByDefault, proveClientOfUser } from '../client-authentication.ts';
import { clientForUsers } from '../clients.ts';
import { grantNeedsTenant, missingField } from '../errors/index.ts';
import { checkPassword, userNamed } from '../people.ts';
import { onlyApi } from '../scopes.ts';
import { clientIdOf, type Grant, requestedScopes } from '../token-request.ts';
import { tokensWithoutPage } from './user-tokens.ts';

/** A client signs a user in with a password that it was told. [documented: Resource Owner Password Credentials] */
export const password: Grant = (token) => {
  const { context, credentials, form, named, request, version } = token;
  if (named.kind === 'any' && named.name === 'common') throw grantNeedsTenant();
  const client = clientForUsers(context, clientIdOf(token), named);
  const { scopes, text } = requestedScopes(token, client);
  const api = onlyApi(scopes, text);
  const userName = form.get('username');
  if (!userName) throw missingField('username');
  const secret = form.get('password');
  if (secret === null) throw missingField('password');
  const manner = { kind: 'interactiveUser', clientApp: 'mobileAppsAndDesktopClients' } as const;
  const { resource } = api;
  return attempt({ context, request, version, manner, client, resource, userName }, async (attempt) => {
    const proof = await proveClientOfUser(
      context,
      client,
      credentials,
      request.origin,
      isPublicByDefault(client),
    );
    const user = userNamed(context, userName);
    attempt.user = user;
    const methods = ['pwd'];
    checkPassword(user, secret);
    return tokensWithoutPage(token, attempt, { client, proof, user, methods, scopes, text, api });
  });
};
