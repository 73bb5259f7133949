/** Largest number that $top and $skip hold: Edm.Int32, as in Microsoft.OData. */
const MAX_INT32 = 2_147_483_647;

export function parseNonNegativeInteger(text: string): number | undefined {
  if (!/^[0-9]{1,10}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= MAX_INT32 ? value : undefined;
}

export function parseBoolean(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}
