import { ODataSyntaxError, quoted } from './errors.ts';
import type { LiteralType } from './expression.ts';

type TokenKind = 'identifier' | 'dollar' | 'literal' | 'jsonString' | 'punctuation' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** The characters of the source; of a literal, see `value`. */
  readonly text: string;
  readonly position: number;
  readonly type?: LiteralType;
  readonly value?: string | number;
  /** Of an enum literal: the name before the quote. */
  readonly typeName?: string;
}

/** Tried in this order at each place: a guid may begin like a number or a name, a date like a number. */
const GUID =
  /[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}(?![\p{L}\p{N}_-])/uy;
const DATE_TIME_OFFSET =
  /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,12})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})/iy;
const LOCAL_DATE_TIME = /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,12})?)?/iy;
const DATE = /[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9T])/y;
const TIME_OF_DAY = /[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,12})?)?/y;
const NUMBER = /[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?[lLmMfFdD]?(?![\p{L}\p{N}_])/uy;
const IDENTIFIER =
  /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}_]*(?:\.[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}_]*)*/uy;
const WHITE_SPACE = /[ \t\r\n]+/y;
const PUNCTUATION = new Set(['(', ')', ',', '/', ':', ';', '=', '[', ']', '*', '-']);

const PREFIXED_LITERALS: ReadonlyMap<string, LiteralType> = new Map([
  ['duration', 'Edm.Duration'],
  ['binary', 'Edm.Binary'],
  ['guid', 'Edm.Guid'],
]);
const DURATION_TEXT = /^-?P(?=.)(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/i;
const GUID_TEXT = /^[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/i;
const BASE64_TEXT = /^[A-Za-z0-9_+/-]*={0,2}$/;

function match(pattern: RegExp, text: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
}

/** Whether the text is a guid in its usual form, without braces. */
export function isGuid(text: string): boolean {
  return GUID_TEXT.test(text);
}

/**
 * Splits the text of $filter or $orderby into tokens.
 * @throws ODataSyntaxError on a character that starts no token, and on a string without its closing quote.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.length) {
    const space = match(WHITE_SPACE, text, position);
    if (space !== undefined) {
      position += space.length;
      continue;
    }
    const token = tokenAt(text, position);
    tokens.push(token);
    position += token.text.length;
  }
  tokens.push({ kind: 'end', text: '', position: text.length });
  return tokens;
}

function tokenAt(text: string, position: number): Token {
  const first = text.charAt(position);
  if (first === "'") {
    const source = quotedText(text, position);
    return { kind: 'literal', type: 'Edm.String', text: source, value: unquote(source), position };
  }
  if (first === '"') return jsonString(text, position);
  const guid = match(GUID, text, position);
  if (guid !== undefined) return { kind: 'literal', type: 'Edm.Guid', text: guid, value: guid, position };
  if (first >= '0' && first <= '9') return numeric(text, position);
  if (PUNCTUATION.has(first)) return { kind: 'punctuation', text: first, position };
  if (first === '$') {
    const name = match(IDENTIFIER, text, position + 1);
    if (name !== undefined) return { kind: 'dollar', text: `$${name}`, position };
  }
  const name = match(IDENTIFIER, text, position);
  if (name === undefined) throw invalidCharacter(text, position);
  return text.charAt(position + name.length) === "'"
    ? prefixed(text, position, name)
    : { kind: 'identifier', text: name, position };
}

function numeric(text: string, position: number): Token {
  const instant = match(DATE_TIME_OFFSET, text, position);
  if (instant !== undefined) return temporal('Edm.DateTimeOffset', instant, text, position);
  const local = match(LOCAL_DATE_TIME, text, position);
  if (local !== undefined) {
    throw new ODataSyntaxError(
      `The time zone information is missing on the DateTimeOffset value '${local}'. A DateTimeOffset value must contain the time zone information.`,
      position,
    );
  }
  const date = match(DATE, text, position);
  if (date !== undefined) return temporal('Edm.Date', date, text, position);
  const time = match(TIME_OF_DAY, text, position);
  if (time !== undefined) return temporal('Edm.TimeOfDay', time, text, position);
  const number = match(NUMBER, text, position);
  if (number === undefined) throw syntaxError(text, position);
  const literal = numberLiteral(number);
  if (literal === undefined) {
    throw new ODataSyntaxError(
      `Numeric string '${quoted(number)}' is not a valid Int32/Int64/Double/Decimal.`,
      position,
    );
  }
  return { kind: 'literal', text: number, position, ...literal };
}

const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A date that is shaped right may still be none: 2024-02-31, 25:00. */
function temporal(type: LiteralType, literal: string, text: string, position: number): Token {
  const numbers = literal.split(/[-T:.Z+]/i, 6).map(Number);
  const [year = 1, month = 1, day = 1] = type === 'Edm.TimeOfDay' ? [] : numbers;
  const [hour = 0, minute = 0, second = 0] =
    type === 'Edm.TimeOfDay' ? numbers : type === 'Edm.Date' ? [] : numbers.slice(3);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && !leap ? 28 : (DAYS_OF_MONTH[month - 1] ?? 0);
  const seconds = literal.split(':').length > 2 || type === 'Edm.TimeOfDay' ? second : 0;
  if (year < 1 || day < 1 || day > days || hour > 23 || minute > 59 || seconds > 59) {
    throw unrecognized(type, literal, text, position);
  }
  return { kind: 'literal', type, text: literal, value: literal, position };
}

const SUFFIXES: Readonly<Record<string, LiteralType>> = {
  l: 'Edm.Int64',
  m: 'Edm.Decimal',
  f: 'Edm.Single',
  d: 'Edm.Double',
};
const MAX_INT32 = 2_147_483_647;
const MAX_INT64 = 2 ** 63;

function numberLiteral(text: string): { type: LiteralType; value: number } | undefined {
  const suffix = SUFFIXES[text.slice(-1).toLowerCase()];
  const value = Number(suffix === undefined ? text : text.slice(0, -1));
  if (suffix === 'Edm.Int64' && !(Number.isInteger(value) && value <= MAX_INT64)) return undefined;
  if (suffix !== undefined) return Number.isFinite(value) ? { type: suffix, value } : undefined;
  if (/[.eE]/.test(text) || value > MAX_INT64) return { type: 'Edm.Double', value };
  return { type: value <= MAX_INT32 ? 'Edm.Int32' : 'Edm.Int64', value };
}

/** `duration'P1D'`, `binary'…'`, `guid'…'`, and every other name before a quote: a member of an enum. */
function prefixed(text: string, position: number, name: string): Token {
  const source = quotedText(text, position + name.length);
  const value = unquote(source);
  const whole = name + source;
  const type = PREFIXED_LITERALS.get(name.toLowerCase());
  if (type === undefined) {
    if (!name.includes('.')) throw syntaxError(text, position + name.length);
    return { kind: 'literal', type: 'enum', typeName: name, text: whole, value, position };
  }
  const pattern = type === 'Edm.Duration' ? DURATION_TEXT : type === 'Edm.Guid' ? GUID_TEXT : BASE64_TEXT;
  if (!pattern.test(value)) throw unrecognized(type, whole, text, position);
  return { kind: 'literal', type, text: whole, value, position };
}

/** From one quote to its end, doubled quotes included. */
function quotedText(text: string, start: number): string {
  let end = start + 1;
  while (true) {
    end = text.indexOf("'", end);
    if (end === -1) {
      throw new ODataSyntaxError(
        `There is an unterminated string literal at position ${text.length} in '${quoted(text)}'.`,
        text.length,
      );
    }
    if (text.charAt(end + 1) !== "'") return text.slice(start, end + 1);
    end += 2;
  }
}

function unquote(source: string): string {
  return source.slice(1, -1).replaceAll("''", "'");
}

const JSON_STRING = /"(?:[^"\\]|\\.)*"/suy;

function jsonString(text: string, position: number): Token {
  const source = match(JSON_STRING, text, position);
  if (source === undefined) {
    throw new ODataSyntaxError(
      `There is an unterminated string literal at position ${text.length} in '${quoted(text)}'.`,
      text.length,
    );
  }
  try {
    return { kind: 'jsonString', text: source, value: String(JSON.parse(source)), position };
  } catch {
    throw unrecognized('Edm.String', source, text, position);
  }
}

export function syntaxError(text: string, position: number): ODataSyntaxError {
  return new ODataSyntaxError(`Syntax error at position ${position} in '${quoted(text)}'.`, position);
}

function invalidCharacter(text: string, position: number): ODataSyntaxError {
  const character = String.fromCodePoint(text.codePointAt(position) ?? 0);
  return new ODataSyntaxError(
    `Syntax error: character '${character}' is not valid at position ${position} in '${quoted(text)}'.`,
    position,
  );
}

function unrecognized(type: string, literal: string, text: string, position: number): ODataSyntaxError {
  return new ODataSyntaxError(
    `Unrecognized '${type}' literal '${quoted(literal)}' at '${position}' in '${quoted(text)}'.`,
    position,
  );
}
