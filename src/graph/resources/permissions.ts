// What callers need, as Microsoft's permissions reference has it (devx-content permissions, August 2026) [documented].
import { type Permissions, requires, requiresUser } from '../declare/resource.ts';

const CONFIGURATION_READ = 'DeviceManagementConfiguration.Read.All';
const CONFIGURATION_WRITE = 'DeviceManagementConfiguration.ReadWrite.All';
const SERVICE_READ = 'DeviceManagementServiceConfig.Read.All';
const SERVICE_WRITE = 'DeviceManagementServiceConfig.ReadWrite.All';
const APPS_READ = 'DeviceManagementApps.Read.All';
const APPS_WRITE = 'DeviceManagementApps.ReadWrite.All';
const DEVICES_READ = 'DeviceManagementManagedDevices.Read.All';
const DEVICES_WRITE = 'DeviceManagementManagedDevices.ReadWrite.All';
const RBAC_READ = 'DeviceManagementRBAC.Read.All';
const RBAC_WRITE = 'DeviceManagementRBAC.ReadWrite.All';

export const CONFIGURATION: Permissions = {
  read: requires(CONFIGURATION_READ, CONFIGURATION_WRITE),
  write: requires(CONFIGURATION_WRITE),
};

export const SERVICE_CONFIGURATION: Permissions = {
  read: requires(SERVICE_READ, SERVICE_WRITE),
  write: requires(SERVICE_WRITE),
};

export const VPP_TOKENS: Permissions = {
  read: requires(SERVICE_READ, CONFIGURATION_READ, CONFIGURATION_WRITE, SERVICE_WRITE),
  write: requires(SERVICE_WRITE, CONFIGURATION_WRITE),
};

export const APPS: Permissions = { read: requires(APPS_READ, APPS_WRITE), write: requires(APPS_WRITE) };

export const APP_ROOT: Permissions = {
  read: requires(APPS_READ, APPS_WRITE, CONFIGURATION_READ, CONFIGURATION_WRITE),
  write: requires(APPS_WRITE, CONFIGURATION_WRITE),
};

export const DEVICE_MANAGEMENT: Permissions = {
  read: requires(
    APPS_READ,
    APPS_WRITE,
    CONFIGURATION_READ,
    CONFIGURATION_WRITE,
    DEVICES_READ,
    DEVICES_WRITE,
    RBAC_READ,
    RBAC_WRITE,
    SERVICE_READ,
    SERVICE_WRITE,
  ),
  write: requires(APPS_WRITE, CONFIGURATION_WRITE, DEVICES_WRITE, RBAC_WRITE, SERVICE_WRITE),
};

export const MANAGED_DEVICES: Permissions = {
  read: requires(DEVICES_READ, DEVICES_WRITE),
  write: requires(DEVICES_WRITE),
};

/** [recorded] live refusals of privileged actions name it. */
export const DEVICE_ACTION = requires('DeviceManagementManagedDevices.PrivilegedOperations.All');

const INTUNE_OF_USERS = [
  APPS_READ,
  APPS_WRITE,
  CONFIGURATION_READ,
  CONFIGURATION_WRITE,
  DEVICES_READ,
  DEVICES_WRITE,
];
const INTUNE_WRITERS_OF_USERS = [APPS_WRITE, CONFIGURATION_WRITE, DEVICES_WRITE, SERVICE_WRITE];

export const USERS: Permissions = {
  read: requires(
    'User.ReadBasic.All',
    ...INTUNE_OF_USERS,
    SERVICE_READ,
    SERVICE_WRITE,
    'Directory.Read.All',
    'Directory.ReadWrite.All',
    'User.Read.All',
    'User.ReadWrite.All',
  ),
  write: requires('User.ReadWrite.All', ...INTUNE_WRITERS_OF_USERS, 'Directory.ReadWrite.All'),
  delete: requires('User.DeleteRestore.All', 'User.ReadWrite.All', ...INTUNE_WRITERS_OF_USERS),
  self: requiresUser('User.Read', 'User.ReadWrite'),
};

const DIRECTORY_OF_USER = ['Directory.Read.All', 'Directory.ReadWrite.All'];

export const USER_DEVICES: Permissions = {
  read: requires('User.Read.All', ...DIRECTORY_OF_USER, 'User.ReadWrite.All'),
  write: requires('Directory.ReadWrite.All'),
  self: requiresUser('User.Read', 'User.ReadWrite'),
};

export const USER_MANAGER: Permissions = {
  read: requires('User.Read.All', ...DIRECTORY_OF_USER, 'User.ReadWrite.All'),
  write: requires('User.ReadWrite.All', 'Directory.ReadWrite.All'),
};

export const USER_REPORTS: Permissions = {
  read: {
    delegated: {
      least: ['User.Read'],
      higher: ['User.Read.All', ...DIRECTORY_OF_USER, 'User.ReadWrite.All'],
    },
    application: { least: ['User.Read.All'], higher: [...DIRECTORY_OF_USER, 'User.ReadWrite.All'] },
  },
  write: requires('User.ReadWrite.All'),
};

