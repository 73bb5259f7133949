// Where policies are kept that devices get from Intune: each kind is made from templates, or of the settings catalog.

export const TEMPLATE_SET = 'deviceManagement/deviceConfigurations';
export const CATALOG_SET = 'deviceManagement/configurationPolicies';
/** Configuration profiles of either kind. */
export const PROFILE_SETS = [TEMPLATE_SET, CATALOG_SET] as const;

export const TEMPLATE_COMPLIANCE = 'deviceManagement/deviceCompliancePolicies';
export const CATALOG_COMPLIANCE = 'deviceManagement/compliancePolicies';
/** Compliance policies of either kind. */
export const COMPLIANCE_SETS = [TEMPLATE_COMPLIANCE, CATALOG_COMPLIANCE] as const;
