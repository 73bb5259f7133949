import { html } from '../../markup/html.ts';
import { answerAdminConsent } from './admin-consent.ts';
import type { Authenticate } from './authenticate.ts';
import { answerAuthorizeRequest } from './authorize-endpoint.ts';
import type { Context, EndpointVersion } from './context.ts';
import { answerDeviceCodeRequest } from './device-code-endpoint.ts';
import { answerDeviceLogin } from './device-login.ts';
import { instanceDiscovery, openIdConfiguration, userRealm } from './discovery.ts';
import { malformedDiscovery, unknownInstance } from './errors/index.ts';
import { answerLogout } from './logout.ts';
import { ANY_ORIGIN, type EntraRequest, type EntraResponse, json } from './messages.ts';
import { showMessagePage } from './pages/message-pages.ts';
import { resolveTenant } from './tenant-names.ts';
import { answerTokenRequest } from './token-endpoint.ts';
import { answerUserInfo } from './user-info.ts';

/** `match` has the tenant, or the user, in its first group. */
type Answer = (
  request: EntraRequest,
  match: RegExpExecArray,
  url: URL,
) => EntraResponse | Promise<EntraResponse>;

export type Route = readonly [methods: 'GET' | 'POST' | 'GET POST' | 'OPTIONS', path: RegExp, answer: Answer];

/** A discovery document may be kept for a day. Recorded. */
const DISCOVERY_HEADERS = { 'Cache-Control': 'max-age=86400, private', ...ANY_ORIGIN };

/** All addresses of the sign-in service. */
export function routesOf(context: Context, authenticate: Authenticate): readonly Route[] {
  const { tenant } = context;

  const discover =
    (version: EndpointVersion): Answer =>
    (request, [, tenantName = '']) => {
      const named = resolveTenant(tenant, tenantName, 'discovery');
      const id = named.kind === 'this' ? named.id : undefined;
      return json(200, openIdConfiguration(request.origin, tenantName, id, version), DISCOVERY_HEADERS);
    };

  const keys: Answer = async (_request, [, tenantName = '']) => {
    resolveTenant(tenant, tenantName, 'discovery');
    return json(200, { keys: [(await context.signingKey()).publicJwk] }, DISCOVERY_HEADERS);
  };

  const instance: Answer = (request, _match, url) => {
    const asked = url.searchParams.get('authorization_endpoint') ?? '';
    if (!URL.canParse(asked)) throw malformedDiscovery();
    const document = instanceDiscovery(request.origin, new URL(asked));
    if (!document) throw unknownInstance();
    return json(200, document, DISCOVERY_HEADERS);
  };

  const realm: Answer = (_request, [, encoded = ''], url) =>
    json(200, userRealm(tenant, url.searchParams.get('user') ?? decode(encoded)));

  const token =
    (version: EndpointVersion): Answer =>
    (request, [, tenantName = '']) =>
      answerTokenRequest(context, tenantName, version, request);

  const authorize =
    (version: EndpointVersion): Answer =>
    (request, [, tenantName = ''], url) =>
      answerAuthorizeRequest(context, tenantName, version, request, url);

  const adminConsent =
    (version: EndpointVersion): Answer =>
    (request, [, tenantName = ''], url) =>
      answerAdminConsent(context, tenantName, version, request, url);

  const deviceCode =
    (version: EndpointVersion): Answer =>
    (request, [, tenantName = ''], url) =>
      answerDeviceCodeRequest(context, tenantName, version, request, url);

  const deviceLogin: Answer = (request, _match, url) => answerDeviceLogin(context, request, url);
  const logout: Answer = (request, _match, url) => answerLogout(context, request, url);
  const preflight: Answer = () => ({
    status: 200,
    headers: { ...ANY_ORIGIN, 'Access-Control-Allow-Methods': 'POST', 'Access-Control-Allow-Headers': '*' },
    body: '',
  });
  /** Where a native application's browser ends up: it reads its answer from the address. */
  const nativeClient: Answer = () =>
    showMessagePage('You are signed in', html`<p>You may close this window.</p>`);

  return [
    ['GET', /^\/([^/]+)\/v2\.0\/\.well-known\/openid-configuration$/, discover(2)],
    ['GET', /^\/([^/]+)\/\.well-known\/openid-configuration$/, discover(1)],
    ['GET', /^\/([^/]+)\/discovery\/(?:v2\.0\/)?keys$/, keys],
    ['GET', /^\/common\/discovery\/instance$/, instance],
    ['GET', /^\/common\/userrealm\/?([^/]*)$/i, realm],
    ['POST', /^\/([^/]+)\/oauth2\/v2\.0\/token$/, token(2)],
    ['POST', /^\/([^/]+)\/oauth2\/token$/, token(1)],
    ['OPTIONS', /^\/[^/]+\/oauth2\/(?:v2\.0\/)?token$/, preflight],
    ['GET POST', /^\/([^/]+)\/oauth2\/v2\.0\/authorize$/, authorize(2)],
    ['GET POST', /^\/([^/]+)\/oauth2\/authorize$/, authorize(1)],
    ['GET POST', /^\/([^/]+)\/v2\.0\/adminconsent$/, adminConsent(2)],
    ['GET POST', /^\/([^/]+)\/adminconsent$/, adminConsent(1)],
    ['GET', /^\/common\/oauth2\/nativeclient$/, nativeClient],
    ['GET POST', /^\/([^/]+)\/oauth2\/v2\.0\/devicecode$/, deviceCode(2)],
    ['GET POST', /^\/([^/]+)\/oauth2\/devicecode$/, deviceCode(1)],
    ['GET POST', /^\/(?:devicelogin|[^/]+\/oauth2\/deviceauth)$/, deviceLogin],
    ['GET POST', /^\/([^/]+)\/oauth2\/(?:v2\.0\/)?logout$/, logout],
    ['GET POST', /^\/oidc\/userinfo$/, (request) => answerUserInfo(context, authenticate, request)],
  ];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
