// Request bodies: read, checked against the type model, and refused in the words of the family that is asked.

import type { Resource } from '../declare/resource.ts';
import type { FamilyName, GraphError } from '../errors.ts';
import * as errors from '../errors.ts';
import { type JsonObject, type NamedAbstract, type ValidationIssue, validateEntity } from '../model/index.ts';
import type { GraphRequest } from '../types.ts';
import type { Call } from './call.ts';
import type { Ignored } from './ignored.ts';

/** How many characters a body may have. [inferred] the service's limit is 4 MB for most requests. */
export const BODY_LIMIT = 4 * 1024 * 1024;

/** Reads a body as a JSON object. `optional`: an empty one is an empty object. */
export function readBody(request: GraphRequest, optional: boolean, limit = BODY_LIMIT): JsonObject {
  const { body, bodyRefusal } = request;
  if (bodyRefusal) throw errors.bodyRefused(bodyRefusal);
  if (body === undefined || body.trim() === '') {
    if (optional) return {};
    throw errors.emptyBody();
  }
  if (body.length > limit) throw errors.bodyTooLarge(limit);
  const type = request.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw errors.unreadableBody();
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw errors.unreadableBody();
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw errors.unreadableBody();
  return value as JsonObject;
}

/**
 * Checks a body against a type and returns what is to be stored of it. Throws GraphError: `unreadable`, or the family's.
 * @param namedAbstract which values may say that they are of an abstract type, where the family is Intune. [documented] its
 * pages send such targets, settings, app identifiers and relationships; the refusals on record are of policies and apps themselves.
 */
export function checkedBody(
  { model, note }: Pick<Call, 'model' | 'note'>,
  { family, unreadable }: Pick<Resource, 'family' | 'unreadable'>,
  typeName: string,
  body: unknown,
  mode: 'create' | 'update',
  namedAbstract: NamedAbstract = 'inside',
): { readonly value: JsonObject; readonly typeName: string } {
  // [recorded] pnp/cli-microsoft365 creates users and groups with `mailNickName` (user-add.ts, group-add.ts), which is no
  // property's spelling; Intune refuses such (errors.ts). [inferred] that the directory does so for all its properties.
  const anyCase = family === 'directory';
  const result = validateEntity(model, typeName, body, {
    mode,
    anyCase,
    ...(family === 'intune' ? { namedAbstract } : {}),
  });
  if (!result.ok) throw unreadable?.() ?? refusal(result.issue, family, typeName);
  for (const name of result.abstract) note(abstractNote(name));
  return { value: result.value, typeName: result.type.name };
}

const abstractNote = (name: string): Ignored => ({
  what: `${name} is abstract: a value that says it is of this type means nothing`,
  instead: 'Name the type that is meant, as #microsoft.graph.groupAssignmentTarget.',
});

/** For an entity that is changed as if it were of another type. [inferred] the wording is recorded for other sets' types. */
export function notAssignable(family: FamilyName, actual: string, expected: string): GraphError {
  return refusal({ kind: 'notAssignable', path: '', actual, expected }, family, expected);
}

/** What is wrong with a body, as the family says it. */
function refusal(issue: ValidationIssue, family: FamilyName, typeName: string): GraphError {
  const error = worded(issue, family, typeName);
  error.issue = issue;
  return error;
}

function worded(issue: ValidationIssue, family: FamilyName, typeName: string): GraphError {
  if (family === 'intune') {
    return issue.kind === 'abstractType' ? errors.abstractType() : errors.modelValidation(intuneText(issue));
  }
  const property = 'property' in issue ? issue.property : undefined;
  const local = typeName.slice('microsoft.graph.'.length);
  const resource = local.charAt(0).toUpperCase() + local.slice(1);
  if (property === undefined || property === '' || issue.kind === 'unknownProperty') {
    return errors.invalidValues(modelText(issue, (name) => name));
  }
  return errors.invalidPropertyValue(property, resource);
}

/** Intune's model has namespaces of its own. [recorded] */
function intuneText(issue: ValidationIssue): string {
  return modelText(issue, (name) =>
    name.replace(/^microsoft\.graph\./, 'microsoft.management.services.api.'),
  );
}

/**
 * The texts of Microsoft.OData.Core and of .NET's validation attributes. The first three are recorded (errors.ts has the
 * sources), and that of a PATCH with entities inside (terraform-provider-microsoft365 PR 2489); the others are inferred
 * from the library.
 */
function modelText(issue: ValidationIssue, named: (type: string) => string): string {
  switch (issue.kind) {
    case 'unknownProperty':
      return `The property '${issue.property}' does not exist on type '${named(issue.typeName)}'. Make sure to only use property names that are defined by the type.`;
    case 'notAssignable':
      return `An entry with type '${named(issue.actual)}' was found, but it is not assignable to the expected type '${named(issue.expected)}'. The type specified in the entry must be equal to either the expected type or a derived type.`;
    case 'unresolvedType':
      return `A type named '${issue.type}' could not be resolved by the model. When a model is available, each type name must resolve to a valid type.`;
    case 'abstractType':
      return 'Cannot create an abstract class.';
    case 'wrongType':
      return wrongTypeText(issue.expected, issue.actual, issue.value, named);
    case 'unknownEnumMember':
      return `Requested value '${issue.value}' was not found.`;
    case 'outOfRange':
      return `The field ${pascal(issue.property)} must be between ${issue.minimum ?? '-2147483648'} and ${issue.maximum ?? '2147483647'}.`;
    case 'tooManyItems':
      return `The field ${pascal(issue.property)} must be a string or array type with a maximum length of '${issue.max}'.`;
    case 'notNullable':
      return `A null value was found for the property named '${issue.property}', which has the expected type '${named(issue.expected)}[Nullable=False]'. The expected type '${named(issue.expected)}[Nullable=False]' does not allow null values.`;
    case 'inlineNavigation':
      return `Cannot apply PATCH to navigation property '${issue.property}' on entity type '${named(issue.typeName)}'.`;
    case 'tooDeep':
      return `The depth limit for entries in nested expanded navigation links was reached. The number of nested expanded entries cannot exceed ${issue.max}.`;
  }
}

function wrongTypeText(
  expected: string,
  actual: string,
  value: unknown,
  named: (type: string) => string,
): string {
  if (expected.startsWith('Collection(')) {
    const node = actual === 'object' ? 'StartObject' : 'PrimitiveValue';
    return `An unexpected '${node}' node was found when reading from the JSON reader. A 'StartArray' node was expected.`;
  }
  if (!expected.startsWith('Edm.')) {
    const node = actual === 'array' ? 'StartArray' : 'PrimitiveValue';
    return `An unexpected '${node}' node was found when reading from the JSON reader. A 'StartObject' node was expected.`;
  }
  if (actual === 'object' || actual === 'array') {
    const node = actual === 'array' ? 'StartArray' : 'StartObject';
    return `An unexpected '${node}' node was found when reading from the JSON reader. A 'PrimitiveValue' node was expected.`;
  }
  return `Cannot convert the literal '${String(value)}' to the expected type '${named(expected)}'.`;
}

function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
