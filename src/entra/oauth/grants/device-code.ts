import { isPublicByDefault, proveClientOfUser } from '../client-authentication.ts';
import { clientForUsers } from '../clients.ts';
import { findCode, redeemCode } from '../codes.ts';
import {
  authorizationPending,
  codeRedeemed,
  deviceCodeDeclined,
  deviceCodeExpired,
  grantExpired,
  missingField,
  unknownDeviceCode,
} from '../errors/index.ts';
import { onlyApi, readScopes, scopesOfResource } from '../scopes.ts';
import { clientIdOf, type Grant } from '../token-request.ts';
import { tokensForUser } from './user-tokens.ts';

/** A device asks whether somebody has signed in elsewhere. Whether that may be was decided there. */
export const deviceCode: Grant = async (token) => {
  const { context, credentials, form, named, request } = token;
  const client = clientForUsers(context, clientIdOf(token), named);
  const proof = await proveClientOfUser(
    context,
    client,
    credentials,
    request.origin,
    isPublicByDefault(client),
  );
  // Version 1 calls it just `code`.
  const id = form.get('device_code') ?? form.get('code');
  if (id === null) throw missingField('device_code');
  const code = findCode(context, 'device', id);
  if (!code || code.client !== client.appId) throw unknownDeviceCode();
  if (code.answer === 'declined') throw deviceCodeDeclined();
  if (code.redeemed) throw codeRedeemed();
  if (code.expires <= context.tenant.clock.now) throw deviceCodeExpired();
  if (code.answer !== 'approved') throw authorizationPending();
  const user = context.tenant.collection('users').get(code.user ?? '');
  if (!user) throw grantExpired();
  if (!redeemCode(context, code)) throw codeRedeemed();
  const scopes =
    code.version === 1
      ? scopesOfResource(context, code.scope, request.origin)
      : readScopes(context, client, code.scope, request.origin);
  const { methods = [], scope: text } = code;
  const api = onlyApi(scopes, text);
  return tokensForUser(token, { client, proof, user, methods, scopes, text, api });
};
