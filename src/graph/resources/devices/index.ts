import type { Declarations } from '../../declare/resource.ts';
import { deviceActions } from './device-actions.ts';
import { managedDevices, managedDevicesOfUsers } from './managed-devices.ts';

/** Enrolled devices and what can be asked of them. */
export const devices: Declarations = {
  resources: [managedDevices, managedDevicesOfUsers],
  operations: deviceActions,
};
