/**
 * How text compares. Graph ignores case in eq, ne, in, startswith, endswith, contains and in $orderby; this is the one
 * place that says so. (Documented for the directory, recorded for Intune's names; inferred for the rest.)
 */
export interface TextRules {
  /** Text in the form in which it compares, code unit by code unit. */
  fold(text: string): string;
  /** A fast test for equality with one text. */
  equals(constant: string): (value: unknown) => boolean;
}

/** Text that is all ASCII has the same length in either case, so that lengths alone tell most values apart. */
const ASCII = /^[\0-\x7f]*$/;

export const IGNORE_CASE: TextRules = {
  fold: (text) => text.toLowerCase(),
  equals(constant) {
    const folded = constant.toLowerCase();
    if (!ASCII.test(folded)) return (value) => typeof value === 'string' && value.toLowerCase() === folded;
    const { length } = folded;
    return (value) =>
      value === constant ||
      (typeof value === 'string' && value.length === length && value.toLowerCase() === folded);
  },
};

export const MATCH_CASE: TextRules = {
  fold: (text) => text,
  equals: (constant) => (value) => value === constant,
};

export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
