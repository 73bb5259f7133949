import type { Declarations } from '../../declare/resource.ts';
import { deviceCompliancePolicies, scheduleActionsForRules } from './device-compliance-policies.ts';
import { deviceConfigurations } from './device-configurations.ts';

/** Policies: what devices are told to be, and what they are held to. */
export const configuration: Declarations = {
  resources: [...deviceConfigurations, ...deviceCompliancePolicies],
  operations: [scheduleActionsForRules],
};
