// What somebody may do in Intune: the built-in roles, and those that administrators put together.
import { defineResource, type Resource } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf } from '../../request/call.ts';
import { builtInRoles, isBuiltInRole, permissionOf } from './built-in-roles.ts';
import * as errors from './errors.ts';
import { OPERATION_PREFIX } from './resource-operations-table.ts';
import { page, ROLE_ASSIGNMENTS, ROLE_SERVICE, ROLES } from './services.ts';

interface ResourceAction extends JsonObject {
  readonly allowedResourceActions?: readonly string[];
  readonly notAllowedResourceActions?: readonly string[];
}

/** One of a role's permissions. */
export interface RolePermission extends JsonObject {
  readonly actions?: readonly string[];
  readonly resourceActions?: readonly ResourceAction[];
}

export const allowedBy = ({ resourceActions = [] }: RolePermission): readonly string[] =>
  resourceActions.flatMap(({ allowedResourceActions = [] }) => allowedResourceActions);

/**
 * A permission in both of its forms, whichever was given.
 * [recorded] for what is forbidden: anything. What isn't one of Intune's operations is taken, as Microsoft's examples send it.
 */
function completed(permission: RolePermission): JsonObject {
  const { actions, resourceActions } = permission;
  const forbidden = (resourceActions ?? []).flatMap(({ notAllowedResourceActions: each = [] }) => each);
  if (forbidden.some((each) => each.startsWith(OPERATION_PREFIX))) throw errors.notAllowedUnsupported();
  if (!resourceActions?.length) return { ...permission, ...permissionOf(actions ?? []) };
  return { ...permission, actions: actions ?? allowedBy(permission) };
}

/**
 * Roles have their permissions and whether they are built in twice, under an older and a newer name. [recorded] that both
 * are the same. [documented] that callers say of a role whether it is built in; what protects it doesn't follow from that [inferred].
 */
function underNewerNames({
  permissions,
  rolePermissions = permissions,
  isBuiltInRoleDefinition,
  isBuiltIn = isBuiltInRoleDefinition,
  ...role
}: JsonObject): JsonObject {
  return {
    ...role,
    ...(isBuiltIn === undefined ? {} : { isBuiltIn }),
    ...(rolePermissions === undefined
      ? {}
      : { rolePermissions: ((rolePermissions ?? []) as RolePermission[]).map(completed) }),
  };
}

/** [documented] a role has a name. */
function checkName({ displayName }: JsonObject): void {
  if (!displayName) throw errors.nameMissing();
}

export const checkedRole = (draft: JsonObject): JsonObject => {
  checkName(draft);
  return underNewerNames(draft);
};

export const checkedRolePatch = (id: string, patch: JsonObject): JsonObject => {
  if (isBuiltInRole(id)) throw errors.builtInRole();
  if ('displayName' in patch) checkName(patch);
  return underNewerNames(patch);
};

/** What deleting a role does: built-in ones stay, and the assignments of another go with it [inferred]. */
export const roleDeletion: Pick<Resource, 'beforeDelete' | 'afterDelete'> = {
  beforeDelete(_call, { id }) {
    if (isBuiltInRole(id)) throw errors.builtInRole();
  },
  afterDelete(call, { id }) {
    const assignments = call.tenant.collection(ROLE_ASSIGNMENTS);
    for (const each of [...assignments.where('$definition', id)]) assignments.remove(each.id, actorOf(call));
  },
};

export const roleDefinitions: Resource = defineResource({
  path: ROLES,
  type: 'roleDefinition',
  family: 'intune',
  service: ROLE_SERVICE,
  source: { kind: 'stored', builtIn: builtInRoles },
  derived: [
    { name: 'permissions', versions: ['beta'], read: (role) => role['rolePermissions'] },
    { name: 'isBuiltInRoleDefinition', versions: ['beta'], read: (role) => role['isBuiltIn'] },
  ],
  beforeCreate: (_call, draft) => checkedRole(draft),
  beforeUpdate: (_call, role, patch) => checkedRolePatch(role.id, patch),
  ...roleDeletion,
  evidence: 'recorded',
  sources: [
    page('resources/intune-rbac-roledefinition'),
    'https://learn.microsoft.com/intune/intune-service/fundamentals/role-based-access-control-reference',
    'https://github.com/microsoftgraph/microsoft-graph-docs/issues/12378',
    'https://github.com/rknightion/graph2otel',
  ],
});
