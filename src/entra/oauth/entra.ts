import type { JWK } from 'jose';
import type { Tenant } from '../../tenant/index.ts';
import { type Authenticate, createAuthenticate } from './authenticate.ts';
import type { Context, EndpointVersion } from './context.ts';
import { instanceDiscovery, openIdConfiguration, userRealm } from './discovery.ts';
import {
  describeError,
  EntraError,
  errorResponse,
  malformedDiscovery,
  unknownInstance,
} from './errors/index.ts';
import { type EntraRequest, type EntraResponse, json } from './messages.ts';
import { createSigningJwk, importSigningKey, type SigningKey } from './signing-key.ts';
import { resolveTenant } from './tenant-names.ts';
import { answerTokenRequest } from './token-endpoint.ts';

/** Microsoft Entra ID's sign-in surface for one tenant. */
export interface Entra {
  /** Answers a request to the sign-in service; undefined when the address is none of its own. */
  handle(request: EntraRequest): Promise<EntraResponse | undefined>;
  /** Says who sent a request to Microsoft Graph, from its Authorization header. */
  readonly authenticate: Authenticate;
}

export interface EntraOptions {
  /** A private RSA key (JWK), or how to get one when the first token is signed. Default: a new one. */
  readonly signingKey?: JWK | (() => Promise<JWK>);
}

/** A discovery document may be kept for a day. Recorded. */
const DISCOVERY_HEADERS = { 'Cache-Control': 'max-age=86400, private', 'Access-Control-Allow-Origin': '*' };

type Answer = (request: EntraRequest, match: RegExpExecArray, url: URL) => Promise<EntraResponse>;

/**
 * The sign-in service as functions of the tenant: discovery, keys and the token endpoint.
 * @example
 * const entra = createEntra(tenant);
 * const response = await entra.handle({ method: 'GET', url: '/common/discovery/v2.0/keys', … });
 */
export function createEntra(tenant: Tenant, options: EntraOptions = {}): Entra {
  let random = tenant.random.fork('entra/oauth');
  tenant.journal.subscribe(({ change }) => {
    if (change === 'restore') random = tenant.random.fork('entra/oauth');
  });
  let key: Promise<SigningKey> | undefined;
  const signingKey = () => {
    key ??= loadSigningKey(options.signingKey).catch((error: unknown) => {
      key = undefined;
      throw error;
    });
    return key;
  };
  const context: Context = {
    tenant,
    signingKey,
    get random() {
      return random;
    },
  };

  const discover =
    (version: EndpointVersion): Answer =>
    async (request, [, tenantName = '']) => {
      const named = resolveTenant(tenant, tenantName, 'discovery');
      const id = named.kind === 'this' ? named.id : undefined;
      return json(200, openIdConfiguration(request.origin, tenantName, id, version), DISCOVERY_HEADERS);
    };

  const keys: Answer = async (_request, [, tenantName = '']) => {
    resolveTenant(tenant, tenantName, 'discovery');
    return json(200, { keys: [(await signingKey()).publicJwk] }, DISCOVERY_HEADERS);
  };

  const token =
    (version: EndpointVersion): Answer =>
    (request, [, tenantName = '']) =>
      answerTokenRequest(context, tenantName, version, request);

  const instance: Answer = async (request, _match, url) => {
    const asked = url.searchParams.get('authorization_endpoint') ?? '';
    if (!URL.canParse(asked)) throw malformedDiscovery();
    const document = instanceDiscovery(request.origin, new URL(asked));
    if (!document) throw unknownInstance();
    return json(200, document, DISCOVERY_HEADERS);
  };

  const realm: Answer = async (_request, [, encoded = ''], url) => {
    const user = url.searchParams.get('user') ?? decode(encoded);
    return json(200, userRealm(tenant, user));
  };

  /** Method, path and answer; the first group is the tenant or the user. */
  const routes: readonly (readonly ['GET' | 'POST', RegExp, Answer])[] = [
    ['GET', /^\/([^/]+)\/v2\.0\/\.well-known\/openid-configuration$/, discover(2)],
    ['GET', /^\/([^/]+)\/\.well-known\/openid-configuration$/, discover(1)],
    ['GET', /^\/([^/]+)\/discovery\/(?:v2\.0\/)?keys$/, keys],
    ['POST', /^\/([^/]+)\/oauth2\/v2\.0\/token$/, token(2)],
    ['POST', /^\/([^/]+)\/oauth2\/token$/, token(1)],
    ['GET', /^\/common\/discovery\/instance$/, instance],
    ['GET', /^\/common\/userrealm\/?([^/]*)$/i, realm],
  ];

  return {
    authenticate: createAuthenticate(tenant, signingKey),
    async handle(request) {
      const url = new URL(request.url, request.origin);
      for (const [method, path, answer] of routes) {
        if (method !== request.method) continue;
        const match = path.exec(url.pathname);
        if (!match) continue;
        try {
          return await answer(request, match, url);
        } catch (error) {
          if (!(error instanceof EntraError)) throw error;
          const id = request.header('client-request-id');
          return errorResponse(describeError(error, tenant.clock.now, random, id));
        }
      }
      return undefined;
    },
  };
}

async function loadSigningKey(source: EntraOptions['signingKey']): Promise<SigningKey> {
  const jwk = typeof source === 'function' ? await source() : source;
  return importSigningKey(jwk ?? (await createSigningJwk()));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
