import type { Random } from '../../clock/index.ts';
import type { Application, Tenant } from '../../tenant/index.ts';
import { SIGNING_ALGORITHM, type SigningKey } from './signing-key.ts';

export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';
export const GRAPH_RESOURCE = 'https://graph.microsoft.com';

/** How long a token is good for, in seconds from now. Recorded: `expires_in` is 3599, the claims last 3,900 s. */
export const TOKEN_LIFETIME_S = 3600;
/** How far `iat` and `nbf` lie before now, in seconds, against clocks that differ. Recorded: exp - iat is 3,900. */
export const TOKEN_BACKDATE_S = 300;

/** The role template that a token carries when its principal has no directory role. Recorded, see below. */
const NO_DIRECTORY_ROLE = '0997a1d0-0d1d-4acb-b408-d5ca73121e90';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * Signs an app-only access token as Microsoft Graph gets them: version 1.0 whichever endpoint it was asked from.
 * Claims as in a recorded token (microsoftgraph/msgraph-sdk-powershell#1782); the opaque ones (`aio`, `rh`) are left out.
 * @param audience the resource as the client named it
 */
export async function signAccessToken(
  tenant: Tenant,
  application: Application,
  audience: string,
  key: SigningKey,
  random: Random,
): Promise<string> {
  const { SignJWT } = await import('jose');
  const issuer = `https://sts.windows.net/${tenant.id}/`;
  const principal = principalId(tenant, application);
  const now = Math.floor(tenant.clock.now / 1000);
  const created = tenant.collection('organization').get(tenant.id)?.['createdDateTime'];
  const claims = {
    aud: audience,
    iss: issuer,
    iat: now - TOKEN_BACKDATE_S,
    nbf: now - TOKEN_BACKDATE_S,
    exp: now + TOKEN_LIFETIME_S,
    app_displayname: application.displayName,
    appid: application.appId,
    appidacr: '1',
    idp: issuer,
    idtyp: 'app',
    oid: principal,
    roles: [...(application.$permissions ?? [])],
    sub: principal,
    tenant_region_scope: 'WW',
    tid: tenant.id,
    uti: random.text(22, BASE64URL),
    ver: '1.0',
    wids: [NO_DIRECTORY_ROLE],
    ...(typeof created === 'string' && { xms_tcdt: Math.floor(Date.parse(created) / 1000) }),
  };
  // An application without permissions gets a token without the claim, not one with an empty list.
  if (claims.roles.length === 0) delete (claims as { roles?: string[] }).roles;
  return new SignJWT(claims)
    .setProtectedHeader({ typ: 'JWT', alg: SIGNING_ALGORITHM, kid: key.keyId })
    .sign(key.privateKey);
}

/** The object id of the application's service principal; a stable one of our own where the tenant holds none. */
function principalId(tenant: Tenant, application: Application): string {
  const [principal] = tenant.collection('servicePrincipals').where('appId', application.appId);
  return principal?.id ?? tenant.random.fork(`servicePrincipals/${application.appId}`).guid();
}
