// Functions of a managed device that tell what Intune knows of it.
import type { Entity } from '../../../tenant/index.ts';
import type { Operation } from '../../declare/resource.ts';
import { documentation } from './device-actions.ts';

/** The settings that a device fails, of all policies together. */
export const getNonCompliantSettings: Operation = {
  on: 'managedDevice',
  name: 'getNonCompliantSettings',
  run(call, device) {
    if (!device) return [];
    return call.devicePolicies
      .states('deviceManagement/deviceCompliancePolicies', device)
      .flatMap(({ settingStates }) => settingStates as readonly Entity[])
      .filter(({ state }) => state === 'nonCompliant');
  },
  evidence: 'inferred',
  sources: [documentation('getNonCompliantSettings')],
};
