import { type Attempt, checkUser } from '../attempts.ts';
import { missingConsent } from '../consent.ts';
import { notConsented } from '../errors/index.ts';
import { type Issue, issueTokens } from '../issue.ts';
import type { RequestedScopes, ResourceScopes } from '../scopes.ts';
import type { TokenRequest } from '../token-request.ts';

/** What a grant has found out of the tokens that it is to give. */
interface UserGrant extends Pick<Issue, 'client' | 'proof' | 'user' | 'methods' | 'nonce'> {
  readonly scopes: RequestedScopes;
  /** The scopes as they were asked for. */
  readonly text: string;
  readonly api: ResourceScopes;
  /** Whether it is for the script of a page; no, if left out. */
  readonly singlePage?: boolean;
  /** When the time of the refresh token began, in milliseconds since 1970; now, if left out. */
  readonly since?: number;
}

/** Tokens for a user who has seen a page, where all was checked. */
export function tokensForUser({ context, form, request, version }: TokenRequest, grant: UserGrant) {
  const { scopes, text, singlePage = false, since = context.tenant.clock.now, ...issue } = grant;
  return issueTokens(context, {
    ...issue,
    version,
    openId: scopes.openId,
    address: request.address,
    clientInfo: form.get('client_info') === '1',
    refresh: { scope: text, singlePage, at: since },
  });
}

/** Tokens for a user who sees no page now: policies have to allow it, and consent has to be there. Throws EntraError. */
export function tokensWithoutPage(token: TokenRequest, attempt: Attempt, grant: UserGrant) {
  const { client, scopes, user, methods } = grant;
  checkUser(attempt, user, methods);
  if (missingConsent(token.context, client, scopes, user).length > 0)
    throw notConsented(client.appId, client.displayName);
  return tokensForUser(token, grant);
}
