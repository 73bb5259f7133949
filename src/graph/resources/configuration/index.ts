import type { Declarations } from '../../declare/resource.ts';
import { assignmentFilters } from './assignment-filters.ts';
import { catalog } from './catalog/index.ts';
import { compliancePolicies, compliancePolicyOperations } from './compliance-policies.ts';
import { configurationPolicies, configurationPolicyOperations } from './configuration-policies.ts';
import { complianceOperations, deviceCompliancePolicies } from './device-compliance-policies.ts';
import { configurationOperations, deviceConfigurations } from './device-configurations.ts';
import { filterOperations } from './filter-operations.ts';
import { getOmaSettingPlainTextValue } from './oma-settings.ts';
import { hasPayloadLinks } from './payload-links.ts';
import { cloneReusableSetting, reusablePolicySettings } from './reusable-settings.ts';

/** Policies: what devices are told to be, and what they are held to. */
export const configuration: Declarations = {
  resources: [
    ...deviceConfigurations,
    ...deviceCompliancePolicies,
    ...assignmentFilters,
    ...catalog,
    ...configurationPolicies,
    ...compliancePolicies,
    ...reusablePolicySettings,
  ],
  operations: [
    ...configurationOperations,
    ...complianceOperations,
    ...filterOperations,
    ...configurationPolicyOperations,
    ...compliancePolicyOperations,
    cloneReusableSetting,
    getOmaSettingPlainTextValue,
    hasPayloadLinks,
  ],
};
