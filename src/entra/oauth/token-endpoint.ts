import type { Random } from '../../clock/index.ts';
import type { Application, Tenant } from '../../tenant/index.ts';
import {
  GRAPH_APP_ID,
  GRAPH_RESOURCE,
  signAccessToken,
  TOKEN_BACKDATE_S,
  TOKEN_LIFETIME_S,
} from './access-token.ts';
import { type EntraError, EntraErrors } from './errors.ts';
import { type EntraRequest, type EntraResponse, json } from './messages.ts';
import type { SigningKey } from './signing-key.ts';
import { directoryName, resolveTenant } from './tenant-names.ts';

/** Version 1 names a `resource`, version 2 a `scope`. */
export type EndpointVersion = 1 | 2;

/** What tokens can be asked for, by the names without a trailing slash. */
const RESOURCES = new Set([GRAPH_RESOURCE, GRAPH_APP_ID, 'https://management.azure.com']);
const DEFAULT_SCOPE = '/.default';

/** Tells an answer apart from an error that the caller turns into one. */
export const isEntraError = (result: EntraResponse | EntraError): result is EntraError => 'error' in result;

/** Answers a token request: the client credentials grant with a client secret, in the body or as basic credentials. */
export async function answerTokenRequest(
  tenant: Tenant,
  tenantName: string,
  version: EndpointVersion,
  request: EntraRequest,
  signingKey: () => Promise<SigningKey>,
  random: Random,
): Promise<EntraResponse | EntraError> {
  const named = resolveTenant(tenant, tenantName, 'token');
  if (named.kind === 'unknown') return named.error;

  const form = new URLSearchParams(request.body ?? '');
  const grantType = form.get('grant_type');
  if (!grantType) return EntraErrors.missingParameter('grant_type');
  if (grantType !== 'client_credentials') return EntraErrors.unsupportedGrantType(grantType);
  // An application has no home of its own here, so `common` leads nowhere.
  if (named.kind === 'any') return EntraErrors.noTenant();

  const credentials = readCredentials(request, form);
  if (!credentials.id) return EntraErrors.missingParameter('client_id');
  const audience = readAudience(tenant, form, version, request.origin);
  if (typeof audience !== 'string') return audience;

  const application = tenant.collection('applications').where('appId', credentials.id)[0];
  if (!application) return EntraErrors.unknownApplication(credentials.id, directoryName(tenant));
  if (!credentials.secret)
    return form.has('client_assertion') ? EntraErrors.unknownAssertionKey() : EntraErrors.missingCredential();
  const refused = checkSecret(application, credentials.secret, tenant.clock.now);
  if (refused) return refused;

  const accessToken = await signAccessToken(tenant, application, audience, await signingKey(), random);
  return json(200, tokenBody(accessToken, version, audience, tenant.clock.now), {
    'Cache-Control': 'no-store, no-cache',
    Pragma: 'no-cache',
  });
}

function readCredentials(
  request: EntraRequest,
  form: URLSearchParams,
): { id: string | undefined; secret: string | undefined } {
  const id = form.get('client_id') || undefined;
  const secret = form.get('client_secret') || undefined;
  const basic = /^Basic +(\S+)$/i.exec(request.header('authorization') ?? '')?.[1];
  if (secret !== undefined || basic === undefined) return { id, secret };
  try {
    // RFC 6749 section 2.3.1: both halves are form-encoded before they are joined.
    const [user = '', password = ''] = splitOnce(atob(basic), ':').map((part) =>
      decodeURIComponent(part.replaceAll('+', ' ')),
    );
    return { id: user || id, secret: password || undefined };
  } catch {
    return { id, secret };
  }
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** The audience that the request names, as it names it; the emulator's own address stands for Microsoft Graph. */
function readAudience(
  tenant: Tenant,
  form: URLSearchParams,
  version: EndpointVersion,
  origin: string,
): string | EntraError {
  const parameter = version === 1 ? 'resource' : 'scope';
  const value = form.get(parameter)?.trim();
  if (!value) return EntraErrors.missingParameter(parameter);
  let audience = value;
  if (version === 2) {
    // MSAL adds OpenID Connect's own scopes to any request; they have no meaning without a user.
    const scopes = value
      .split(' ')
      .filter((scope) => !['', 'openid', 'profile', 'offline_access'].includes(scope));
    const scope = scopes[0] ?? value;
    if (scopes.length > 1 || !scope.endsWith(DEFAULT_SCOPE)) return EntraErrors.invalidScope(value);
    audience = scope.slice(0, -DEFAULT_SCOPE.length);
  }
  const resource = audience.replace(/\/$/, '');
  // Differs from the service on purpose: clients that are told another Graph address derive the scope from it.
  if (resource === origin) return GRAPH_RESOURCE;
  return RESOURCES.has(resource) ? audience : EntraErrors.unknownResource(audience, directoryName(tenant));
}

function checkSecret(application: Application, secret: string, now: number): EntraError | undefined {
  const known = (application.$secrets ?? []).filter(({ value }) => value === secret);
  if (known.length === 0) return EntraErrors.invalidSecret(application.appId);
  if (!known.some(({ endDateTime }) => Date.parse(endDateTime) > now))
    return EntraErrors.expiredSecret(application.appId);
  return undefined;
}

/** One second is gone when the answer is written: recorded answers say 3599. Version 1 writes numbers as text. */
function tokenBody(accessToken: string, version: EndpointVersion, audience: string, now: number): unknown {
  const expiresIn = TOKEN_LIFETIME_S - 1;
  if (version === 2)
    return {
      token_type: 'Bearer',
      expires_in: expiresIn,
      ext_expires_in: expiresIn,
      access_token: accessToken,
    };
  const seconds = Math.floor(now / 1000);
  return {
    token_type: 'Bearer',
    expires_in: String(expiresIn),
    ext_expires_in: String(expiresIn),
    expires_on: String(seconds + TOKEN_LIFETIME_S),
    not_before: String(seconds - TOKEN_BACKDATE_S),
    resource: audience,
    access_token: accessToken,
  };
}
