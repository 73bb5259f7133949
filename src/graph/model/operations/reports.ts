// The actions of Intune's reports, as Microsoft Graph's metadata declares them (see directory.ts for the notation).
// `@report` and `@withoutName` stand for the parameters that nearly all have in common.
export const reportsOperations = `
deviceManagementReports
  action getCachedReport(groupBy String[]?, id String?, orderBy String[]?, search String?, select String[]?, skip Int32?, top Int32?) Stream
  action getCompliancePolicyNonComplianceReport(@report) Stream
  action getCompliancePolicyNonComplianceSummaryReport(@report) Stream
  action getComplianceSettingNonComplianceReport(@report) Stream
  action getConfigurationPolicyNonComplianceReport(@report) Stream
  action getConfigurationPolicyNonComplianceSummaryReport(@report) Stream
  action getConfigurationSettingNonComplianceReport(@report) Stream
  action getDeviceManagementIntentPerSettingContributingProfiles(@report) Stream
  action getDeviceManagementIntentSettingsReport(@report) Stream
  action getDeviceNonComplianceReport(@report) Stream
  action getDevicesWithoutCompliancePolicyReport(@report) Stream
  action getHistoricalReport(filter String?, groupBy String[]?, name String?, orderBy String[]?, search String?, select String[]?, skip Int32?, top Int32?) Stream
  action getNoncompliantDevicesAndSettingsReport(@report) Stream
  action getPolicyNonComplianceMetadata(@report) Stream
  action getPolicyNonComplianceReport(@report) Stream
  action getPolicyNonComplianceSummaryReport(@report) Stream
  action getReportFilters(@report) Stream
  action getSettingNonComplianceReport(@report) Stream
  action retrieveDeviceAppInstallationStatusReport(@report) Stream
  beta action getActiveMalwareReport(@report) Stream
  beta action getActiveMalwareSummaryReport(@report) Stream
  beta action getAllCertificatesReport(@report) Stream
  beta action getAppStatusOverviewReport(@report) Stream
  beta action getAppsInstallSummaryReport(@report) Stream
  beta action getCertificatesReport(@report) Stream
  beta action getCompliancePoliciesReportForDevice(@report) Stream
  beta action getCompliancePolicyDeviceSummaryReport(@report) Stream
  beta action getCompliancePolicyDevicesReport(@report) Stream
  beta action getComplianceSettingDetailsReport(@report) Stream
  beta action getComplianceSettingsReport(@report) Stream
  beta action getConfigManagerDevicePolicyStatusReport(@report) Stream
  beta action getConfigurationPoliciesReportForDevice(@report) Stream
  beta action getConfigurationPolicyDeviceSummaryReport(@report) Stream
  beta action getConfigurationPolicyDevicesReport(@report) Stream
  beta action getConfigurationPolicySettingsDeviceSummaryReport(@report) Stream
  beta action getConfigurationSettingDetailsReport(@report) Stream
  beta action getConfigurationSettingsReport(@report) Stream
  beta action getDeviceConfigurationPolicySettingsSummaryReport(@report) Stream
  beta action getDeviceConfigurationPolicyStatusSummary(@report) Stream
  beta action getDevicePoliciesComplianceReport(@withoutName) Stream
  beta action getDevicePolicySettingsComplianceReport(@withoutName) Stream
  beta action getDeviceStatusByCompliacePolicyReport(@withoutName) Stream
  beta action getDeviceStatusByCompliancePolicySettingReport(@withoutName) Stream
  beta action getDeviceStatusSummaryByCompliacePolicyReport(@withoutName) Stream
  beta action getDeviceStatusSummaryByCompliancePolicySettingsReport(@withoutName) Stream
  beta action getDevicesStatusByPolicyPlatformComplianceReport(@withoutName) Stream
  beta action getDevicesStatusBySettingReport(@withoutName) Stream
  beta action getEncryptionReportForDevices(@report) Stream
  beta action getEnrollmentConfigurationPoliciesByDevice(filter String?, groupBy String[]?, name String?, orderBy String[]?, search String?, select String[]?, skip Int32?, top Int32?) Stream
  beta action getFailedMobileAppsReport(@report) Stream
  beta action getFailedMobileAppsSummaryReport(@report) Stream
  beta action getGroupPolicySettingsDeviceSettingsReport(filter String?, groupBy String[]?, name String?, orderBy String[]?, search String?, select String[]?, sessionId String?, skip Int32?, skiptoken String?, top Int32?) Stream
  beta action getMalwareSummaryReport(@report) Stream
  beta action getMobileApplicationManagementAppConfigurationReport(@report) Stream
  beta action getMobileApplicationManagementAppRegistrationSummaryReport(@report) Stream
  beta action getQuietTimePolicyUserSummaryReport(@report) Stream
  beta action getQuietTimePolicyUsersReport(filter String?, groupBy String[]?, name String?, orderBy String[]?, search String?, select String[]?, sessionId String?, skip Int32?, skipToken String?, top Int32?) Stream
  beta action getRelatedAppsStatusReport(@report) Stream
  beta action getRemoteAssistanceSessionsReport(@report) Stream
  beta action getUnhealthyDefenderAgentsReport(@report) Stream
  beta action getUnhealthyFirewallReport(@report) Stream
  beta action getUnhealthyFirewallSummaryReport(@report) Stream
  beta action getUserInstallStatusReport(@report) Stream
  beta action getWindowsDriverUpdateAlertSummaryReport(@report) Stream
  beta action getWindowsDriverUpdateAlertsPerPolicyPerDeviceReport(@report) Stream
  beta action getWindowsQualityUpdateAlertSummaryReport(@report) Stream
  beta action getWindowsQualityUpdateAlertsPerPolicyPerDeviceReport(@report) Stream
  beta action getWindowsUpdateAlertSummaryReport(@report) Stream
  beta action getWindowsUpdateAlertsPerPolicyPerDeviceReport(@report) Stream
  beta action retrieveAndroidWorkProfileDeviceMigrationStatuses(@report) Stream
  beta action retrieveAppleDeviceOSUpdateStatus(@report) Stream
  beta action retrieveAppleOSUpdateFailures(@report) Stream
  beta action retrieveCloudPkiLeafCertificateReport(certificationAuthorityId String?, filter String?, orderBy String[]?, search String?, select String[]?, skip Int32?, top Int32?) Stream
  beta action retrieveCloudPkiLeafCertificateSummaryReport(certificationAuthorityId String?, select String[]?) Stream
  beta action retrieveEnrollmentTimeGroupingFailureReport(@report) Stream
  beta action retrieveSecurityTaskAppsReport(@report) Stream
  beta action retrieveWin32CatalogAppsUpdateReport(@report) Stream
`;
