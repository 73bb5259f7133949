import { compilationError, invalidOperands, unsupportedOperator } from './errors.ts';
import type { PropertyType, RuleProperty } from './properties.ts';
import type { Comparison, Moment, Operand, Operator } from './rule.ts';

const TEXT_OPERATORS: readonly Operator[] = [
  ...(['eq', 'ne', 'startsWith', 'notStartsWith', 'endsWith', 'notEndsWith'] as const),
  ...(['contains', 'notContains', 'match', 'notMatch', 'in', 'notIn'] as const),
];

/** [documented] what a property can be compared by; lists of objects only through `-any` and `-all`. */
const OPERATORS_OF: Readonly<Record<PropertyType, readonly Operator[]>> = {
  text: TEXT_OPERATORS,
  texts: TEXT_OPERATORS,
  boolean: ['eq', 'ne'],
  moment: ['eq', 'ne', 'le', 'lt', 'ge', 'gt'],
  labels: ['contains', 'notContains'],
  plans: [],
  groups: [],
};

const BY_NAME = new Map(
  [...TEXT_OPERATORS, ...OPERATORS_OF.moment].map((operator) => [operator.toLowerCase(), operator]),
);

/** [documented] operators can be written with or without a hyphen; the page's own examples have dashes too. */
export const bare = (word: string) => word.replace(/^[-–—]/, '').toLowerCase();

export const operatorNamed = (word: string): Operator | undefined => BY_NAME.get(bare(word));

type Test = (actual: string, wanted: string) => boolean;

const TESTS: Partial<Record<Operator, Test>> = {
  eq: (actual, wanted) => actual === wanted,
  startsWith: (actual, wanted) => actual.startsWith(wanted),
  endsWith: (actual, wanted) => actual.endsWith(wanted),
  contains: (actual, wanted) => actual.includes(wanted),
};

/** The operators that hold whenever their sisters don't. */
const NEGATED: Partial<Record<Operator, Operator>> = {
  ne: 'eq',
  notStartsWith: 'startsWith',
  notEndsWith: 'endsWith',
  notContains: 'contains',
  notMatch: 'match',
  notIn: 'in',
};

const ORDER: Partial<Record<Operator, (difference: number) => boolean>> = {
  eq: (difference) => difference === 0,
  le: (difference) => difference <= 0,
  lt: (difference) => difference < 0,
  ge: (difference) => difference >= 0,
  gt: (difference) => difference > 0,
};

const isNothing = (actual: unknown) => actual === undefined || actual === null || actual === '';

/** Throws MembershipRuleError where the operator or the value doesn't fit the property. */
export function compare(
  property: RuleProperty,
  operator: Operator,
  operand: Operand,
  position: number,
): Comparison {
  if (!(property.operators ?? OPERATORS_OF[property.type]).includes(operator))
    throw unsupportedOperator(operator, property.name);
  const positive = NEGATED[operator] ?? operator;
  const test = testOf(property, operator, positive, operand, position);
  const holds: Comparison['holds'] = positive === operator ? test : (actual, now) => !test(actual, now);
  return { kind: 'comparison', property, operator, operand, holds };
}

function testOf(
  { type }: RuleProperty,
  operator: Operator,
  positive: Operator,
  operand: Operand,
  position: number,
): Comparison['holds'] {
  if (operand === null) {
    // [documented] only these two take null.
    if (positive !== 'eq') throw invalidOperands(operator);
    return (actual) => isNothing(actual) || (Array.isArray(actual) && actual.length === 0);
  }
  if (type === 'boolean') {
    // [documented] quotation marks are optional unless the value is a string.
    const wanted = typeof operand === 'string' ? operand.toLowerCase() : String(operand);
    if (wanted !== 'true' && wanted !== 'false') throw invalidOperands(operator);
    return (actual) => actual === (wanted === 'true');
  }
  if (type === 'moment') {
    const order = ORDER[positive];
    if (!order || !isMoment(operand)) throw invalidOperands(operator);
    return (actual, now) => !isNothing(actual) && order(Date.parse(String(actual)) - momentAt(operand, now));
  }
  if (type === 'labels') {
    if (typeof operand !== 'string') throw invalidOperands(operator);
    const wanted = operand.toLowerCase();
    return (actual) =>
      Array.isArray(actual) && actual.some((label) => String(label).toLowerCase() === wanted);
  }
  const ofText = textTest(operator, positive, operand, position);
  // A list passes with any of its elements; so nothing of it may be what a negated operator forbids.
  if (type === 'texts')
    return (actual) => Array.isArray(actual) && actual.some((element) => ofText(String(element)));
  return (actual) => !isNothing(actual) && ofText(String(actual));
}

function textTest(
  operator: Operator,
  positive: Operator,
  operand: Operand,
  position: number,
): (actual: string) => boolean {
  if (positive === 'in') {
    if (!Array.isArray(operand) || operand.length === 0) throw invalidOperands(operator);
    const wanted = new Set((operand as readonly string[]).map((each) => each.toLowerCase()));
    return (actual) => wanted.has(actual.toLowerCase());
  }
  if (typeof operand !== 'string') throw invalidOperands(operator);
  if (positive === 'match') {
    const pattern = patternOf(operand, position);
    return (actual) => pattern.test(actual);
  }
  const test = TESTS[positive] as Test;
  const wanted = operand.toLowerCase();
  return (actual) => test(actual.toLowerCase(), wanted);
}

/** [documented] expressions aren't case sensitive and match anywhere; so the service's inline option says nothing. */
function patternOf(expression: string, position: number): RegExp {
  try {
    return new RegExp(expression.replace(/^\(\?i\)/, ''), 'i');
  } catch {
    throw compilationError('the regular expression is invalid', position);
  }
}

export const isMoment = (operand: Operand): operand is Moment =>
  typeof operand === 'object' && operand !== null && !Array.isArray(operand);

export const momentAt = (moment: Moment, now: number): number =>
  'at' in moment ? moment.at : now + moment.fromNow;
