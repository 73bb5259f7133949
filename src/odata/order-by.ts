import { type Comparer, comparerOf } from './bind-comparison.ts';
import {
  type Bound,
  type CompileOptions,
  isNullish,
  type TypeResolver,
  type ValueReader,
} from './binding.ts';
import { scopeFor } from './compile-filter.ts';
import { ODataBindingError } from './errors.ts';
import type { FilterExpression } from './expression.ts';
import { checkCount, type QueryLimits, resolveLimits } from './limits.ts';
import { ExpressionParser } from './parse-expression.ts';

export interface OrderByItem {
  readonly expression: FilterExpression;
  readonly descending: boolean;
}

/**
 * Parses `$orderby`: `displayName desc,tolower(id) asc`. An empty text has no items.
 * @throws ODataSyntaxError
 */
export function parseOrderBy(text: string, limits?: Partial<QueryLimits>): OrderByItem[] {
  const resolved = resolveLimits(limits);
  const parser = new ExpressionParser(text, resolved);
  const { reader } = parser;
  const items: OrderByItem[] = [];
  if (reader.current.kind === 'end') return items;
  do {
    const expression = parser.expression();
    parser.checkHeight(expression);
    const direction = reader.keyword();
    if (direction === 'asc' || direction === 'desc') reader.advance();
    items.push({ expression, descending: direction === 'desc' });
    checkCount(items.length, '$orderby', 'maxOrderByItems', resolved);
  } while (reader.take(','));
  reader.expectEnd();
  return items;
}

/**
 * Compiles `$orderby` to a comparer for `Array.prototype.sort`, which is stable. Null comes before every value, so first
 * in ascending and last in descending order (OData 4.01, 11.2.6.2). Text compares without case.
 * @throws ODataBindingError when an expression does not fit the type model or is no single primitive value.
 */
export function compileOrderBy(
  items: readonly OrderByItem[],
  rootType: string,
  types: TypeResolver,
  reader: ValueReader,
  options?: CompileOptions,
): (a: object, b: object) => number {
  const scope = scopeFor(rootType, types, reader, options);
  const keys = items.map(({ expression, descending }) => {
    const bound = scope.bind(expression, scope);
    requireSortable(bound);
    const compare = nullsFirst(comparerOf(bound.family, bound.type, scope));
    return { value: bound.evaluate, compare, sign: descending ? -1 : 1 };
  });
  return (a, b) => {
    for (const { value, compare, sign } of keys) {
      const order = compare(value(a), value(b));
      // NaN: two values that do not compare, which an open property may hold. They keep their places.
      if (order !== 0 && !Number.isNaN(order)) return sign * order;
    }
    return 0;
  };
}

function requireSortable({ collection, family, position }: Bound): void {
  if (!collection && family !== 'structured') return;
  throw new ODataBindingError(
    'The $orderby expression must evaluate to a single value of primitive type.',
    position,
  );
}

function nullsFirst(compare: Comparer): Comparer {
  return (a, b) => {
    if (isNullish(a)) return isNullish(b) ? 0 : -1;
    return isNullish(b) ? 1 : compare(a, b);
  };
}
