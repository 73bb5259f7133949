/**
 * Seeded randomness (sfc32): the same seed gives the same values on every machine, and the whole state is four
 * numbers, so that a snapshot can hold it.
 */
export interface Random {
  /** A float in [0, 1). */
  next(): number;
  /** An integer in [minimum, maximum], both included. */
  integer(minimum: number, maximum: number): number;
  /** One of `items`, each as likely as the others. Throws RangeError on an empty list. */
  pick<T>(items: readonly T[]): T;
  /** A random (version 4) GUID in lower case. */
  guid(): string;
  /** `length` characters of `alphabet`. */
  text(length: number, alphabet: string): string;
  /** An independent stream named `label`: what one part draws never shifts what another part gets. */
  fork(label: string): Random;
  state(): RandomState;
  restore(state: RandomState): void;
}

/** Three words of sfc32 and its counter. */
export type RandomState = readonly [number, number, number, number];

const HYPHEN = 0x2d;

export function createRandom(seed: number | string): Random {
  const origin = String(seed);
  let [a, b, c, counter] = spread(origin);

  /** 32 random bits. */
  function bits(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
  // sfc32 wants a dozen rounds before words that differ little give streams that differ much.
  for (let round = 0; round < 12; round += 1) bits();

  const next = () => bits() / 0x1_0000_0000;
  const integer = (minimum: number, maximum: number) =>
    minimum + Math.floor(next() * (maximum - minimum + 1));

  return {
    next,
    integer,
    pick(items) {
      if (items.length === 0) throw new RangeError('cannot pick from an empty list');
      return items[integer(0, items.length - 1)] as (typeof items)[number];
    },
    guid() {
      const head = bits();
      const middle = (bits() & 0xffff_0fff) | 0x4000;
      const clock = (bits() & 0x3fff_ffff) | 0x8000_0000;
      const tail = bits();
      return guidText(head, middle, clock, tail);
    },
    text(length, alphabet) {
      let result = '';
      for (let i = 0; i < length; i += 1) result += alphabet[integer(0, alphabet.length - 1)];
      return result;
    },
    // Derived from the seed, not from where this stream is, so that the order of forks doesn't matter.
    fork: (label) => createRandom(`${origin}/${label}`),
    state: () => [a, b, c, counter],
    restore(state) {
      [a, b, c, counter] = state;
    },
  };
}

/** Spreads a text over three words: FNV-1a from three offsets. */
function spread(text: string): RandomState {
  const hash = (offset: number) => {
    let word = offset;
    for (let i = 0; i < text.length; i += 1) word = Math.imul(word ^ text.charCodeAt(i), 0x0100_0193);
    return word | 0;
  };
  return [hash(0x811c_9dc5), hash(0x9e37_79b9), hash(0x85eb_ca6b), 1];
}

/** The code of the hexadecimal digit of `word` that begins at bit `shift`. */
function digit(word: number, shift: number): number {
  const value = (word >>> shift) & 0xf;
  return value < 10 ? 0x30 + value : 0x57 + value;
}

/**
 * Written in one go: put together from pieces, a GUID would remain a tree of its pieces for life, which takes eight
 * times the room of its 36 characters.
 */
function guidText(a: number, b: number, c: number, d: number): string {
  return String.fromCharCode(
    digit(a, 28),
    digit(a, 24),
    digit(a, 20),
    digit(a, 16),
    digit(a, 12),
    digit(a, 8),
    digit(a, 4),
    digit(a, 0),
    HYPHEN,
    digit(b, 28),
    digit(b, 24),
    digit(b, 20),
    digit(b, 16),
    HYPHEN,
    digit(b, 12),
    digit(b, 8),
    digit(b, 4),
    digit(b, 0),
    HYPHEN,
    digit(c, 28),
    digit(c, 24),
    digit(c, 20),
    digit(c, 16),
    HYPHEN,
    digit(c, 12),
    digit(c, 8),
    digit(c, 4),
    digit(c, 0),
    digit(d, 28),
    digit(d, 24),
    digit(d, 20),
    digit(d, 16),
    digit(d, 12),
    digit(d, 8),
    digit(d, 4),
    digit(d, 0),
  );
}
