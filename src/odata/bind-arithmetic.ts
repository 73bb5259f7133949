import {
  type Bound,
  type Evaluator,
  type Family,
  folded,
  incompatible,
  isNullish,
  requireSingle,
} from './binding.ts';
import { ODataBindingError } from './errors.ts';
import type { ArithmeticOperator } from './expression.ts';
import { addTicks, ticksBetween } from './temporal.ts';

const INTEGER_TYPES = new Set(['Edm.Byte', 'Edm.SByte', 'Edm.Int16', 'Edm.Int32', 'Edm.Int64']);

type Operation = (left: number, right: number) => number | null;

const INTEGER_OPERATIONS: Readonly<Record<ArithmeticOperator, Operation>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  // The service fails the whole request on a division by zero; one entity without an answer is kinder and keeps the rest.
  div: (a, b) => (b === 0 ? null : Math.trunc(a / b)),
  divby: (a, b) => (b === 0 ? null : a / b),
  mod: (a, b) => (b === 0 ? null : a % b),
};
const DECIMAL_OPERATIONS: Readonly<Record<ArithmeticOperator, Operation>> = {
  ...INTEGER_OPERATIONS,
  div: (a, b) => a / b,
  divby: (a, b) => a / b,
  mod: (a, b) => a % b,
};

/** `add`, `sub`, `mul`, `div`, `divby`, `mod` on numbers, and on dates and durations where that means something. */
export function bindArithmetic(
  operator: ArithmeticOperator,
  left: Bound,
  right: Bound,
  position: number,
): Bound {
  requireSingle(left, operator);
  requireSingle(right, operator);
  const bound = numeric(operator, left, right, position) ?? temporal(operator, left, right, position);
  if (bound === undefined) throw incompatible(left, right, operator, position);
  return folded(bound, [left, right]);
}

function isNumeric({ family }: Bound): boolean {
  return family === 'number' || family === 'untyped' || family === 'null';
}

function numeric(
  operator: ArithmeticOperator,
  left: Bound,
  right: Bound,
  position: number,
): Bound | undefined {
  if (!isNumeric(left) || !isNumeric(right)) return undefined;
  const integer = INTEGER_TYPES.has(left.type) && INTEGER_TYPES.has(right.type);
  const operation = (integer ? INTEGER_OPERATIONS : DECIMAL_OPERATIONS)[operator];
  const type = integer && operator !== 'divby' ? 'Edm.Int64' : 'Edm.Double';
  return result(type, 'number', onNumbers(left.evaluate, right.evaluate, operation), position);
}

function onNumbers(left: Evaluator, right: Evaluator, operation: Operation): Evaluator {
  return (it) => {
    const a = left(it);
    const b = right(it);
    return typeof a === 'number' && typeof b === 'number' ? operation(a, b) : null;
  };
}

function temporal(
  operator: ArithmeticOperator,
  left: Bound,
  right: Bound,
  position: number,
): Bound | undefined {
  const families = `${left.family} ${operator} ${right.family}`;
  const [a, b] = [left.evaluate, right.evaluate];
  switch (families) {
    case 'duration add duration':
      return result(
        'Edm.Duration',
        'duration',
        onNumbers(a, b, (x, y) => x + y),
        position,
      );
    case 'duration sub duration':
      return result(
        'Edm.Duration',
        'duration',
        onNumbers(a, b, (x, y) => x - y),
        position,
      );
    case 'duration mul number':
    case 'number mul duration':
      return result(
        'Edm.Duration',
        'duration',
        onNumbers(a, b, (x, y) => x * y),
        position,
      );
    case 'duration div number':
    case 'duration divby number':
      return result('Edm.Duration', 'duration', onNumbers(a, b, DECIMAL_OPERATIONS.div), position);
    case 'instant sub instant':
    case 'date sub date':
      return result('Edm.Duration', 'duration', (it) => between(a(it), b(it)), position);
    case 'instant add duration':
    case 'date add duration':
      return shifted(left, b, 1, position);
    case 'instant sub duration':
    case 'date sub duration':
      return shifted(left, b, -1, position);
    default:
      return undefined;
  }
}

function between(left: unknown, right: unknown): number | null {
  return typeof left === 'string' && typeof right === 'string' ? ticksBetween(left, right) : null;
}

function shifted(moment: Bound, duration: Evaluator, sign: 1 | -1, position: number): Bound {
  const start = moment.evaluate;
  const isDate = moment.family === 'date';
  return result(
    moment.type,
    moment.family,
    (it) => {
      const from = start(it);
      const ticks = duration(it);
      if (typeof from !== 'string' || typeof ticks !== 'number') return null;
      const sum = addTicks(from, sign * ticks);
      return isDate ? (sum?.slice(0, 10) ?? null) : sum;
    },
    position,
  );
}

function result(type: string, family: Family, evaluate: Evaluator, position: number): Bound {
  return { type, family, collection: false, evaluate, position };
}

/** Unary minus. */
export function bindNegate(operand: Bound, position: number): Bound {
  const accepted = isNumeric(operand) || operand.family === 'duration';
  if (operand.collection || !accepted) {
    throw new ODataBindingError(
      `A unary operator with an incompatible type was detected. Found operand type '${operand.type}' for operator kind 'Negate'.`,
      position,
    );
  }
  const value = operand.evaluate;
  const evaluate: Evaluator = (it) => {
    const number = value(it);
    return isNullish(number) || typeof number !== 'number' ? null : -number;
  };
  return folded({ ...operand, evaluate, position }, [operand]);
}
