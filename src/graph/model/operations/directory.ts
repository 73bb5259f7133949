// The actions and functions of the directory, as Microsoft Graph's metadata declares them. The notation is read by
// ../signatures.ts: a type, and below it what is bound to it; `*`: bound to a collection of it.
export const directoryOperations = `
application
  action addKey(keyCredential keyCredential, passwordCredential passwordCredential?, proof String) keyCredential
  action addPassword(passwordCredential passwordCredential?) passwordCredential
  action removeKey(keyId Guid, proof String)
  action removePassword(keyId Guid)
  action setVerifiedPublisher(verifiedPublisherId String)
  action unsetVerifiedPublisher()
auditLogRoot
  beta function getSummarizedMSISignIns(aggregationWindow String?) summarizedSignIn[]
  beta function getSummarizedNonInteractiveSignIns(aggregationWindow String?) summarizedSignIn[]
  beta function getSummarizedServicePrincipalSignIns(aggregationWindow String?) summarizedSignIn[]
authenticationStrengthPolicy
  action updateAllowedCombinations(allowedCombinations authenticationMethodModes[]) updateAllowedCombinationsResult
  function usage() authenticationStrengthUsage
  beta function *findByMethodMode(authenticationMethodModes authenticationMethodModes[]) authenticationStrengthPolicy[]
conditionalAccessPolicy
  action restore() conditionalAccessPolicy
conditionalAccessRoot
  action evaluate(appliedPoliciesOnly Boolean?, signInConditions signInConditions?, signInContext signInContext?, signInIdentity signInIdentity?) whatIfAnalysisResult[]
directoryObject
  action checkMemberGroups(groupIds String[]) String[]
  action checkMemberObjects(ids String[]) String[]
  v1.0 action *getAvailableExtensionProperties(isSyncedFromOnPremises Boolean?) extensionProperty[]
  action *getByIds(ids String[], types String[]?) directoryObject[]
  action getMemberGroups(securityEnabledOnly Boolean?) String[]
  action getMemberObjects(securityEnabledOnly Boolean?) String[]
  v1.0 action restore(autoReconcileProxyConflict Boolean?, newUserPrincipalName String?) directoryObject
  beta action restore() directoryObject
  action *validateProperties(displayName String?, entityType String?, mailNickname String?, onBehalfOfUserId Guid?)
  beta action *getUserOwnedObjects(type String?, userId String?) directoryObject
domain
  action forceDelete(disableUserAccounts Boolean?)
  action promote() Boolean
  v1.0 action verify(forceTakeover Boolean?) domain
  beta action verify() domain
  beta action promoteToInitial()
group
  action assignLicense(addLicenses assignedLicense[], removeLicenses Guid[]) group
  action checkGrantedPermissionsForApp() resourceSpecificPermissionGrant[]
  action renew()
  action retryServiceProvisioning()
  action validateProperties(displayName String?, mailNickname String?, onBehalfOfUserId Guid?)
  beta action evaluateDynamicMembership(memberId String?, membershipRule String?) evaluateDynamicMembershipResult
  beta action *evaluateDynamicMembership(memberId String?, membershipRule String?) evaluateDynamicMembershipResult
licenseDetails
  function *getTeamsLicensingDetails() teamsLicensingDetails
namedLocation
  action restore() namedLocation
orgContact
  v1.0 action retryServiceProvisioning()
organization
  action setMobileDeviceManagementAuthority() Int32
rbacApplication
  beta function roleScheduleInstances(appScopeId String?, directoryScopeId String?, principalId String?, roleDefinitionId String?) unifiedRoleScheduleInstanceBase[]
  beta function roleSchedules(appScopeId String?, directoryScopeId String?, principalId String?, roleDefinitionId String?) unifiedRoleScheduleBase[]
servicePrincipal
  action addKey(keyCredential keyCredential, passwordCredential passwordCredential?, proof String) keyCredential
  action addPassword(passwordCredential passwordCredential?) passwordCredential
  action addTokenSigningCertificate(displayName String?, endDateTime DateTimeOffset?) selfSignedCertificate
  action removeKey(keyId Guid, proof String)
  action removePassword(keyId Guid)
  beta action createPasswordSingleSignOnCredentials(credentials credential[]?, id String?) passwordSingleSignOnCredentialSet
  beta action deletePasswordSingleSignOnCredentials(id String?)
  beta action getPasswordSingleSignOnCredentials(id String?) passwordSingleSignOnCredentialSet
  beta action updatePasswordSingleSignOnCredentials(credentials credential[]?, id String?)
signIn
  action *confirmCompromised(requestIds String[]?)
  action *confirmSafe(requestIds String[]?)
  action *dismiss(requestIds String[]?)
subscription
  action reauthorize()
  beta function *getVapidPublicKey() String
unifiedRoleDefinition
  beta function assignedPrincipals(directoryScopeId String?, directoryScopeType String?, transitive String?) directoryObject[]
user
  action assignLicense(addLicenses assignedLicense[], removeLicenses Guid[]) user
  action changePassword(currentPassword String?, newPassword String?)
  action removeAllDevicesFromManagement()
  action reprocessLicenseAssignment() user
  action retryServiceProvisioning()
  action revokeSignInSessions() Boolean
  action wipeManagedAppRegistrationsByDeviceTag(deviceTag String?)
  function getManagedAppDiagnosticStatuses() managedAppDiagnosticStatus[]
  function getManagedAppPolicies() managedAppPolicy[]
  function getManagedDevicesWithAppFailures() String[]
  beta action convertExternalToInternalMemberUser(mail String?, passwordProfile passwordProfile?, userPrincipalName String?) conversionUserDetails
  beta action unblockManagedApps()
  beta action *validatePassword(password String?) passwordValidationInformation
  beta action wipeAndBlockManagedApps()
  beta action wipeManagedAppRegistrationsByAzureAdDeviceId(azureAdDeviceId String?)
  beta function getEffectiveDeviceEnrollmentConfigurations() deviceEnrollmentConfiguration[]
  beta function getLoggedOnManagedDevices() managedDevice[]
  beta function *getManagedAppBlockedUsers() String[]
  beta function getManagedDevicesWithFailedOrPendingApps() managedDeviceSummarizedAppState[]
  beta function isManagedAppUserBlocked() Boolean
  beta function retrieveManagedDevicesWithAppInstallationIssues() managedDeviceSummarizedAppState[]
`;
