// Base64 of text, with nothing but what the web platform has.
import { binaryOf, bytesOf } from '../media/bytes.ts';

export function toBase64(text: string): string {
  return bytesToBase64(new TextEncoder().encode(text));
}

export function bytesToBase64(bytes: Uint8Array): string {
  return btoa(binaryOf(bytes));
}

/** The bytes of what `bytesToBase64` made. */
export function bytesOfBase64(text: string): Uint8Array {
  return bytesOf(atob(text));
}

/** Takes both alphabets; undefined for what is no base64. */
export function fromBase64(text: string): string | undefined {
  try {
    const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder().decode(bytesOf(bytes));
  } catch {
    return undefined;
  }
}
