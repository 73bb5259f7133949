// The actions and functions of Intune, as Microsoft Graph's metadata declares them (see directory.ts for the notation).
// Whether a parameter of beta may be null isn't published where v1.0 lacks the operation: those all may [inferred].
export const intuneOperations = `
appLogCollectionRequest
  action createDownloadUrl() appLogCollectionDownloadDetails
applePushNotificationCertificate
  function downloadApplePushNotificationCertificateSigningRequest() String
  beta action generateApplePushNotificationCertificateSigningRequest() String
appleUserInitiatedEnrollmentProfile
  beta action setPriority(priority Int32)
auditEvent
  function *getAuditActivityTypes(category String?) String[]
  function *getAuditCategories() String[]
depOnboardingSetting
  beta action generateEncryptionPublicKey() String
  beta action releaseAppleDevices(depToken String?, deviceSerialNumbers String[]?)
  beta action shareForSchoolDataSyncService()
  beta action syncWithAppleDeviceEnrollmentProgram()
  beta action unshareForSchoolDataSyncService()
  beta action uploadDepToken(appleId String?, depToken String?)
  beta function getEncryptionPublicKey() String
  beta function *getExpiringVppTokenCount(expiringBeforeDateTime String?) Int32
deviceAndAppManagementAssignmentFilter
  beta action *enable(enable Boolean?)
  beta action *validateFilter(deviceAndAppManagementAssignmentFilter deviceAndAppManagementAssignmentFilter?) assignmentFilterValidationResult
  beta function *getPlatformSupportedProperties(platform String?) assignmentFilterSupportedProperty[]
  beta function *getState() assignmentFilterState
  beta function getSupportedProperties() assignmentFilterSupportedProperty[]
deviceAppManagement
  action syncMicrosoftStoreForBusinessApps()
deviceCompliancePolicy
  action assign(assignments deviceCompliancePolicyAssignment[]?) deviceCompliancePolicyAssignment[]
  action scheduleActionsForRules(deviceComplianceScheduledActionForRules deviceComplianceScheduledActionForRule[]?)
  beta action *getNoncompliantDevicesToRetire(@report) Stream
  beta action *hasPayloadLinks(payloadIds String[]?) hasPayloadLinkResultItem[]
  beta action *refreshDeviceComplianceReportSummarization()
  beta action *setScheduledRetireState(managedDeviceIds String[]?, scopedToAllDevices Boolean?, state scheduledRetireState?)
  beta action *validateComplianceScript(deviceCompliancePolicyScript deviceCompliancePolicyScript?) deviceComplianceScriptValidationResult
  beta function *getDevicesScheduledToRetire() retireScheduledManagedDevice[]
deviceConfiguration
  v1.0 action assign(assignments deviceConfigurationAssignment[]?) deviceConfigurationAssignment[]
  beta action assign(assignments deviceConfigurationAssignment[]?, deviceConfigurationGroupAssignments deviceConfigurationGroupAssignment[]?) deviceConfigurationAssignment[]
  function getOmaSettingPlainTextValue(secretReferenceValueId String?) String
  beta action assignedAccessMultiModeProfiles(assignedAccessMultiModeProfiles windowsAssignedAccessProfile[]?)
  beta action *getTargetedUsersAndDevices(deviceConfigurationIds String[]?) deviceConfigurationTargetedUserAndDevice[]
  beta action *hasPayloadLinks(payloadIds String[]?) hasPayloadLinkResultItem[]
  beta action windowsPrivacyAccessControls(windowsPrivacyAccessControls windowsPrivacyDataAccessControlItem[]?)
  beta function *getIosAvailableUpdateVersions() iosAvailableUpdateVersion[]
deviceEnrollmentConfiguration
  action assign(enrollmentConfigurationAssignments enrollmentConfigurationAssignment[]?)
  action setPriority(priority Int32)
  beta action *createEnrollmentNotificationConfiguration(deviceEnrollmentNotificationConfigurations deviceEnrollmentConfiguration[]?)
  beta action *hasPayloadLinks(payloadIds String[]?) hasPayloadLinkResultItem[]
deviceLogCollectionResponse
  action createDownloadUrl() String
deviceManagement
  function getEffectivePermissions(scope String?) rolePermission[]
  beta function getEffectivePermissions() String[]
  function verifyWindowsEnrollmentAutoDiscovery(domainName String?) Boolean
  beta action enableAndroidDeviceAdministratorEnrollment()
  beta action enableEndpointPrivilegeManagement()
  beta action enableLegacyPcManagement()
  beta action enableUnlicensedAdminstrators()
  beta action evaluateAssignmentFilter(data assignmentFilterEvaluateRequest?) Stream
  beta action getAssignmentFiltersStatusDetails(assignmentFilterIds String[]?, managedDeviceId String?, payloadId String?, skip Int32?, top Int32?, userId String?) assignmentFilterStatusDetails
  beta action sendCustomNotificationToCompanyPortal(groupsToNotify String[]?, notificationBody String?, notificationTitle String?)
  beta function getAssignedRoleDetails() deviceAndAppManagementAssignedRoleDetails
  beta function getComanagedDevicesSummary() comanagedDevicesSummary
  beta function getComanagementEligibleDevicesSummary() comanagementEligibleDevicesSummary
  beta function getRoleScopeTagsByIds(ids String?) roleScopeTag[]
  beta function getRoleScopeTagsByResource(resource String?) roleScopeTag[]
  beta function getSuggestedEnrollmentLimit(enrollmentType String?) suggestedEnrollmentLimit
  beta function retrieveUserRoleDetail(userid String?) deviceAndAppManagementAssignedRoleDetail
  beta function scopedForResource(resource String?) Boolean
deviceManagementCompliancePolicy
  beta action assign(assignments deviceManagementConfigurationPolicyAssignment[]?) deviceManagementConfigurationPolicyAssignment[]
  beta action setScheduledActions(scheduledActions deviceManagementComplianceScheduledActionForRule[]?) deviceManagementComplianceScheduledActionForRule[]
deviceManagementConfigurationPolicy
  beta action assign(assignments deviceManagementConfigurationPolicyAssignment[]?) deviceManagementConfigurationPolicyAssignment[]
  beta action clearEnrollmentTimeDeviceMembershipTarget() Boolean
  beta action createCopy(description String?, displayName String?) deviceManagementConfigurationPolicy
  beta action reorder(priority Int32?)
  beta action retrieveEnrollmentTimeDeviceMembershipTarget() enrollmentTimeDeviceMembershipTargetResult
  beta action setEnrollmentTimeDeviceMembershipTarget(enrollmentTimeDeviceMembershipTargets enrollmentTimeDeviceMembershipTarget[]?) enrollmentTimeDeviceMembershipTargetResult
  beta function retrieveLatestUpgradeDefaultBaselinePolicy() deviceManagementConfigurationPolicy
deviceManagementPartner
  action terminate()
deviceManagementReusablePolicySetting
  beta action clone() deviceManagementReusablePolicySetting
enrollmentProfile
  beta action setDefaultProfile()
  beta action updateDeviceProfileAssignment(deviceIds String[]?)
  beta function exportMobileConfig() String
importedAppleDeviceIdentity
  beta action *importAppleDeviceIdentityList(importedAppleDeviceIdentities importedAppleDeviceIdentity[]?, overwriteImportedDeviceIdentities Boolean?) importedAppleDeviceIdentityResult[]
importedDeviceIdentity
  beta action *importDeviceIdentityList(importedDeviceIdentities importedDeviceIdentity[]?, overwriteImportedDeviceIdentities Boolean?) importedDeviceIdentityResult[]
  beta action *searchExistingIdentities(importedDeviceIdentities importedDeviceIdentity[]?) importedDeviceIdentity[]
intuneBrandingProfile
  beta action assign(assignments intuneBrandingProfileAssignment[]?)
iosLobAppProvisioningConfiguration
  beta action assign(appProvisioningConfigurationGroupAssignments mobileAppProvisioningConfigGroupAssignment[]?, iOSLobAppProvisioningConfigAssignments iosLobAppProvisioningConfigurationAssignment[]?)
  beta action *hasPayloadLinks(payloadIds String[]?) hasPayloadLinkResultItem[]
iosManagedAppProtection
  beta action *hasPayloadLinks(payloadIds String[]?) hasPayloadLinkResultItem[]
managedAppPolicy
  action targetApps(apps managedMobileApp[]?)
managedAppRegistration
  function *getUserIdsWithFlaggedAppRegistration() String[]
managedDevice
  action bypassActivationLock()
  action cleanWindowsDevice(keepUserData Boolean)
  action deleteUserFromSharedAppleDevice(userPrincipalName String?)
  action disableLostMode()
  action locateDevice()
  action logoutSharedAppleDeviceActiveUser()
  action rebootNow()
  action recoverPasscode()
  action remoteLock()
  action requestRemoteAssistance()
  action resetPasscode()
  action retire()
  action shutDown()
  action syncDevice()
  action updateWindowsDeviceAccount(updateWindowsDeviceAccountActionParameter updateWindowsDeviceAccountActionParameter?)
  action windowsDefenderScan(quickScan Boolean)
  action windowsDefenderUpdateSignatures()
  v1.0 action wipe(keepEnrollmentData Boolean?, keepUserData Boolean?, macOsUnlockCode String?, persistEsimDataPlan Boolean?)
  beta action wipe(keepEnrollmentData Boolean?, keepUserData Boolean?, macOsUnlockCode String?, obliterationBehavior obliterationBehavior?, persistEsimDataPlan Boolean?, useProtectedWipe Boolean?)
  beta action activateDeviceEsim(carrierUrl String?)
  beta action changeAssignments(deviceAssignmentItems deviceAssignmentItem[]?)
  beta action createDeviceLogCollectionRequest(templateType deviceLogCollectionRequest?) deviceLogCollectionResponse
  beta action deprovision(deprovisionReason String?)
  beta action disable()
  beta action *downloadAppDiagnostics(request powerliftDownloadRequest?) Stream
  beta action *downloadPowerliftAppDiagnostic(request powerliftAppDiagnosticDownloadRequest?) Stream
  beta action enableLostMode(footer String?, message String?, phoneNumber String?)
  beta action enrollNowAction()
  beta action *executeAction(actionName managedDeviceRemoteAction?, carrierUrl String?, deprovisionReason String?, deviceIds String[]?, deviceName String?, keepEnrollmentData Boolean?, keepUserData Boolean?, notificationBody String?, notificationTitle String?, organizationalUnitPath String?, persistEsimDataPlan Boolean?) bulkManagedDeviceActionResult
  beta action initiateDeviceAttestation()
  beta action initiateMobileDeviceManagementKeyRecovery()
  beta action initiateOnDemandProactiveRemediation(scriptPolicyId String?)
  beta action *moveDevicesToOU(deviceIds Guid[]?, organizationalUnitPath String?)
  beta action overrideComplianceState(complianceState administratorConfiguredDeviceComplianceState?, remediationUrl String?)
  beta action pauseConfigurationRefresh(pauseTimePeriodInMinutes Int32?)
  beta action playLostModeSound(durationInMinutes String?)
  beta action reenable()
  beta action removeDeviceEsim(iccId String?)
  beta action removeDeviceFirmwareConfigurationInterfaceManagement()
  beta action restoreManagedHomeScreen()
  beta action revokeAppleVppLicenses()
  beta action rotateBitLockerKeys()
  beta action rotateFileVaultKey()
  beta action rotateLocalAdminPassword()
  beta action rotateRecoveryLockPasscode()
  beta action sendCustomNotificationToCompanyPortal(notificationBody String?, notificationTitle String?)
  beta action setDeviceName(deviceName String?)
  beta action suspendManagedHomeScreen(timeoutMinutes String?)
  beta action triggerConfigurationManagerAction(configurationManagerAction configurationManagerAction?)
  beta function *appDiagnostics(upn String?) powerliftIncidentMetadata[]
  beta function getFileVaultKey() String
  beta function getNonCompliantSettings() deviceCompliancePolicySettingState[]
  beta function getSyncStatus() deviceSyncStatusResponse
  beta function retrieveDeviceLocalAdminAccountDetail() deviceLocalAdminAccountDetail
  beta function retrieveMacOSManagedDeviceLocalAdminAccountDetail() macOSManagedDeviceLocalAdminAccountDetail
  beta function *retrievePowerliftAppDiagnosticsDetails(userPrincipalName String?) powerliftIncidentDetail[]
  beta function retrieveRecoveryLockPasscode() String
managedDeviceMobileAppConfiguration
  action assign(assignments managedDeviceMobileAppConfigurationAssignment[]?)
managedEBook
  action assign(managedEBookAssignments managedEBookAssignment[]?)
mobileApp
  action assign(mobileAppAssignments mobileAppAssignment[]?)
  beta action *hasPayloadLinks(payloadIds String[]?) hasPayloadLinkResultItem[]
  beta action updateRelationships(relationships mobileAppRelationship[]?)
  beta action *validateXml(officeConfigurationXml Binary?) String
  beta function *convertFromMobileAppCatalogPackage(mobileAppCatalogPackageId String?) mobileApp
  beta function *getMobileAppCount(status String?) Int64
  beta function getRelatedAppStates(deviceId String?, userPrincipalName String?) mobileAppRelationshipState[]
  beta function *getTopMobileApps(count Int64, status String?) mobileApp[]
mobileAppContentFile
  action commit(fileEncryptionInfo fileEncryptionInfo?)
  action renewUpload()
notificationMessageTemplate
  action sendTestMessage()
operationApprovalRequest
  beta action approve(approvalSource operationApprovalSource?, justification String?) String
  beta action cancelApproval(approvalSource operationApprovalSource?, justification String?) String
  beta action *cancelMyRequest(id String?)
  beta action reject(approvalSource operationApprovalSource?, justification String?) String
  beta action *retrieveRequestStatus(entityId String?, entityType String?) operationApprovalRequestEntityStatus
  beta function *retrieveMyRequestById(id String?) operationApprovalRequest
  beta function *retrieveMyRequests() operationApprovalRequest[]
remoteAssistancePartner
  action beginOnboarding()
  action disconnect()
resourceOperation
  beta function getScopesForUser(userid String?) String[]
roleScopeTag
  beta action assign(assignments roleScopeTagAutoAssignment[]?) roleScopeTagAutoAssignment[]
  beta action *getRoleScopeTagsById(roleScopeTagIds String[]?) roleScopeTag[]
  beta function *hasCustomRoleScopeTag() Boolean
targetedManagedAppConfiguration
  action assign(assignments targetedManagedAppPolicyAssignment[]?)
  action targetApps(appGroupType targetedManagedAppGroupType?, apps managedMobileApp[]?)
  beta action changeSettings(settings deviceManagementConfigurationSetting[]?)
  beta action *hasPayloadLinks(payloadIds String[]?) hasPayloadLinkResultItem[]
targetedManagedAppProtection
  action assign(assignments targetedManagedAppPolicyAssignment[]?)
  action targetApps(appGroupType targetedManagedAppGroupType?, apps managedMobileApp[]?)
vppToken
  action syncLicenses() vppToken
  beta action revokeLicenses(notifyManagedDevices Boolean?, revokeUntrackedLicenses Boolean?)
  beta action *syncLicenseCounts()
  beta function *getLicensesForApp(bundleId String?) vppTokenLicenseSummary[]
`;
