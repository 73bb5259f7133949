import {
  type Bound,
  definite,
  type Evaluator,
  familyOf,
  familyOfPrimitive,
  fromStored,
  isNullish,
  type Predicate,
  type PropertyInfo,
  type Scope,
} from './binding.ts';
import { ODataBindingError, unknownProperty } from './errors.ts';
import type {
  CountExpression,
  LambdaExpression,
  PathExpression,
  PropertyExpression,
  TypeCastExpression,
} from './expression.ts';

/** Binds a path: properties, casts, range variables, `$it`. */
export function bindPath(path: PathExpression, scope: Scope): Bound {
  switch (path.kind) {
    case 'it':
      return root(scope, path.position);
    case 'variable': {
      const variable = scope.variables.get(path.name);
      if (variable !== undefined) return variable;
      throw new ODataBindingError(`The parameter '${path.name}' is not in scope.`, path.position);
    }
    case 'property':
      return bindProperty(path, scope);
    case 'typeCast':
      return bindCast(path, sourceOf(path, scope), scope);
  }
}

function root(scope: Scope, position: number): Bound {
  return { type: scope.rootType, family: 'structured', collection: false, evaluate: (it) => it, position };
}

function sourceOf(path: PropertyExpression | TypeCastExpression, scope: Scope): Bound {
  return path.source === undefined ? root(scope, path.position) : bindPath(path.source, scope);
}

function bindProperty(path: PropertyExpression, scope: Scope): Bound {
  const { name, position } = path;
  const source = sourceOf(path, scope);
  if (source.collection) {
    throw new ODataBindingError(
      `The parent value for a property access of a property '${name}' is not a single value. Property access can only be applied to a single value.`,
      position,
      { property: name, typeName: source.type },
    );
  }
  const info =
    source.family === 'untyped'
      ? UNTYPED
      : source.family === 'structured'
        ? scope.types.property(source.type, name)
        : undefined;
  if (info === undefined) throw unknownProperty(name, source.type, position);
  const family = familyOf(info);
  const evaluate = stored(family, info.collection, propertyReader(path, source, scope));
  return { type: info.type, family, collection: info.collection, evaluate, position };
}

/** What a property of an untyped value is. */
const UNTYPED: PropertyInfo = {
  type: 'Edm.Untyped',
  kind: 'primitive',
  collection: false,
  navigation: false,
};

function propertyReader(path: PropertyExpression, source: Bound, { reader }: Scope): Evaluator {
  const { name } = path;
  if (path.source === undefined || path.source.kind === 'it') return (it) => reader.read(it, name);
  const owner = source.evaluate;
  return (it) => {
    const value = owner(it);
    return typeof value === 'object' && value !== null ? reader.read(value, name) : null;
  };
}

/** Times and durations are stored as text and computed as ticks. Items of collections: see `bindLambda`. */
function stored(family: Bound['family'], collection: boolean, evaluate: Evaluator): Evaluator {
  if (collection || (family !== 'time' && family !== 'duration')) return evaluate;
  return (it) => fromStored(family, evaluate(it));
}

/** `microsoft.graph.iosLobApp/…`: a value of another type reads as null, and drops out of a collection. */
export function bindCast(
  { typeName, position }: { typeName: string; position: number },
  source: Bound,
  scope: Scope,
): Bound {
  requireRelated(source, typeName, position, scope);
  const isType = typeTest(source.type, typeName, scope);
  const from = source.evaluate;
  const evaluate: Evaluator = source.collection
    ? (it) => [...itemsOf(from(it))].filter(isType)
    : (it) => {
        const value = from(it);
        return isType(value) ? value : null;
      };
  return { type: typeName, family: 'structured', collection: source.collection, evaluate, position };
}

function requireRelated(source: Bound, typeName: string, position: number, { types }: Scope): void {
  if (source.family === 'untyped') return;
  const related =
    source.family === 'structured' &&
    (types.isAssignable(typeName, source.type) || types.isAssignable(source.type, typeName));
  if (related) return;
  throw new ODataBindingError(
    `Encountered invalid type cast. '${typeName}' is not assignable from '${source.type}'.`,
    position,
    { typeName: source.type },
  );
}

