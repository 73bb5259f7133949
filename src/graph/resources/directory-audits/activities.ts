// What Microsoft Entra ID's audit calls what is done to the directory. [documented] "Microsoft Entra audit log categories and
// activities": https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities
import { changedProperties, type JournalEntry } from '../../../tenant/index.ts';

export interface Activity {
  readonly name: string;
  readonly category: string;
  readonly operation: 'Add' | 'Update' | 'Delete' | 'Assign' | 'Unassign';
  /** The type of what it is done to, as the audit has it. */
  readonly type: string;
}

interface AuditedSet {
  readonly category: string;
  readonly type: string;
  readonly create: string;
  readonly update?: string;
  readonly delete?: string;
}

const set = (category: string, type: string, noun: string, remove = 'Delete'): AuditedSet => ({
  category,
  type,
  create: `Add ${noun}`,
  update: `Update ${noun}`,
  delete: `${remove} ${noun}`,
});

const SETS: Readonly<Record<string, AuditedSet>> = {
  users: set('UserManagement', 'User', 'user'),
  groups: set('GroupManagement', 'Group', 'group'),
  devices: set('Device', 'Device', 'device'),
  applications: set('ApplicationManagement', 'Application', 'application'),
  servicePrincipals: set('ApplicationManagement', 'ServicePrincipal', 'service principal', 'Remove'),
  'servicePrincipals/appRoleAssignments': {
    category: 'ApplicationManagement',
    type: 'ServicePrincipal',
    create: 'Add app role assignment to service principal',
    delete: 'Remove app role assignment from service principal',
  },
  'users/appRoleAssignments': {
    category: 'UserManagement',
    type: 'User',
    create: 'Add app role assignment grant to user',
    delete: 'Remove app role assignment from user',
  },
  'groups/appRoleAssignments': {
    category: 'GroupManagement',
    type: 'Group',
    create: 'Add app role assignment to group',
    delete: 'Remove app role assignment from group',
  },
  oauth2PermissionGrants: {
    category: 'ApplicationManagement',
    type: 'ServicePrincipal',
    create: 'Add delegated permission grant',
    delete: 'Remove delegated permission grant',
  },
  directoryRoles: { category: 'RoleManagement', type: 'Role', create: 'Add role from template' },
  'roleManagement/directory/roleDefinitions': set('RoleManagement', 'Role', 'role definition'),
  'roleManagement/directory/roleAssignments': {
    category: 'RoleManagement',
    type: 'Role',
    create: 'Add role assignment to role definition',
    delete: 'Remove role assignment from role definition',
  },
  'directory/administrativeUnits': set('AdministrativeUnit', 'AdministrativeUnit', 'administrative unit'),
  'directory/administrativeUnits/scopedRoleMembers': {
    category: 'RoleManagement',
    type: 'Role',
    create: 'Add scoped member to role',
    delete: 'Remove scoped member from role',
  },
  domains: {
    category: 'DirectoryManagement',
    type: 'Domain',
    create: 'Add unverified domain',
    update: 'Update domain',
    delete: 'Remove unverified domain',
  },
  groupSettings: {
    category: 'GroupManagement',
    type: 'Group',
    create: 'Create group settings',
    update: 'Update group settings',
    delete: 'Delete group settings',
  },
  organization: {
    category: 'DirectoryManagement',
    type: 'Directory',
    create: 'Create company',
    update: 'Set company information',
  },
  'identity/conditionalAccess/policies': set('Policy', 'Policy', 'conditional access policy'),
  'identity/conditionalAccess/namedLocations': set('Policy', 'Policy', 'named location'),
  'identity/conditionalAccess/authenticationContextClassReferences': set(
    'Policy',
    'Policy',
    'AuthenticationContextClassReference',
  ),
};

/** Links by name: what joins, what it joins, and in which category that is. */
const LINKS: Readonly<Record<string, readonly [string, string, string]>> = {
  'groups/members': ['member', 'group', 'GroupManagement'],
  'groups/owners': ['owner', 'group', 'GroupManagement'],
  'applications/owners': ['owner', 'application', 'ApplicationManagement'],
  'servicePrincipals/owners': ['owner', 'service principal', 'ApplicationManagement'],
  'devices/registeredOwners': ['registered owner', 'device', 'Device'],
  'devices/registeredUsers': ['registered user', 'device', 'Device'],
  'directoryRoles/members': ['member', 'role', 'RoleManagement'],
  'directory/administrativeUnits/members': ['member', 'administrative unit', 'AdministrativeUnit'],
};

/** What is done to a link is done to the set that it begins in. */
export const setOfLink = (name: string): string => name.slice(0, name.lastIndexOf('/'));

export const isAuditedSet = (name: string): boolean =>
  name in SETS || name in LINKS || name === 'directory/deletedItems';

export const typeOfSet = (name: string): string => SETS[name]?.type ?? 'Other';

const OPERATIONS = { create: 'Add', update: 'Update', delete: 'Delete' } as const;

/** The activity that an entry is; undefined when the directory's audit has none. */
export function activityOf(entry: JournalEntry): Activity | undefined {
  const { change, set: name } = entry;
  if (change === 'restore') return undefined;
  if (change === 'link' || change === 'unlink') return linkActivity(name, change);
  const audited = SETS[name];
  const plain = audited?.[change];
  if (!audited || plain === undefined) return undefined;
  const special = change === 'update' ? specialUpdate(entry) : undefined;
  if (special === '') return undefined;
  const { category, type } = audited;
  return { name: special ?? plain, category, operation: OPERATIONS[change], type };
}

function linkActivity(name: string, change: 'link' | 'unlink'): Activity | undefined {
  const link = LINKS[name];
  if (!link) return undefined;
  const [who, what, category] = link;
  const activity = change === 'link' ? `Add ${who} to ${what}` : `Remove ${who} from ${what}`;
  return {
    name: activity,
    category,
    operation: change === 'link' ? 'Assign' : 'Unassign',
    type: typeOfSet(setOfLink(name)),
  };
}

/** Updates of users and of the organization that have names of their own; empty: what nobody would call an update. */
function specialUpdate(entry: JournalEntry): string | undefined {
  const changed = changedProperties(entry).filter((name) => !name.startsWith('$'));
  if (changed.length === 0) return '';
  if (entry.set === 'organization') return changed.includes('verifiedDomains') ? 'Verify domain' : undefined;
  if (entry.set !== 'users') return undefined;
  const only = (name: string) => changed.every((each) => each === name);
  if (only('assignedLicenses')) return 'Change user license';
  if (only('accountEnabled'))
    return entry.after?.['accountEnabled'] === true ? 'Enable account' : 'Disable account';
  if (changed.includes('lastPasswordChangeDateTime'))
    return entry.by.kind === 'user' && entry.by.id === entry.id
      ? 'Change user password'
      : 'Reset user password';
  return undefined;
}

/** What becomes of something that is kept after its deletion. */
export function deletedItemActivity(type: string, gone: 'restored' | 'purged'): Activity {
  const noun = type === 'User' ? 'user' : type === 'Group' ? 'group' : type;
  return {
    name: gone === 'restored' ? `Restore ${noun}` : `Hard Delete ${noun}`,
    category: CATEGORIES_OF_TYPES[type] ?? 'DirectoryManagement',
    operation: gone === 'restored' ? 'Add' : 'Delete',
    type,
  };
}

const CATEGORIES_OF_TYPES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(SETS).map(({ type, category }) => [type, category]),
);
