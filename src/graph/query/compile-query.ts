// From a query string to something that runs: parsed, checked against the type model and compiled once for each text.
import {
  compileFilter,
  compileOrderBy,
  compileSearch,
  type EqualityConstraint,
  type ExpandItem,
  equalityConstraints,
  type FilterExpression,
  isTypeSegment,
  ODataBindingError,
  ODataSyntaxError,
  type OrderByItem,
  parseExpand,
  parseQueryOptions,
  type QueryOptions,
  type SelectItem,
} from '../../odata/index.ts';
import type { Entity } from '../../tenant/index.ts';
import type { Selection, Writer } from '../answer/shape.ts';
import { findProperty, isDirectoryObject } from '../declare/registry.ts';
import type { Resource } from '../declare/resource.ts';
import * as errors from '../errors.ts';
import type { TypeModel } from '../model/index.ts';
import { type Ignored, ignoredOf } from '../request/ignored.ts';
import { customIgnored, ignoredInLists, ignoredOfOne, optionIgnored } from './ineffective.ts';
import type { Expansion, KeptOptions, Query } from './query.ts';
import { selectionOf, unknownProperty, withId } from './selection.ts';
import type { TypeAdapter } from './type-adapter.ts';

/** The options of a level: the whole query, or those in the parentheses of an expanded property. */
type LevelOptions = Pick<QueryOptions, keyof QueryOptions & keyof ExpandItem>;

/** How a query's compiler reaches the sets that $expand leads to, and their writers. */
export interface QueryScope {
  readonly adapter: TypeAdapter;
  writer(resource: Resource, selection: Selection): Writer;
  child(
    resource: Resource,
    type: TypeModel,
    name: string,
  ): { resource: Resource; type: TypeModel } | undefined;
}

