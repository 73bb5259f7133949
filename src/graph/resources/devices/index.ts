import type { Declarations } from '../../declare/resource.ts';
import { executeAction } from './bulk-actions.ts';
import { deviceActions } from './device-actions.ts';
import { managedDevices, managedDevicesOfUsers } from './managed-devices.ts';
import { overrideComplianceState } from './override-compliance.ts';
import { remoteActionAudits } from './remote-action-audits.ts';

/** Enrolled devices and what can be asked of them. */
export const devices: Declarations = {
  resources: [managedDevices, managedDevicesOfUsers, remoteActionAudits],
  operations: [...deviceActions, executeAction, overrideComplianceState],
};
