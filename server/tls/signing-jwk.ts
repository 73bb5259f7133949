import type { JWK } from 'jose';
import { createSigningJwk } from '../../src/entra/oauth/index.ts';
import { createCached, prepareCacheDirectory, readCached } from './cache-directory.ts';

const FILE = 'token-signing-key.json';

/** The key that access tokens are signed with, kept beside the certificates because making one takes long. */
export async function loadSigningJwk(directory: string): Promise<JWK> {
  const text = readCached(directory, FILE);
  const known = parse(text);
  if (known) return known;
  prepareCacheDirectory(directory);
  const made = await createSigningJwk();
  return parse(createCached(directory, FILE, JSON.stringify(made), text)) ?? made;
}

function parse(text: string | undefined): JWK | undefined {
  try {
    const jwk = JSON.parse(text ?? '') as JWK;
    return jwk.kty === 'RSA' && jwk.n && jwk.e && jwk.d ? jwk : undefined;
  } catch {
    return undefined;
  }
}