/** Lambdas and counts may read other sets; `now()` reads the clock. */
const REACHES_OUT = /\/\s*(?:any|all)\s*\(|\$count|now\s*\(/i;

const NOTHING: KeptOptions = { custom: {}, raw: {} };

/** Reads and compiles a query string for a set whose entities are of `type`. Throws GraphError. */
export function compileQuery(scope: QueryScope, resource: Resource, type: TypeModel, text: string): Query {
  const options = readOptions(text);
  const unsupported = options.unknown[0];
  if (unsupported !== undefined) {
    // [inferred] Microsoft.AspNetCore.OData's text for an option that it doesn't know.
    throw errors.unreadableQuery(`The query parameter '${unsupported}' is not supported.`);
  }
  const query = compileLevel(scope, resource, type, options, options);
  const { custom, raw, top } = options;
  return {
    ...query,
    ignored: [...query.ignored, ...customIgnored(custom)],
    ignoredInLists: ignoredInLists(resource, raw, query.selected, top),
    ignoredOfOne: ignoredOfOne(raw),
  };
}

function readOptions(text: string): QueryOptions {
  try {
    return parseQueryOptions(text);
  } catch (error) {
    if (!(error instanceof ODataSyntaxError)) throw error;
    if (error.option === '$filter') throw errors.invalidFilterClause(error.message);
    throw error.option === '$select' || error.option === '$expand'
      ? errors.unreadableSelectOrExpand(error.message)
      : errors.unreadableQuery(error.message);
  }
}

function compileLevel(
  scope: QueryScope,
  resource: Resource,
  type: TypeModel,
  options: LevelOptions,
  whole: KeptOptions = NOTHING,
): Query {
  const ignored: Ignored[] = [];
  const effective = <K extends keyof LevelOptions>(key: K, name: string): LevelOptions[K] | undefined => {
    const value = options[key];
    if (value === undefined) return undefined;
    if (!resource.ignoredOptions?.some((each) => each === name)) return value;
    ignored.push(optionIgnored(name, resource));
    return undefined;
  };
  const filter = rewritten(resource, effective('filter', '$filter'), ignored);
  const orderBy = effective('orderBy', '$orderby');
  const own = ownOrder(resource, orderBy);
  const search = effective('search', '$search');
  const expand = effective('expand', '$expand') ?? [];
  const known = filter ? equalityConstraints(filter) : { constraints: [], exact: true };
  const tests = [
    ...(filter ? [compiledFilter(scope, type, filter)] : []),
    ...(search ? [compileSearch(search, scope.adapter.reader(type), SEARCHED)] : []),
  ];
  const selection = withId(selectionOf(type, options.select), resource);
  // What a path casts to stands in the answer as if in its own set, and so without its type. [documented] group-list-members
  const shown =
    isDirectoryObject(type) && type.name !== resource.typeName
      ? { ...resource, typeName: type.name }
      : resource;
  const expansions = expand.flatMap((item) => expansionsOf(scope, resource, type, item));
  for (const { query } of expansions) ignored.push(...query.ignored);
  return {
    test: tests.length > 1 ? (entity) => tests.every((test) => test(entity)) : tests[0],
    constraints: known.constraints.map((each) => mirrored(resource, each)),
    exact: known.exact && search === undefined,
    compare: own === undefined ? orderBy && compiledOrder(scope, type, orderBy) : undefined,
    ascending: own === 'ascending',
    top: effective('top', '$top'),
    skip: effective('skip', '$skip') ?? 0,
    count: effective('count', '$count') ?? false,
    search: search !== undefined,
    selected: options.select ? selection.names : undefined,
    write: scope.writer(shown, selection),
    writeOne: selection.names
      ? scope.writer(shown, { ...selection, byId: true })
      : scope.writer(shown, selection),
    plain: selection.names === undefined && shown === resource,
    expand: [...expansions, ...unaskedExpansions(scope, resource, type, options)],
    contextSuffix: contextSuffix(options.select, expansions),
    ignored,
    ignoredInLists: [],
    ignoredOfOne: [],
    selfContained: expansions.length === 0 && !REACHES_OUT.test(whole.raw['$filter'] ?? ''),
    options: whole,
  };
}

/** [recorded] live capture of roleDefinitions, and [documented] authenticationmethodspolicy-get: the context says nothing of it. */
function unaskedExpansions(scope: QueryScope, resource: Resource, type: TypeModel, options: LevelOptions) {
  const names = options.select || options.expand ? [] : (resource.expandedUnasked ?? []);
  return names.flatMap((item) =>
    parseExpand(item)
      .flatMap((item) => expansionsOf(scope, resource, type, item))
      .map((each) => ({ ...each, query: { ...each.query, contextSuffix: '' } })),
  );
}

/** Whether $orderby asks for no more than the order that a set has anyway, or for its opposite. */
function ownOrder(
  { source }: Resource,
  orderBy: readonly OrderByItem[] | undefined,
): 'ascending' | 'descending' | undefined {
  const [item, ...more] = orderBy ?? [];
  if (source.kind !== 'lazy' || !item || more.length > 0) return undefined;
  const { expression, descending } = item;
  if (expression.kind !== 'property' || expression.source) return undefined;
  if (expression.name.toLowerCase() !== source.orderedBy?.toLowerCase()) return undefined;
  return descending ? 'descending' : 'ascending';
}

/** A constraint on what repeats a stored property is one on that property. */
function mirrored({ derived }: Resource, constraint: EqualityConstraint): EqualityConstraint {
  const folded = constraint.property.toLowerCase();
  const property = derived?.find(({ name }) => name.toLowerCase() === folded)?.mirrors;
  return property === undefined ? constraint : { ...constraint, property };
}

/** [documented] users and groups; other sets that can be searched have one of these as well. */
const SEARCHED = ['displayName', 'description', 'mail', 'userPrincipalName'];

function rewritten(
  resource: Resource,
  filter: FilterExpression | undefined,
  ignored: Ignored[],
): FilterExpression | undefined {
  if (!filter || !resource.rewriteFilter) return filter;
  const result = resource.rewriteFilter(filter);
  ignored.push(...result.ignored.map(ignoredOf));
  return result.expression;
}

function compiledFilter(
  scope: QueryScope,
  type: TypeModel,
  filter: FilterExpression,
): (entity: Entity) => boolean {
  try {
    return compileFilter(filter, type.name, scope.adapter.types, scope.adapter.reader(type));
  } catch (error) {
    if (error instanceof ODataBindingError) throw errors.invalidFilterClause(error.message);
    throw error;
  }
}

function compiledOrder(
  scope: QueryScope,
  type: TypeModel,
  items: readonly OrderByItem[],
): (a: Entity, b: Entity) => number {
  try {
    return compileOrderBy(items, type.name, scope.adapter.types, scope.adapter.reader(type));
  } catch (error) {
    if (error instanceof ODataBindingError) throw errors.unreadableQuery(error.message);
    throw error;
  }
}

function expansionsOf(scope: QueryScope, resource: Resource, type: TypeModel, item: ExpandItem): Expansion[] {
  const casts = item.path.filter(isTypeSegment);
  const name = item.path.at(-1) ?? '';
  const cast = casts.at(-1);
  const owner = cast === undefined ? type : type.derived().find((each) => each.name === cast);
  if (!owner) throw errors.unreadableSelectOrExpand(`Could not find a type named '${cast}'.`);
  const names = name === '*' ? owner.navigation.map((property) => property.name) : [name];
  return names.flatMap((each) => {
    const property = findProperty(owner, each);
    if (!property) throw unknownProperty(each, owner);
    if (!property.navigation) {
      // [inferred] Microsoft.OData.Core's text.
      throw errors.unreadableSelectOrExpand(
        `Property '${property.name}' on type '${owner.name}' is not a navigation property or complex property. Only navigation properties can be expanded.`,
      );
    }
    const child = scope.child(resource, owner, property.name);
    if (!child) {
      if (name === '*') return [];
      return [{ name: property.name, of: cast, reference: false, levels: 1, query: EMPTY_EXPANSION }];
    }
    const query = compileLevel(scope, child.resource, child.type, item);
    // Only what leads to one entity: of a collection, levels could multiply without end.
    const wanted = child.resource.singleton ? (item.levels ?? 1) : 1;
    const levels = wanted === 'max' ? LEVELS_LIMIT : Math.min(wanted, LEVELS_LIMIT);
    return [{ name: property.name, of: cast, reference: item.suffix === '$ref', levels, query }];
  });
}

/** [documented] user-list-manager: `$levels` is `max` or up to this. */
const LEVELS_LIMIT = 1000;

/** For navigation that leads nowhere here: it is expanded to nothing. */
const EMPTY_EXPANSION: Query = {
  test: () => false,
  constraints: [],
  exact: false,
  compare: undefined,
  ascending: false,
  top: 0,
  skip: 0,
  count: false,
  search: false,
  selected: undefined,
  write: () => '',
  writeOne: () => '',
  plain: true,
  expand: [],
  contextSuffix: '',
  ignored: [],
  ignoredInLists: [],
  ignoredOfOne: [],
  selfContained: true,
  options: NOTHING,
};

function contextSuffix(select: readonly SelectItem[] | undefined, expand: readonly Expansion[]): string {
  const parts = [
    ...(select ?? []).map(({ path }) => path.join('/')),
    ...expand.map(
      ({ of, name, query }) => `${of === undefined ? '' : `${of}/`}${name}${query.contextSuffix || '()'}`,
    ),
  ];
  return parts.length === 0 ? '' : `(${parts.join(',')})`;
}

/** How many compiled queries a version keeps. Beyond that all are dropped, and made again when needed. */
export const QUERY_CACHE_LIMIT = 2000;
