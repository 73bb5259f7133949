// The same roles and assignments in the form that the directory's roles have. Only beta has it.
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import { findIn } from '../../query/linked.ts';
import type { Call } from '../../request/call.ts';
import { builtInRoles } from './built-in-roles.ts';
import * as errors from './errors.ts';
import { checkScopes, findRole } from './role-assignments.ts';
import {
  allowedBy,
  checkedRole,
  checkedRolePatch,
  type RolePermission,
  roleDeletion,
} from './role-definitions.ts';
import { DEFAULT_TAG, findTag } from './scope-tags.ts';
import { page, ROLE_ASSIGNMENTS, ROLE_SERVICE, ROLES } from './services.ts';
import { scopesOf } from './standing.ts';

const ROOT = 'roleManagement/deviceManagement';
const shared = { versions: ['beta'], family: 'intune', service: ROLE_SERVICE } as const;

interface UnifiedPermission extends JsonObject {
  readonly allowedResourceActions?: readonly string[];
  readonly excludedResourceActions?: readonly string[];
}

/** [inferred] that one of Intune's own is its own template, as in the directory. */
const unifiedRole = (role: Entity): Entity => ({
  id: role.id,
  displayName: role['displayName'],
  description: role['description'],
  isBuiltIn: role['isBuiltIn'] ?? false,
  isEnabled: true,
  resourceScopes: ['/'],
  templateId: role.id,
  rolePermissions: ((role['rolePermissions'] ?? []) as readonly RolePermission[]).map((permission) => ({
    allowedResourceActions: allowedBy(permission),
    condition: null,
  })),
});

/** What a caller says of a role, as Intune keeps it. */
function intuneRole({ displayName, description, rolePermissions }: JsonObject): JsonObject {
  const said = Object.entries({ displayName, description }).filter(([, value]) => value !== undefined);
  if (rolePermissions === undefined) return Object.fromEntries(said);
  return {
    ...Object.fromEntries(said),
    rolePermissions: (rolePermissions as readonly UnifiedPermission[]).map(
      ({ allowedResourceActions = [], excludedResourceActions = [] }) => ({
        resourceActions: [{ allowedResourceActions, notAllowedResourceActions: excludedResourceActions }],
      }),
    ),
  };
}

/** [documented] scope tags by their ids, and everybody by these words. */
const unifiedAssignment = (assignment: Entity): Entity => {
  const isEverybody = !['resourceScope', undefined].includes(assignment['scopeType'] as string | undefined);
  const tags = (assignment['roleScopeTagIds'] ?? []) as readonly string[];
  return {
    id: assignment.id,
    displayName: assignment['displayName'],
    description: assignment['description'],
    roleDefinitionId: assignment['$definition'] ?? '',
    principalIds: assignment['members'] ?? [],
    directoryScopeIds: isEverybody ? [] : scopesOf(assignment),
    appScopeIds: [...tags, ...(isEverybody ? scopesOf(assignment) : [])],
  };
};

const DEVICES = 'alldevices';
const USERS = 'alllicensedusers';

function scopesSaid(call: Call, appScopeIds: readonly string[]): JsonObject {
  const words = new Set(appScopeIds.map((each) => each.toLowerCase()));
  const tags = appScopeIds.filter((each) => ![DEVICES, USERS].includes(each.toLowerCase()));
  if (tags.some((id) => !findTag(call.tenant, id))) throw errors.assignmentInvalid();
  const everybody = words.has(DEVICES)
    ? words.has(USERS)
      ? 'allDevicesAndLicensedUsers'
      : 'allDevices'
    : 'allLicensedUsers';
  return {
    roleScopeTagIds: tags,
    scopeType: words.has(DEVICES) || words.has(USERS) ? everybody : 'resourceScope',
  };
}

