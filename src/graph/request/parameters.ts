// Actions and functions: reading their parameters.

import type { Operation } from '../declare/resource.ts';
import * as errors from '../errors.ts';
import type { JsonObject } from '../model/index.ts';
import { checkedBody } from './body.ts';
import type { Call } from './call.ts';

const COLLECTION = /^Collection\((.*)\)$/;

/** Checks the parameters of an action against its declaration. Throws GraphError. */
export function readParameters(call: Call, operation: Operation, body: JsonObject): JsonObject {
  const declared = operation.parameters ?? {};
  const result: JsonObject = {};
  for (const [name, value] of Object.entries(body)) {
    if (name.includes('@')) continue;
    const type = declared[name];
    if (type === undefined) throw errors.unknownParameter(name, operation.name);
    // [documented] the optional parameters of actions are nullable.
    if (value === null && type.endsWith('?')) continue;
    result[name] = readParameter(call, name, type.replace(/\?$/, ''), value);
  }
  const missing = Object.keys(declared).filter((name) => !(name in result) && !declared[name]?.endsWith('?'));
  if (missing.length > 0) throw errors.missingParameters(missing, operation.name);
  return result;
}

function readParameter(call: Call, name: string, type: string, value: unknown): unknown {
  const item = COLLECTION.exec(type)?.[1];
  if (item === undefined) return readValue(call, name, type, value);
  if (!Array.isArray(value)) {
    throw errors.modelValidation(
      "An unexpected 'PrimitiveValue' node was found when reading from the JSON reader. A 'StartArray' node was expected.",
    );
  }
  return value.map((each) => readValue(call, name, item, each));
}

const EDM_KINDS: Readonly<Record<string, string>> = {
  'Edm.String': 'string',
  'Edm.Guid': 'string',
  'Edm.Boolean': 'boolean',
  'Edm.Int32': 'number',
};

function readValue(call: Call, name: string, type: string, value: unknown): unknown {
  const kind = EDM_KINDS[type];
  if (kind === undefined) {
    return checkedBody(call.model, call.resource.family, `microsoft.graph.${type}`, value, 'create').value;
  }
  const actual = typeof value;
  if (actual === kind) return value;
  throw errors.modelValidation(
    `Cannot convert the literal '${String(value)}' to the expected type '${type}'. (${name})`,
  );
}
