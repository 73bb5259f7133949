import type { Declarations } from '../../declare/resource.ts';
import { ownPermissions } from './own-permissions.ts';
import { getScopesForUser, resourceOperations } from './resource-operations.ts';
import { roleAssignments } from './role-assignments.ts';
import { roleDefinitions } from './role-definitions.ts';
import { scopeTagOperations, scopeTags } from './scope-tags.ts';
import { unifiedRoles } from './unified-roles.ts';

/** Who may do what in Intune. */
export const intuneRoles: Declarations = {
  resources: [roleDefinitions, ...roleAssignments, ...scopeTags, resourceOperations, ...unifiedRoles],
  operations: [...scopeTagOperations, getScopesForUser, ...ownPermissions],
};
