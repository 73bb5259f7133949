/** Something that isn't as it was expected to be. `path` is where, below what was compared. */
export interface Mismatch {
  readonly path: readonly (string | number)[];
  readonly expected: unknown;
  readonly actual: unknown;
}

/**
 * Compares what is there with what is expected. Of an object only the named properties are compared; a list must have the
 * same length and order; `null` also matches what is absent, as Graph writes it.
 */
export function mismatches(
  expected: unknown,
  actual: unknown,
  path: readonly (string | number)[] = [],
): Mismatch[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [{ path, expected, actual }];
    return expected.flatMap((element, index) => mismatches(element, actual[index], [...path, index]));
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null || Array.isArray(actual))
      return [{ path, expected, actual }];
    return Object.entries(expected).flatMap(([key, value]) =>
      mismatches(value, (actual as Record<string, unknown>)[key], [...path, key]),
    );
  }
  return expected === (actual ?? null) || Object.is(expected, actual) ? [] : [{ path, expected, actual }];
}
