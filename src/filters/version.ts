/**
 * Compares two OS versions part by part, as numbers: 17.10 is newer than 17.9, and 17 is 17.0. A part's trailing
 * letters (`16.4.1a`, a Rapid Security Response) count after its number.
 * @returns negative, zero or positive, as `one` is older than, equal to or newer than `other`
 */
export function compareVersions(one: string, other: string): number {
  if (one === other) return 0;
  const left = partsOf(one);
  const right = partsOf(other);
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = compareParts(left[i] ?? NO_PART, right[i] ?? NO_PART);
    if (difference !== 0) return difference;
  }
  return 0;
}

interface Part {
  readonly number: number;
  readonly suffix: string;
}

const NO_PART: Part = { number: 0, suffix: '' };

/** The parts of versions that were read: a fleet compares the same few again and again. */
const READ = new Map<string, readonly Part[]>();
/** How many versions are kept; beyond that they are read again. */
export const VERSIONS_KEPT = 1000;

function partsOf(version: string): readonly Part[] {
  let parts = READ.get(version);
  if (!parts) {
    parts = version
      .trim()
      .split('.')
      .map((part) => ({
        number: Number.parseInt(part, 10) || 0,
        suffix: part.replace(/^\d*/, '').toLowerCase(),
      }));
    if (READ.size >= VERSIONS_KEPT) READ.clear();
    READ.set(version, parts);
  }
  return parts;
}

const BUILD = /^(\d+)([A-Za-z]+)(\d+)([A-Za-z]*)$/;

/**
 * Compares two build versions (`21F79`; with a Rapid Security Response `20E772520a`): release number, letter, build
 * number, suffix. Texts of another form are compared like versions.
 */
export function compareBuilds(one: string, other: string): number {
  const left = BUILD.exec(one.trim());
  const right = BUILD.exec(other.trim());
  if (!left || !right) return compareVersions(one, other);
  const [, release = '', letter = '', number = '', suffix = ''] = left;
  const [, otherRelease = '', otherLetter = '', otherNumber = '', otherSuffix = ''] = right;
  return (
    Number(release) - Number(otherRelease) ||
    compareText(letter.toUpperCase(), otherLetter.toUpperCase()) ||
    Number(number) - Number(otherNumber) ||
    compareText(suffix.toLowerCase(), otherSuffix.toLowerCase())
  );
}

function compareParts(one: Part, other: Part): number {
  return one.number - other.number || compareText(one.suffix, other.suffix);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
