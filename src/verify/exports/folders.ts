/**
 * Folders of exported objects that have no part in JIT registration and often no `@odata.type` either, in lower case.
 * Sources: almenscorner/IntuneCD, src/IntuneCD/backup; Micke-K/IntuneManagement, Extensions/EndpointManager.psm1.
 */
const BYSTANDERS: ReadonlySet<string> = new Set(
  [
    // IntuneCD
    'Activation Lock Bypass Codes, App Configuration, App Protection, Apple Push Notification, Apple VPP Tokens, Autopilot Devices',
    'Message Templates, Scripts, Conditional Access, Custom Attributes, Device Categories, Device Management Settings, Driver Updates',
    'Enrollment Configurations, Enrollment Profiles, Entra, Feature Updates, Group Policy Configurations, Managed Google Play',
    'Management Intents, Partner Connections, Proactive Remediations, Quality Updates, Reusable Policy Settings, Roles, Scope Tags',
    'Settings Catalog, Assignment Report',
    // IntuneManagement
    'ADMXFiles, AdministrativeTemplates, AndroidOEMConfig, AppConfigurationManagedApp, AppConfigurationManagedDevice, AppProtection',
    'AuthenticationContext, AuthenticationStrengths, AutoPilot, AzureBranding, CoManagementSettings, CompliancePoliciesV2',
    'ComplianceScripts, ConditionalAccess, DeviceCategories, DeviceHealthScripts, DriverUpdateProfiles, EndpointSecurity',
    'EnrollmentRestrictions, EnrollmentStatusPage, FeatureUpdates, HardwareConfigurations, IntuneBranding, InventoryPolicies, Locations',
    'MacCustomAttributes, MacScripts, NamedLocations, Notifications, PolicySets, PowerShellScripts, QualityUpdates, ReusableSettings',
    'RoleDefinitions, ScopeTags, SettingsCatalog, TermsAndConditions, TermsOfUse, UpdatePolicies, W365ProvisioningPolicies, W365UserSettings',
    'iOSDepProfile',
  ].flatMap((line) => line.toLowerCase().split(', ')),
);

/** The folder that says that a file has no part in JIT registration, whatever is in it. */
export function bystanderFolder(path: string): string | undefined {
  return path
    .split(/[\\/]/)
    .slice(0, -1)
    .find((folder) => BYSTANDERS.has(folder.toLowerCase()));
}
