// The written forms of OData's primitive types in JSON (OData JSON Format 4.0, section 7.1).

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const binary = /^[A-Za-z0-9+/_-]*={0,2}$/;
const duration = /^-?P(?=\d|T\d)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;
const date = /^(\d{4})-(\d{2})-(\d{2})$/;
const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,12})?)?$/;
/** How fine .NET's moments are. */
const FRACTION_DIGITS = 7;
const moment = /^(.{10}T\d\d:\d\d)(:\d\d)?(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;
const offset = /(Z|[+-](0\d|1[0-4]):[0-5]\d)$/i;

const integerRanges: Readonly<Record<string, readonly [minimum: number, maximum: number]>> = {
  'Edm.Byte': [0, 255],
  'Edm.Int16': [-32_768, 32_767],
  'Edm.Int32': [-2_147_483_648, 2_147_483_647],
  // JSON numbers beyond these have lost digits already.
  'Edm.Int64': [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};
const notFinite = new Set(['INF', '-INF', 'NaN']);

function isDate(text: string): boolean {
  const [, year, month, day] = date.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return year >= 1 && days !== undefined && day >= 1 && day <= days;
}

function isDateTimeOffset(text: string): boolean {
  const zone = offset.exec(text);
  if (!zone || text.charAt(10).toUpperCase() !== 'T') return false;
  return isDate(text.slice(0, 10)) && timeOfDay.test(text.slice(11, zone.index));
}

const textForms: Readonly<Record<string, (text: string) => boolean>> = {
  'Edm.Binary': (text) => binary.test(text),
  'Edm.Date': isDate,
  'Edm.DateTimeOffset': isDateTimeOffset,
  'Edm.Duration': (text) => duration.test(text),
  'Edm.Guid': (text) => guid.test(text),
  'Edm.String': () => true,
  'Edm.TimeOfDay': (text) => timeOfDay.test(text),
};

/**
 * A value that was sent, as the service shows it: a moment in UTC [recorded, all times are `Z`], with no zeros at the end of its
 * fraction [inferred from .NET, which writes it]. What would leave the years 1 to 9999 stays as it is.
 */
export function canonicalValue(type: string, value: unknown): unknown {
  if (type !== 'Edm.DateTimeOffset' || typeof value !== 'string') return value;
  const [, minute = '', second = ':00', fraction = '', zone = ''] = moment.exec(value) ?? [];
  const digits = fraction.slice(0, 1 + FRACTION_DIGITS).replace(/\.?0*$/, '');
  const utc = new Date(`${minute}${second}${zone.toUpperCase()}`.replace('t', 'T'));
  if (Number.isNaN(utc.getTime())) return value;
  const text = utc.toISOString();
  return /^(?!0000)\d{4}-/.test(text) ? `${text.slice(0, 19)}${digits}Z` : value;
}

/** Whether a JSON value, not null, is a value of the primitive type (`Edm.Int32`). A string is never a number. */
export function isPrimitiveValue(type: string, value: unknown): boolean {
  const range = integerRanges[type];
  if (range) return Number.isInteger(value) && (value as number) >= range[0] && (value as number) <= range[1];
  const hasForm = textForms[type];
  if (hasForm) return typeof value === 'string' && hasForm(value);
  switch (type) {
    case 'Edm.Boolean':
      return typeof value === 'boolean';
    case 'Edm.Decimal':
      return typeof value === 'number';
    case 'Edm.Double':
    case 'Edm.Single':
      return typeof value === 'number' || notFinite.has(value as string);
    default:
      return true; // Edm.Untyped, Edm.Stream
  }
}
