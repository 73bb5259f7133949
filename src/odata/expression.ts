/** The expression language of $filter and $orderby as a tree. Every node keeps its zero-based position in the text. */

export type LiteralType =
  | 'null'
  | 'enum'
  | 'Edm.Binary'
  | 'Edm.Boolean'
  | 'Edm.Date'
  | 'Edm.DateTimeOffset'
  | 'Edm.Decimal'
  | 'Edm.Double'
  | 'Edm.Duration'
  | 'Edm.Guid'
  | 'Edm.Int32'
  | 'Edm.Int64'
  | 'Edm.Single'
  | 'Edm.String'
  | 'Edm.TimeOfDay';

/** A constant. Dates, times, durations, guids and binary keep their text; numbers and booleans are JavaScript values. */
export interface LiteralExpression {
  readonly kind: 'literal';
  readonly type: LiteralType;
  readonly value: string | number | boolean | null;
  /** Of an enum literal: the type before the quote, `microsoft.graph.complianceState`. */
  readonly typeName?: string;
  readonly position: number;
}

/** `deviceName`, or `target/groupId` with `source` the expression before the slash. Without `source`: of the entity. */
export interface PropertyExpression {
  readonly kind: 'property';
  readonly source?: PathExpression;
  readonly name: string;
  readonly position: number;
}

/** `microsoft.graph.iosLobApp` as a path segment: the value when it has that type, otherwise null. */
export interface TypeCastExpression {
  readonly kind: 'typeCast';
  readonly source?: PathExpression;
  readonly typeName: string;
  readonly position: number;
}

/** A lambda's range variable. */
interface VariableExpression {
  readonly kind: 'variable';
  readonly name: string;
  readonly position: number;
}

/** `$it`: the entity that the whole filter judges. */
interface ItExpression {
  readonly kind: 'it';
  readonly position: number;
}

/** `assignedLicenses/$count`, `memberOf/$count($filter=…)`. */
export interface CountExpression {
  readonly kind: 'count';
  readonly source: PathExpression;
  readonly filter?: FilterExpression;
  readonly position: number;
}

/** `tags/any()`, `tags/any(t:t eq 'x')`, `tags/all(t:…)`. */
export interface LambdaExpression {
  readonly kind: 'lambda';
  readonly quantifier: 'any' | 'all';
  readonly source: PathExpression;
  readonly variable?: string;
  readonly predicate?: FilterExpression;
  readonly position: number;
}

export type PathExpression = PropertyExpression | TypeCastExpression | VariableExpression | ItExpression;

/** `a and b and c`: two or more operands. */
export interface LogicalExpression {
  readonly kind: 'and' | 'or';
  readonly operands: readonly FilterExpression[];
  readonly position: number;
}

export interface NotExpression {
  readonly kind: 'not';
  readonly operand: FilterExpression;
  readonly position: number;
}

interface NegateExpression {
  readonly kind: 'negate';
  readonly operand: FilterExpression;
  readonly position: number;
}

export type ComparisonOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type ArithmeticOperator = 'add' | 'sub' | 'mul' | 'div' | 'divby' | 'mod';

interface ComparisonExpression {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: FilterExpression;
  readonly right: FilterExpression;
  readonly position: number;
}

interface ArithmeticExpression {
  readonly kind: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly left: FilterExpression;
  readonly right: FilterExpression;
  readonly position: number;
}

/** `platforms has 'iOS'`. */
export interface HasExpression {
  readonly kind: 'has';
  readonly left: FilterExpression;
  readonly right: FilterExpression;
  readonly position: number;
}

/** `id in ('a','b')`, `id in ["a","b"]`, or `'x' in tags` with a collection on the right. */
export interface InExpression {
  readonly kind: 'in';
  readonly operand: FilterExpression;
  readonly values: readonly LiteralExpression[] | PathExpression;
  readonly position: number;
}

/** `contains(deviceName,'x')`; `name` in lower case. */
export interface CallExpression {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly FilterExpression[];
  readonly position: number;
}

/** `isof('microsoft.graph.x')`, `isof(target,'microsoft.graph.x')`, `cast(id,Edm.String)`. */
interface TypeCallExpression {
  readonly kind: 'isof' | 'cast';
  readonly operand?: FilterExpression;
  readonly typeName: string;
  readonly position: number;
}

export type FilterExpression =
  | LiteralExpression
  | PathExpression
  | CountExpression
  | LambdaExpression
  | LogicalExpression
  | NotExpression
  | NegateExpression
  | ComparisonExpression
  | ArithmeticExpression
  | HasExpression
  | InExpression
  | CallExpression
  | TypeCallExpression;

/** The expressions directly below one, for walks that need no more than the shape. */
export function childrenOf(expression: FilterExpression): readonly FilterExpression[] {
  switch (expression.kind) {
    case 'literal':
    case 'variable':
    case 'it':
      return [];
    case 'property':
    case 'typeCast':
      return expression.source === undefined ? [] : [expression.source];
    case 'count':
      return expression.filter === undefined ? [expression.source] : [expression.source, expression.filter];
    case 'lambda':
      return expression.predicate === undefined
        ? [expression.source]
        : [expression.source, expression.predicate];
    case 'and':
    case 'or':
      return expression.operands;
    case 'not':
    case 'negate':
      return [expression.operand];
    case 'comparison':
    case 'arithmetic':
    case 'has':
      return [expression.left, expression.right];
    case 'in':
      return 'kind' in expression.values ? [expression.operand, expression.values] : [expression.operand];
    case 'call':
      return expression.arguments;
    case 'isof':
    case 'cast':
      return expression.operand === undefined ? [] : [expression.operand];
  }
}

/** Levels of an expression, found without recursion (so that a long chain cannot overflow the stack). */
export function heightOf(expression: FilterExpression): number {
  let level: readonly FilterExpression[] = [expression];
  let height = 0;
  while (level.length > 0) {
    height += 1;
    level = level.flatMap(childrenOf);
  }
  return height;
}
