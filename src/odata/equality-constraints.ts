import type { FilterExpression, LiteralExpression } from './expression.ts';

/** What one property must be equal to: any of `values`. Text compares without case, so an index must fold it too. */
export interface EqualityConstraint {
  /** `operatingSystem`, `deviceCategory/displayName`. */
  readonly property: string;
  readonly values: readonly (string | number | boolean)[];
}

export interface EqualityConstraints {
  /** All of them hold for every entity that the filter lets through. */
  readonly constraints: readonly EqualityConstraint[];
  /** The constraints say as much as the filter: what they let through need not be tested again. */
  readonly exact: boolean;
}

/**
 * The part of a filter that an index can answer: `p eq literal`, `p in (…)` and `p eq a or p eq b` at the top level,
 * joined by `and`. Dates and numbers with a fraction are left out, because equal ones may be written differently;
 * so is null, which an absent property equals.
 * @example equalityConstraints(parseFilter("os eq 'iOS' and lost eq true and contains(name,'x')"))
 * // { constraints: [{ property: 'os', values: ['iOS'] }, { property: 'lost', values: [true] }], exact: false }
 */
export function equalityConstraints(expression: FilterExpression): EqualityConstraints {
  const constraints: EqualityConstraint[] = [];
  let exact = true;
  const pending = [expression];
  for (let each = pending.shift(); each !== undefined; each = pending.shift()) {
    if (each.kind === 'and') {
      pending.unshift(...each.operands);
      continue;
    }
    const constraint = constraintOf(each);
    if (constraint === undefined) exact = false;
    else constraints.push(constraint);
  }
  return { constraints, exact };
}

function constraintOf(expression: FilterExpression): EqualityConstraint | undefined {
  if (expression.kind === 'or') return disjunction(expression.operands);
  if (expression.kind === 'in') {
    if ('kind' in expression.values) return undefined;
    return constraint(propertyPath(expression.operand), expression.values);
  }
  if (expression.kind !== 'comparison' || expression.operator !== 'eq') return undefined;
  const { left, right } = expression;
  if (right.kind === 'literal') return constraint(propertyPath(left), [right]);
  return left.kind === 'literal' ? constraint(propertyPath(right), [left]) : undefined;
}

/** `p eq a or p eq b or p in (c)`: all about one property. */
function disjunction(operands: readonly FilterExpression[]): EqualityConstraint | undefined {
  const values: (string | number | boolean)[] = [];
  let property: string | undefined;
  for (const operand of operands) {
    const each = constraintOf(operand);
    if (each === undefined || (property !== undefined && property !== each.property)) return undefined;
    property = each.property;
    values.push(...each.values);
  }
  return property === undefined ? undefined : { property, values };
}

function constraint(
  property: string | undefined,
  literals: readonly LiteralExpression[],
): EqualityConstraint | undefined {
  if (property === undefined) return undefined;
  const values: (string | number | boolean)[] = [];
  for (const literal of literals) {
    const value = indexable(literal);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return { property, values };
}

function indexable({ type, value }: LiteralExpression): string | number | boolean | undefined {
  if (value === null) return undefined;
  switch (type) {
    case 'Edm.String':
    case 'Edm.Guid':
    case 'Edm.Boolean':
    case 'Edm.Int32':
    case 'Edm.Int64':
      return value;
    case 'enum':
      // The members of a flags value may stand in any order.
      return String(value).includes(',') ? undefined : value;
    default:
      return undefined;
  }
}

function propertyPath(expression: FilterExpression): string | undefined {
  const names: string[] = [];
  let step: FilterExpression | undefined = expression;
  while (step !== undefined && step.kind === 'property') {
    names.unshift(step.name);
    step = step.source;
  }
  return step === undefined || (step.kind === 'it' && names.length > 0) ? names.join('/') : undefined;
}
