import type { Bound, Evaluator, Family, Scope } from './binding.ts';
import { partOf, TICKS_PER_SECOND, timeOfDayTicks, toUtc } from './temporal.ts';
import type { TextRules } from './text-rules.ts';

/** One way to call a function. `build` makes the evaluator; a null argument makes its result null. */
export interface FunctionSignature {
  readonly parameters: readonly Family[];
  readonly result: { readonly type: string; readonly family: Family };
  build(args: readonly Bound[], scope: Scope): Evaluator;
}

const BOOLEAN = { type: 'Edm.Boolean', family: 'boolean' } as const;
const TEXT = { type: 'Edm.String', family: 'text' } as const;
const INT32 = { type: 'Edm.Int32', family: 'number' } as const;
const DOUBLE = { type: 'Edm.Double', family: 'number' } as const;
const DECIMAL = { type: 'Edm.Decimal', family: 'number' } as const;
const DATE = { type: 'Edm.Date', family: 'date' } as const;
const TIME = { type: 'Edm.TimeOfDay', family: 'time' } as const;
const INSTANT = { type: 'Edm.DateTimeOffset', family: 'instant' } as const;

type Result = FunctionSignature['result'];

function argument(args: readonly Bound[], index: number): Evaluator {
  return args[index]?.evaluate ?? (() => null);
}

/** A test of two texts, both folded; a constant is folded once. */
function textTest(test: (text: string, part: string) => boolean): FunctionSignature {
  return {
    parameters: ['text', 'text'],
    result: BOOLEAN,
    build(args, { text: { fold } }) {
      const text = argument(args, 0);
      const constant = args[1]?.constant?.value;
      if (typeof constant === 'string') {
        const part = fold(constant);
        return (it) => {
          const value = text(it);
          return typeof value === 'string' ? test(fold(value), part) : null;
        };
      }
      const other = argument(args, 1);
      return (it) => {
        const [value, part] = [text(it), other(it)];
        return typeof value === 'string' && typeof part === 'string' ? test(fold(value), fold(part)) : null;
      };
    },
  };
}

/** A function of one text. */
function ofText(result: Result, compute: (text: string) => unknown): FunctionSignature {
  return {
    parameters: ['text'],
    result,
    build(args) {
      const text = argument(args, 0);
      return (it) => {
        const value = text(it);
        return typeof value === 'string' ? compute(value) : null;
      };
    },
  };
}

function ofTexts(
  result: Result,
  compute: (a: string, b: string, rules: TextRules) => unknown,
): FunctionSignature {
  return {
    parameters: ['text', 'text'],
    result,
    build(args, scope) {
      const [first, second] = [argument(args, 0), argument(args, 1)];
      return (it) => {
        const [a, b] = [first(it), second(it)];
        return typeof a === 'string' && typeof b === 'string' ? compute(a, b, scope.text) : null;
      };
    },
  };
}

function substring(parameters: readonly Family[]): FunctionSignature {
  return {
    parameters,
    result: TEXT,
    build(args) {
      const [text, start] = [argument(args, 0), argument(args, 1)];
      const length = args.length > 2 ? argument(args, 2) : () => Number.POSITIVE_INFINITY;
      return (it) => {
        const [value, from, count] = [text(it), start(it), length(it)];
        if (typeof value !== 'string' || typeof from !== 'number' || typeof count !== 'number') return null;
        const begin = Math.max(0, Math.trunc(from));
        return value.slice(begin, begin + Math.max(0, Math.trunc(count)));
      };
    },
  };
}

function ofNumber(compute: (value: number) => number): FunctionSignature {
  return {
    parameters: ['number'],
    result: DOUBLE,
    build(args) {
      const number = argument(args, 0);
      return (it) => {
        const value = number(it);
        return typeof value === 'number' ? compute(value) : null;
      };
    },
  };
}

/** OData rounds half away from zero, JavaScript half up. */
function roundHalfAway(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}

/** A function of a point in time, read in UTC. Negative and impossible parts become null. */
function ofInstant(result: Result, compute: (utc: string) => unknown): FunctionSignature {
  return {
    parameters: ['instant'],
    result,
    build(args) {
      const moment = argument(args, 0);
      return (it) => {
        const value = moment(it);
        const utc = typeof value === 'string' ? toUtc(value) : null;
        return utc === null ? null : compute(utc);
      };
    },
  };
}

