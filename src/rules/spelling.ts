import { editDistance } from '../input/spelling.ts';

/** Characters that nobody sees: white space in all its forms, zero-width characters, the byte order mark. */
const INVISIBLE = /[\s\u00ad\u180e\u200b-\u200f\u2060\ufeff]/gu;

/** The text without white space and other invisible characters, wherever they are. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** How a text differs from the one that it should be. */
export type Likeness = 'same' | 'spaces' | 'similar' | 'different';

/**
 * Compares what somebody wrote with what they should have written. `spaces`: equal but for invisible characters.
 * `similar`: another case, other separators, or up to two slips of the keyboard.
 */
export function likeness(written: string, expected: string): Likeness {
  if (written === expected) return 'same';
  if (visible(written) === expected) return 'spaces';
  const plain = letters(written);
  const target = letters(expected);
  return plain === target || editDistance(plain, target, 2) <= 2 ? 'similar' : 'different';
}

/** Shows invisible characters: a space as ␣, others by their code point. */
function reveal(text: string): string {
  return text.replace(INVISIBLE, (character) =>
    character === ' ' ? '␣' : `‹U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}›`,
  );
}

/** Quotes a text for a message, with invisible characters shown, and cut when it is long. */
export function quote(text: string): string {
  const shown = reveal(text);
  return `"${shown.length > 60 ? `${shown.slice(0, 57)}…` : shown}"`;
}

/** Whether two texts differ at most in case and in what is neither letter nor digit. */
export function sameLetters(a: string, b: string): boolean {
  return letters(a) === letters(b);
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
