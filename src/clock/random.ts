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

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

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
  const byte = (word: number, shift: number) => HEX[(word >>> shift) & 0xff] as string;
  const half = (word: number, shift: number) => byte(word, shift + 8) + byte(word, shift);

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
      return (
        `${half(head, 16)}${half(head, 0)}-${half(middle, 16)}-${half(middle, 0)}-` +
        `${half(clock, 16)}-${half(clock, 0)}${half(tail, 16)}${half(tail, 0)}`
      );
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
