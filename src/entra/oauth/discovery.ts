import type { Tenant } from '../../tenant/index.ts';
import type { EndpointVersion } from './context.ts';
import { SIGN_IN_HOSTS } from './sign-in-hosts.ts';
import { verifiedDomains } from './tenant-names.ts';
import { USER_INFO_PATH } from './user-info.ts';

const CANONICAL_HOST = 'login.microsoftonline.com';

/**
 * OpenID Connect discovery, as recorded. The issuer is the real service's, because it is in the tokens too; the
 * addresses are the emulator's.
 * @param tenantName as in the address: the tenant's id, a domain, or `common`
 * @param tenantId undefined for `common`, whose issuer has a placeholder
 */
export function openIdConfiguration(
  origin: string,
  tenantName: string,
  tenantId: string | undefined,
  version: EndpointVersion,
): unknown {
  const base = `${origin}/${tenantId ?? tenantName}`;
  const issuerTenant = tenantId ?? '{tenantid}';
  const oauth = version === 2 ? `${base}/oauth2/v2.0` : `${base}/oauth2`;
  return {
    token_endpoint: `${oauth}/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: version === 2 ? `${base}/discovery/v2.0/keys` : `${origin}/common/discovery/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer:
      version === 2
        ? `https://${CANONICAL_HOST}/${issuerTenant}/v2.0`
        : `https://sts.windows.net/${issuerTenant}/`,
    request_uri_parameter_supported: false,
    // At Microsoft Graph's host; ours stands for that as well.
    userinfo_endpoint: `${SIGN_IN_HOSTS.includes(new URL(origin).host) ? 'https://graph.microsoft.com' : origin}${USER_INFO_PATH}`,
    authorization_endpoint: `${oauth}/authorize`,
    device_authorization_endpoint: `${oauth}/devicecode`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${oauth}/logout`,
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'tid', 'ver'],
    tenant_region_scope: tenantId === undefined ? null : 'WW',
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: 'graph.microsoft.com',
    rbac_url: 'https://pas.windows.net',
  };
}

/**
 * Instance discovery: which hosts are sign-in hosts, and aliases of each other. Shape recorded, `api-version` included.
 * @param authority the host (with its port) of the `authorization_endpoint` asked about
 * @returns undefined when that host is no sign-in host
 */
export function instanceDiscovery(origin: string, authority: URL): unknown {
  const { host } = authority;
  const known = SIGN_IN_HOSTS.includes(host);
  // Our own authority is asked about over plain HTTP too, at another port.
  if (!known && authority.hostname !== new URL(origin).hostname) return undefined;
  const segment = authority.pathname.split('/')[1] || 'common';
  const metadata = [
    { preferred_network: CANONICAL_HOST, preferred_cache: 'login.windows.net', aliases: SIGN_IN_HOSTS },
    ...(known ? [] : [{ preferred_network: host, preferred_cache: host, aliases: [host] }]),
  ];
  return {
    tenant_discovery_endpoint: `${authority.protocol}//${host}/${segment}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata,
  };
}

/** Whether a user signs in here or at a federation server of their own; all of ours are managed. */
export function userRealm(tenant: Tenant, userPrincipalName: string): unknown {
  const domain = userPrincipalName.split('@')[1]?.toLowerCase() ?? '';
  const known =
    verifiedDomains(tenant).includes(domain) ||
    tenant.collection('users').countWhere('userPrincipalName', userPrincipalName) > 0;
  if (!known) return { ver: '1.0', account_type: 'Unknown', cloud_instance_name: 'microsoftonline.com' };
  return {
    ver: '1.0',
    account_type: 'Managed',
    domain_name: domain,
    cloud_instance_name: 'microsoftonline.com',
    cloud_audience_urn: 'urn:federation:MicrosoftOnline',
  };
}