function ofDate(start: number, count: number): FunctionSignature {
  return {
    parameters: ['date'],
    result: INT32,
    build(args) {
      const date = argument(args, 0);
      return (it) => {
        const value = date(it);
        const part = typeof value === 'string' ? partOf(value, start, count) : Number.NaN;
        return Number.isNaN(part) ? null : part;
      };
    },
  };
}

/** A part of a time of day, which is a number of ticks. */
function ofTime(result: Result, compute: (ticks: number) => number): FunctionSignature {
  return {
    parameters: ['time'],
    result,
    build(args) {
      const time = argument(args, 0);
      return (it) => {
        const ticks = time(it);
        return typeof ticks === 'number' && !Number.isNaN(ticks) ? compute(ticks) : null;
      };
    },
  };
}

function datePart(start: number, count: number): FunctionSignature[] {
  return [ofInstant(INT32, (utc) => partOf(utc, start, count)), ofDate(start, count)];
}

function timePart(start: number, compute: (seconds: number) => number): FunctionSignature[] {
  return [
    ofInstant(INT32, (utc) => partOf(utc, start, 2)),
    ofTime(INT32, (ticks) => compute(Math.floor(ticks / TICKS_PER_SECOND))),
  ];
}

function fraction(ticks: number): number {
  return (ticks % TICKS_PER_SECOND) / TICKS_PER_SECOND;
}

const DURATION_SECONDS: FunctionSignature = {
  parameters: ['duration'],
  result: DECIMAL,
  build(args) {
    const duration = argument(args, 0);
    return (it) => {
      const ticks = duration(it);
      return typeof ticks === 'number' ? ticks / TICKS_PER_SECOND : null;
    };
  },
};

function fixedInstant(text: string): FunctionSignature {
  return { parameters: [], result: INSTANT, build: () => () => text };
}

const UTC_TIME = 11;

/** The functions of OData 4.0, by name in lower case (names are accepted in any case: `endsWith`, `startswith`). */
export const FUNCTIONS: Readonly<Record<string, readonly FunctionSignature[]>> = {
  contains: [textTest((text, part) => text.includes(part))],
  startswith: [textTest((text, part) => text.startsWith(part))],
  endswith: [textTest((text, part) => text.endsWith(part))],
  length: [ofText(INT32, (text) => text.length)],
  indexof: [ofTexts(INT32, (text, part, { fold }) => fold(text).indexOf(fold(part)))],
  substring: [substring(['text', 'number']), substring(['text', 'number', 'number'])],
  tolower: [ofText(TEXT, (text) => text.toLowerCase())],
  toupper: [ofText(TEXT, (text) => text.toUpperCase())],
  trim: [ofText(TEXT, (text) => text.trim())],
  concat: [ofTexts(TEXT, (a, b) => a + b)],
  year: datePart(0, 4),
  month: datePart(5, 2),
  day: datePart(8, 2),
  hour: timePart(UTC_TIME, (seconds) => Math.floor(seconds / 3600)),
  minute: timePart(UTC_TIME + 3, (seconds) => Math.floor(seconds / 60) % 60),
  second: timePart(UTC_TIME + 6, (seconds) => seconds % 60),
  fractionalseconds: [
    ofInstant(DECIMAL, (utc) => fraction(timeOfDayTicks(utc.slice(UTC_TIME)))),
    ofTime(DECIMAL, fraction),
  ],
  date: [ofInstant(DATE, (utc) => utc.slice(0, 10))],
  time: [ofInstant(TIME, (utc) => timeOfDayTicks(utc.slice(UTC_TIME)))],
  totalseconds: [DURATION_SECONDS],
  mindatetime: [fixedInstant('0001-01-01T00:00:00Z')],
  maxdatetime: [fixedInstant('9999-12-31T23:59:59.9999999Z')],
  round: [ofNumber(roundHalfAway)],
  floor: [ofNumber(Math.floor)],
  ceiling: [ofNumber(Math.ceil)],
};
