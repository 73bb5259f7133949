import type { Declarations } from '../../declare/resource.ts';
import { assignmentFilters } from './assignment-filters.ts';
import { complianceOperations, deviceCompliancePolicies } from './device-compliance-policies.ts';
import { configurationOperations, deviceConfigurations } from './device-configurations.ts';
import { filterOperations } from './filter-operations.ts';
import { getOmaSettingPlainTextValue } from './oma-settings.ts';
import { hasPayloadLinks } from './payload-links.ts';

/** Policies: what devices are told to be, and what they are held to. */
export const configuration: Declarations = {
  resources: [...deviceConfigurations, ...deviceCompliancePolicies, ...assignmentFilters],
  operations: [
    ...configurationOperations,
    ...complianceOperations,
    ...filterOperations,
    getOmaSettingPlainTextValue,
    hasPayloadLinks,
  ],
};
