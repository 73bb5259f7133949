/** What a finding is about, without where in the file it stands. */
export interface FingerprintParts {
  readonly rule: string;
  /** The object's id or, without one, its name or file; empty for what is missing altogether. */
  readonly entity: string;
  /** JSON pointer inside the object. */
  readonly pointer: string;
  /** What stands there, when it is a simple value. */
  readonly content: unknown;
}

/**
 * Makes fingerprints that stay the same when lines move, files are renamed and other entries of a list come or go, and
 * change when what is wrong changes. Findings that are the same in all of that are told apart by counting.
 */
export function createFingerprints(): (parts: FingerprintParts) => string {
  const seen = new Map<string, number>();
  return ({ rule, entity, pointer, content }) => {
    const simple = typeof content === 'object' ? null : content;
    const place = pointer.replace(/\/\d+(?=\/|$)/g, '/*');
    const key = JSON.stringify([rule, entity, place, simple ?? null]);
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return fnv1a(count === 0 ? key : `${key}#${count}`);
  };
}

const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/** FNV-1a with 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/): short, the same everywhere, and no secret. */
function fnv1a(text: string): string {
  let hash = OFFSET;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  }
  return hash.toString(16).padStart(16, '0');
}
