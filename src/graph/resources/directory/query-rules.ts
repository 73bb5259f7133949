// What the directory refuses of a query, or does for advanced queries only: those with `ConsistencyLevel: eventual` and a
// count. https://learn.microsoft.com/graph/aad-advanced-queries
import { type FilterExpression, type PropertyUse, propertyUses } from '../../../odata/index.ts';
import { findProperty } from '../../declare/registry.ts';
import type { Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { TypeModel } from '../../model/index.ts';
import type { Query } from '../../query/query.ts';
import * as queryErrors from './query-errors.ts';
import { type QuerySupport, querySupport, type Support, supportsEndsWith } from './query-support.ts';

/** How a query was sent. */
export interface DirectoryRequest {
  readonly resource: Resource;
  /** What the rows are: the set's type, or the one that the path casts to. */
  readonly type: TypeModel;
  /** Whether one entity was asked for. */
  readonly single: boolean;
  /** `ConsistencyLevel: eventual`. */
  readonly eventual: boolean;
  /** Whether the path ends in `$count`. */
  readonly counting: boolean;
}

/** Throws what the directory answers to a query that it doesn't support. */
export function checkDirectoryQuery(query: Query, request: DirectoryRequest): void {
  const { options, search, count, expand } = query;
  const { resource, type, eventual, counting, single } = request;
  if (options.raw['$skip'] !== undefined) throw errors.skipUnsupported();
  if (search && !eventual) throw errors.searchNeedsConsistency();
  if (single) return;
  if (expand.some(({ levels }) => levels > 1)) throw queryErrors.levelsOfMany();
  const local = type.name.slice(type.name.lastIndexOf('.') + 1);
  const support = querySupport(local);
  // [recorded] microsoft-graph-docs-contrib#9095: with $expand a query isn't answered as an advanced one.
  const advanced = eventual && (count || counting || search) && expand.length === 0;
  const related = resource.source.kind === 'linked';
  if (options.filter) {
    checkOperators(options.filter, advanced);
    // [recorded] msgraph-sdk-java#1841.
    if (related && !advanced) throw queryErrors.relationFilterUnsupported();
    if (support) {
      for (const use of propertyUses(options.filter)) checkUse(use, support, type, local, advanced);
    }
  }
  if (options.orderBy && support) checkOrder(query, support, local, advanced);
}

/** [recorded] .NET's names of operators, as the directory's refusals have them. */
const UNSUPPORTED_CALLS: Readonly<Record<string, string>> = { contains: 'Contains' };

/** `contains` is never supported; `ne`, `not` and `endsWith` only in advanced queries. [documented, recorded] */
function checkOperators(expression: FilterExpression, advanced: boolean): void {
  switch (expression.kind) {
    case 'and':
    case 'or':
      for (const operand of expression.operands) checkOperators(operand, advanced);
      return;
    case 'not':
      if (!advanced) throw errors.operatorNeedsConsistency('not');
      checkOperators(expression.operand, advanced);
      return;
    case 'lambda':
      if (expression.predicate) checkOperators(expression.predicate, advanced);
      return;
    case 'comparison':
      if (expression.operator === 'ne' && !advanced) throw errors.filterOperatorUnsupported('NotEqualsMatch');
      return;
    case 'call': {
      const unsupported = UNSUPPORTED_CALLS[expression.name];
      if (unsupported !== undefined) throw errors.propertyOperatorUnsupported(unsupported);
      if (expression.name === 'endswith' && !advanced) throw errors.operatorNeedsConsistency('endsWith');
      return;
    }
    default:
  }
}

function checkUse(
  use: PropertyUse,
  support: QuerySupport,
  type: TypeModel,
  local: string,
  advanced: boolean,
): void {
  const { property, operator } = use;
  if (operator === 'any' || operator === 'all' || operator === 'isof') return;
  const level = levelOf(use, support, type);
  // [recorded] microsoft-graph-docs-contrib#1326: the same for what only advanced queries can.
  if (level === undefined || (level === 'advanced' && !advanced)) {
    throw queryErrors.filterClauseUnsupported(property.split('/')[0] ?? property, local);
  }
}

function levelOf({ property, operator, nothing }: PropertyUse, support: QuerySupport, type: TypeModel) {
  const folded = property.toLowerCase();
  if (operator === '$count') return support.counts.has(folded) ? 'advanced' : undefined;
  if (isExtension(property, type)) return extensionLevel(property, operator, nothing);
  const [first = ''] = folded.split('/');
  // What is said of a complex property holds for all that is in it.
  const found = support.filters.get(folded) ?? support.filters.get(first);
  if (!found) return undefined;
  switch (operator) {
    case 'startswith':
      return found.startsWith;
    case 'endswith':
      return supportsEndsWith(first) ? 'advanced' : undefined;
    case 'ge':
    case 'le':
    case 'gt':
    case 'lt':
      return found.order ?? (isText(type, first) ? found.eq : undefined);
    default:
      return nothing ? found.nothing : (found.eq ?? found.order);
  }
}

/** Directory extensions and schema extensions, which the model doesn't know: `extension_<app id>_name`, `contoso_ext/name`. */
function isExtension(property: string, type: TypeModel): boolean {
  const [first = ''] = property.split('/');
  return first.includes('_') && !type.properties.has(first);
}

/** [documented] for users; [inferred] for other objects. */
function extensionLevel(property: string, operator: string, nothing: boolean): Support {
  const plain = property.startsWith('extension_') && (operator === 'eq' || operator === 'in');
  return plain && !nothing ? 'default' : 'advanced';
}

function isText(type: TypeModel, name: string): boolean {
  const property = findProperty(type, name);
  return property?.type === 'Edm.String' && !property.collection;
}

function checkOrder({ options }: Query, support: QuerySupport, local: string, advanced: boolean): void {
  // [recorded] microsoft-graph-docs-contrib#4187.
  if (options.filter && !advanced) throw queryErrors.sortingUnsupported();
  for (const { expression } of options.orderBy ?? []) {
    const name = expression.kind === 'property' && !expression.source ? expression.name : '';
    const level = support.orders.get(name.toLowerCase());
    if (level === undefined || (level === 'advanced' && !advanced)) {
      // [recorded] microsoft-graph-docs#15275, of what mixed objects are sorted by.
      if (local === 'directoryObject') throw queryErrors.orderOfMixed();
      throw queryErrors.sortPropertyUnsupported(name, local);
    }
  }
}