export const USER_MEMBERSHIPS: Permissions = {
  read: requires(
    'GroupMember.ReadBasic.All',
    ...DIRECTORY_OF_USER,
    'Group.Read.All',
    'Group.ReadBasic.All',
    'GroupMember.Read.All',
    'User.Read.All',
  ),
  write: requires('Directory.ReadWrite.All'),
  self: requiresUser('User.Read', 'User.ReadWrite'),
};

export const LICENSE_DETAILS: Permissions = {
  read: requires('LicenseAssignment.Read.All', ...DIRECTORY_OF_USER, 'User.Read.All', 'User.ReadWrite.All'),
  write: requires('LicenseAssignment.ReadWrite.All', 'Directory.ReadWrite.All', 'User.ReadWrite.All'),
  self: requiresUser('User.Read', 'User.ReadWrite'),
};

const GROUP_READERS = [
  'Directory.Read.All',
  'Directory.ReadWrite.All',
  'Group.Read.All',
  'Group.ReadWrite.All',
  'GroupMember.Read.All',
  'GroupMember.ReadWrite.All',
];

export const GROUPS: Permissions = {
  read: requires('Group.ReadBasic.All', ...GROUP_READERS),
  write: requires('Group.ReadWrite.All', 'Directory.ReadWrite.All'),
  create: {
    delegated: { least: ['Group.ReadWrite.All'], higher: ['Directory.ReadWrite.All'] },
    application: { least: ['Group.Create'], higher: ['Directory.ReadWrite.All', 'Group.ReadWrite.All'] },
  },
  delete: requires('Group.ReadWrite.All'),
};

export const GROUP_MEMBERS: Permissions = {
  read: requires('GroupMember.ReadBasic.All', 'Group.ReadBasic.All', ...GROUP_READERS),
  write: requires('GroupMember.ReadWrite.All', 'Directory.ReadWrite.All', 'Group.ReadWrite.All'),
};

const MEMBERSHIP_READERS = [
  'Application.ReadWrite.All',
  'Device.Read.All',
  ...GROUP_READERS.filter((scope) => scope !== 'GroupMember.ReadWrite.All'),
  'Group.ReadBasic.All',
  'GroupMember.ReadBasic.All',
  'User.Read.All',
];

/** Asking which groups a user or device belongs to. */
export const MEMBERSHIP_QUESTIONS = requires('Application.Read.All', ...MEMBERSHIP_READERS);

/** Asking which groups a group belongs to. */
export const GROUP_MEMBERSHIP_QUESTIONS = requires(
  'GroupMember.ReadBasic.All',
  'Application.Read.All',
  ...MEMBERSHIP_READERS.filter((scope) => scope !== 'GroupMember.ReadBasic.All'),
);

export const GROUP_OWNERS: Permissions = {
  read: requires('GroupMember.Read.All', ...GROUP_READERS),
  write: requires('Group.ReadWrite.All', 'Directory.ReadWrite.All'),
};

export const DEVICES: Permissions = {
  read: requires('Device.Read.All', 'Device.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'),
  write: {
    delegated: { least: ['Directory.AccessAsUser.All'], higher: [] },
    application: { least: ['Device.ReadWrite.All'], higher: ['Directory.ReadWrite.All'] },
  },
};

const APPLICATION_READERS = [
  'Application.Read.All',
  'Application.ReadWrite.All',
  'Application.ReadWrite.OwnedBy',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
] as const;

export const APPLICATIONS: Permissions = {
  read: requires(...APPLICATION_READERS),
  write: {
    delegated: { least: ['Application.ReadWrite.All'], higher: [] },
    application: { least: ['Application.ReadWrite.OwnedBy'], higher: ['Application.ReadWrite.All'] },
  },
};

export const SUBSCRIBED_SKUS: Permissions = {
  read: requires(
    'LicenseAssignment.Read.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
    'Organization.Read.All',
    'Organization.ReadWrite.All',
  ),
  write: requires('Organization.ReadWrite.All'),
};

export const ORGANIZATION: Permissions = {
  read: requires(
    SERVICE_READ,
    CONFIGURATION_READ,
    CONFIGURATION_WRITE,
    SERVICE_WRITE,
    'Directory.Read.All',
    'Directory.ReadWrite.All',
    'Organization.Read.All',
    'Organization.ReadWrite.All',
    'User.Read.All',
  ),
  write: requires(SERVICE_WRITE, CONFIGURATION_WRITE, 'Organization.ReadWrite.All'),
};

export const DIRECTORY_OBJECTS: Permissions = {
  read: requires('Directory.Read.All', 'Directory.ReadWrite.All'),
  write: requires('Directory.ReadWrite.All'),
};
