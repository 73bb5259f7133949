// What the typings don't say about Microsoft Graph's types, as far as it can't be derived (see edm.ts and build.ts for the
// rules that these lists are the exceptions to). Facts from the service's published metadata ($metadata) and its
// reference documentation. Names are without `microsoft.graph.`; `*.name` stands for that property of any type; an entry
// applies to each version that has the type, and the generator fails on an entry that applies to none.

/** The names that requests start with, and their types. */
export const entitySets = {
  administrativeUnits: 'administrativeUnit', // beta only; v1.0 has them below `directory`
  applications: 'application',
  appRoleAssignments: 'appRoleAssignment',
  contacts: 'orgContact',
  devices: 'device',
  directoryObjects: 'directoryObject',
  directoryRoles: 'directoryRole',
  directoryRoleTemplates: 'directoryRoleTemplate',
  domains: 'domain',
  groups: 'group',
  groupSettings: 'groupSetting',
  oauth2PermissionGrants: 'oAuth2PermissionGrant',
  organization: 'organization',
  permissionGrants: 'resourceSpecificPermissionGrant',
  servicePrincipals: 'servicePrincipal',
  settings: 'directorySetting',
  subscribedSkus: 'subscribedSku',
  subscriptions: 'subscription',
  users: 'user',
} as const;

export const singletons = {
  auditLogs: 'auditLogRoot',
  deviceAppManagement: 'deviceAppManagement',
  deviceManagement: 'deviceManagement',
  directory: 'directory',
  identity: 'identityContainer',
  me: 'user',
  policies: 'policyRoot',
  roleManagement: 'roleManagement',
} as const;

/** Entity sets that one version has although both have the type. */
export const onlyIn: Readonly<Record<string, 'v1.0' | 'beta'>> = { administrativeUnits: 'beta' };

/** Types that requests and answers of actions and functions use, and no property leads to. */
export const operationTypes = [
  // Intune, v1.0 and beta
  'appLogCollectionDownloadDetails',
  'fileEncryptionInfo',
  'managedAppDiagnosticStatus',
  'targetedManagedAppGroupType',
  'updateWindowsDeviceAccountActionParameter',
  // Intune, beta
  'administratorConfiguredDeviceComplianceState',
  'assignmentFilterEvaluateRequest',
  'assignmentFilterEvaluationSummary',
  'assignmentFilterState',
  'assignmentFilterStatusDetails',
  'assignmentFilterSupportedProperty',
  'assignmentFilterTypeAndEvaluationResult',
  'assignmentFilterValidationResult',
  'bulkManagedDeviceActionResult',
  'comanagedDevicesSummary',
  'comanagementEligibleDevicesSummary',
  'configurationManagerAction',
  'deviceAndAppManagementAssignedRoleDefinition',
  'deviceAndAppManagementAssignedRoleDetail',
  'deviceAndAppManagementAssignedRoleDetails',
  'deviceComplianceScriptValidationResult',
  'deviceConfigurationTargetedUserAndDevice',
  'deviceLogCollectionRequest',
  'enrollmentTimeDeviceMembershipTarget',
  'enrollmentTimeDeviceMembershipTargetResult',
  'hasPayloadLinkResultItem',
  'iosAvailableUpdateVersion',
  'macOSManagedDeviceLocalAdminAccountDetail',
  'managedDeviceRemoteAction',
  'managedDeviceSummarizedAppState',
  'obliterationBehavior',
  'operationApprovalRequestEntityStatus',
  'operationApprovalSource',
  'powerliftAppDiagnosticDownloadRequest',
  'powerliftDownloadRequest',
  'powerliftIncidentDetail',
  'powerliftIncidentMetadata',
  'resultantAppStateDetail',
  'retireScheduledManagedDevice',
  'scheduledRetireState',
  'suggestedEnrollmentLimit',
  'userSet',
  'vppTokenLicenseSummary',
  'windowsAssignedAccessProfile',
  // Directory
  'authenticationFlow',
  'authenticationStrengthUsage',
  'conversionUserDetails',
  'evaluateDynamicMembershipResult',
  'passwordSingleSignOnCredentialSet',
  'passwordValidationInformation',
  'selfSignedCertificate',
  'signInConditions',
  'signInContext',
  'signInIdentity',
  'teamsLicensingDetails',
  'updateAllowedCombinationsResult',
  'validationResult',
];

