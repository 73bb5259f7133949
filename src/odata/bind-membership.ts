import { bindComparison, equalTo, flagsOf, unified } from './bind-comparison.ts';
import { bindPath, itemsOf } from './bind-path.ts';
import {
  type Bound,
  constantOf,
  definite,
  fromStored,
  incompatible,
  isNullish,
  nullable,
  requireSingle,
  type Scope,
} from './binding.ts';
import { ODataBindingError } from './errors.ts';
import type { HasExpression, InExpression } from './expression.ts';

/** `has`: every flag of the right is among the flags of the left. */
export function bindHas({ left, right, position }: HasExpression, scope: Scope): Bound {
  const [value, flags] = [scope.bind(left, scope), scope.bind(right, scope)];
  requireSingle(value, 'has');
  const pair = unified(value, flags, scope);
  const isEnum = pair?.[2] === 'enum' || value.family === 'untyped';
  if (!isEnum || flags.constant === undefined) throw incompatible(value, flags, 'has', position);
  if (isNullish(flags.constant.value)) return constantOf('Edm.Boolean', 'boolean', null, position);
  const wanted = flagsOf(String(flags.constant.value));
  const { evaluate } = value;
  const [only] = wanted;
  return nullable((it) => {
    const held = evaluate(it);
    if (typeof held !== 'string') return null;
    if (wanted.length === 1 && !held.includes(',')) return held.toLowerCase() === only;
    const set = flagsOf(held);
    return wanted.every((flag) => set.includes(flag));
  }, position);
}

/** From this many values on, `in` looks text up in a set instead of trying one after the other. */
const SET_THRESHOLD = 4;

export function bindIn(expression: InExpression, scope: Scope): Bound {
  const operand = scope.bind(expression.operand, scope);
  const { position } = expression;
  if (operand.collection) {
    throw new ODataBindingError(
      'The left operand for the IN operation is not a single value. IN operations require the left operand to be a single value and the right operand to be a collection value.',
      position,
    );
  }
  if ('kind' in expression.values) return bindInCollection(operand, expression, scope);
  const { evaluate } = operand;
  const tests: ((value: unknown) => boolean)[] = [];
  const texts = new Set<string>();
  for (const literal of expression.values) {
    const item = scope.bind(literal, scope);
    const pair = unified(operand, item, scope);
    if (pair === undefined) throw incompatible(operand, item, 'in', literal.position);
    const [, , family] = pair;
    if (family === 'text') texts.add(scope.text.fold(String(literal.value)));
    tests.push(equalTo(pair[1].constant?.value, family, scope));
  }
  if (texts.size === tests.length && texts.size >= SET_THRESHOLD) {
    return definite((it) => {
      const value = evaluate(it);
      return typeof value === 'string' && texts.has(scope.text.fold(value));
    }, position);
  }
  return definite((it) => {
    const value = evaluate(it);
    for (const test of tests) if (test(value)) return true;
    return false;
  }, position);
}

/** `'x' in tags`. */
function bindInCollection(operand: Bound, expression: InExpression, scope: Scope): Bound {
  const { values, position } = expression;
  const collection = 'kind' in values ? bindPath(values, scope) : undefined;
  if (collection === undefined || !(collection.collection || collection.family === 'untyped')) {
    throw new ODataBindingError(
      'The right operand for the IN operation is not a collection value. IN operations require the left operand to be a single value and the right operand to be a collection value.',
      position,
    );
  }
  let current: unknown;
  const item: Bound = {
    ...collection,
    collection: false,
    evaluate: () => fromStored(collection.family, current),
  };
  const equal = bindComparison('eq', item, operand, position, scope);
  const items = collection.evaluate;
  return definite((it) => {
    for (const each of itemsOf(items(it))) {
      current = each;
      if (equal(it)) return true;
    }
    return false;
  }, position);
}
