// Directory roles, which are active once somebody needed them, and the templates that they are made from.
// https://learn.microsoft.com/graph/api/resources/directoryrole
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as graphErrors from '../../errors.ts';
import { actorOf, type Call } from '../../request/call.ts';
import { referenceInvalid } from '../directory/errors.ts';
import { ROLE_MEMBERS, relation } from '../directory/related.ts';
import { BUILT_IN_ROLES, type BuiltInRole, builtInRole } from './built-in-roles.ts';
import * as errors from './errors.ts';
import { SCOPED_MEMBERS } from './scoped-members.ts';

export const ROLES = 'directoryRoles';

/** [documented] directoryrole-post-members: users, groups that roles can be assigned to, service principals. */
export const HOLDER_SETS = ['users', 'groups', 'servicePrincipals'];

const roleOf = ({ id, displayName, description }: BuiltInRole) => ({
  displayName,
  description,
  roleTemplateId: id,
});

/** The directory role of a template; it is activated when it isn't active yet. */
export function activeRole(call: Call, role: BuiltInRole): Entity {
  const roles = call.tenant.collection(ROLES);
  const [active] = roles.where('roleTemplateId', role.id);
  return active ?? roles.insert({ id: call.tenant.random.guid(), ...roleOf(role) }, actorOf(call));
}

/** Throws what is said of a group that roles can't be assigned to. */
export function checkHolder(holder: Entity): void {
  const isGroup = holder['@odata.type'] === '#microsoft.graph.group';
  if (isGroup && holder['isAssignableToRole'] !== true) throw referenceInvalid('members');
}

const TEMPLATES: readonly Entity[] = BUILT_IN_ROLES.map(({ id, displayName, description }) => ({
  id,
  displayName,
  description,
}));

export const directoryRoles: readonly Resource[] = [
  defineResource({
    path: ROLES,
    type: 'directoryRole',
    family: 'directory',
    verbs: ['list', 'get', 'create', 'count'],
    alternateKeys: ['roleTemplateId'],
    // [documented] paging: directory roles are never paged. [inferred] that `$top` has no effect then.
    page: { default: Number.POSITIVE_INFINITY },
    ignoredOptions: ['$top'],
    // [documented] directoryrole-delta: its example shows members unasked.
    delta: { restorable: () => false, relations: ['members'], unasked: ['members'] },
    beforeCreate({ tenant }, { roleTemplateId }) {
      if (!roleTemplateId) throw graphErrors.requiredPropertyMissing('roleTemplateId');
      const role = builtInRole(String(roleTemplateId));
      if (!role) throw graphErrors.directoryNotFound(String(roleTemplateId));
      if (tenant.collection(ROLES).where('roleTemplateId', role.id).length > 0)
        throw errors.conflictingObject();
      return roleOf(role);
    },
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/directoryrole-post-directoryroles',
      'https://learn.microsoft.com/graph/api/directoryrole-list',
      'https://learn.microsoft.com/graph/api/directoryrole-delta',
    ],
  }),
  relation('directoryRoles/members', {
    links: ROLE_MEMBERS,
    direction: 'targets',
    sets: HOLDER_SETS,
    editable: true,
    beforeLink(_call, holder, change) {
      if (change === 'link') checkHolder(holder);
    },
    page: 'directoryrole-list-members',
  }),
  defineResource({
    path: 'directoryRoles/scopedMembers',
    type: 'scopedRoleMembership',
    family: 'directory',
    source: { kind: 'view', of: SCOPED_MEMBERS, property: 'roleId', value: (role) => role?.id },
    verbs: ['list', 'get', 'count'],
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/directoryrole-list-scopedmembers'],
  }),
  defineResource({
    path: 'directoryRoleTemplates',
    type: 'directoryRoleTemplate',
    family: 'directory',
    source: { kind: 'stored', builtIn: () => TEMPLATES },
    verbs: ['list', 'get'],
    page: { default: Number.POSITIVE_INFINITY },
    // [documented] the metadata has it; templates never change.
    delta: { restorable: () => false },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/directoryroletemplate-list'],
  }),
];
