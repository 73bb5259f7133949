import type { Resource } from '../declare/resource.ts';
import { mobileApps } from './apps/mobile-apps.ts';
import { deviceCompliancePolicies } from './configuration/device-compliance-policies.ts';
import { deviceConfigurations } from './configuration/device-configurations.ts';
import { deviceManagement } from './device-management.ts';
import { managedDevices } from './devices/managed-devices.ts';
import { directory } from './directory/directory.ts';
import { groups } from './directory/groups.ts';
import { users } from './directory/users.ts';
import { apple } from './enrollment/apple.ts';

/** Everything that has behaviour of its own. A set comes after what contains it. */
export const RESOURCES: readonly Resource[] = [
  ...deviceManagement,
  managedDevices,
  ...deviceConfigurations,
  ...deviceCompliancePolicies,
  ...mobileApps,
  ...apple,
  ...users,
  ...groups,
  ...directory,
];