/** Tests values for a type; each runtime type is looked up once. */
function typeTest(
  declaredType: string,
  typeName: string,
  { types, reader }: Scope,
): (value: unknown) => boolean {
  const known = new Map<string, boolean>();
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const type = reader.typeOf(value) ?? declaredType;
    let answer = known.get(type);
    if (answer === undefined) {
      answer = types.isAssignable(type, typeName);
      known.set(type, answer);
    }
    return answer;
  };
}

/** The items of a collection's value; null has none. */
export function itemsOf(value: unknown): Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value
    ? (value as Iterable<unknown>)
    : [];
}

/** The value of a range variable while its lambda runs. Predicates are synchronous and do not call themselves. */
interface Slot {
  current: unknown;
}

function itemOf(source: Bound, slot: Slot): Bound {
  const { type, family, position } = source;
  const evaluate: Evaluator =
    family === 'time' || family === 'duration' ? () => fromStored(family, slot.current) : () => slot.current;
  return { type, family, collection: false, evaluate, position };
}

function requireCollection(source: Bound, message: string, position: number): void {
  if (source.collection || source.family === 'untyped') return;
  throw new ODataBindingError(message, position, { typeName: source.type });
}

/** `any` and `all`. `bindPredicate` turns the body into a test; null counts as false. */
export function bindLambda(
  lambda: LambdaExpression,
  scope: Scope,
  bindPredicate: (scope: Scope) => Predicate,
): Bound {
  const { quantifier, variable, position } = lambda;
  const source = bindPath(lambda.source, scope);
  requireCollection(source, 'Any/All may only be used following a collection.', position);
  const collection = source.evaluate;
  if (variable === undefined) return definite((it) => isNotEmpty(collection(it)), position);
  const slot: Slot = { current: undefined };
  const variables = new Map(scope.variables).set(variable, itemOf(source, slot));
  const test = bindPredicate({ ...scope, variables });
  // `any` stops at the first item that passes, `all` at the first that fails.
  const stopAt = quantifier === 'any';
  return definite((it) => {
    for (const item of itemsOf(collection(it))) {
      slot.current = item;
      if (test(it) === stopAt) return stopAt;
    }
    return !stopAt;
  }, position);
}

function isNotEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  for (const _ of itemsOf(value)) return true;
  return false;
}

/** `…/$count`. Its filter sees the items as the entity that it judges. */
export function bindCount(
  count: CountExpression,
  scope: Scope,
  bindPredicate: (scope: Scope) => Predicate,
): Bound {
  const { position } = count;
  const source = bindPath(count.source, scope);
  requireCollection(source, 'The next token in a CountSegmentNode must be a collection.', position);
  const collection = source.evaluate;
  const test =
    count.filter === undefined
      ? undefined
      : bindPredicate({ ...scope, rootType: source.type, variables: new Map() });
  const evaluate: Evaluator = (it) => {
    const value = collection(it);
    if (test === undefined && Array.isArray(value)) return value.length;
    let total = 0;
    for (const item of itemsOf(value)) {
      if (test === undefined || (typeof item === 'object' && item !== null && test(item))) total += 1;
    }
    return total;
  };
  return { type: 'Edm.Int64', family: 'number', collection: false, evaluate, position };
}

/** `isof(type)` and `isof(expression,type)`. */
export function bindIsOf(
  operand: Bound | undefined,
  typeName: string,
  position: number,
  scope: Scope,
): Bound {
  const source = operand ?? root(scope, position);
  if (source.collection) {
    throw new ODataBindingError(
      'The Cast and IsOf functions do not support collection arguments or types.',
      position,
    );
  }
  const value = source.evaluate;
  if (typeName.startsWith('Edm.') || source.family !== 'structured') {
    const same = source.type === typeName || familyOfPrimitive(typeName) === source.family;
    return definite((it) => same && !isNullish(value(it)), position);
  }
  requireRelated(source, typeName, position, scope);
  const isType = typeTest(source.type, typeName, scope);
  return definite((it) => isType(value(it)), position);
}
