export type {
  CompileOptions,
  PropertyInfo,
  TypeResolver,
  ValueReader,
} from './binding.ts';
export { compileFilter } from './compile-filter.ts';
export {
  type EqualityConstraint,
  type EqualityConstraints,
  equalityConstraints,
} from './equality-constraints.ts';
export { ODataBindingError, ODataSyntaxError } from './errors.ts';
export { type ExpandItem, parseExpand } from './expand.ts';
export type { FilterExpression, LiteralExpression } from './expression.ts';
export { formatFilter } from './format-filter.ts';
export { mapClauses, type PropertyUse, propertyUses } from './inspect-filter.ts';
export { QUERY_LIMITS, type QueryLimits } from './limits.ts';
export { compileOrderBy, type OrderByItem, parseOrderBy } from './order-by.ts';
export { parseFilter } from './parse-expression.ts';
export { parseQueryOptions, type QueryOptions } from './query-options.ts';
export { compileSearch, parseSearch, type SearchExpression } from './search.ts';
export { parseSelect, type SelectItem } from './select.ts';
export { isTypeSegment } from './split.ts';
