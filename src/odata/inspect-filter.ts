import { childrenOf, type FilterExpression } from './expression.ts';

/** One use of a property in a filter: what a service must support to answer it. */
export interface PropertyUse {
  /** Names between the slashes, casts left out: `deviceName`, `assignments/target/groupId` (also from within a lambda). */
  readonly property: string;
  /** The nearest operation around it: `eq`, `in`, `startswith`, `any`, `$count`, `isof`, `add`, …; of a bare boolean `eq`. */
  readonly operator: string;
  /** Whether a `not` stands around it. */
  readonly negated: boolean;
  /** Whether it is compared with null. */
  readonly nothing: boolean;
  readonly position: number;
}

/**
 * The properties that a filter uses, with the operation on each, in the order of the text.
 * @example propertyUses(parseFilter("not startswith(mail,'x')"))
 * // [{ property: 'mail', operator: 'startswith', negated: true, nothing: false, position: 15 }]
 */
export function propertyUses(expression: FilterExpression): PropertyUse[] {
  const uses: PropertyUse[] = [];
  collect(expression, { operator: 'eq', negated: false, nothing: false }, new Map(), uses);
  return uses;
}

type Variables = ReadonlyMap<string, string>;
/** What stands around an expression. */
type Around = Pick<PropertyUse, 'operator' | 'negated' | 'nothing'>;

function collect(
  expression: FilterExpression,
  around: Around,
  variables: Variables,
  uses: PropertyUse[],
): void {
  switch (expression.kind) {
    case 'property':
    case 'typeCast':
    case 'variable':
    case 'it': {
      const property = pathOf(expression, variables);
      if (property !== '') uses.push({ property, ...around, position: expression.position });
      return;
    }
    case 'lambda': {
      const { negated } = around;
      collect(
        expression.source,
        { operator: expression.quantifier, negated, nothing: false },
        variables,
        uses,
      );
      if (expression.predicate === undefined || expression.variable === undefined) return;
      const inner = new Map(variables).set(expression.variable, pathOf(expression.source, variables));
      collect(expression.predicate, { operator: 'eq', negated, nothing: false }, inner, uses);
      return;
    }
    case 'count': {
      collect(expression.source, { ...around, operator: '$count' }, variables, uses);
      if (expression.filter === undefined) return;
      const prefix = pathOf(expression.source, variables);
      for (const use of propertyUses(expression.filter)) {
        const negated = around.negated || use.negated;
        uses.push({ ...use, property: `${prefix}/${use.property}`, negated });
      }
      return;
    }
    default: {
      const inner: Around = {
        operator: operatorOf(expression) ?? around.operator,
        negated: around.negated || expression.kind === 'not',
        nothing: expression.kind === 'comparison' && [expression.left, expression.right].some(isNull),
      };
      for (const child of childrenOf(expression)) collect(child, inner, variables, uses);
    }
  }
}

const isNull = (expression: FilterExpression) => expression.kind === 'literal' && expression.value === null;

function operatorOf(expression: FilterExpression): string | undefined {
  switch (expression.kind) {
    case 'comparison':
    case 'arithmetic':
      return expression.operator;
    case 'call':
      return expression.name;
    case 'has':
    case 'in':
    case 'isof':
    case 'cast':
      return expression.kind;
    default:
      return undefined;
  }
}

function pathOf(expression: FilterExpression, variables: Variables): string {
  if (expression.kind === 'variable') return variables.get(expression.name) ?? '';
  if (expression.kind !== 'property' && expression.kind !== 'typeCast') return '';
  const source = expression.source === undefined ? '' : pathOf(expression.source, variables);
  if (expression.kind === 'typeCast') return source;
  return source === '' ? expression.name : `${source}/${expression.name}`;
}

/**
 * A copy of a filter in which `rewrite` has replaced the clauses that `and`, `or` and `not` join. For a service that reads
 * a clause in its own way, such as Intune, whose managedDevices take `ne` for `eq`.
 */
export function mapClauses(
  expression: FilterExpression,
  rewrite: (clause: FilterExpression) => FilterExpression,
): FilterExpression {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return { ...expression, operands: expression.operands.map((operand) => mapClauses(operand, rewrite)) };
    case 'not':
      return { ...expression, operand: mapClauses(expression.operand, rewrite) };
    default:
      return rewrite(expression);
  }
}
