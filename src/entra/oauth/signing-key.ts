import type { CryptoKey, JWK } from 'jose';
import type { Context } from './context.ts';

// jose is imported where it is used, all over this folder: a server is ready before it needs it.

export const SIGNING_ALGORITHM = 'RS256';
const MODULUS_BITS = 2048;

/** What tokens are signed with: the private key, and the public half as it appears in the key set. */
export interface SigningKey {
  readonly keyId: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** Makes an RSA key as a private JWK. It takes a good part of a second, so keep it. */
export async function createSigningJwk(): Promise<JWK> {
  const { exportJWK, generateKeyPair } = await import('jose');
  const { privateKey } = await generateKeyPair(SIGNING_ALGORITHM, {
    modulusLength: MODULUS_BITS,
    extractable: true,
  });
  return exportJWK(privateKey);
}

/** Throws when `jwk` is no private RSA key. */
export async function importSigningKey(jwk: JWK): Promise<SigningKey> {
  if (jwk.kty !== 'RSA' || !jwk.d || !jwk.n || !jwk.e)
    throw new TypeError('a private RSA key is needed to sign tokens');
  const { calculateJwkThumbprint, importJWK } = await import('jose');
  const publicJwk = { kty: 'RSA', n: jwk.n, e: jwk.e };
  const keyId = await calculateJwkThumbprint(publicJwk);
  return {
    keyId,
    privateKey: (await importJWK(jwk, SIGNING_ALGORITHM)) as CryptoKey,
    publicKey: (await importJWK(publicJwk, SIGNING_ALGORITHM)) as CryptoKey,
    publicJwk: { ...publicJwk, use: 'sig', kid: keyId },
  };
}

/** Signs claims with the tenant's key; what is undefined is left out. */
export async function signClaims({ signingKey }: Context, claims: object): Promise<string> {
  const [{ SignJWT }, key] = await Promise.all([import('jose'), signingKey()]);
  return new SignJWT({ ...claims })
    .setProtectedHeader({ typ: 'JWT', alg: SIGNING_ALGORITHM, kid: key.keyId })
    .sign(key.privateKey);
}

/** The claims of a token that the tenant's key has signed; undefined for anything else. */
export async function verifiedClaims(
  { signingKey }: Context,
  token: string,
): Promise<Record<string, unknown> | undefined> {
  const [{ compactVerify }, key] = await Promise.all([import('jose'), signingKey()]);
  try {
    const { payload } = await compactVerify(token, key.publicKey, { algorithms: [SIGNING_ALGORITHM] });
    return JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
