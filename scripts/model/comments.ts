// Facts that the comments in the typings state in fixed phrases: limits and read-only.
import type { Typings } from './typings.ts';

/** Limits that a property's comment states. */
export interface StatedLimits {
  minimum?: number;
  maximum?: number;
  maxItems?: number;
}

// A sentence of its own ("Read-only.", "This property is read-only."), not "Read-only when isBuiltIn is true.".
const readOnlySentence =
  /\bRead[- ][Oo]nly(?=[.;]|, Nullable|$)|\b[Tt]his property is read[- ]only(?=[.;]|$)/;
const validValues = /Valid values (-?[\d.,]+) to (-?[\d.,]+)(?![\d.,]*E\+)/;
const maximumElements = /maximum of (\d+) elements/;
const largestInt32 = 2_147_483_647;

const toNumber = (text: string): number => Number(text.replaceAll(',', '').replace(/\.$/, ''));

/** Reads the limits that a comment states. A range that is merely all of Int32 is no limit. */
export function statedLimits(comment: string, numeric: boolean): StatedLimits {
  const limits: StatedLimits = {};
  const range = numeric ? validValues.exec(comment) : null;
  if (range?.[1] && range[2]) {
    const minimum = toNumber(range[1]);
    const maximum = toNumber(range[2]);
    if (minimum > -largestInt32) limits.minimum = minimum;
    if (maximum < largestInt32) limits.maximum = maximum;
  }
  const elements = maximumElements.exec(comment)?.[1];
  if (elements) limits.maxItems = Number(elements);
  return limits;
}

/**
 * The properties, as `type.property`, that the comments of any version call read-only: the comments of one version are at
 * times more complete than those of the other.
 */
export function statedReadOnly(versions: readonly Typings[]): ReadonlySet<string> {
  return new Set(
    versions
      .flatMap((typings) => [...typings.types.values()])
      .flatMap((type) =>
        type.properties
          .filter((property) => readOnlySentence.test(property.comment))
          .map((property) => `${type.name}.${property.name}`),
      ),
  );
}
