// Reads a request body against the model: the checks that the service's OData layer makes before any resource sees a
// body. The first thing wrong is reported as data; the wording is the Graph engine's.
import { canonicalValue, isPrimitiveValue } from './formats.ts';
import type { GraphModel, PropertyModel, TypeModel } from './model.ts';
import {
  expectedType,
  isObject,
  type JsonObject,
  notNullable,
  Refusal,
  type ValidationIssue,
  wrongType,
} from './validation-issue.ts';

/** How deep values may be nested in a body. Ours; no body that means something comes near it. */
export const maximumBodyDepth = 64;

/** The body's type and value, and the abstract types that values in it say they are of; or the first issue. */
export type ValidationResult =
  | { ok: true; type: TypeModel; value: JsonObject; abstract: readonly string[] }
  | { ok: false; issue: ValidationIssue };

/** How a body is meant: POST and PUT take related entities inline, PATCH doesn't. */
export interface ValidationOptions {
  mode: 'create' | 'update';
  /** Whether names of properties may be written in any case. */
  anyCase?: boolean;
  /** Which values may say that they are of an abstract type. Default: none. */
  namedAbstract?: NamedAbstract;
}

/** The complex values in a body, or the body itself as well. */
export type NamedAbstract = 'inside' | 'everywhere';

/**
 * Checks a body against a type (`microsoft.graph.deviceConfiguration`, which may be abstract: then the body has to name
 * a concrete one). The resulting value has the body's properties in the body's order: `@odata.type` (with `#`) and
 * `property@odata.bind` stay, other annotations are dropped, a null for a collection becomes `[]`.
 */
export function validateEntity(
  model: GraphModel,
  typeName: string,
  body: unknown,
  options: ValidationOptions,
): ValidationResult {
  const expected = model.type(typeName);
  if (!expected) throw new Error(`${model.version} has no type ${typeName}`);
  try {
    if (!isObject(body)) throw wrongType('', '', expected.name, body);
    const { mode, anyCase = false, namedAbstract } = options;
    const reader: Reader = { model, updating: mode === 'update', anyCase, namedAbstract, abstract: [] };
    const type = concreteType(reader, expected, body['@odata.type'], '');
    return { ok: true, type, value: readObject(reader, type, body, '', 0), abstract: reader.abstract };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { ok: false, issue: thrown.issue };
    throw thrown;
  }
}

interface Reader {
  model: GraphModel;
  updating: boolean;
  anyCase: boolean;
  namedAbstract: NamedAbstract | undefined;
  /** Which abstract types have been named. */
  abstract: string[];
}

function readObject(reader: Reader, type: TypeModel, object: JsonObject, path: string, depth: number) {
  if (depth > maximumBodyDepth) throw new Refusal({ kind: 'tooDeep', path, max: maximumBodyDepth });
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined) continue; // not JSON, but what a caller in this process may have
    const keyPath = `${path}/${escapePointer(key)}`;
    const at = key.indexOf('@');
    if (at >= 0) {
      if (key === '@odata.type') result[key] = `#${type.name}`;
      else if (at > 0 && key.slice(at) === '@odata.bind')
        result[key] = readBinding(type, key.slice(0, at), value, keyPath);
      continue;
    }
    const property = type.properties.get(key) ?? (reader.anyCase ? inAnyCase(type, key) : undefined);
    if (!property) {
      if (!takesDynamicProperty(type, key))
        throw new Refusal({ kind: 'unknownProperty', path: keyPath, property: key, typeName: type.name });
      result[key] = value;
      continue;
    }
    // [documented] what a complex value refers to is a part of it: `grantControls.authenticationStrength`.
    if (property.navigation && type.kind === 'entity' && reader.updating)
      throw new Refusal({ kind: 'inlineNavigation', path: keyPath, property: key, typeName: type.name });
    const typed = property.kind === 'complex' || property.kind === 'entity';
    const annotation = typed ? object[`${key}@odata.type`] : undefined;
    result[property.name] = readProperty(reader, property, value, annotation, keyPath, depth);
  }
  return result;
}

function inAnyCase(type: TypeModel, name: string): PropertyModel | undefined {
  const lower = name.toLowerCase();
  for (const property of type.properties.values()) if (property.name.toLowerCase() === lower) return property;
  return undefined;
}

/**
 * Open complex types take any property. The open entity types, all of the directory, take extension properties only, whose
 * names have an underscore: `extension_<appId>_costCenter`, `contoso_course` (inferred from the refusal of all others).
 */
function takesDynamicProperty(type: TypeModel, name: string): boolean {
  if (name === '__proto__') return false; // would be the prototype of what we build
  return type.open && (type.kind === 'complex' || name.includes('_'));
}

function readBinding(type: TypeModel, name: string, value: unknown, path: string): unknown {
  const property = type.properties.get(name);
  if (!property?.navigation)
    throw new Refusal({ kind: 'unknownProperty', path, property: name, typeName: type.name });
  const isReference = (each: unknown) => typeof each === 'string';
  // A single reference in an array is no reference.
  const fits = property.collection ? Array.isArray(value) && value.every(isReference) : isReference(value);
  if (!fits) throw wrongType(path, name, expectedType({ ...property, type: 'Edm.String' }), value);
  return value;
}

