// What can be wrong with a request body, as data.
import type { PropertyModel } from './model.ts';

/** What a JSON value is. */
export type JsonKind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

/** What is wrong with a body. `path` is a JSON pointer into it; type names are qualified, without `#`. */
export type ValidationIssue = { path: string } & (
  | { kind: 'unknownProperty'; property: string; typeName: string }
  /** `expected` is `Edm.Int32`, `microsoft.graph.x`, or `Collection(…)` of one. */
  | { kind: 'wrongType'; property: string; expected: string; actual: JsonKind; value: unknown }
  | { kind: 'unresolvedType'; type: string }
  | { kind: 'notAssignable'; actual: string; expected: string }
  | { kind: 'abstractType'; type: string }
  | { kind: 'unknownEnumMember'; property: string; type: string; value: string }
  /** Outside of documented limits; an end without limit is left out. */
  | { kind: 'outOfRange'; property: string; minimum?: number; maximum?: number; value: number }
  | { kind: 'tooManyItems'; property: string; max: number }
  | { kind: 'notNullable'; property: string; expected: string }
  /** A related entity inside of an update, which OData allows in a create only (Protocol 4.0, 11.4.3). */
  | { kind: 'inlineNavigation'; property: string; typeName: string }
  | { kind: 'tooDeep'; max: number }
);

/** An object of a body. */
export type JsonObject = Record<string, unknown>;

/** Carries the first issue out of the recursion; never leaves `validateEntity`. */
export class Refusal {
  readonly issue: ValidationIssue;
  constructor(issue: ValidationIssue) {
    this.issue = issue;
  }
}

export function expectedType(property: Pick<PropertyModel, 'type' | 'collection'>): string {
  return property.collection ? `Collection(${property.type})` : property.type;
}

export function wrongType(path: string, property: string, expected: string, value: unknown): Refusal {
  return new Refusal({ kind: 'wrongType', path, property, expected, actual: jsonKind(value), value });
}

export function notNullable(path: string, property: PropertyModel): Refusal {
  return new Refusal({
    kind: 'notNullable',
    path,
    property: property.name,
    expected: expectedType(property),
  });
}

function jsonKind(value: unknown): JsonKind {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  const kind = typeof value;
  return kind === 'boolean' || kind === 'number' || kind === 'string' ? kind : 'object';
}

export function isObject(value: unknown): value is JsonObject {
  return jsonKind(value) === 'object';
}