/** Types of products that the emulator doesn't serve: properties lead to them, the model ends there. */
export const beyondScope = [
  // mail, calendars and people
  'calendar calendarGroup contact contactFolder conversation conversationThread event inferenceClassification mailbox',
  'mailFolder message officeGraphInsights outlookUser person profile userAnalytics',
  // files, sites, notes, tasks, printing
  'drive itemInsights onenote plannerGroup plannerUser site todo',
  // Teams and meetings
  'adhocCall chat cloudCommunications employeeExperienceUser onlineMeeting presence team teamwork userTeamwork',
  'userSolutionRoot virtualEventsRoot',
  // others
  'changeTrackedEntity printerShare virtualEvent',
  'cloudClipboardRoot cloudPC informationProtection notification security.security synchronization userActivity',
  'userDataSecurityAndGovernance virtualEndpoint',
].flatMap((line) => line.split(' '));

/** Types that others derive from and that can be created themselves; every other base type is abstract. */
export const concreteBases = [
  // Intune
  'appListItem deviceActionResult deviceManagementTroubleshootingEvent groupAssignmentTarget managedDevice',
  'managedEBookAssignment roleAssignment roleDefinition windowsDeviceAccount enrollmentProfile',
  'importedAppleDeviceIdentity importedDeviceIdentity iosVpnConfiguration iosVppAppAssignedLicense',
  'iosWiFiConfiguration mobileAppContentScript mobileAppTroubleshootingHistoryItem vpnProxyServer',
  'vppTokenActionResult deviceManagementConfigurationChoiceSettingDefinition',
  'deviceManagementConfigurationSettingApplicability deviceManagementConfigurationSettingDefinition',
  'deviceManagementConfigurationSettingGroupDefinition deviceManagementConfigurationSettingValueDefinition',
  'deviceManagementConfigurationSimpleSettingDefinition deviceManagementConfigurationStringSettingValue',
  'deviceManagementConfigurationStringSettingValueDefaultTemplate',
  // Intune, other platforms (inferred: Microsoft's documentation shows them being created)
  'androidDeviceOwnerWiFiConfiguration androidForWorkWiFiConfiguration androidManagedStoreApp androidWiFiConfiguration',
  'androidWorkProfileWiFiConfiguration aospDeviceOwnerWiFiConfiguration macOSWiFiConfiguration win32LobApp',
  'win32LobAppAssignmentSettings windows81VpnConfiguration windowsWifiConfiguration',
  // Intune and directory, by the same inference
  'crossTenantAccessPolicyB2BSetting customExtensionBehaviorOnError customExtensionCallbackConfiguration',
  'deviceAndAppManagementAssignmentFilter deviceComplianceScriptError deviceManagementSettingCategory',
  'deviceManagementSettingDefinition deviceManagementTemplate groupPolicyDefinitionFile identityProvider identitySet',
  'rbacApplicationMultiple securityBaselineStateSummary',
  // Directory
  'authenticationMethodTarget conditionalAccessPolicy Dictionary directoryObject identity namedLocation userIdentity userSet',
  'unifiedRoleScheduleBase unifiedRoleScheduleInstanceBase',
  'standardTimeZoneOffset timeZoneBase',
].flatMap((line) => line.split(' '));

/** Abstract types that nothing in the typings derives from. */
export const abstractLeaves = [
  'iosCertificateProfile',
  'kerberosSingleSignOnExtension',
  'mobileAppRelationship',
];

/** Open types: they take properties that the model doesn't declare. What derives from one is open as well. */
export const openTypes = [
  'customSecurityAttributeValue',
  'detailsInfo',
  'Dictionary',
  'directoryObject',
  'directorySetting',
  'endpoint',
  'extensionProperty',
  'groupSetting',
  'identity',
];

/** Entity types that don't derive from `entity`: they have another key, or none. */
export const otherEntities = [
  'auditLogRoot',
  'deviceHealthScriptPolicyState',
  'identityContainer',
  'inboundSharedUserProfile',
  'outboundSharedUserProfile',
  'partnerInformation',
  'policyDeletableItem',
  'roleManagement',
];

/** Types that the typings derive from `entity` and the service doesn't: the first has no id, the others are complex, or always
 * stand in what they belong to. */
export const notFromEntity = [
  'v1.0:auditLogRoot',
  'authenticationMethodTarget',
  'deviceLocalCredential',
  'teamsLicensingDetails',
];

