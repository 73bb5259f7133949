// What a report's filter means. Its language is that of $filter, but its values are quoted whatever their type is:
// `(OwnerType eq '1')` [documented].
import {
  type FilterExpression,
  type LiteralExpression,
  ODataSyntaxError,
  parseFilter,
} from '../../../odata/index.ts';
import type { Column, Facts, Value } from './column.ts';
import type { Wanted } from './device-rows.ts';

export type Test = (facts: Facts) => boolean;

/** Why a filter can't be used. */
export class ReportFilterError extends Error {}

export interface ReportFilter {
  readonly test: Test;
  readonly wanted: Wanted;
}

export const NO_FILTER: ReportFilter = { test: () => true, wanted: () => undefined };

/** Throws ReportFilterError. */
export function readReportFilter(filter: string, columns: readonly Column[]): ReportFilter {
  if (filter.trim() === '') return NO_FILTER;
  let expression: FilterExpression;
  try {
    expression = parseFilter(filter);
  } catch (error) {
    if (!(error instanceof ODataSyntaxError)) throw error;
    throw new ReportFilterError(error.message);
  }
  const byName = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
  const demanded = new Map<string, string>();
  noteDemands(expression, demanded);
  return {
    test: testOf(expression, byName),
    wanted: (...names) =>
      names.map((name) => demanded.get(name.toLowerCase())).find((each) => each !== undefined),
  };
}

/** What every row has to have: the equalities that are all demanded together. */
function noteDemands(expression: FilterExpression, demanded: Map<string, string>): void {
  if (expression.kind === 'and') for (const each of expression.operands) noteDemands(each, demanded);
  if (expression.kind !== 'comparison' || expression.operator !== 'eq') return;
  const { left, right } = expression;
  if (left.kind === 'property' && right.kind === 'literal') {
    demanded.set(left.name.toLowerCase(), String(right.value));
  }
}

function testOf(expression: FilterExpression, columns: ReadonlyMap<string, Column>): Test {
  switch (expression.kind) {
    case 'and': {
      const tests = expression.operands.map((each) => testOf(each, columns));
      return (facts) => tests.every((test) => test(facts));
    }
    case 'or': {
      const tests = expression.operands.map((each) => testOf(each, columns));
      return (facts) => tests.some((test) => test(facts));
    }
    case 'not': {
      const test = testOf(expression.operand, columns);
      return (facts) => !test(facts);
    }
    case 'comparison': {
      const column = columnIn(expression.left, columns);
      const compare = comparing(column, literalIn(expression.right));
      const holds = HOLDS[expression.operator];
      return (facts) => {
        const order = compare(column.read(facts));
        return order === undefined ? expression.operator === 'ne' : holds(order);
      };
    }
    case 'in': {
      if ('kind' in expression.values) throw unsupported(expression);
      const column = columnIn(expression.operand, columns);
      const compared = expression.values.map((literal) => comparing(column, literal));
      return (facts) => compared.some((compare) => compare(column.read(facts)) === 0);
    }
    case 'call': {
      const holds = TEXT_TESTS[expression.name];
      const [of, what] = expression.arguments;
      if (!holds || !of || !what) throw unsupported(expression);
      const column = columnIn(of, columns);
      const part = String(literalIn(what).value).toLowerCase();
      return (facts) => holds(String(column.read(facts) ?? '').toLowerCase(), part);
    }
    default:
      throw unsupported(expression);
  }
}

const HOLDS = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
} satisfies Record<string, (order: number) => boolean>;

const TEXT_TESTS: Readonly<Record<string, (text: string, part: string) => boolean>> = {
  contains: (text, part) => text.includes(part),
  startswith: (text, part) => text.startsWith(part),
  endswith: (text, part) => text.endsWith(part),
};

const unsupported = ({ kind }: FilterExpression) =>
  new ReportFilterError(`A report isn't filtered by '${kind}'.`);

function columnIn(expression: FilterExpression, columns: ReadonlyMap<string, Column>): Column {
  if (expression.kind !== 'property' || expression.source) throw unsupported(expression);
  const column = columns.get(expression.name.toLowerCase());
  if (!column) throw new ReportFilterError(`The report isn't filtered by '${expression.name}'.`);
  return column;
}

function literalIn(expression: FilterExpression): LiteralExpression {
  if (expression.kind !== 'literal') throw unsupported(expression);
  return expression;
}

/** How a column's value stands to a literal: less, equal or greater; undefined where there is nothing to compare. */
function comparing(
  { type }: Column,
  { value: literal }: LiteralExpression,
): (value: Value) => number | undefined {
  if (type === 'String' || type === 'Boolean') {
    const wanted = String(literal ?? '').toLowerCase();
    return (value) => {
      const text = String(value ?? '').toLowerCase();
      return text < wanted ? -1 : text > wanted ? 1 : 0;
    };
  }
  const wanted = type === 'DateTime' ? Date.parse(String(literal)) : Number(literal);
  return (value) => {
    if (value === null) return undefined;
    const number = type === 'DateTime' ? Date.parse(`${value}Z`) : Number(value);
    return Number.isNaN(number - wanted) ? undefined : number - wanted;
  };
}
