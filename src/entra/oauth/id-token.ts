import { userRoles } from '../../directory/index.ts';
import type { User } from '../../tenant/index.ts';
import { common, pairwiseSubject } from './access-token.ts';
import type { Client } from './clients.ts';
import type { Context, EndpointVersion } from './context.ts';
import { signClaims } from './signing-key.ts';

/** What an ID token tells a client of its user. */
export interface IdTokenGrant {
  readonly client: Client;
  readonly user: User;
  readonly version: EndpointVersion;
  /** The client's own, to recognize its request. */
  readonly nonce?: string | undefined;
  readonly openId: ReadonlySet<string>;
  readonly methods: readonly string[];
  readonly address?: string | undefined;
}

/** Signs an ID token. [documented: ID token claims reference] */
export async function signIdToken(context: Context, grant: IdTokenGrant): Promise<string> {
  const { client, user, version, nonce } = grant;
  const roles = userRoles(context.tenant, user, client.principal);
  return signClaims(context, {
    ...common(context),
    aud: client.appId,
    iss:
      version === 2
        ? `https://login.microsoftonline.com/${context.tenant.id}/v2.0`
        : `https://sts.windows.net/${context.tenant.id}/`,
    ...(version === 2 ? claimsOf2(grant) : claimsOf1(grant)),
    name: user.displayName,
    ...(nonce !== undefined && { nonce }),
    oid: user.id,
    ...(roles.length > 0 && { roles }),
    sub: await pairwiseSubject(client.appId, user),
    ver: `${version}.0`,
  });
}

function claimsOf2({ user, openId }: IdTokenGrant) {
  return {
    preferred_username: user.userPrincipalName,
    ...(openId.has('email') && user.mail ? { email: user.mail } : {}),
  };
}

function claimsOf1({ user, methods, address }: IdTokenGrant) {
  return {
    amr: methods,
    family_name: user['surname'],
    given_name: user['givenName'],
    ipaddr: address,
    unique_name: user.userPrincipalName,
    upn: user.userPrincipalName,
  };
}
