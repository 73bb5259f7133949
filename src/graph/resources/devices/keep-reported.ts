import type { Entity } from '../../../tenant/index.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call } from '../../request/call.ts';

/**
 * Keeps what only a device would report, and bodies can't change otherwise, of an entity that a caller makes up: there is no
 * device behind it that would report anything. [documented: the examples show it; that it is kept is inferred]
 */
export function keepReported(call: Call, entity: Entity, body: JsonObject): void {
  const { id: _, ...given } = body;
  const { source, path } = call.resource;
  const reported = Object.fromEntries(
    Object.entries(given).filter(
      ([name]) => !name.includes('@') && entity[name] === undefined && isStructural(call, name),
    ),
  );
  call.tenant
    .collection(source.kind === 'view' ? source.of : path)
    .update(entity.id, reported, actorOf(call));
}

function isStructural({ model, resource }: Call, name: string): boolean {
  return model.type(resource.typeName)?.structural.some((property) => property.name === name) ?? false;
}