function readProperty(
  reader: Reader,
  property: PropertyModel,
  value: unknown,
  annotation: unknown,
  path: string,
  depth: number,
): unknown {
  if (!property.collection) {
    if (value === null && (property.nullable || property.navigation)) return null;
    return readValue(reader, property, value, annotation, path, depth);
  }
  if (value === null && property.nullable) return [];
  if (value === null) throw notNullable(path, property);
  if (!Array.isArray(value)) throw wrongType(path, property.name, expectedType(property), value);
  if (property.maxItems !== undefined && value.length > property.maxItems)
    throw new Refusal({ kind: 'tooManyItems', path, property: property.name, max: property.maxItems });
  const elementAnnotation =
    typeof annotation === 'string' ? annotation.replace(/^#?Collection\((.*)\)$/, '$1') : annotation;
  return value.map((element: unknown, index) =>
    element === null && property.nullable && property.kind === 'primitive'
      ? null
      : readValue(reader, property, element, elementAnnotation, `${path}/${index}`, depth),
  );
}

function readValue(
  reader: Reader,
  property: PropertyModel,
  value: unknown,
  annotation: unknown,
  path: string,
  depth: number,
): unknown {
  if (value === null) throw notNullable(path, property);
  switch (property.kind) {
    case 'primitive':
      return readPrimitive(property, value, path);
    case 'enum':
      return readEnum(reader.model, property, value, path);
    default: {
      if (!isObject(value)) throw wrongType(path, property.name, property.type, value);
      const expected = reader.model.type(property.type);
      if (!expected) return value; // beyond the model's scope: taken as it is
      const type = concreteType(reader, expected, value['@odata.type'] ?? annotation, path);
      return readObject(reader, type, value, path, depth + 1);
    }
  }
}

function readPrimitive(property: PropertyModel, value: unknown, path: string): unknown {
  const { name, type, minimum, maximum } = property;
  if (!isPrimitiveValue(type, value)) throw wrongType(path, name, type, value);
  if (typeof value === 'number' && (value < (minimum ?? value) || value > (maximum ?? value)))
    throw new Refusal({
      kind: 'outOfRange',
      path,
      property: name,
      ...(minimum === undefined ? {} : { minimum }),
      ...(maximum === undefined ? {} : { maximum }),
      value,
    });
  return canonicalValue(type, value);
}

/**
 * Members are found in any case, and kept as the model writes them. [documented] Intune's page about exports writes
 * `LocalizedValuesAsAdditionalColumn`; that it is so for every enumeration is
 * inferred from ASP.NET's OData library, which asks .NET for it in any case.
 */
function readEnum(model: GraphModel, property: PropertyModel, value: unknown, path: string): unknown {
  if (typeof value !== 'string') throw wrongType(path, property.name, property.type, value);
  const known = enumMember(model.type(property.type) ?? {}, value);
  if (known === undefined)
    throw new Refusal({
      kind: 'unknownEnumMember',
      path,
      property: property.name,
      type: property.type,
      value,
    });
  return known;
}

/** What names a member, or several where they are flags, as the model writes it; undefined: it names none. */
export function enumMember(
  { members = [], flags }: Pick<TypeModel, 'members' | 'flags'>,
  text: string,
): string | undefined {
  // An enum whose members the typings don't name takes any.
  if (members.length === 0 || members.includes(text)) return text;
  const named = (flags ? text.split(',') : [text]).map((each) => memberNamed(members, each.trim()));
  return named.every((each) => each !== undefined) ? named.join(',') : undefined;
}

const memberNamed = (members: readonly string[], name: string) =>
  members.find((each) => each === name) ?? members.find((each) => each.toLowerCase() === name.toLowerCase());

/** The type that an object says it has, or the expected one. */
function concreteType(reader: Reader, expected: TypeModel, annotation: unknown, path: string): TypeModel {
  const type = annotation === undefined ? expected : namedType(reader, expected, annotation, path);
  if (!type.abstract) return type;
  const { namedAbstract } = reader;
  const isTaken = namedAbstract === 'everywhere' || (namedAbstract === 'inside' && type.kind === 'complex');
  if (annotation === undefined || !isTaken)
    throw new Refusal({ kind: 'abstractType', path, type: type.name });
  reader.abstract.push(type.name);
  return type;
}

/** A type that may stand in the place of another, by its name in any case, with or without a leading `#`. */
export function typeInAnyCase(expected: TypeModel, written: string): TypeModel | undefined {
  const lower = written.replace(/^#/, '').toLowerCase();
  return [expected, ...expected.derived()].find(({ name }) => name.toLowerCase() === lower);
}

function namedType({ model, anyCase }: Reader, expected: TypeModel, annotation: unknown, path: string) {
  const at = `${path}/@odata.type`;
  if (typeof annotation !== 'string') throw wrongType(at, '@odata.type', 'Edm.String', annotation);
  // [documented] agentidentityblueprint-post writes `#Microsoft.Graph.AgentIdentityBlueprint`.
  const type = model.type(annotation) ?? (anyCase ? typeInAnyCase(expected, annotation) : undefined);
  if (!type) throw new Refusal({ kind: 'unresolvedType', path: at, type: annotation.replace(/^#/, '') });
  if (!type.isA(expected.name))
    throw new Refusal({ kind: 'notAssignable', path: at, actual: type.name, expected: expected.name });
  return type;
}

function escapePointer(key: string): string {
  return /[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}
