// What a property reads as that nobody has set.
import type { PropertyNotation } from './notation.ts';

/** Intune's way of saying that a moment is unset where the property can't be null (recorded). */
const unsetDateTime = '0001-01-01T00:00:00Z';

const nothing: readonly never[] = Object.freeze([]);

// The zero of each type, as the service's runtime has it. Booleans, numbers and the moment are recorded; the rest is
// inferred from the same rule.
const zeros: Readonly<Record<string, unknown>> = {
  'Edm.Binary': '',
  'Edm.Boolean': false,
  'Edm.Byte': 0,
  'Edm.Date': '0001-01-01',
  'Edm.DateTimeOffset': unsetDateTime,
  'Edm.Decimal': 0,
  'Edm.Double': 0,
  'Edm.Duration': 'PT0S',
  'Edm.Guid': '00000000-0000-0000-0000-000000000000',
  'Edm.Int16': 0,
  'Edm.Int32': 0,
  'Edm.Int64': 0,
  'Edm.Single': 0,
  'Edm.String': '',
  'Edm.TimeOfDay': '00:00:00.0000000',
};

/**
 * The value of an unset property: an empty collection (one frozen array for all), null where null is allowed, otherwise
 * the zero of its type. `zeroMember` is the enum's member with value zero, if the type is an enum.
 */
export function defaultValue(
  property: Pick<PropertyNotation, 'type' | 'collection' | 'nullable' | 'navigation'>,
  zeroMember: string | undefined,
): unknown {
  if (property.collection) return nothing;
  if (property.nullable || property.navigation) return null;
  return zeroMember ?? zeros[property.type] ?? null;
}
