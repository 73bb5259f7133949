// Relations between directory objects.
import type { Entity } from '../../../tenant/index.ts';
import {
  defineResource,
  type Resource,
  type ResourceDeclaration,
  type Verb,
} from '../../declare/resource.ts';
import { findIn } from '../../query/linked.ts';
import { CREATED_SETS } from '../../write/creator.ts';

/** What memberships are kept in: of groups, directory roles and administrative units. */
export const GROUP_MEMBERS = 'groups/members';
export const ROLE_MEMBERS = 'directoryRoles/members';
export const UNIT_MEMBERS = 'directory/administrativeUnits/members';

/** What can be a member of a group. */
export const MEMBER_SETS = ['users', 'groups', 'devices', 'servicePrincipals', 'contacts'];
/** What can own something. */
export const OWNER_SETS = ['users', 'servicePrincipals'];

interface Relation extends Pick<ResourceDeclaration, 'beforeLink' | 'afterLink' | 'versions'> {
  readonly links: string;
  readonly also?: readonly string[];
  readonly direction: 'targets' | 'sources';
  readonly sets: readonly string[];
  readonly transitive?: boolean;
  readonly editable?: boolean;
  /** The reference page, without its address. */
  readonly page: string;
}

/** A relation of many to many. Who leaves out `$ref` deletes the object itself [documented: group-delete-members]. */
export function relation(path: string, declaration: Relation): Resource {
  const { links, also, direction, sets, transitive, editable, page, ...rest } = declaration;
  const verbs: Verb[] = ['list', 'get', 'count'];
  if (editable) verbs.push('addReference', 'removeReference', 'delete');
  return defineResource({
    path,
    type: 'directoryObject',
    family: 'directory',
    verbs,
    source: {
      kind: 'linked',
      links,
      direction,
      sets,
      ...(also ? { also } : {}),
      ...(transitive ? { transitive } : {}),
    },
    evidence: 'documented',
    sources: [`https://learn.microsoft.com/graph/api/${page}`],
    ...rest,
  });
}

/** What users or applications have created. */
export function createdObjects(set: 'users' | 'servicePrincipals', page: string): Resource {
  return defineResource({
    path: `${set}/createdObjects`,
    type: 'directoryObject',
    family: 'directory',
    verbs: ['list', 'get', 'count'],
    source: {
      kind: 'computed',
      compute: (call, creator) =>
        CREATED_SETS.flatMap((created) =>
          (creator ? call.tenant.collection(created).where('$createdBy', creator.id) : []).flatMap(
            ({ id }): Entity | readonly Entity[] => findIn(call, [created], id) ?? [],
          ),
        ),
    },
    evidence: 'documented',
    sources: [`https://learn.microsoft.com/graph/api/${page}`],
  });
}

/** `memberOf` and `transitiveMemberOf` of a set: groups, directory roles and administrative units. */
export function memberships(set: string, page: string): readonly Resource[] {
  return (['memberOf', 'transitiveMemberOf'] as const).map((name) =>
    relation(`${set}/${name}`, {
      links: GROUP_MEMBERS,
      also: [ROLE_MEMBERS, UNIT_MEMBERS],
      direction: 'sources',
      sets: ['groups', 'directoryRoles', 'directory/administrativeUnits'],
      transitive: name === 'transitiveMemberOf',
      page: `${page}-list-${name.toLowerCase()}`,
    }),
  );
}