/** What a caller says of an assignment, as Intune keeps it. */
function intuneAssignment(call: Call, body: JsonObject): JsonObject {
  const { displayName, description, roleDefinitionId, principalIds, directoryScopeIds, appScopeIds } = body;
  const role = roleDefinitionId === undefined ? undefined : findRole(call.tenant, roleDefinitionId);
  if (roleDefinitionId !== undefined && !role) throw errors.assignmentInvalid();
  const said = {
    displayName,
    description,
    $definition: role?.id,
    members: principalIds,
    resourceScopes: directoryScopeIds,
    ...(appScopeIds === undefined ? {} : scopesSaid(call, appScopeIds as readonly string[])),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

export const unifiedRoles: readonly Resource[] = [
  defineResource({
    ...shared,
    path: ROOT,
    type: 'rbacApplicationMultiple',
    singleton: true,
    alwaysThere: true,
    permissionPath: ROLES,
    verbs: ['get', 'update'],
    evidence: 'documented',
    sources: [page('intune-rbac-rbacapplicationmultiple-get?view=graph-rest-beta')],
  }),
  defineResource({
    ...shared,
    path: `${ROOT}/roleDefinitions`,
    type: 'unifiedRoleDefinition',
    permissionPath: ROLES,
    source: { kind: 'stored', of: ROLES, builtIn: builtInRoles },
    complete: (_call, role) => unifiedRole(role),
    beforeCreate: (_call, draft) => ({
      ...checkedRole(intuneRole(draft)),
      isBuiltIn: false,
      roleScopeTagIds: [DEFAULT_TAG],
    }),
    beforeUpdate: (_call, role, patch) => checkedRolePatch(role.id, intuneRole(patch)),
    ...roleDeletion,
    evidence: 'documented',
    sources: [page('rbacapplication-list-roledefinitions?view=graph-rest-beta')],
  }),
  defineResource({
    ...shared,
    path: `${ROOT}/roleAssignments`,
    type: 'unifiedRoleAssignmentMultiple',
    permissionPath: ROLE_ASSIGNMENTS,
    source: { kind: 'stored', of: ROLE_ASSIGNMENTS },
    complete: (_call, assignment) => unifiedAssignment(assignment),
    beforeCreate(call, draft) {
      if (draft['roleDefinitionId'] === undefined) throw errors.assignmentInvalid();
      const assignment = { roleScopeTagIds: [], ...intuneAssignment(call, draft) };
      checkScopes(assignment);
      return assignment;
    },
    beforeUpdate(call, { id }, patch) {
      const change = intuneAssignment(call, patch);
      checkScopes({ ...call.tenant.collection(ROLE_ASSIGNMENTS).get(id), ...change });
      return change;
    },
    evidence: 'documented',
    sources: [
      page('rbacapplication-post-roleassignments?view=graph-rest-beta'),
      page('unifiedroleassignmentmultiple-update?view=graph-rest-beta'),
    ],
  }),
  defineResource({
    ...shared,
    path: `${ROOT}/roleAssignments/roleDefinition`,
    type: 'unifiedRoleDefinition',
    singleton: true,
    permissionPath: ROLES,
    verbs: ['get'],
    source: {
      kind: 'computed',
      compute: ({ tenant }, assignment) => {
        const role = findRole(tenant, assignment?.['roleDefinitionId']);
        return role ? [unifiedRole(role)] : [];
      },
    },
    evidence: 'documented',
    sources: [page('resources/unifiedroleassignmentmultiple')],
  }),
  defineResource({
    ...shared,
    path: `${ROOT}/roleAssignments/principals`,
    type: 'directoryObject',
    permissionPath: ROLE_ASSIGNMENTS,
    verbs: ['list', 'get'],
    source: {
      kind: 'computed',
      compute: (call, assignment) =>
        ((assignment?.['principalIds'] ?? []) as readonly string[]).flatMap(
          (id) => findIn(call, ['groups', 'users'], id) ?? [],
        ),
    },
    evidence: 'documented',
    sources: [page('resources/unifiedroleassignmentmultiple')],
  }),
];
