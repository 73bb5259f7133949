// Facts that the comments in the typings state in fixed phrases: limits and read-only.

/** Limits and access that a property's comment states. */
export interface StatedFacts {
  readOnly: boolean;
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

/** Reads the facts that a comment states. A range that is merely all of Int32 is no limit. */
export function statedFacts(comment: string, numeric: boolean): StatedFacts {
  const facts: StatedFacts = { readOnly: readOnlySentence.test(comment) };
  const range = numeric ? validValues.exec(comment) : null;
  if (range?.[1] && range[2]) {
    const minimum = toNumber(range[1]);
    const maximum = toNumber(range[2]);
    if (minimum > -largestInt32) facts.minimum = minimum;
    if (maximum < largestInt32) facts.maximum = maximum;
  }
  const elements = maximumElements.exec(comment)?.[1];
  if (elements) facts.maxItems = Number(elements);
  return facts;
}
