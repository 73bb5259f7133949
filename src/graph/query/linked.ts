// What is at the other end of links.
import type { Entity } from '../../tenant/index.ts';
import type { Resource } from '../declare/resource.ts';
import type { Call } from '../request/call.ts';

export type Linked = Extract<Resource['source'], { kind: 'linked' }>;

/** The ids at the other end of links, directly or at any depth. */
export function linkedIds(
  call: Pick<Call, 'tenant'>,
  { links: name, also = [], direction, transitive }: Linked,
  from: string,
): readonly string[] {
  const all = [name, ...also].map((each) => call.tenant.links(each));
  const step = (id: string) =>
    all.flatMap((links) => (direction === 'targets' ? links.targets(id) : links.sources(id)));
  if (!transitive) return step(from);
  const reached = new Set<string>();
  const open = [from];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    for (const next of step(id)) {
      if (next === from || reached.has(next)) continue;
      reached.add(next);
      open.push(next);
    }
  }
  return [...reached];
}

/** What the entities of the directory's sets are, where sets are mixed. */
export const DIRECTORY_TYPES: Readonly<Record<string, string>> = {
  users: '#microsoft.graph.user',
  groups: '#microsoft.graph.group',
  devices: '#microsoft.graph.device',
  applications: '#microsoft.graph.application',
  servicePrincipals: '#microsoft.graph.servicePrincipal',
  organization: '#microsoft.graph.organization',
  contacts: '#microsoft.graph.orgContact',
  directoryRoles: '#microsoft.graph.directoryRole',
  directoryRoleTemplates: '#microsoft.graph.directoryRoleTemplate',
  'directory/administrativeUnits': '#microsoft.graph.administrativeUnit',
};

/** An entity by id in the first of the sets that has it, with its type on it. */
export function findIn(call: Pick<Call, 'tenant'>, sets: readonly string[], id: string): Entity | undefined {
  for (const set of sets) {
    const entity = call.tenant.collection(set).get(id);
    if (entity) return withType(entity, DIRECTORY_TYPES[set]);
  }
  return undefined;
}

/** The same object for the same entity each time, so that its text can be kept. */
const typed = new WeakMap<Entity, Entity>();

function withType(entity: Entity, type: string | undefined): Entity {
  if (type === undefined || entity['@odata.type'] !== undefined) return entity;
  let copy = typed.get(entity);
  if (!copy) {
    copy = { '@odata.type': type, ...entity };
    typed.set(entity, copy);
  }
  return copy;
}
