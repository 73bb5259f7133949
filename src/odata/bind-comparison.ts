import {
  type Bound,
  constantOf,
  type Evaluator,
  type Family,
  incompatible,
  isNullish,
  type Predicate,
  requireSingle,
  type Scope,
} from './binding.ts';
import type { ComparisonOperator } from './expression.ts';
import { isGuid } from './lexer.ts';
import { compareInstants, instantSeconds, instantTicks } from './temporal.ts';
import { compareText, IGNORE_CASE, type TextRules } from './text-rules.ts';

/** Order of two values that are not null: negative, 0, positive; NaN when they do not compare. */
export type Comparer = (left: unknown, right: unknown) => number;

const MIRRORED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  eq: 'eq',
  ne: 'ne',
  gt: 'lt',
  ge: 'le',
  lt: 'gt',
  le: 'ge',
};

/** Binds `left operator right`. The result is true or false, never null: see the README on null. */
export function bindComparison(
  operator: ComparisonOperator,
  first: Bound,
  second: Bound,
  position: number,
  scope: Scope,
): Predicate {
  requireSingle(first, operator);
  requireSingle(second, operator);
  const mirror = first.constant !== undefined && second.constant === undefined;
  const [left, right] = mirror ? [second, first] : [first, second];
  const [a, b, family] = unified(left, right, scope) ?? [];
  if (a === undefined || b === undefined || family === undefined) {
    throw incompatible(first, second, operator, position);
  }
  return comparison(mirror ? MIRRORED[operator] : operator, a, b, family, scope);
}

function comparison(
  operator: ComparisonOperator,
  left: Bound,
  right: Bound,
  family: Family,
  scope: Scope,
): Predicate {
  const value = left.evaluate;
  if (operator === 'eq' || operator === 'ne') {
    const equal = equality(value, right, family, scope);
    return operator === 'eq' ? equal : (it) => !equal(it);
  }
  if (right.constant !== undefined)
    return orderToConstant(operator, value, right.constant.value, family, scope);
  const other = right.evaluate;
  const compare = comparerOf(family, left.type, scope);
  const test = ORDER_TESTS[operator];
  return (it) => {
    const a = value(it);
    const b = other(it);
    return !isNullish(a) && !isNullish(b) && test(compare(a, b));
  };
}

const ORDER_TESTS: Readonly<Record<'gt' | 'ge' | 'lt' | 'le', (order: number) => boolean>> = {
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

function orderToConstant(
  operator: 'gt' | 'ge' | 'lt' | 'le',
  value: Evaluator,
  constant: unknown,
  family: Family,
  scope: Scope,
): Predicate {
  if (isNullish(constant)) return () => false;
  const compare = comparerToConstant(constant, family, scope);
  const test = ORDER_TESTS[operator];
  return (it) => {
    const a = value(it);
    return !isNullish(a) && test(compare(a));
  };
}

function comparerToConstant(constant: unknown, family: Family, scope: Scope): (value: unknown) => number {
  if (family === 'instant') {
    const seconds = instantSeconds(String(constant));
    const ticks = instantTicks(String(constant));
    return (value) =>
      typeof value === 'string' ? instantSeconds(value) - seconds || instantTicks(value) - ticks : Number.NaN;
  }
  if (family === 'text') {
    const folded = scope.text.fold(String(constant));
    return (value) => (typeof value === 'string' ? compareText(scope.text.fold(value), folded) : Number.NaN);
  }
  const compare = comparerOf(family, undefined, scope);
  return (value) => compare(value, constant);
}

function equality(value: Evaluator, right: Bound, family: Family, scope: Scope): Predicate {
  if (right.constant === undefined) {
    const other = right.evaluate;
    const compare = comparerOf(family, undefined, scope);
    return (it) => {
      const a = value(it);
      const b = other(it);
      return isNullish(a) || isNullish(b) ? isNullish(a) && isNullish(b) : compare(a, b) === 0;
    };
  }
  const test = equalTo(right.constant.value, family, scope);
  return (it) => test(value(it));
}

/** A fast test for equality with one value; `in` uses it too. */
export function equalTo(constant: unknown, family: Family, scope: Scope): (value: unknown) => boolean {
  if (isNullish(constant)) return isNullish;
  switch (family) {
    case 'text':
      return scope.text.equals(String(constant));
    case 'guid':
      return IGNORE_CASE.equals(String(constant));
    case 'enum': {
      const text = String(constant);
      // The members of a flags value have no order: 'iOS,macOS' is 'macOS,iOS'.
      return text.includes(',')
        ? (value) => typeof value === 'string' && canonicalFlags(value) === canonicalFlags(text)
        : IGNORE_CASE.equals(text);
    }
    case 'number':
    case 'boolean':
    case 'time':
    case 'duration':
      return (value) => value === constant;
    default: {
      const compare = comparerToConstant(constant, family, scope);
      return (value) => !isNullish(value) && compare(value) === 0;
    }
  }
}

/** Members of a flags value in lower case, sorted: the form in which two of them are equal. */
function canonicalFlags(text: string): string {
  return text.includes(',') ? flagsOf(text).sort().join(',') : text.toLowerCase();
}

export function flagsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(',')
    .map((flag) => flag.trim());
}

