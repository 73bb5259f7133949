import type { JWK } from 'jose';
import type { Tenant } from '../../tenant/index.ts';
import { type Authenticate, createAuthenticate } from './authenticate.ts';
import type { Context } from './context.ts';
import { describeError, EntraError, errorResponse } from './errors/index.ts';
import type { EntraRequest, EntraResponse } from './messages.ts';
import { routesOf } from './routes.ts';
import { createSigningJwk, importSigningKey, type SigningKey } from './signing-key.ts';

/** Microsoft Entra ID's sign-in surface for one tenant. */
export interface Entra {
  /** Answers a request to the sign-in service; undefined when the address is none of its own. */
  handle(request: EntraRequest): Promise<EntraResponse | undefined>;
  /** Says who sent a request to Microsoft Graph, from its Authorization header. */
  readonly authenticate: Authenticate;
  /** The latest requests that were refused, whether the tenant's sign-in log has them or not. */
  readonly refused: readonly RefusedRequest[];
}

/** A request to the sign-in service that was refused. */
export interface RefusedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly status: number;
  /** `AADSTS90002: Tenant … not found.` */
  readonly why: string;
}

/** How many refused requests are remembered; older ones are dropped. */
export const REFUSED_LIMIT = 1000;

export interface EntraOptions {
  /** A private RSA key (JWK), or how to get one when the first token is signed. Default: a new one. */
  readonly signingKey?: JWK | (() => Promise<JWK>);
}

/**
 * The sign-in service as functions of the tenant: discovery, keys, tokens, and the pages on which people sign in.
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
  const authenticate = createAuthenticate(tenant, signingKey);
  const routes = routesOf(context, authenticate);
  const refused: RefusedRequest[] = [];

  return {
    authenticate,
    refused,
    async handle(request) {
      const url = new URL(request.url, request.origin);
      for (const [methods, path, answer] of routes) {
        if (!methods.split(' ').includes(request.method)) continue;
        const match = path.exec(url.pathname);
        if (!match) continue;
        try {
          return await answer(request, match, url);
        } catch (error) {
          if (!(error instanceof EntraError)) throw error;
          // A client that polls for a device code is told this each time until somebody has signed in.
          if (error.error !== 'authorization_pending') {
            const why = `AADSTS${error.code}: ${error.message}`;
            refused.push({ method: request.method, url: request.url, status: error.status, why });
            if (refused.length > REFUSED_LIMIT) refused.shift();
          }
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
