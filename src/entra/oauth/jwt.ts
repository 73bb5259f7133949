// JSON Web Tokens without their signatures.

/** The claims of a token. Throws when it is none. */
export function decodeClaims(token: string): Record<string, unknown> {
  return decodePart(token, 1);
}

/** The header of a token. Throws when it is none. */
export function decodeHeader(token: string): Record<string, unknown> {
  return decodePart(token, 0);
}

function decodePart(token: string, part: 0 | 1): Record<string, unknown> {
  const parts = token.split('.');
  if (parts.length !== 3) throw new TypeError('a token has three parts');
  const value: unknown = JSON.parse(new TextDecoder().decode(fromBase64Url(parts[part] ?? '')));
  if (typeof value !== 'object' || value === null) throw new TypeError('both header and claims are objects');
  return value as Record<string, unknown>;
}

/** Throws on a character that doesn't belong there. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** The SHA-256 of a text, base64url: what PKCE compares, and what pairwise subjects are made of. */
export async function sha256(text: string): Promise<string> {
  return toBase64Url(await digest(text));
}

/** The same in base64, as a content security policy writes it. */
export async function sha256Base64(text: string): Promise<string> {
  return btoa(String.fromCharCode(...(await digest(text))));
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}
