import type { Declarations } from '../../declare/resource.ts';
import { DEVICES } from './ask-device.ts';
import { executeAction } from './bulk-actions.ts';
import { detected } from './detected-apps.ts';
import { deviceActions } from './device-actions.ts';
import { deviceCategories } from './device-categories.ts';
import { deviceRelations } from './device-relations.ts';
import { createDeviceLogCollectionRequest, logCollectionRequests } from './log-collection.ts';
import { managedDeviceOverview } from './managed-device-overview.ts';
import { managedDevices, managedDevicesOfUsers } from './managed-devices.ts';
import { getNonCompliantSettings } from './non-compliant-settings.ts';
import { overrideComplianceState } from './override-compliance.ts';
import { remoteActionAudits } from './remote-action-audits.ts';

/** Enrolled devices and what can be asked of them. */
export const devices: Declarations = {
  resources: [
    managedDevices,
    managedDevicesOfUsers,
    ...deviceRelations(DEVICES),
    ...deviceRelations('users/managedDevices'),
    ...detected,
    ...logCollectionRequests,
    deviceCategories,
    managedDeviceOverview,
    remoteActionAudits,
  ],
  operations: [
    ...deviceActions,
    executeAction,
    overrideComplianceState,
    getNonCompliantSettings,
    createDeviceLogCollectionRequest,
  ],
};
