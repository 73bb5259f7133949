// An action or function, carried out: what it is about, what it is given, what it answers.
import { type Entity, MissingEntityError } from '../tenant/index.ts';
import type { Exchange } from './answer/exchange.ts';
import type { Reading } from './answer/read.ts';
import { resultAnswer } from './answer/result.ts';
import type { BoundOperation } from './declare/operations.ts';
import * as errors from './errors.ts';
import { notFound } from './query/lookup.ts';
import { reachable, target } from './reach.ts';
import { readBody } from './request/body.ts';
import { isBodyOptional, readArguments, readParameters } from './request/parameters.ts';
import type { GraphResponse } from './types.ts';

/** Carries out the action or function that the path ends in. Throws GraphError. */
export function actOnOperation(exchange: Exchange, reading: Reading): GraphResponse {
  const { call, route, node } = reading;
  const { tail } = route;
  if (tail.kind !== 'operation') throw errors.methodNotAllowed();
  const reach = node.resource.madeByUpdate ? reachable : target;
  const entity = tail.operation.signature.bound === 'entity' ? reach(reading) : undefined;
  const operation = ofEntity(reading, tail.operation, entity);
  const { signature, does } = operation;
  const parameters =
    signature.kind === 'action'
      ? readParameters(
          call,
          operation,
          readBody(exchange.request, isBodyOptional(operation), exchange.bodyLimit),
        )
      : readArguments(call, operation, tail.arguments, exchange.query);
  if (!does) {
    call.note(
      `${node.resource.path}/${signature.name} is checked and answered, and nothing comes of it: this operation has no behaviour here`,
    );
  }
  const query = signature.kind === 'function' ? exchange.query : '';
  return resultAnswer(
    exchange,
    reading,
    operation,
    entity,
    orNotFound(reading, entity, () => does?.run(call, entity, parameters, signature)),
    query,
  );
}

/** Throws the family's 404 for what was created below a view: it can be read there, and is none of what an operation is about. */
function orNotFound<T>({ node }: Reading, entity: Entity | undefined, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof MissingEntityError)) throw error;
    throw notFound(node, { property: undefined, value: entity?.id ?? node.resource.name });
  }
}

/**
 * The operation of that name that an entity's own type has, which may take more than the one of the set's type. [documented]
 * `managedAppPolicies/{id}/targetApps`: https://learn.microsoft.com/graph/api/intune-mam-targetedmanagedappprotection-targetapps
 */
function ofEntity(
  { state: { registry }, call }: Reading,
  operation: BoundOperation,
  entity: Entity | undefined,
): BoundOperation {
  const type = entity && call.model.type(String(entity['@odata.type'] ?? ''));
  const named = type ? registry.operations.named(type, 'entity', operation.signature.name) : [];
  return named.length === 1 ? (named[0] as BoundOperation) : operation;
}
