import { roleTemplatesOf } from '../../directory/index.ts';
import type { User } from '../../tenant/index.ts';
import type { ClientProof } from './client-authentication.ts';
import type { Client } from './clients.ts';
import type { Context } from './context.ts';
import { fromBase64Url, sha256, toBase64Url } from './jwt.ts';
import type { Resource } from './resources.ts';
import { signClaims } from './signing-key.ts';

/** How long a token is good for, in seconds from now. Recorded: `expires_in` is 3599, the claims last 3,900 s. */
export const TOKEN_LIFETIME_S = 3600;
/** How far `iat` and `nbf` lie before now, in seconds, against clocks that differ. Recorded: exp - iat is 3,900. */
export const TOKEN_BACKDATE_S = 300;

/** The role template that an application's token carries when it has no directory role. Recorded, see below. */
const NO_DIRECTORY_ROLE = '0997a1d0-0d1d-4acb-b408-d5ca73121e90';
/** The role template that every user's token carries. [recorded: microsoftgraph/msgraph-sdk-powershell#1782] */
const ANY_USER = 'b79fbf4d-3ef9-4689-8143-76b194e85509';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const PROOFS: Readonly<Record<ClientProof, string>> = {
  none: '0',
  secret: '1',
  certificate: '2',
  federated: '2',
};

/** What an access token says of whom it was given to, beside for whom and by whom. */
export interface TokenGrant {
  readonly client: Client;
  readonly proof: ClientProof;
  readonly resource: Resource;
  readonly roles: readonly string[];
  /** Absent: the client has signed in as itself. */
  readonly person?:
    | {
        readonly user: User;
        readonly scopes: readonly string[];
        /** How the user has signed in. */
        readonly methods: readonly string[];
        readonly address?: string | undefined;
        readonly deviceId?: string | undefined;
      }
    | undefined;
}

/**
 * Signs an access token. Microsoft Graph gets version 1.0 whichever endpoint it was asked from; an API of the tenant's own
 * gets the version that its registration asks for. Claims as in a recorded token (microsoftgraph/msgraph-sdk-powershell#1782);
 * the opaque ones (`rh`, and `aio` where it isn't needed) are left out.
 */
export async function signAccessToken(context: Context, grant: TokenGrant): Promise<string> {
  const version = grant.resource.application?.api?.requestedAccessTokenVersion === 2 ? 2 : 1;
  return signClaims(context, {
    ...common(context),
    ...(version === 2 ? issuedAs2(context, grant) : issuedAs1(context, grant)),
    ...(grant.person ? await ofPerson(context, grant, version) : ofApplication(context, grant, version)),
    ...(grant.roles.length > 0 && { roles: grant.roles }),
  });
}

/** What every token says: when, for how long, where. */
export function common({ tenant, random }: Context) {
  const now = Math.floor(tenant.clock.now / 1000);
  return {
    iat: now - TOKEN_BACKDATE_S,
    nbf: now - TOKEN_BACKDATE_S,
    exp: now + TOKEN_LIFETIME_S,
    tid: tenant.id,
    uti: random.text(22, BASE64URL),
  };
}

function issuedAs1({ tenant }: Context, { client, proof, resource }: TokenGrant) {
  const created = tenant.collection('organization').get(tenant.id)?.['createdDateTime'];
  const issuer = `https://sts.windows.net/${tenant.id}/`;
  return {
    aud: resource.name,
    iss: issuer,
    app_displayname: client.displayName,
    appid: client.appId,
    appidacr: PROOFS[proof],
    idp: issuer,
    tenant_region_scope: 'WW',
    ver: '1.0',
    ...(typeof created === 'string' && { xms_tcdt: Math.floor(Date.parse(created) / 1000) }),
  };
}

function issuedAs2({ tenant }: Context, { client, proof, resource }: TokenGrant) {
  return {
    aud: resource.principal.appId,
    iss: `https://login.microsoftonline.com/${tenant.id}/v2.0`,
    azp: client.appId,
    azpacr: PROOFS[proof],
    ver: '2.0',
  };
}

function ofApplication(_context: Context, { client: { principal } }: TokenGrant, version: 1 | 2) {
  return {
    oid: principal.id,
    sub: principal.id,
    ...(version === 1 && { idtyp: 'app', wids: [NO_DIRECTORY_ROLE] }),
  };
}

/** Claims of a user's token: [documented] Access token claims reference. */
async function ofPerson({ tenant }: Context, { person, resource, client }: TokenGrant, version: 1 | 2) {
  const { user, scopes, methods, address, deviceId } = person as NonNullable<TokenGrant['person']>;
  const { givenName, surname } = user;
  const sub = await pairwiseSubject(resource.principal.appId, user);
  const both = { name: user.displayName, oid: user.id, scp: scopes.join(' '), sub };
  if (version === 2) return { ...both, aio: toOpaque(methods), preferred_username: user.userPrincipalName };
  return {
    ...both,
    idp: undefined,
    acct: user['userType'] === 'Guest' ? 1 : 0,
    acr: '1',
    amr: methods,
    idtyp: 'user',
    ...(address !== undefined && { ipaddr: address }),
    ...(deviceId !== undefined && { deviceid: deviceId }),
    ...(typeof givenName === 'string' && { given_name: givenName }),
    ...(typeof surname === 'string' && { family_name: surname }),
    puid: passportId(user),
    unique_name: user.userPrincipalName,
    upn: user.userPrincipalName,
    wids: [...roleTemplatesOf(tenant, user.id), ANY_USER],
    xms_st: { sub: await pairwiseSubject(client.appId, user) },
  };
}

/** How somebody has signed in, where no claim says so: `aio` is for the service itself. [documented: clients don't read it] */
function toOpaque(methods: readonly string[]): string {
  return toBase64Url(new TextEncoder().encode(methods.join(' ')));
}

export function fromOpaque(text: string): string[] {
  return new TextDecoder().decode(fromBase64Url(text)).split(' ');
}

/** How an application knows a user: not by the same name as another application does. */
export function pairwiseSubject(appId: string, user: User): Promise<string> {
  return sha256(`${appId}/${user.id}`);
}

/** Sixteen hexadecimal digits that begin with 1003, as those of work accounts do. */
function passportId(user: User): string {
  return `1003${user.id.replaceAll('-', '').slice(-12).toUpperCase()}`;
}