/** Enums whose values are combined: `ios,android`. */
export const flagEnums = [
  // Intune
  'appManagementLevel deviceManagementConfigurationAppleApplicabilityConstraint',
  'deviceManagementConfigurationAppleApplicabilityDeviceType deviceManagementConfigurationPlatforms',
  'deviceManagementConfigurationSettingAccessTypes deviceManagementConfigurationSettingRiskLevel',
  'deviceManagementConfigurationSettingUsage deviceManagementConfigurationSettingVisibility',
  'deviceManagementConfigurationTechnologies deviceManagementDerivedCredentialNotificationType',
  'deviceManagementSubscriptions easServices enrollmentNotificationBrandingOptions keyUsages managedBrowserType',
  'microsoftStoreForBusinessPortalSelectionOptions notificationTemplateBrandingOptions subjectAlternativeNameType',
  // Directory
  'allowedRolePrincipalTypes authenticationMethodModes conditionalAccessAgentIdRiskLevels conditionalAccessConditions',
  'conditionalAccessGuestOrExternalUserTypes conditionalAccessInsiderRiskLevels conditionalAccessTransferMethods',
  'incomingTokenType nativeAuthenticationApisEnabled protocolType signInAccessType weakAlgorithms',
  'whatIfAnalysisReasons',
].flatMap((line) => line.split(' '));

/** Enums whose value zero, the default of a property that can't be null, isn't the first member. */
export const enumDefaults: Readonly<Record<string, string>> = { iosUpdatesInstallStatus: 'success' };

/** Types of which the emulator serves some properties only; the others lead to products that it doesn't serve. */
export const servedProperties: Readonly<Record<string, readonly string[]>> = {
  policyRoot: ['authenticationMethodsPolicy'],
};

/** Properties that the typings still have and the service doesn't. */
export const withdrawn = [
  'v1.0:deviceManagement.telecomExpenseManagementPartners',
  'intuneBrand.sendDeviceOwnershipChangePushNotification',
  'intuneBrandingProfile.sendDeviceOwnershipChangePushNotification',
];

/**
 * Navigation properties that point at something which lives elsewhere. Every other navigation property contains its
 * target, unless its type is `directoryObject`.
 */
export const references = [
  // Intune
  'depOnboardingSetting.defaultIosEnrollmentProfile',
  'depOnboardingSetting.defaultMacOsEnrollmentProfile',
  'depOnboardingSetting.defaultTvOSEnrollmentProfile',
  'depOnboardingSetting.defaultVisionOSEnrollmentProfile',
  'detectedApp.managedDevices',
  'deviceAndAppManagementRoleAssignment.roleScopeTags',
  'deviceAppManagement.windowsManagementApp',
  'deviceConfigurationGroupAssignment.deviceConfiguration',
  'deviceManagement.managedDeviceOverview',
  'deviceManagement.softwareUpdateStatusSummary',
  'deviceManagementComplianceScheduledActionForRule.scheduledActionConfigurations',
  'deviceManagementConfigurationSetting.settingDefinitions',
  'managedDevice.detectedApps',
  'managedDevice.users',
  'managedEBook.categories',
  'mobileApp.categories',
  'roleAssignment.roleDefinition',
  'termsAndConditionsAcceptanceStatus.termsAndConditions',
  'termsAndConditionsGroupAssignment.termsAndConditions',
  // Intune: certificates and credentials that a profile uses
  '*.derivedCredentialSettings',
  '*.identityCertificate',
  '*.identityCertificateForClientAuthentication',
  '*.managedDeviceCertificateStates',
  '*.rootCertificate',
  '*.rootCertificateForServerValidation',
  '*.rootCertificatesForServerValidation',
  '*.singleSignOnExtensionPkinitCertificate',
  '*.smimeEncryptionCertificate',
  '*.smimeSigningCertificate',
  // Directory
  '*.appManagementPolicies',
  '*.claimsMappingPolicies',
  '*.homeRealmDiscoveryPolicies',
  '*.oauth2PermissionGrants',
  '*.tokenIssuancePolicies',
  '*.tokenLifetimePolicies',
  'application.connectorGroup',
  'device.deviceTemplate',
  'domain.rootDomain',
  'ipSegmentConfiguration.applicationSegments',
  'organization.certificateBasedAuthConfiguration',
  'unifiedRoleAssignment.roleDefinition',
  'unifiedRoleScheduleBase.appScope',
  'unifiedRoleScheduleBase.roleDefinition',
  'unifiedRoleScheduleInstanceBase.appScope',
  'unifiedRoleScheduleInstanceBase.roleDefinition',
  'user.agreementAcceptances',
  'user.appRoleAssignedResources',
  'user.followedSites',
  'user.managedAppRegistrations',
  'webSegmentConfiguration.applicationSegments',
];

/** The navigation properties that contain their target although its type is `directoryObject`. */
export const containedDirectoryObjects = [
  'directory.deletedItems',
  'group.acceptedSenders',
  'group.rejectedSenders',
];
