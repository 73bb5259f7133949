import type { Tenant } from '../../tenant/index.ts';

/** Role templates whose holders may consent for everybody. [documented: Grant tenant-wide admin consent to an application] */
const CONSENTING_ROLES = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  privilegedRoleAdministrator: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  cloudApplicationAdministrator: '158c047a-c907-4556-b7ef-446551a6b5f7',
  applicationAdministrator: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
} as const;

/**
 * The templates of the directory roles that somebody holds: as a member of a directory role, or by a role assignment for
 * the whole directory; by themselves, or as a member of a group that does [documented: Use Microsoft Entra groups to manage role
 * assignments; such groups have no groups inside]. The id of a built-in role's definition is its template's.
 */
export function roleTemplatesOf(tenant: Tenant, principalId: string): string[] {
  const templates = new Set<string>();
  const members = tenant.links('directoryRoles/members');
  const roles = tenant.collection('directoryRoles');
  const assignments = tenant.collection('roleManagement/directory/roleAssignments');
  for (const holder of [principalId, ...tenant.links('groups/members').sources(principalId)]) {
    for (const id of members.sources(holder)) {
      const role = roles.get(id);
      if (role) templates.add(role.roleTemplateId);
    }
    for (const { roleDefinitionId, directoryScopeId = '/' } of assignments.where('principalId', holder)) {
      if (directoryScopeId === '/') templates.add(String(roleDefinitionId));
    }
  }
  return [...templates];
}

export function mayConsentForAll(tenant: Tenant, userId: string): boolean {
  const held = roleTemplatesOf(tenant, userId);
  return Object.values(CONSENTING_ROLES).some((role) => held.includes(role));
}
