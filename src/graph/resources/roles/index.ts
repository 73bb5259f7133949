import type { Declarations } from '../../declare/resource.ts';
import { administrativeUnits } from './administrative-units.ts';
import { directoryRoles } from './directory-roles.ts';
import { roleAssignments } from './role-assignments.ts';
import { inheritedDefinitions, roleDefinitions } from './role-definitions.ts';
import { scopedMembers } from './scoped-members.ts';

/** Who may do what in the directory. */
export const roles: Declarations = {
  resources: [
    ...directoryRoles,
    roleDefinitions,
    inheritedDefinitions,
    ...roleAssignments,
    ...administrativeUnits,
    scopedMembers,
  ],
  operations: [],
};
