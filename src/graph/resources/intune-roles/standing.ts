// What somebody may do in Intune, from the roles that are assigned to the groups that he is a member of.
import { roleTemplatesOf } from '../../../directory/index.ts';
import type { Entity, Tenant } from '../../../tenant/index.ts';
import type { Access } from '../../permissions/permissions.ts';
import { linkedIds } from '../../query/linked.ts';
import { isReading, neededOperation } from './needed-operation.ts';
import { INTUNE_OPERATIONS } from './resource-operations-table.ts';
import { roleOf } from './role-assignments.ts';
import { allowedBy, type RolePermission } from './role-definitions.ts';
import { ROLE_ASSIGNMENTS } from './services.ts';

/** [documented] the directory roles that may do everything in Intune, by their templates. */
const FULL_ACCESS: ReadonlySet<string> = new Set([
  '62e90394-69f5-4237-9190-012177145e10', // Global Administrator
  '3a2c62db-5318-420d-8d74-23affee5d9d5', // Intune Administrator
]);

/** [documented] the directory roles that may read all of Intune. */
const READ_ACCESS: ReadonlySet<string> = new Set([
  'f2ef992c-3afb-46b9-b7cf-a126ee74c451', // Global Reader
  '194ae4cb-b126-40b2-bd5b-6091b380977d', // Security Administrator
  '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f', // Security Operator
  '5d6b6bb7-de71-4623-b4af-96380a352509', // Security Reader
]);

/** An assignment of a role, and what it allows. */
export interface Grant {
  readonly assignment: Entity;
  readonly role: Entity;
  readonly actions: readonly string[];
}

const actionsOf = (role: Entity): readonly string[] => [
  ...new Set(((role['rolePermissions'] ?? []) as readonly RolePermission[]).flatMap(allowedBy)),
];

/** [documented] roles are assigned to groups, and members of groups in them have them too; [recorded] users may be named as well. */
export function grantsOf(tenant: Tenant, userId: string): readonly Grant[] {
  const assignments = tenant.collection(ROLE_ASSIGNMENTS);
  if (assignments.size === 0) return [];
  const groups = linkedIds(
    { tenant },
    { kind: 'linked', links: 'groups/members', direction: 'sources', sets: ['groups'], transitive: true },
    userId,
  );
  const held = new Set([userId, ...groups].flatMap((id) => [...assignments.where('members', id)]));
  return [...held].flatMap((assignment) => {
    const role = roleOf(tenant, assignment);
    return role ? [{ assignment, role, actions: actionsOf(role) }] : [];
  });
}

/** Whether a directory role gives somebody all of Intune. */
export const hasFullAccess = (tenant: Tenant, userId: string): boolean =>
  roleTemplatesOf(tenant, userId).some((template) => FULL_ACCESS.has(template));

/** The ids of all operations that somebody may do. */
export function effectiveActions(tenant: Tenant, userId: string): readonly string[] {
  if (hasFullAccess(tenant, userId)) return INTUNE_OPERATIONS.map(({ id }) => id);
  return [...new Set(grantsOf(tenant, userId).flatMap(({ actions }) => actions))];
}

/** What doesn't ask for any standing: callers may always be told of their own. [inferred] */
const OF_ONESELF =
  /^deviceManagement\/(?:getEffectivePermissions|getAssignedRoleDetails|scopedForResource|getRoleScopeTagsByResource)$/;

const IN_INTUNE = /^(?:deviceManagement|deviceAppManagement|roleManagement\/deviceManagement)(?:\/|$)/;

/**
 * Whether somebody may do that in Intune, beyond what the permissions of the application say. [documented] it takes a role in Intune
 * or one of the directory's. Whoever isn't in the directory isn't judged.
 */
export function hasStanding(tenant: Tenant, userId: string, path: string, access: Access): boolean {
  if (!IN_INTUNE.test(path) || OF_ONESELF.test(path) || !tenant.collection('users').get(userId)) return true;
  const templates = roleTemplatesOf(tenant, userId);
  if (templates.some((template) => FULL_ACCESS.has(template))) return true;
  if (isReading(access) && templates.some((template) => READ_ACCESS.has(template))) return true;
  const grants = grantsOf(tenant, userId);
  const needed = neededOperation(path, access);
  return needed === undefined ? grants.length > 0 : grants.some(({ actions }) => actions.includes(needed));
}

/**
 * The scope tags that somebody may give; undefined where he may give any. [documented] an assignment of a role without tags
 * limits nothing, and several assignments add up.
 */
export function tagsAllowed(tenant: Tenant, userId: string): ReadonlySet<string> | undefined {
  if (hasFullAccess(tenant, userId)) return undefined;
  const tags = grantsOf(tenant, userId).map(
    ({ assignment }) => (assignment['roleScopeTagIds'] ?? []) as readonly string[],
  );
  return tags.length === 0 || tags.some((each) => each.length === 0) ? undefined : new Set(tags.flat());
}

const EVERYBODY: Readonly<Record<string, readonly string[]>> = {
  allDevices: ['AllDevices'],
  allLicensedUsers: ['AllLicensedUsers'],
  allDevicesAndLicensedUsers: ['AllDevices', 'AllLicensedUsers'],
};

/** Over whom an assignment is: groups by their ids, or everybody in the words of the unified form [documented]. */
export const scopesOf = ({ scopeType, resourceScopes }: Entity): readonly string[] =>
  EVERYBODY[String(scopeType)] ?? ((resourceScopes ?? []) as readonly string[]);
