/**
 * Dates and times as OData writes them, compared without allocating and without losing the seventh fraction digit:
 * a double holds whole seconds exactly, and ticks of 100 ns apart from them, but not both in one number.
 */

const TICKS_PER_SECOND = 10_000_000;
const SECONDS_PER_DAY = 86_400;

/** The number that the digits from `start` make, NaN when one is none. */
function digits(text: string, start: number, count: number): number {
  let value = 0;
  for (let index = start; index < start + count; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

const COLON = 58;
const DOT = 46;
const MINUS = 45;
const PLUS = 43;

/** Where the fraction or the offset begins: after `HH:MM` or `HH:MM:SS`. */
function endOfTime(text: string): number {
  return text.charCodeAt(16) === COLON ? 19 : 16;
}

/**
 * Whole seconds since 1970 of `2024-01-01T00:00:00.1234567Z`, of one with an offset, or of a date (its midnight, UTC).
 * NaN when the text is neither.
 */
export function instantSeconds(text: string): number {
  const days = daysFromCivil(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
  if (text.length === 10) return days * SECONDS_PER_DAY;
  const end = endOfTime(text);
  const time = digits(text, 11, 2) * 3600 + digits(text, 14, 2) * 60 + (end === 19 ? digits(text, 17, 2) : 0);
  return days * SECONDS_PER_DAY + time - offsetSeconds(text);
}

function offsetSeconds(text: string): number {
  const start = text.length - 6;
  const sign = text.charCodeAt(start);
  if (sign !== PLUS && sign !== MINUS) return 0;
  if (start < 16) return 0;
  const offset = digits(text, start + 1, 2) * 3600 + digits(text, start + 4, 2) * 60;
  return sign === PLUS ? offset : -offset;
}

/** The fraction of a second in ticks (100 ns), 0 to 9,999,999. Digits past the seventh are dropped, as .NET does. */
export function instantTicks(text: string): number {
  const end = endOfTime(text);
  return text.length > 10 && text.charCodeAt(end) === DOT ? fractionTicks(text, end + 1) : 0;
}

function fractionTicks(text: string, start: number): number {
  let value = 0;
  for (let index = 0; index < 7; index += 1) {
    const digit = text.charCodeAt(start + index) - 48;
    if (!(digit >= 0 && digit <= 9)) return value * 10 ** (7 - index);
    value = value * 10 + digit;
  }
  return value;
}

/** Order of two points in time; NaN when either is none. */
export function compareInstants(left: string, right: string): number {
  return instantSeconds(left) - instantSeconds(right) || instantTicks(left) - instantTicks(right);
}

/** A point in time, `ticks` after `text`, as text in UTC. */
export function addTicks(text: string, ticks: number): string | null {
  const sum = instantTicks(text) + ticks;
  const seconds = instantSeconds(text) + Math.floor(sum / TICKS_PER_SECOND);
  const fraction = sum - Math.floor(sum / TICKS_PER_SECOND) * TICKS_PER_SECOND;
  return formatInstant(seconds, fraction);
}

/** Ticks from `right` to `left`. */
export function ticksBetween(left: string, right: string): number {
  const seconds = instantSeconds(left) - instantSeconds(right);
  return seconds * TICKS_PER_SECOND + instantTicks(left) - instantTicks(right);
}

/** Years 1 to 9999, which is what Edm.DateTimeOffset can hold. */
const MIN_SECONDS = daysFromCivil(1, 1, 1) * SECONDS_PER_DAY;
const MAX_SECONDS = daysFromCivil(10_000, 1, 1) * SECONDS_PER_DAY - 1;

function formatInstant(seconds: number, ticks: number): string | null {
  if (!(seconds >= MIN_SECONDS && seconds <= MAX_SECONDS)) return null;
  const days = Math.floor(seconds / SECONDS_PER_DAY);
  const [year, month, day] = civilFromDays(days);
  const time = seconds - days * SECONDS_PER_DAY;
  const fraction = ticks === 0 ? '' : `.${pad(ticks, 7).replace(/0+$/, '')}`;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T${formatClock(time)}${fraction}Z`;
}

function formatClock(seconds: number): string {
  return `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

function civilFromDays(days: number): [year: number, month: number, day: number] {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}

const Z = 90;

/** A point in time as text in UTC, whose parts stand at known places; OData's `date`, `year`, `hour` and so on read it. */
export function toUtc(text: string): string | null {
  const seconds = instantSeconds(text);
  if (Number.isNaN(seconds)) return null;
  const isUtc = endOfTime(text) === 19 && text.charCodeAt(text.length - 1) === Z;
  return isUtc ? text : formatInstant(seconds, instantTicks(text));
}

/** Ticks of `12:30`, `12:30:15`, `12:30:15.5`. */
export function timeOfDayTicks(text: string): number {
  const withSeconds = text.charCodeAt(5) === COLON;
  const seconds =
    digits(text, 0, 2) * 3600 + digits(text, 3, 2) * 60 + (withSeconds ? digits(text, 6, 2) : 0);
  const fraction = withSeconds && text.charCodeAt(8) === DOT ? fractionTicks(text, 9) : 0;
  return seconds * TICKS_PER_SECOND + fraction;
}

const DURATION = /^(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?$/i;

/** Ticks of `P1DT2H`, exact up to 28 years; NaN when the text is no duration. */
export function durationTicks(text: string): number {
  const parts = DURATION.exec(text);
  if (parts === null) return Number.NaN;
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = parts;
  const whole =
    Number(days) * SECONDS_PER_DAY + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  const ticks = whole * TICKS_PER_SECOND + fractionTicks(fraction, 0);
  return sign === undefined ? ticks : -ticks;
}

/** The digits of a UTC text between two places, as a number; NaN where there are none. */
export function partOf(utc: string, start: number, count: number): number {
  return digits(utc, start, count);
}

export { TICKS_PER_SECOND };
