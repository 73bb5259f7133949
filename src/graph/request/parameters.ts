// What an operation is given: an action in its body, a function in the path. Both are checked against its signature.
import type { BoundOperation } from '../declare/operations.ts';
import * as errors from '../errors.ts';
import { canonicalValue, enumMember, type JsonObject, type ParameterModel } from '../model/index.ts';
import { checkedBody } from './body.ts';
import type { Call } from './call.ts';
import { decode, unquote } from './path.ts';

/** The parameters of an action, from its body. Throws GraphError. */
export function readParameters(call: Call, { signature }: BoundOperation, body: JsonObject): JsonObject {
  const { name: operation, parameters } = signature;
  const result: JsonObject = {};
  for (const [name, value] of Object.entries(body)) {
    if (name.includes('@')) continue;
    const parameter = parameters.find((each) => each.name === name);
    if (!parameter) throw errors.unknownParameter(name, operation);
    if (value !== null || !parameter.nullable) result[name] = readParameter(call, parameter, value);
  }
  const missing = parameters.filter(({ name, nullable }) => !nullable && !(name in result));
  if (missing.length > 0) {
    throw errors.missingParameters(
      missing.map(({ name }) => name),
      operation,
    );
  }
  return result;
}

/** Whether an action may be called without a body. */
export function isBodyOptional({ signature: { parameters } }: BoundOperation): boolean {
  return parameters.every(({ nullable }) => nullable);
}

function readParameter(call: Call, parameter: ParameterModel, value: unknown): unknown {
  if (!parameter.collection) return readValue(call, parameter, value);
  if (!Array.isArray(value)) {
    throw errors.modelValidation(
      "An unexpected 'PrimitiveValue' node was found when reading from the JSON reader. A 'StartArray' node was expected.",
    );
  }
  return value.map((each) => readValue(call, parameter, each));
}

const EDM_KINDS: Readonly<Record<string, string>> = {
  'Edm.String': 'string',
  'Edm.Guid': 'string',
  'Edm.Binary': 'string',
  'Edm.DateTimeOffset': 'string',
  'Edm.Boolean': 'boolean',
  'Edm.Int32': 'number',
  'Edm.Int64': 'number',
};

const INTEGERS = new Set(['Edm.Int32', 'Edm.Int64']);

function readValue(call: Call, { name, type }: ParameterModel, value: unknown): unknown {
  const model = call.model.type(type);
  if (model && model.kind !== 'enum') {
    return checkedBody(call, { family: call.resource.family }, type, value, 'create', 'everywhere').value;
  }
  if (model) {
    const member = typeof value === 'string' ? enumMember(model, value) : undefined;
    if (member !== undefined) return member;
  } else if (typeof value === EDM_KINDS[type]) return canonicalValue(type, value);
  throw errors.modelValidation(
    `Cannot convert the literal '${String(value)}' to the expected type '${type}'. (${name})`,
  );
}

/**
 * The parameters of a function, from its parentheses, where `@name` stands for a query option of that name (OData URL
 * Conventions 4.01, 5.3.1). Throws GraphError for what isn't declared, is missing, or is of another type.
 */
export function readArguments(
  call: Call,
  { signature }: BoundOperation,
  given: ReadonlyMap<string, string>,
  query: string,
): JsonObject {
  const result: JsonObject = {};
  for (const [name, text] of given) {
    const parameter = signature.parameters.find((each) => each.name === name);
    if (!parameter) throw errors.unknownSegment(`${signature.name}(${name}=${text})`);
    const literal = text.startsWith('@') ? aliased(query, text) : text;
    if (literal !== 'null') result[name] = readLiteral(call, parameter, literal);
  }
  if (signature.parameters.some(({ name }) => !given.has(name))) throw errors.unknownSegment(signature.name);
  return result;
}

function aliased(query: string, alias: string): string {
  for (const pair of query.split('&')) {
    const at = pair.indexOf('=');
    if (at > 0 && decode(pair.slice(0, at)) === alias) return decode(pair.slice(at + 1)) ?? '';
  }
  return 'null';
}

function readLiteral(call: Call, parameter: ParameterModel, text: string): unknown {
  const { name, type } = parameter;
  if (parameter.collection) return readParameter(call, parameter, arrayIn(parameter, text));
  if (INTEGERS.has(type) && /^-?\d{1,10}$/.test(text)) return Number(text);
  if (type === 'Edm.Boolean' && /^(?:true|false)$/.test(text)) return text === 'true';
  if (INTEGERS.has(type) || type === 'Edm.Boolean') {
    throw errors.unreadableQuery(
      `Cannot convert the literal '${text}' to the expected type '${type}'. (${name})`,
    );
  }
  return unquote(text);
}

/** What a parameter takes several of is written as JSON (OData URL Conventions 4.01, 5.1.1.15). */
function arrayIn({ name, type }: ParameterModel, text: string): unknown {
  try {
    // Its texts may stand between single quotes, as everywhere in a URL.
    return JSON.parse(/"/.test(text) ? text : text.replaceAll("'", '"'));
  } catch {
    throw errors.unreadableQuery(
      `Cannot convert the literal '${text}' to the expected type 'Collection(${type})'. (${name})`,
    );
  }
}
