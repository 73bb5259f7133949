import { closest } from '../input/index.ts';
import { APPS, assignTo } from './assignments.ts';
import { applyPatch } from './json-patch.ts';
import { send } from './requests.ts';
import { sameJson } from './same-json.ts';
import type { Json, PatchOperation } from './schema/notation.ts';
import type { AssignTargets, ScenarioObject } from './schema/policies.ts';
import type { World } from './world.ts';

/** How many names an error lists. */
const NAMES_TOLD = 10;

/** Where something is that a scenario means: `groups/<id>`. Throws for what isn't there. */
function pathOf(world: World, object: ScenarioObject): string {
  if (typeof object === 'string') return world.pathOf(object);
  const names: string[] = [];
  for (const entity of world.tenant.collection(object.in)) {
    const { id, displayName, userPrincipalName, name } = entity as unknown as Record<string, string>;
    const own = [displayName, userPrincipalName, name, id];
    if (own.includes(object.named)) return `${object.in}/${id}`;
    names.push(displayName ?? name ?? `${id}`);
  }
  const meant = closest(object.named, names);
  const known = names.length > NAMES_TOLD ? [...names.slice(0, NAMES_TOLD), '…'] : names;
  throw new Error(
    `nothing in '${object.in}' is called '${object.named}'; there ${
      meant === undefined ? `is ${known.join(', ') || 'nothing'}` : `is '${meant}'`
    }`,
  );
}

/** Changes what is there by one PATCH of the properties that differ. Throws PointerError and GraphRefusal. */
export function patchObject(
  world: World,
  object: ScenarioObject,
  operations: readonly PatchOperation[],
): void {
  const path = pathOf(world, object);
  const before = send(world, 'GET', path) as Record<string, Json>;
  const after = applyPatch(before, world.resolve(operations)) as Record<string, Json>;
  const changes: Record<string, Json> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (!sameJson(before[key], after[key])) changes[key] = after[key] ?? null;
  }
  const type = after['@odata.type'];
  send(world, 'PATCH', path, type === undefined ? changes : { '@odata.type': type, ...changes });
}

export function deleteObject(world: World, object: ScenarioObject): void {
  send(world, 'DELETE', pathOf(world, object));
}

/** Says anew whom something is assigned to. */
export function assignObject(
  world: World,
  object: ScenarioObject,
  to: AssignTargets,
  app: { readonly intent: string; readonly licence: string },
): void {
  const path = pathOf(world, object);
  const { '@odata.type': type } = send(world, 'GET', path) as Record<string, Json>;
  assignTo(world, path, to, { type, ...(path.startsWith(`${APPS}/`) && app) });
}
