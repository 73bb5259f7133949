// What is deleted and can be restored. https://learn.microsoft.com/graph/api/resources/directory
import { DELETED_ITEMS, grantsAbout, keepDeleted, namedIn } from '../../../directory/index.ts';
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import { DIRECTORY_TYPES } from '../../query/linked.ts';
import { actorOf, type Call, now } from '../../request/call.ts';

/** What a deleted item keeps, so that it can come back as it was. */
interface Kept extends Entity {
  readonly $set: string;
  /** Links by name: what it led to, and what led to it. */
  readonly $links: readonly (readonly [string, 'targets' | 'sources', readonly string[]])[];
  /** What it contained, and what was granted to it and of it, by collection. */
  readonly $contained: readonly (readonly [string, readonly Entity[]])[];
  /** Its principal name, which somebody else may have meanwhile. */
  readonly $userPrincipalName?: string;
}

/**
 * Keeps an entity that is about to be deleted. Its principal name gets its id in front, so that another user can have the name
 * (known from practice).
 */
export function keepForRestore(call: Call, set: string, entity: Entity): void {
  const { tenant } = call;
  const { id, userPrincipalName } = entity;
  const named = typeof userPrincipalName === 'string';
  const item: Kept = {
    ...entity,
    '@odata.type': DIRECTORY_TYPES[set],
    deletedDateTime: now(call),
    ...(named ? { userPrincipalName: `${id.replaceAll('-', '')}${userPrincipalName}` } : {}),
    ...(named ? { $userPrincipalName: userPrincipalName } : {}),
    $set: set,
    $links: tenant.linkNames().flatMap((name) => {
      const links = tenant.links(name);
      return [
        [name, 'targets', links.targets(id)] as const,
        [name, 'sources', links.sources(id)] as const,
      ].filter(([, , ids]) => ids.length > 0);
    }),
    $contained: [
      ...tenant.collectionNames().flatMap((name) => {
        if (!name.startsWith(`${set}/`)) return [];
        const rows = tenant.collection(name).where('$parent', id);
        return rows.length > 0 ? [[name, rows] as const] : [];
      }),
      ...grantsAbout(tenant, id),
    ],
  };
  keepDeleted(tenant, item, actorOf(call));
}

/** Brings a deleted item back. Throws the directory's 404 when there is none of that id. */
function restoreDeleted(call: Call, id: string, principalName?: string): Entity {
  const { tenant } = call;
  const items = tenant.collection(DELETED_ITEMS);
  const item = items.get(id) as Kept | undefined;
  if (!item) throw errors.directoryNotFound(id);
  const { $set, $links, $contained, $userPrincipalName, deletedDateTime: _, ...rest } = item;
  const { '@odata.type': type, ...entity } = rest as Entity;
  const name = principalName ?? $userPrincipalName;
  if (name !== undefined) {
    const taken = tenant.collection('users').where('userPrincipalName', name).length > 0;
    if (taken) throw errors.duplicateValue('userPrincipalName');
  }
  const by = actorOf(call);
  items.remove(id, by);
  const restored = tenant
    .collection($set)
    .insert({ ...entity, ...(name === undefined ? {} : { userPrincipalName: name }) } as Entity, by);
  const present = (other: string) =>
    Object.keys(DIRECTORY_TYPES).some((set) => tenant.collection(set).get(other));
  for (const [links, direction, ids] of $links) {
    for (const other of ids.filter(present)) {
      const [from, to] = direction === 'targets' ? [id, other] : [other, id];
      tenant.links(links).link(from, to, by);
    }
  }
  for (const [collection, rows] of $contained) {
    for (const row of rows) {
      const place = tenant.collection(collection);
      if (!place.get(row.id) && namedIn(collection, row).every(present)) place.insert(row, by);
    }
  }
  return { '@odata.type': type, ...restored };
}

export const deletedItems: readonly Resource[] = [
  defineResource({
    path: DELETED_ITEMS,
    type: 'directoryObject',
    family: 'directory',
    verbs: ['list', 'get', 'delete', 'count'],
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/directory-deleteditems-list',
      'https://learn.microsoft.com/graph/api/directory-deleteditems-get',
      'https://learn.microsoft.com/graph/api/directory-deleteditems-delete',
    ],
  }),
];

export const restore: Operation = {
  on: 'directoryObject',
  name: 'restore',
  run(call, item, { newUserPrincipalName }) {
    if (!item) return undefined;
    const name = typeof newUserPrincipalName === 'string' ? newUserPrincipalName : undefined;
    return restoreDeleted(call, item.id, name);
  },
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/directory-deleteditems-restore'],
};
