import type { ClientProof } from '../client-authentication.ts';
import { proveClientOfUser } from '../client-authentication.ts';
import { type Client, clientForUsers } from '../clients.ts';
import { type AuthorizationCode, findCode, redeemCode } from '../codes.ts';
import {
  codeRedeemed,
  grantExpired,
  invalidCode,
  malformedGrant,
  missingField,
  onlySinglePageCrossOrigin,
  proofKeyRequired,
  redirectChanged,
  singlePageCrossOriginOnly,
  verifierMismatch,
} from '../errors/index.ts';
import { sha256 } from '../jwt.ts';
import { onlyApi } from '../scopes.ts';
import { clientIdOf, type Grant, requestedScopes, type TokenRequest } from '../token-request.ts';
import { tokensForUser } from './user-tokens.ts';

/** The shortest text that has the form of a code: anything else was never one. */
const CODE = /^0\.[\w-]{16,}$/;

/** A client fetches what it gets for a sign-in. [documented: OAuth 2.0 authorization code flow] */
export const authorizationCode: Grant = async (token) => {
  const { context, form, named } = token;
  const client = clientForUsers(context, clientIdOf(token), named);
  const id = form.get('code');
  if (!id) throw missingField('code');
  if (!CODE.test(id)) throw malformedGrant();
  const code = findCode(context, 'authorization', id);
  if (!code || code.client !== client.appId) throw invalidCode();
  if (code.redeemed) throw codeRedeemed();
  if (code.expires <= context.tenant.clock.now) throw grantExpired();
  const proof = await proveAt(token, client, code);
  const redirectUri = form.get('redirect_uri') ?? code.redirectUri;
  if (redirectUri !== code.redirectUri) throw redirectChanged(redirectUri, code.redirectUri);
  await checkVerifier(code, form.get('code_verifier'));
  const user = context.tenant.collection('users').get(code.user);
  if (!user) throw grantExpired();
  const { scopes, text } = requestedScopes(token, client, code.scope);
  const api = onlyApi(scopes, text);
  if (!redeemCode(context, code)) throw codeRedeemed();
  const { methods, nonce } = code;
  const singlePage = code.platform === 'spa';
  return tokensForUser(token, { client, proof, user, methods, nonce, scopes, text, api, singlePage });
};

/** How the client must prove itself follows from where its user was sent back to. */
function proveAt(
  { context, credentials, request }: TokenRequest,
  client: Client,
  { platform, challenge }: AuthorizationCode,
): Promise<ClientProof> {
  const isCrossOrigin = request.header('origin') !== undefined;
  if (platform === 'spa' && !isCrossOrigin) throw singlePageCrossOriginOnly();
  if (platform === 'spa' && !challenge) throw proofKeyRequired();
  if (platform !== 'spa' && isCrossOrigin) throw onlySinglePageCrossOrigin();
  return proveClientOfUser(context, client, credentials, request.origin, platform !== 'web');
}

/** RFC 7636: whoever fetches the tokens is whoever began. */
async function checkVerifier({ challenge }: AuthorizationCode, verifier: string | null): Promise<void> {
  if (!challenge) return;
  if (verifier === null) throw missingField('code_verifier');
  const made = challenge.method === 'plain' ? verifier : await sha256(verifier);
  if (made !== challenge.value) throw verifierMismatch();
}
