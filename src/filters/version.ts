/**
 * Compares two OS versions part by part, as numbers: 17.10 is newer than 17.9, and 17 is 17.0. A part's trailing
 * letters (`16.4.1a`, a Rapid Security Response) count after its number.
 * @returns negative, zero or positive, as `one` is older than, equal to or newer than `other`
 */
export function compareVersions(one: string, other: string): number {
  if (one === other) return 0;
  const left = one.trim().split('.');
  const right = other.trim().split('.');
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = compareParts(left[i] ?? '0', right[i] ?? '0');
    if (difference !== 0) return difference;
  }
  return 0;
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

function compareParts(one: string, other: string): number {
  const difference = (Number.parseInt(one, 10) || 0) - (Number.parseInt(other, 10) || 0);
  return difference || compareText(suffixOf(one), suffixOf(other));
}

function suffixOf(part: string): string {
  return part.replace(/^\d*/, '').toLowerCase();
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
