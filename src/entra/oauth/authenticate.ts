import { GRAPH_APP_ID, GRAPH_RESOURCE, splitScopes } from '../../directory/index.ts';
import type { Tenant } from '../../tenant/index.ts';
import type { AuthenticationFailure, Caller } from './caller.ts';
import { decodeClaims } from './jwt.ts';
import { SIGNING_ALGORITHM, type SigningKey } from './signing-key.ts';

/** How many verified tokens are remembered; beyond that the oldest is verified anew when it comes again. */
export const REMEMBERED_TOKENS = 1000;

const AUDIENCES = [GRAPH_RESOURCE, `${GRAPH_RESOURCE}/`, GRAPH_APP_ID];
const BEARER = /^Bearer +/i;

interface Verified {
  readonly caller: Caller;
  /** Milliseconds since the epoch, on the tenant's clock. */
  readonly expires: number;
}

/** Says who sent a request, from its Authorization header. A token seen before costs one look-up, synchronously. */
export type Authenticate = (
  authorization: string | undefined,
) => Caller | AuthenticationFailure | Promise<Caller | AuthenticationFailure>;

export function createAuthenticate(tenant: Tenant, signingKey: () => Promise<SigningKey>): Authenticate {
  const verified = new Map<string, Verified>();

  function remember(authorization: string, entry: Verified): void {
    if (verified.size >= REMEMBERED_TOKENS) verified.delete(verified.keys().next().value as string);
    verified.set(authorization, entry);
  }

  async function verify(
    authorization: string,
    token: string,
    dots: number,
  ): Promise<Caller | AuthenticationFailure> {
    const { compactVerify, decodeProtectedHeader } = await import('jose');
    const key = await signingKey();
    // A token has three parts, and both header and claims are JSON objects; anything else was damaged on its way.
    let claims: Record<string, unknown>;
    try {
      decodeProtectedHeader(token);
      claims = decodeClaims(token);
      if (dots !== 2) return { failure: 'malformed' };
    } catch {
      return { failure: 'malformed' };
    }
    try {
      await compactVerify(token, key.publicKey, { algorithms: [SIGNING_ALGORITHM] });
    } catch {
      return { failure: 'badSignature' };
    }
    // All tenants of this machine share one key, so a token of another one has a good signature: its issuer tells.
    if (claims['tid'] !== tenant.id) return { failure: 'badSignature' };
    if (!AUDIENCES.includes(String(claims['aud']))) return { failure: 'wrongAudience' };
    const entry = { caller: toCaller(claims), expires: Number(claims['exp']) * 1000 };
    if (!(entry.expires > tenant.clock.now)) return { failure: 'expired' };
    remember(authorization, entry);
    return entry.caller;
  }

  return (authorization) => {
    if (!authorization || !BEARER.test(authorization)) return { failure: 'missing' };
    // `nbf` isn't looked at: a reset takes the clock back, and clients go on with the token that they have.
    const known = verified.get(authorization);
    if (known) return known.expires > tenant.clock.now ? known.caller : { failure: 'expired' };
    const token = authorization.replace(BEARER, '').trim();
    if (token === '') return { failure: 'missing' };
    const dots = token.split('.').length - 1;
    return dots === 0 ? { failure: 'notJwt' } : verify(authorization, token, dots);
  };
}

function toCaller(claims: Record<string, unknown>): Caller {
  const appId = String(claims['appid']);
  const appDisplayName = String(claims['app_displayname']);
  // Only a token that was given for a user has scopes; it may have roles beside them, which say nothing to Graph.
  if (typeof claims['scp'] === 'string') {
    const permissions = new Set(splitScopes(claims['scp']));
    return { kind: 'delegated', appId, appDisplayName, permissions, userId: String(claims['oid']) };
  }
  const roles = Array.isArray(claims['roles']) ? claims['roles'].map(String) : [];
  return { kind: 'application', appId, appDisplayName, permissions: new Set(roles) };
}
