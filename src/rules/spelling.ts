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

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Insertions, deletions, substitutions and swaps of neighbours between two texts; more than `limit` is `limit + 1`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let best = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + cost,
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        best = Math.min(best, (beforePrevious[column - 2] ?? 0) + 1);
      }
      current.push(best);
    }
    beforePrevious = previous;
    previous = current;
  }
  return Math.min(previous[b.length] ?? 0, limit + 1);
}
