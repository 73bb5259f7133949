import { ODataBindingError } from './errors.ts';
import type { FilterExpression } from './expression.ts';
import { durationTicks, timeOfDayTicks } from './temporal.ts';
import { IGNORE_CASE, MATCH_CASE, type TextRules } from './text-rules.ts';

/** What a property is. `type` is the type of one item when `collection` is set. */
export interface PropertyInfo {
  /** `Edm.String`, `microsoft.graph.x`; `Edm.Untyped` for an open property, which compares by what it holds. */
  readonly type: string;
  readonly kind: 'primitive' | 'enum' | 'complex' | 'entity';
  readonly collection: boolean;
  readonly navigation: boolean;
}

/**
 * What the evaluator must know about types; the caller implements it from its type model. It decides what exists: for
 * open types and extension attributes it answers with `Edm.Untyped`; and where the service lets a property of a derived
 * type be used without a cast (`assignments/any(a:a/target/groupId eq '…')` on Intune), it answers with that property.
 */
export interface TypeResolver {
  /** undefined: no such property */
  property(typeName: string, property: string): PropertyInfo | undefined;
  /** Whether a value of `typeName` may stand where `toTypeName` is asked for: the same type or derived from it. */
  isAssignable(typeName: string, toTypeName: string): boolean;
  enumMembers?(typeName: string): readonly string[] | undefined;
}

/** How to read values at run time. Entities are stored sparse: a property that is absent reads as its default. */
export interface ValueReader {
  /** Runtime type name of an entity or complex value, 'microsoft.graph.…'; undefined: the declared type. */
  typeOf(value: object): string | undefined;
  /** A property's value; of a collection (navigation too) an array or iterable. null and undefined mean null. */
  read(value: object, property: string): unknown;
  /** The present moment for `now()`, `2024-01-01T00:00:00Z`. Without it, `now()` is refused. */
  now?(): string;
}

export interface CompileOptions {
  /** Compare text with its case. Default: false, as Graph does. */
  readonly caseSensitive?: boolean;
}

/** How values of a type behave. `structured` has properties; `untyped` behaves as what it holds at the moment. */
export type Family =
  | 'null'
  | 'text'
  | 'number'
  | 'boolean'
  | 'instant'
  | 'date'
  | 'time'
  | 'duration'
  | 'guid'
  | 'enum'
  | 'binary'
  | 'structured'
  | 'untyped';

/** `it` is the entity that the filter judges; range variables live in closures. */
export type Evaluator = (it: object) => unknown;
export type Predicate = (it: object) => boolean;

/**
 * An expression that has been matched with the type model. Values: text, guids, enums, dates and instants are strings,
 * times and durations ticks (numbers), and null is null or undefined.
 */
export interface Bound {
  readonly type: string;
  readonly family: Family;
  readonly collection: boolean;
  readonly evaluate: Evaluator;
  /** The expression is the same for every entity, with this value. */
  readonly constant?: { readonly value: unknown };
  /** Of a boolean: the same as a test, where null and false need not be told apart. Faster than `evaluate`. */
  readonly test?: Predicate;
  readonly position: number;
}

export interface Scope {
  readonly rootType: string;
  readonly types: TypeResolver;
  readonly reader: ValueReader;
  readonly text: TextRules;
  readonly variables: ReadonlyMap<string, Bound>;
  bind(expression: FilterExpression, scope: Scope): Bound;
}

export function textRulesOf(options: CompileOptions | undefined): TextRules {
  return options?.caseSensitive === true ? MATCH_CASE : IGNORE_CASE;
}

const PRIMITIVE_FAMILIES: Readonly<Record<string, Family>> = {
  null: 'null',
  'Edm.String': 'text',
  'Edm.Boolean': 'boolean',
  'Edm.Byte': 'number',
  'Edm.SByte': 'number',
  'Edm.Int16': 'number',
  'Edm.Int32': 'number',
  'Edm.Int64': 'number',
  'Edm.Single': 'number',
  'Edm.Double': 'number',
  'Edm.Decimal': 'number',
  'Edm.DateTimeOffset': 'instant',
  'Edm.Date': 'date',
  'Edm.TimeOfDay': 'time',
  'Edm.Duration': 'duration',
  'Edm.Guid': 'guid',
  'Edm.Binary': 'binary',
  'Edm.Stream': 'binary',
};

/** The family of a primitive type's name; a primitive type that is not known behaves as untyped. */
export function familyOfPrimitive(type: string): Family {
  return PRIMITIVE_FAMILIES[type] ?? 'untyped';
}

export function familyOf(info: PropertyInfo): Family {
  if (info.kind === 'primitive') return familyOfPrimitive(info.type);
  return info.kind === 'enum' ? 'enum' : 'structured';
}

/** From the stored form to the form in which the family computes. */
export function fromStored(family: Family, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (family === 'duration') return durationTicks(value);
  return family === 'time' ? timeOfDayTicks(value) : value;
}

export function constantOf(
  type: string,
  family: Family,
  value: unknown,
  position: number,
): Bound & { constant: { value: unknown } } {
  return { type, family, collection: false, evaluate: () => value, constant: { value }, position };
}

/** Computes now what is the same for every entity. */
export function folded(bound: Bound, inputs: readonly Bound[]): Bound {
  if (!inputs.every((input) => input.constant !== undefined)) return bound;
  return constantOf(bound.type, bound.family, bound.evaluate(NO_ENTITY), bound.position);
}

/** Stands for the entity while constants are computed; nothing reads it. */
const NO_ENTITY: object = Object.freeze({});

/** A boolean that is never null. */
export function definite(test: Predicate, position: number): Bound {
  return { type: 'Edm.Boolean', family: 'boolean', collection: false, evaluate: test, test, position };
}

/** A boolean that may be null. */
export function nullable(evaluate: Evaluator, position: number): Bound {
  return { type: 'Edm.Boolean', family: 'boolean', collection: false, evaluate, position };
}

export function isNullish(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

const OPERATOR_KINDS: Readonly<Record<string, string>> = {
  eq: 'Equal',
  ne: 'NotEqual',
  gt: 'GreaterThan',
  ge: 'GreaterThanOrEqual',
  lt: 'LessThan',
  le: 'LessThanOrEqual',
  and: 'And',
  or: 'Or',
  add: 'Add',
  sub: 'Subtract',
  mul: 'Multiply',
  div: 'Divide',
  divby: 'Divide',
  mod: 'Modulo',
  has: 'Has',
  in: 'Equal',
};

/** `Found operand types 'Edm.Guid' and 'Edm.String' for operator kind 'Equal'.` (recorded on Graph). */
export function incompatible(
  left: Bound,
  right: Bound,
  operator: string,
  position: number,
): ODataBindingError {
  return new ODataBindingError(
    `A binary operator with incompatible types was detected. Found operand types '${typeText(left)}' and '${typeText(right)}' for operator kind '${OPERATOR_KINDS[operator] ?? operator}'.`,
    position,
  );
}

function typeText(bound: Bound): string {
  const type = bound.type === 'null' ? '<null>' : bound.type;
  return bound.collection ? `Collection(${type})` : type;
}

export function requireSingle(bound: Bound, operator: string): void {
  if (!bound.collection) return;
  throw new ODataBindingError(
    `The operand for a binary operator '${OPERATOR_KINDS[operator] ?? operator}' is not a single value. Binary operators require both operands to be single values.`,
    bound.position,
  );
}
