// The typings know `string` and `number` only. This finds the primitive type of the schema: by rule where Microsoft's naming
// and comments are regular, by a list of exceptions where they aren't.
import type { DeclaredProperty } from './typings.ts';

/** Properties whose primitive type no rule finds; `*.name` is that property of any type. */
export const exceptions: Readonly<Record<string, readonly string[]>> = {
  Guid: [
    // Intune
    'auditEvent.correlationId',
    'depEnrollmentBaseProfile.enrollmentTimeAzureAdGroupIds',
    'deviceEnrollmentNotificationConfiguration.notificationMessageTemplateId',
    'deviceLogCollectionResponse.managedDeviceId',
    'deviceManagement.intuneAccountId',
    'iosVppEBook.vppTokenId',
    'onPremisesConditionalAccessSettings.excludedGroups',
    'onPremisesConditionalAccessSettings.includedGroups',
    'powerliftDownloadRequest.powerliftId',
    'powerliftIncidentMetadata.powerliftId',
    // Directory
    'addIn.id',
    'apiApplication.knownClientApplications',
    'appRole.id',
    'appRoleAssignment.appRoleId',
    'appRoleAssignment.principalId',
    'appRoleAssignment.resourceId',
    'deviceKey.deviceId',
    'permissionScope.id',
    'resourceAccess.id',
    'resourceSpecificPermission.id',
    'servicePrincipal.appOwnerOrganizationId',
    '*.disabledPlans',
    '*.keyId',
    '*.servicePlanId',
    '*.skuId',
    '*.tokenEncryptionKeyId',
  ],
  Binary: [
    // Intune
    'deviceCompliancePolicyScript.rulesContent',
    'enterpriseCodeSigningCertificate.content',
    'fileEncryptionInfo.encryptionKey',
    'fileEncryptionInfo.fileDigest',
    'fileEncryptionInfo.initializationVector',
    'fileEncryptionInfo.mac',
    'fileEncryptionInfo.macKey',
    'iosMobileAppConfiguration.encodedSettingXml',
    'mobileAppContentFile.manifest',
    'symantecCodeSigningCertificate.content',
    '*.detectionScriptContent',
    '*.remediationScriptContent',
    '*.scriptContent',
    '*.startMenuLayoutXml',
    '*.trustedRootCertificate',
    // Directory
    'alternativeSecurityId.key',
    'deviceKey.keyMaterial',
    'keyCredential.key',
    'selfSignedCertificate.key',
    '*.customKeyIdentifier',
  ],
  DateTimeOffset: [
    'certificateConnectorSetting.certExpiryTime',
    'certificateConnectorSetting.lastConnectorConnectionTime',
    'deviceAppManagement.microsoftStoreForBusinessLastCompletedApplicationSyncTime',
    'managedDevice.managementCertificateExpirationDate',
    'membershipRuleProcessingStatus.lastMembershipUpdated',
    'oAuth2PermissionGrant.expiryTime',
    'oAuth2PermissionGrant.startTime',
    'user.employeeHireDate',
  ],
  Date: [
    'deviceHealthScriptRunOnceSchedule.date',
    'recurrenceRange.endDate',
    'recurrenceRange.startDate',
    'windowsUpdateForBusinessConfiguration.featureUpdatesPauseStartDate',
    'windowsUpdateForBusinessConfiguration.qualityUpdatesPauseStartDate',
  ],
  TimeOfDay: [
    'customUpdateTimeWindow.endTime',
    'customUpdateTimeWindow.startTime',
    'deviceHealthScriptTimeSchedule.time',
    'sharedPCConfiguration.maintenanceStartTime',
    'standardTimeZoneOffset.time',
    'windows10TeamGeneralConfiguration.maintenanceWindowStartTime',
    'windowsUpdateScheduledInstall.scheduledInstallTime',
    'workingHours.endTime',
    'workingHours.startTime',
    '*.activeHoursEnd',
    '*.activeHoursStart',
    '*.defenderScheduledQuickScanTime',
    '*.defenderScheduledScanTime',
  ],
  Duration: [
    'expirationPattern.duration',
    'managedAppProtection.gracePeriodToBlockAppsDuringOffClockHours',
    'managedAppProtection.periodBeforePinReset',
    'managedAppProtection.periodOfflineBeforeAccessCheck',
    'managedAppProtection.periodOfflineBeforeWipeIsEnforced',
    'managedAppProtection.periodOnlineBeforeAccessCheck',
    'managedAppProtection.pinRequiredInsteadOfBiometricTimeout',
    '*.maxLifetime',
  ],
  // Called DateTime, and text all the same.
  String: ['deviceHealthAttestationState.lastUpdateDateTime', 'beta:user.externalUserStateChangeDateTime'],
  Int32: ['*.mtuSizeInBytes'],
  Int64: [
    'certificateConnectorSetting.lastUploadVersion',
    'detectedApp.sizeInByte',
    'deviceAssignmentItem.errorCode',
    'deviceCompliancePolicySettingState.errorCode',
    'deviceHealthAttestationState.resetCount',
    'deviceHealthAttestationState.restartCount',
    'deviceManagementConfigurationIntegerSettingValueDefinition.maximumValue',
    'deviceManagementConfigurationIntegerSettingValueDefinition.minimumValue',
    'deviceManagementConfigurationStringSettingValueDefinition.maximumLength',
    'deviceManagementConfigurationStringSettingValueDefinition.minimumLength',
    'hardwareInformation.freeStorageSpace',
    'hardwareInformation.totalStorageSpace',
    'managedMobileLobApp.size',
    'mobileAppContentFile.size',
    'mobileAppContentFile.sizeEncrypted',
    'mobileLobApp.size',
    'sharedAppleDeviceUser.dataQuota',
    'sharedAppleDeviceUser.dataUsed',
  ],
  Double: [
    'deviceGeoLocation.heading',
    'deviceGeoLocation.horizontalAccuracy',
    'deviceGeoLocation.speed',
    'deviceGeoLocation.verticalAccuracy',
    'deviceManagementConfigurationFloatSettingValueDefinition.maximumValue',
    'deviceManagementConfigurationFloatSettingValueDefinition.minimumValue',
    'hardwareInformation.batteryLevelPercentage',
    'keyRealValuePair.value',
  ],
  Single: ['omaSettingFloatingPoint.value'],
  Byte: ['rgbColor.b', 'rgbColor.g', 'rgbColor.r'],
  // Free-form JSON (`microsoft.graph.Json` in the schema).
  Untyped: ['managedAppStatusRaw.content'],
};

/** The primitive type's name, without `Edm.`, by rule. */
export function primitiveByRule(property: DeclaredProperty): string {
  const { name, comment, type } = property;
  switch (type) {
    case 'boolean':
      return 'Boolean';
    case 'any':
      return 'Stream';
    case 'number':
      if (/InBytes$/.test(name) || /E\+18\b|\bto 4294967295\b/.test(comment)) return 'Int64';
      if (/^(latitude|longitude|altitude)$/.test(name) || /E\+308\b/.test(comment)) return 'Double';
      return 'Int32';
    case 'string':
      if (/DateTime(UTC)?$/.test(name) || /The Timestamp type represents date and time/.test(comment))
        return 'DateTimeOffset';
      if (/\bbyte array\b/i.test(comment)) return 'Binary';
      return 'String';
    default:
      throw new Error(`${name}: ${type} is no primitive type of the typings`);
  }
}
