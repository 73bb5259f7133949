import { bindArithmetic, bindNegate } from './bind-arithmetic.ts';
import { bindCall } from './bind-call.ts';
import { areMembers, bindComparison } from './bind-comparison.ts';
import { bindPrimitiveCast } from './bind-conversion.ts';
import { bindHas, bindIn } from './bind-membership.ts';
import { bindCast, bindCount, bindIsOf, bindLambda, bindPath } from './bind-path.ts';
import {
  type Bound,
  type CompileOptions,
  constantOf,
  definite,
  type Evaluator,
  familyOfPrimitive,
  folded,
  fromStored,
  incompatible,
  nullable,
  type Predicate,
  requireSingle,
  type Scope,
  type TypeResolver,
  textRulesOf,
  type ValueReader,
} from './binding.ts';
import { ODataBindingError } from './errors.ts';
import type { FilterExpression, LiteralExpression, LogicalExpression, NotExpression } from './expression.ts';
import { formatLiteral } from './format-filter.ts';

/**
 * Compiles a filter to a test of entities of `rootType`. Names and types are checked here, once; the test itself
 * allocates nothing for most expressions and never throws. A result of null counts as false.
 * @throws ODataBindingError when the filter does not fit the type model.
 * @example
 * const test = compileFilter(parseFilter("operatingSystem eq 'iOS'"), 'microsoft.graph.managedDevice', types, reader);
 * devices.filter(test);
 */
export function compileFilter(
  expression: FilterExpression,
  rootType: string,
  types: TypeResolver,
  reader: ValueReader,
  options?: CompileOptions,
): (value: object) => boolean {
  return predicate(expression, scopeFor(rootType, types, reader, options));
}

export function scopeFor(
  rootType: string,
  types: TypeResolver,
  reader: ValueReader,
  options: CompileOptions | undefined,
): Scope {
  return { rootType, types, reader, text: textRulesOf(options), variables: new Map(), bind };
}

/** An expression as a test, where null and false need not be told apart. */
function predicate(expression: FilterExpression, scope: Scope): Predicate {
  const bound = bind(expression, scope);
  if (bound.collection || !isBoolean(bound)) {
    throw new ODataBindingError(
      'The $filter expression must evaluate to a single boolean value.',
      expression.position,
    );
  }
  return testOf(bound);
}

function testOf({ test, evaluate }: Bound): Predicate {
  return test ?? ((it) => evaluate(it) === true);
}

function allOf(tests: readonly Predicate[]): Predicate {
  const [a, b] = tests;
  if (tests.length === 2 && a !== undefined && b !== undefined) return (it) => a(it) && b(it);
  return (it) => {
    for (const test of tests) if (!test(it)) return false;
    return true;
  };
}

function anyOf(tests: readonly Predicate[]): Predicate {
  const [a, b] = tests;
  if (tests.length === 2 && a !== undefined && b !== undefined) return (it) => a(it) || b(it);
  return (it) => {
    for (const test of tests) if (test(it)) return true;
    return false;
  };
}

function isBoolean({ family }: Bound): boolean {
  return family === 'boolean' || family === 'null' || family === 'untyped';
}

function bind(expression: FilterExpression, scope: Scope): Bound {
  switch (expression.kind) {
    case 'literal':
      return bindLiteral(expression, scope);
    case 'property':
    case 'typeCast':
    case 'variable':
    case 'it':
      return bindPath(expression, scope);
    case 'lambda': {
      const { predicate: body } = expression;
      return bindLambda(expression, scope, (inner) =>
        body === undefined ? () => true : predicate(body, inner),
      );
    }
    case 'count': {
      const { filter } = expression;
      return bindCount(expression, scope, (inner) =>
        filter === undefined ? () => true : predicate(filter, inner),
      );
    }
    case 'and':
    case 'or':
      return bindLogical(expression, scope);
    case 'not':
      return bindNot(expression, scope);
    case 'negate':
      return bindNegate(bind(expression.operand, scope), expression.position);
    case 'comparison': {
      const { operator, position } = expression;
      const [left, right] = [bind(expression.left, scope), bind(expression.right, scope)];
      const bound = definite(bindComparison(operator, left, right, position, scope), position);
      return folded(bound, [left, right]);
    }
    case 'arithmetic': {
      const [left, right] = [bind(expression.left, scope), bind(expression.right, scope)];
      return bindArithmetic(expression.operator, left, right, expression.position);
    }
    case 'has':
      return bindHas(expression, scope);
    case 'in':
      return bindIn(expression, scope);
    case 'call':
      return bindCall(expression, scope);
    case 'isof':
    case 'cast': {
      const { typeName, position } = expression;
      const operand = expression.operand && bind(expression.operand, scope);
      if (expression.kind === 'isof') return bindIsOf(operand, typeName, position, scope);
      const source = operand ?? bindPath({ kind: 'it', position }, scope);
      return source.family === 'structured' && !typeName.startsWith('Edm.')
        ? bindCast(expression, source, scope)
        : bindPrimitiveCast(source, typeName, position, scope);
    }
  }
}

function bindLiteral(literal: LiteralExpression, scope: Scope): Bound {
  const { type, value, position } = literal;
  if (type === 'enum') {
    const typeName = literal.typeName ?? '';
    if (!areMembers(typeName, String(value), scope)) {
      throw new ODataBindingError(
        `The string '${formatLiteral(literal)}' is not a valid enumeration type constant.`,
        position,
        { typeName },
      );
    }
    return constantOf(typeName, 'enum', value, position);
  }
  const family = familyOfPrimitive(type);
  return constantOf(type, family, fromStored(family, value), position);
}

function booleanOperands({ kind, operands, position }: LogicalExpression, scope: Scope): Bound[] {
  const bounds = operands.map((operand) => bind(operand, scope));
  for (const [index, bound] of bounds.entries()) {
    requireSingle(bound, kind);
    if (isBoolean(bound)) continue;
    const other = bounds[index === 0 ? 1 : index - 1] ?? bound;
    throw index === 0
      ? incompatible(bound, other, kind, position)
      : incompatible(other, bound, kind, position);
  }
  return bounds;
}

/** `and` and `or` with null as "unknown": what decides alone decides, otherwise unknown stays unknown. */
function bindLogical(expression: LogicalExpression, scope: Scope): Bound {
  const operands = booleanOperands(expression, scope);
  const values = operands.map(({ evaluate }) => evaluate);
  const tests = operands.map(testOf);
  const decisive = expression.kind === 'or';
  const evaluate: Evaluator = (it) => {
    let result: boolean | null = !decisive;
    for (const value of values) {
      const each = value(it);
      if (each === decisive) return decisive;
      if (each !== !decisive) result = null;
    }
    return result;
  };
  return { ...nullable(evaluate, expression.position), test: decisive ? anyOf(tests) : allOf(tests) };
}

function bindNot({ operand, position }: NotExpression, scope: Scope): Bound {
  const bound = bind(operand, scope);
  if (bound.collection || !isBoolean(bound)) {
    throw new ODataBindingError(
      `A unary operator with an incompatible type was detected. Found operand type '${bound.type}' for operator kind 'Not'.`,
      position,
    );
  }
  const { evaluate } = bound;
  return nullable((it) => {
    const value = evaluate(it);
    return typeof value === 'boolean' ? !value : null;
  }, position);
}
