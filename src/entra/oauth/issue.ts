import { userRoles } from '../../directory/index.ts';
import type { User } from '../../tenant/index.ts';
import { signAccessToken, TOKEN_BACKDATE_S, TOKEN_LIFETIME_S } from './access-token.ts';
import type { ClientProof } from './client-authentication.ts';
import type { Client } from './clients.ts';
import { grantedScopes } from './consent.ts';
import type { Context, EndpointVersion } from './context.ts';
import { signIdToken } from './id-token.ts';
import { toBase64Url } from './jwt.ts';
import { signRefreshToken } from './refresh-token.ts';
import type { RequestedScopes, ResourceScopes } from './scopes.ts';
import { tokenAnswer } from './token-request.ts';

/** What a client gets for a user. */
export interface Issue {
  readonly version: EndpointVersion;
  readonly client: Client;
  readonly proof: ClientProof;
  readonly user: User;
  readonly api: ResourceScopes;
  readonly openId: RequestedScopes['openId'];
  readonly methods: readonly string[];
  readonly nonce?: string | undefined;
  readonly address?: string | undefined;
  /** Whether the client sent `client_info=1`: MSAL does, to know its accounts. */
  readonly clientInfo: boolean;
  /** Undefined: there is none, whatever is asked for. */
  readonly refresh?:
    | { readonly scope: string; readonly singlePage: boolean; readonly at: number }
    | undefined;
}

/** Signs what a client gets for a user, and answers with it. Recorded: the fields, in Microsoft's pages about each flow. */
export async function issueTokens(context: Context, issue: Issue) {
  const { version, client, proof, user, api, openId, methods, nonce, address } = issue;
  const granted = [...grantedScopes(context, client, api.resource, user)];
  // It may keep what it has, but that is no permission to do anything.
  const scopes = granted.filter((name) => name !== 'offline_access');
  const roles = userRoles(context.tenant, user, api.resource.principal);
  const person = { user, scopes, methods, address };
  const accessToken = await signAccessToken(context, {
    client,
    proof,
    resource: api.resource,
    roles,
    person,
  });
  const refresh =
    issue.refresh && (version === 1 || openId.has('offline_access')) ? issue.refresh : undefined;
  const isOpenId = openId.has('openid');
  return tokenAnswer({
    token_type: 'Bearer',
    scope: version === 2 ? answeredScope(api, scopes, openId) : scopes.join(' '),
    ...lifetime(context, version, api),
    access_token: accessToken,
    ...(refresh && {
      refresh_token: await signRefreshToken(context, {
        user: user.id,
        client: client.appId,
        methods,
        nonce,
        ...refresh,
      }),
    }),
    ...(isOpenId && {
      id_token: await signIdToken(context, { client, user, version, nonce, openId, methods, address }),
    }),
    ...(issue.clientInfo && { client_info: clientInfo(context, user) }),
  });
}

/** One second is gone when the answer is written: recorded answers say 3599. Version 1 writes numbers as text. */
export function lifetime(
  { tenant }: Context,
  version: EndpointVersion,
  { resource }: Pick<ResourceScopes, 'resource'>,
) {
  const expiresIn = TOKEN_LIFETIME_S - 1;
  if (version === 2) return { expires_in: expiresIn, ext_expires_in: expiresIn };
  const seconds = Math.floor(tenant.clock.now / 1000);
  return {
    expires_in: String(expiresIn),
    ext_expires_in: String(expiresIn),
    expires_on: String(seconds + TOKEN_LIFETIME_S),
    not_before: String(seconds - TOKEN_BACKDATE_S),
    resource: resource.name,
  };
}

/** What was granted, written as it was asked for: clients look their tokens up by that. [known from practice] */
function answeredScope(
  { names, everything, prefix }: ResourceScopes,
  granted: readonly string[],
  openId: RequestedScopes['openId'],
): string {
  const about = ['openid', 'profile', 'email'];
  const of = [...new Set([...names, ...granted])].filter((name) => !about.includes(name));
  return [
    ...about.filter((name) => openId.has(name)),
    ...of.map((name) => `${prefix}${name}`),
    ...(everything ? [`${prefix}.default`] : []),
  ].join(' ');
}

function clientInfo({ tenant }: Context, user: User): string {
  return toBase64Url(new TextEncoder().encode(JSON.stringify({ uid: user.id, utid: tenant.id })));
}
