// Who may call Intune below `deviceManagement`, from Microsoft's permissions reference (devx-content, August 2026)
// [documented]. The notation is read by ../permissions.ts: a path, what of it, the least privileged permissions, `<`, those
// that include them; after `|` the same for applications where they differ, `-` for none, `*` for whoever has a token. `~X.Read` stands for
// DeviceManagementX.Read.All. `read` and `write` hold below the path too, until a rule there says otherwise.
export const deviceManagementRules = `
deviceManagement read ~Apps.Read < ~Apps.ReadWrite ~Configuration.Read ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite ~RBAC.Read ~RBAC.ReadWrite ~ServiceConfig.Read ~ServiceConfig.ReadWrite
deviceManagement write ~Apps.ReadWrite < ~Configuration.ReadWrite ~ManagedDevices.ReadWrite ~RBAC.ReadWrite ~ServiceConfig.ReadWrite
deviceManagement/applePushNotificationCertificate read ~ServiceConfig.ReadWrite < ~Configuration.Read ~Configuration.ReadWrite ~ManagedDevices.Read
deviceManagement/applePushNotificationCertificate write ~ServiceConfig.ReadWrite < ~Configuration.ReadWrite
deviceManagement/applePushNotificationCertificate/downloadApplePushNotificationCertificateSigningRequest read ~ServiceConfig.ReadWrite < ~Configuration.ReadWrite
deviceManagement/appleUserInitiatedEnrollmentProfiles read ~ServiceConfig.Read < ~ServiceConfig.ReadWrite
deviceManagement/appleUserInitiatedEnrollmentProfiles write ~ServiceConfig.ReadWrite
deviceManagement/assignmentFilters read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/assignmentFilters write ~Configuration.ReadWrite
deviceManagement/assignmentFilters/enable write ~Configuration.Read
deviceManagement/auditEvents read ~Apps.Read < ~Apps.ReadWrite
deviceManagement/auditEvents write ~Apps.ReadWrite
deviceManagement/complianceCategories read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/complianceCategories write ~Configuration.ReadWrite
deviceManagement/complianceManagementPartners read ~ServiceConfig.Read < ~Configuration.Read ~Configuration.ReadWrite ~ServiceConfig.ReadWrite
deviceManagement/complianceManagementPartners write ~ServiceConfig.ReadWrite < ~Configuration.ReadWrite
deviceManagement/compliancePolicies read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/compliancePolicies write ~Configuration.ReadWrite
deviceManagement/compliancePolicies/setScheduledActions write ~Configuration.Read
deviceManagement/complianceSettings read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/complianceSettings write ~Configuration.ReadWrite
deviceManagement/conditionalAccessSettings read ~ServiceConfig.Read < ~Configuration.Read ~Configuration.ReadWrite ~ServiceConfig.ReadWrite
deviceManagement/conditionalAccessSettings write ~ServiceConfig.ReadWrite < ~Configuration.ReadWrite
deviceManagement/configurationCategories read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/configurationCategories write ~Configuration.ReadWrite
deviceManagement/configurationPolicies read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/configurationPolicies write ~Configuration.ReadWrite
deviceManagement/configurationPolicies/reorder write ~Configuration.Read
deviceManagement/configurationPolicyTemplates read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/configurationPolicyTemplates write ~Configuration.ReadWrite
deviceManagement/configurationSettings read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/configurationSettings write ~Configuration.ReadWrite
deviceManagement/depOnboardingSettings read ~ServiceConfig.Read < ~ServiceConfig.ReadWrite
deviceManagement/depOnboardingSettings write ~ServiceConfig.ReadWrite
deviceManagement/depOnboardingSettings/generateEncryptionPublicKey write ~ServiceConfig.Read < ~ServiceConfig.ReadWrite
deviceManagement/detectedApps read ~ManagedDevices.Read < ~Configuration.Read ~Configuration.ReadWrite ~ManagedDevices.ReadWrite
deviceManagement/detectedApps write ~ManagedDevices.ReadWrite < ~Configuration.ReadWrite
deviceManagement/detectedApps/managedDevices read ~ManagedDevices.Read < ~ManagedDevices.ReadWrite
deviceManagement/deviceCategories read ~Configuration.Read < ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/deviceCategories write ~Configuration.ReadWrite < ~ManagedDevices.ReadWrite
deviceManagement/deviceCompliancePolicies read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/deviceCompliancePolicies write ~Configuration.ReadWrite
deviceManagement/deviceCompliancePolicies/getNoncompliantDevicesToRetire write ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/deviceCompliancePolicyDeviceStateSummary read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/deviceCompliancePolicyDeviceStateSummary write ~Configuration.ReadWrite
deviceManagement/deviceCompliancePolicySettingStateSummaries read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/deviceCompliancePolicySettingStateSummaries write ~Configuration.ReadWrite
deviceManagement/deviceConfigurationConflictSummary read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/deviceConfigurationConflictSummary write ~Configuration.ReadWrite
deviceManagement/deviceConfigurationDeviceStateSummaries read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/deviceConfigurationDeviceStateSummaries write ~Configuration.ReadWrite
deviceManagement/deviceConfigurations read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/deviceConfigurations write ~Configuration.ReadWrite
deviceManagement/deviceConfigurationsAllManagedDeviceCertificateStates read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/deviceConfigurationsAllManagedDeviceCertificateStates write ~Configuration.ReadWrite
deviceManagement/deviceConfigurationUserStateSummaries read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/deviceConfigurationUserStateSummaries write ~Configuration.ReadWrite
deviceManagement/deviceEnrollmentConfigurations read ~ServiceConfig.Read < ~Configuration.Read ~Configuration.ReadWrite ~ServiceConfig.ReadWrite
deviceManagement/deviceEnrollmentConfigurations write ~ServiceConfig.ReadWrite < ~Configuration.ReadWrite
deviceManagement/deviceEnrollmentConfigurations/createEnrollmentNotificationConfiguration write ~ServiceConfig.Read < ~Configuration.Read
deviceManagement/deviceManagementPartners read ~ServiceConfig.Read < ~Configuration.Read ~Configuration.ReadWrite ~ServiceConfig.ReadWrite
deviceManagement/deviceManagementPartners write ~ServiceConfig.ReadWrite < ~Configuration.ReadWrite
deviceManagement/deviceManagementPartners/terminate write ~ServiceConfig.Read < ~Configuration.Read
deviceManagement/enableUnlicensedAdminstrators write ~ServiceConfig.ReadWrite
deviceManagement/evaluateAssignmentFilter write ~Configuration.Read
deviceManagement/getAssignedRoleDetails read ~Configuration.Read < ~Configuration.ReadWrite ~RBAC.Read ~RBAC.ReadWrite
deviceManagement/getAssignmentFiltersStatusDetails write ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/getComanagedDevicesSummary read ~Configuration.Read < ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/getComanagementEligibleDevicesSummary read ~Configuration.Read < ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/getEffectivePermissions read ~RBAC.Read < ~RBAC.ReadWrite
deviceManagement/getSuggestedEnrollmentLimit read ~ServiceConfig.Read < ~ServiceConfig.ReadWrite
deviceManagement/importedDeviceIdentities read ~ServiceConfig.Read < ~ServiceConfig.ReadWrite
deviceManagement/importedDeviceIdentities write ~ServiceConfig.ReadWrite
deviceManagement/importedDeviceIdentities/searchExistingIdentities write ~ServiceConfig.Read < ~ServiceConfig.ReadWrite
deviceManagement/intuneBrandingProfiles read ~Apps.Read < ~Apps.ReadWrite
deviceManagement/intuneBrandingProfiles write ~Apps.ReadWrite
deviceManagement/iosUpdateStatuses read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/iosUpdateStatuses write ~Configuration.ReadWrite
deviceManagement/managedDeviceOverview read ~ManagedDevices.Read < ~Configuration.Read ~Configuration.ReadWrite ~ManagedDevices.ReadWrite
deviceManagement/managedDevices read ~ManagedDevices.Read < ~Configuration.Read ~Configuration.ReadWrite ~ManagedDevices.ReadWrite
deviceManagement/managedDevices write ~ManagedDevices.ReadWrite < ~Configuration.ReadWrite
deviceManagement/managedDevices/activateDeviceEsim write ~Configuration.Read < ~ManagedDevices.Read
deviceManagement/managedDevices/appDiagnostics read ~Configuration.Read < ~ManagedDevices.Read
deviceManagement/managedDevices/bypassActivationLock write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/cleanWindowsDevice write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/deleteUserFromSharedAppleDevice write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/deprovision write ~Configuration.Read < ~ManagedDevices.Read
deviceManagement/managedDevices/disable write ~Configuration.Read < ~ManagedDevices.Read
deviceManagement/managedDevices/disableLostMode write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/downloadAppDiagnostics write ~Configuration.Read < ~ManagedDevices.Read
deviceManagement/managedDevices/enableLostMode write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/enrollNowAction write ~Configuration.Read < ~ManagedDevices.Read
deviceManagement/managedDevices/executeAction write ~Configuration.Read < ~ManagedDevices.PrivilegedOperations ~ManagedDevices.Read
deviceManagement/managedDevices/getFileVaultKey read ~Configuration.Read < ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/managedDevices/getSyncStatus read ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/initiateMobileDeviceManagementKeyRecovery write ~Configuration.Read < ~ManagedDevices.Read
deviceManagement/managedDevices/initiateOnDemandProactiveRemediation write ~Configuration.Read < ~ManagedDevices.Read
deviceManagement/managedDevices/locateDevice write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/logoutSharedAppleDeviceActiveUser write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/moveDevicesToOU write ~Configuration.Read < ~ManagedDevices.Read
deviceManagement/managedDevices/playLostModeSound write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/rebootNow write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/recoverPasscode write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/reenable write ~Configuration.Read < ~ManagedDevices.Read
deviceManagement/managedDevices/remoteLock write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/removeDeviceFirmwareConfigurationInterfaceManagement write ~Configuration.Read < ~ManagedDevices.Read
deviceManagement/managedDevices/resetPasscode write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/retire write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/revokeAppleVppLicenses write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/rotateBitLockerKeys write ~Configuration.ReadWrite < ~ManagedDevices.ReadWrite
deviceManagement/managedDevices/rotateFileVaultKey write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/rotateLocalAdminPassword write ~Configuration.Read < ~ManagedDevices.Read
deviceManagement/managedDevices/sendCustomNotificationToCompanyPortal write ~Configuration.ReadWrite < ~ManagedDevices.ReadWrite
deviceManagement/managedDevices/setDeviceName write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/shutDown write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/syncDevice write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/triggerConfigurationManagerAction write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/updateWindowsDeviceAccount write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/windowsDefenderScan write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/windowsDefenderUpdateSignatures write ~ManagedDevices.PrivilegedOperations
deviceManagement/managedDevices/wipe write ~ManagedDevices.ReadWrite < ~Configuration.ReadWrite ~ManagedDevices.PrivilegedOperations
deviceManagement/mobileAppTroubleshootingEvents read ~ManagedDevices.Read < ~ManagedDevices.ReadWrite
deviceManagement/mobileAppTroubleshootingEvents write ~ManagedDevices.ReadWrite
deviceManagement/mobileAppTroubleshootingEvents/appLogCollectionRequests read ~ManagedDevices.Read < ~Configuration.Read ~Configuration.ReadWrite ~ManagedDevices.ReadWrite
deviceManagement/mobileAppTroubleshootingEvents/appLogCollectionRequests write ~ManagedDevices.ReadWrite < ~Configuration.ReadWrite
deviceManagement/mobileAppTroubleshootingEvents/appLogCollectionRequests/createDownloadUrl write ~ManagedDevices.Read < ~Configuration.Read ~Configuration.ReadWrite ~ManagedDevices.ReadWrite
deviceManagement/mobileThreatDefenseConnectors read ~ServiceConfig.Read < ~Configuration.Read ~Configuration.ReadWrite ~ServiceConfig.ReadWrite
deviceManagement/mobileThreatDefenseConnectors write ~ServiceConfig.ReadWrite < ~Configuration.ReadWrite
deviceManagement/ndesConnectors read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/ndesConnectors write ~Configuration.ReadWrite
deviceManagement/notificationMessageTemplates read ~ServiceConfig.Read < ~ServiceConfig.ReadWrite
deviceManagement/notificationMessageTemplates write ~ServiceConfig.ReadWrite
deviceManagement/operationApprovalPolicies read ~Configuration.Read < ~Configuration.ReadWrite ~RBAC.Read ~RBAC.ReadWrite
deviceManagement/operationApprovalPolicies write ~Configuration.ReadWrite < ~RBAC.ReadWrite
deviceManagement/operationApprovalRequests read ~Configuration.Read < ~Configuration.ReadWrite ~RBAC.Read ~RBAC.ReadWrite
deviceManagement/operationApprovalRequests write ~Configuration.ReadWrite < ~RBAC.ReadWrite
deviceManagement/operationApprovalRequests/approve write ~Configuration.Read < ~Configuration.ReadWrite ~RBAC.Read ~RBAC.ReadWrite
deviceManagement/operationApprovalRequests/cancelApproval write ~Configuration.Read < ~Configuration.ReadWrite ~RBAC.Read ~RBAC.ReadWrite
deviceManagement/operationApprovalRequests/cancelMyRequest write ~Configuration.Read < ~Configuration.ReadWrite ~RBAC.Read ~RBAC.ReadWrite
deviceManagement/operationApprovalRequests/reject write ~Configuration.Read < ~Configuration.ReadWrite ~RBAC.Read ~RBAC.ReadWrite
deviceManagement/operationApprovalRequests/retrieveRequestStatus write ~Configuration.Read < ~Configuration.ReadWrite ~RBAC.Read ~RBAC.ReadWrite
deviceManagement/remoteActionAudits read ~Configuration.Read < ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/remoteActionAudits write ~Configuration.ReadWrite < ~ManagedDevices.ReadWrite
deviceManagement/remoteAssistancePartners read ~ServiceConfig.Read < ~Configuration.Read ~Configuration.ReadWrite ~ServiceConfig.ReadWrite
deviceManagement/remoteAssistancePartners write ~ServiceConfig.ReadWrite < ~Configuration.ReadWrite
deviceManagement/reports read ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite ~ServiceConfig.Read ~ServiceConfig.ReadWrite
deviceManagement/reports write ~Configuration.ReadWrite < ~Apps.ReadWrite ~ManagedDevices.ReadWrite ~ServiceConfig.ReadWrite
deviceManagement/reports/cachedReportConfigurations read ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/cachedReportConfigurations write ~Configuration.ReadWrite < ~Apps.ReadWrite ~ManagedDevices.ReadWrite
deviceManagement/reports/exportJobs read ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/exportJobs write ~Configuration.ReadWrite < ~Apps.ReadWrite ~ManagedDevices.ReadWrite
deviceManagement/reports/getCachedReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getCompliancePolicyNonComplianceReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getCompliancePolicyNonComplianceSummaryReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getComplianceSettingNonComplianceReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getConfigurationPolicyNonComplianceReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getConfigurationPolicyNonComplianceSummaryReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getConfigurationSettingNonComplianceReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getDeviceManagementIntentPerSettingContributingProfiles write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getDeviceManagementIntentSettingsReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getDeviceNonComplianceReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getDevicePoliciesComplianceReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getDevicePolicySettingsComplianceReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getDevicesStatusByPolicyPlatformComplianceReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getDevicesStatusBySettingReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getDeviceStatusByCompliacePolicyReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getDeviceStatusByCompliancePolicySettingReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getDeviceStatusSummaryByCompliacePolicyReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getDeviceStatusSummaryByCompliancePolicySettingsReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getDevicesWithoutCompliancePolicyReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getGroupPolicySettingsDeviceSettingsReport write ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/reports/getHistoricalReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getMobileApplicationManagementAppConfigurationReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite
deviceManagement/reports/getMobileApplicationManagementAppRegistrationSummaryReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite
deviceManagement/reports/getNoncompliantDevicesAndSettingsReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getPolicyNonComplianceMetadata write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getPolicyNonComplianceReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getPolicyNonComplianceSummaryReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getRemoteAssistanceSessionsReport write ~ServiceConfig.Read < ~Configuration.Read ~Configuration.ReadWrite ~ServiceConfig.ReadWrite
deviceManagement/reports/getReportFilters write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/reports/getSettingNonComplianceReport write ~Configuration.Read < ~Apps.Read ~Apps.ReadWrite ~Configuration.ReadWrite ~ManagedDevices.Read ~ManagedDevices.ReadWrite
deviceManagement/resourceOperations read ~RBAC.Read < ~Configuration.Read ~Configuration.ReadWrite ~RBAC.ReadWrite
deviceManagement/resourceOperations write ~RBAC.ReadWrite < ~Configuration.ReadWrite
deviceManagement/resourceOperations/getScopesForUser read ~Configuration.Read < ~Configuration.ReadWrite ~RBAC.Read ~RBAC.ReadWrite
deviceManagement/reusablePolicySettings read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/reusablePolicySettings write ~Configuration.ReadWrite
deviceManagement/reusablePolicySettings/clone write ~Configuration.Read
deviceManagement/reusablePolicySettings/referencingConfigurationPolicies/reorder write ~Configuration.Read
deviceManagement/reusableSettings read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/reusableSettings write ~Configuration.ReadWrite
deviceManagement/roleAssignments read ~RBAC.Read < ~Configuration.Read ~Configuration.ReadWrite ~RBAC.ReadWrite
deviceManagement/roleAssignments write ~RBAC.ReadWrite < ~Configuration.ReadWrite
deviceManagement/roleDefinitions read ~RBAC.Read < ~Configuration.Read ~Configuration.ReadWrite ~RBAC.ReadWrite
deviceManagement/roleDefinitions write ~RBAC.ReadWrite < ~Configuration.ReadWrite
deviceManagement/roleScopeTags read ~Configuration.Read < ~Configuration.ReadWrite ~RBAC.Read ~RBAC.ReadWrite
deviceManagement/roleScopeTags write ~Configuration.ReadWrite < ~RBAC.ReadWrite
deviceManagement/roleScopeTags/getRoleScopeTagsById write ~Configuration.Read < ~Configuration.ReadWrite ~RBAC.Read ~RBAC.ReadWrite
deviceManagement/scopedForResource read ~Configuration.Read < ~Configuration.ReadWrite ~RBAC.Read ~RBAC.ReadWrite
deviceManagement/softwareUpdateStatusSummary read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/templateSettings read ~Configuration.Read < ~Configuration.ReadWrite
deviceManagement/templateSettings write ~Configuration.ReadWrite
deviceManagement/termsAndConditions read ~ServiceConfig.Read < ~ServiceConfig.ReadWrite
deviceManagement/termsAndConditions write ~ServiceConfig.ReadWrite
deviceManagement/troubleshootingEvents read ~ManagedDevices.Read < ~ManagedDevices.ReadWrite
deviceManagement/troubleshootingEvents write ~ManagedDevices.ReadWrite
`;