/** How two values of a family compare. `enumType`: its members compare in the order of their declaration. */
export function comparerOf(family: Family, enumType: string | undefined, scope: Scope): Comparer {
  switch (family) {
    case 'text':
      return textComparer(scope.text);
    case 'guid':
    case 'date':
      return textComparer(IGNORE_CASE);
    case 'enum':
      return enumComparer(enumType === undefined ? undefined : scope.types.enumMembers?.(enumType));
    case 'instant':
      return (a, b) => (typeof a === 'string' && typeof b === 'string' ? compareInstants(a, b) : Number.NaN);
    case 'number':
    case 'time':
    case 'duration':
      return numberComparer;
    case 'boolean':
      return (a, b) => Number(a) - Number(b);
    default:
      return looseComparer(scope.text);
  }
}

const numberComparer: Comparer = (a, b) =>
  typeof a !== 'number' || typeof b !== 'number' ? Number.NaN : a === b ? 0 : a - b;

function textComparer(rules: TextRules): Comparer {
  return (a, b) =>
    typeof a === 'string' && typeof b === 'string' ? compareText(rules.fold(a), rules.fold(b)) : Number.NaN;
}

function enumComparer(members: readonly string[] | undefined): Comparer {
  if (members === undefined) {
    return (a, b) => compareText(canonicalFlags(String(a)), canonicalFlags(String(b)));
  }
  const ranks = new Map(members.map((member, rank) => [member.toLowerCase(), rank]));
  return (a, b) => {
    const [x, y] = [canonicalFlags(String(a)), canonicalFlags(String(b))];
    const [rankX, rankY] = [ranks.get(x), ranks.get(y)];
    return rankX === undefined || rankY === undefined ? compareText(x, y) : rankX - rankY;
  };
}

/** Untyped values compare as what they are; two kinds do not compare at all. */
function looseComparer(rules: TextRules): Comparer {
  const text = textComparer(rules);
  return (a, b) => {
    if (typeof a === 'string') return text(a, b);
    if (typeof a === 'number') return numberComparer(a, b);
    return typeof a === 'boolean' && typeof b === 'boolean' ? Number(a) - Number(b) : Number.NaN;
  };
}

/** Both operands in the family in which they compare; undefined when there is none. */
export function unified(left: Bound, right: Bound, scope: Scope): [Bound, Bound, Family] | undefined {
  if (left.family === 'null') return [left, right, right.family];
  if (right.family === 'null') return [left, right, left.family];
  if (left.family === 'structured' || right.family === 'structured') return undefined;
  if (left.family === 'untyped') return [left, right, right.family];
  if (right.family === 'untyped') return [left, right, left.family];
  if (left.family === 'enum' || right.family === 'enum') return unifiedEnum(left, right, scope);
  if (left.family === right.family) return [left, right, left.family];
  const pair = `${left.family} ${right.family}`;
  // A guid stands for its text where text is asked for, and the other way round (`id eq dc5e3c4d-…`).
  if (pair === 'text guid' || pair === 'guid text') {
    const text = left.family === 'text' ? left : right;
    if (text.constant !== undefined && !isGuid(String(text.constant.value))) return undefined;
    return [left, right, 'guid'];
  }
  // A date is its midnight, UTC.
  return pair === 'instant date' || pair === 'date instant' ? [left, right, 'instant'] : undefined;
}

/** A literal becomes a member of the enum; `'compliant'` and `microsoft.graph.complianceState'compliant'` are the same. */
function unifiedEnum(left: Bound, right: Bound, scope: Scope): [Bound, Bound, Family] | undefined {
  if (left.family === 'enum' && right.family === 'enum' && left.type !== right.type) return undefined;
  const a = left.family === 'enum' ? left : memberOf(right.type, left, scope);
  const b = right.family === 'enum' ? right : memberOf(left.type, right, scope);
  return a === undefined || b === undefined ? undefined : [a, b, 'enum'];
}

function memberOf(enumType: string, text: Bound, scope: Scope): Bound | undefined {
  if (text.family !== 'text') return undefined;
  if (text.constant === undefined) return text;
  const value = String(text.constant.value);
  if (!areMembers(enumType, value, scope)) return undefined;
  return constantOf(enumType, 'enum', value, text.position);
}

/** Whether the text names members of the enum (several for flags); of an enum that is not known every name is. */
export function areMembers(enumType: string, text: string, scope: Scope): boolean {
  const members = scope.types.enumMembers?.(enumType);
  if (members === undefined) return true;
  const names = new Set(members.map((member) => member.toLowerCase()));
  return flagsOf(text).every((flag) => names.has(flag));
}
