import type { Resource } from '../resource.ts';
import { apple } from './apple.ts';
import { deviceCompliancePolicies } from './device-compliance-policies.ts';
import { deviceConfigurations } from './device-configurations.ts';
import { deviceManagement } from './device-management.ts';
import { directory } from './directory.ts';
import { groups } from './groups.ts';
import { managedDevices } from './managed-devices.ts';
import { mobileApps } from './mobile-apps.ts';
import { users } from './users.ts';

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
