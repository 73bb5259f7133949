import type { FilterExpression, LiteralExpression } from './expression.ts';

/** How tightly an expression binds; an operand that binds looser than its place asks for is put in parentheses. */
const OR = 1;
const AND = 2;
const COMPARISON = 3;
const ADDITIVE = 4;
const MULTIPLICATIVE = 5;
const UNARY = 6;
const MEMBERSHIP = 7;
const PRIMARY = 8;

function bindingOf(expression: FilterExpression): number {
  switch (expression.kind) {
    case 'or':
      return OR;
    case 'and':
      return AND;
    case 'comparison':
      return COMPARISON;
    case 'arithmetic':
      return expression.operator === 'add' || expression.operator === 'sub' ? ADDITIVE : MULTIPLICATIVE;
    case 'not':
    case 'negate':
      return UNARY;
    case 'in':
    case 'has':
      return MEMBERSHIP;
    default:
      // A negative number is a minus and a number.
      return expression.kind === 'literal' && typeof expression.value === 'number' && expression.value < 0
        ? UNARY
        : PRIMARY;
  }
}

function operand(expression: FilterExpression, atLeast: number): string {
  const text = formatFilter(expression);
  return bindingOf(expression) < atLeast ? `(${text})` : text;
}

/**
 * Prints an expression so that parsing the text gives the same expression back (positions aside).
 * @example formatFilter(parseFilter("(a  eq 'x')")) === "a eq 'x'"
 */
export function formatFilter(expression: FilterExpression): string {
  switch (expression.kind) {
    case 'literal':
      return formatLiteral(expression);
    case 'variable':
      return expression.name;
    case 'it':
      return '$it';
    case 'property':
      return segment(expression.source, expression.name);
    case 'typeCast':
      return segment(expression.source, expression.typeName);
    case 'count':
      return segment(
        expression.source,
        expression.filter === undefined ? '$count' : `$count($filter=${formatFilter(expression.filter)})`,
      );
    case 'lambda': {
      const predicate = expression.predicate === undefined ? '' : formatFilter(expression.predicate);
      const body = predicate === '' ? '' : `${expression.variable}:${predicate}`;
      return segment(expression.source, `${expression.quantifier}(${body})`);
    }
    case 'or':
      return expression.operands.map((each) => operand(each, AND)).join(' or ');
    case 'and':
      return expression.operands.map((each) => operand(each, COMPARISON)).join(' and ');
    case 'not':
      return `not ${operand(expression.operand, UNARY)}`;
    case 'negate': {
      // `--1` would be read as the number 1.
      const text = operand(expression.operand, UNARY);
      return expression.operand.kind === 'literal' ? `-(${text})` : `-${text}`;
    }
    case 'comparison':
    case 'arithmetic': {
      const binding = bindingOf(expression);
      const left = operand(expression.left, binding);
      return `${left} ${expression.operator} ${operand(expression.right, binding + 1)}`;
    }
    case 'has':
      return `${operand(expression.left, MEMBERSHIP)} has ${operand(expression.right, PRIMARY)}`;
    case 'in': {
      const values =
        'kind' in expression.values
          ? formatFilter(expression.values)
          : `(${expression.values.map(formatLiteral).join(',')})`;
      return `${operand(expression.operand, MEMBERSHIP)} in ${values}`;
    }
    case 'call':
      return `${expression.name}(${expression.arguments.map(formatFilter).join(',')})`;
    case 'isof':
    case 'cast': {
      const type = `'${expression.typeName}'`;
      const of = expression.operand === undefined ? '' : `${formatFilter(expression.operand)},`;
      return `${expression.kind}(${of}${type})`;
    }
  }
}

function segment(source: FilterExpression | undefined, text: string): string {
  return source === undefined ? text : `${formatFilter(source)}/${text}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A constant as the language writes it: `'it''s'`, `2024-01-01`, `microsoft.graph.x'y'`. */
export function formatLiteral(literal: LiteralExpression): string {
  const text = String(literal.value);
  switch (literal.type) {
    case 'Edm.String':
      return quote(text);
    case 'enum':
      return `${literal.typeName ?? ''}${quote(text)}`;
    case 'Edm.Duration':
      return `duration${quote(text)}`;
    case 'Edm.Binary':
      return `binary${quote(text)}`;
    case 'Edm.Int64':
      return Number(literal.value) > -2_147_483_648 && Number(literal.value) <= 2_147_483_647
        ? `${text}L`
        : text;
    case 'Edm.Decimal':
      return `${text}M`;
    case 'Edm.Single':
      return `${text}F`;
    case 'Edm.Double': {
      const value = Number(literal.value);
      if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'INF' : '-INF';
      return Number.isInteger(value) ? `${text}D` : text;
    }
    default:
      return text;
  }
}
