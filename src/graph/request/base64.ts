// Base64 of text, with nothing but what the web platform has.

export function toBase64(text: string): string {
  return bytesToBase64(new TextEncoder().encode(text));
}

/** How many bytes are turned into characters at once: a call takes only so many arguments. */
const STEP = 8192;

export function bytesToBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += STEP) {
    binary += String.fromCharCode(...bytes.subarray(at, at + STEP));
  }
  return btoa(binary);
}

/** The bytes of what `bytesToBase64` made. */
export function bytesOfBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** Takes both alphabets; undefined for what is no base64. */
export function fromBase64(text: string): string | undefined {
  try {
    const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder().decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
