// The actions that answer with a report at once. What each shows is the report of the catalog that is about the same; that it
// has the same columns is inferred, but for those that are recorded.
import type { Operation } from '../../declare/resource.ts';
import { answerReport } from './answered-report.ts';
import { appCounts } from './app-rows.ts';
import { type Report, reportNamed } from './catalog.ts';

const REPORT_OF: Readonly<Record<string, string>> = {
  getAppsInstallSummaryReport: 'AppInstallStatusAggregate',
  getAppStatusOverviewReport: 'AppInstallStatusAggregate',
  getCompliancePoliciesReportForDevice: 'DevicePoliciesComplianceReport',
  getCompliancePolicyDevicesReport: 'DeviceStatusByCompliacePolicyReport',
  getCompliancePolicyDeviceSummaryReport: 'DeviceStatusSummaryByCompliacePolicyReport',
  getCompliancePolicyNonComplianceReport: 'NonCompliantDevicesByCompliancePolicy',
  getCompliancePolicyNonComplianceSummaryReport: 'NonCompliantCompliancePoliciesAggregate',
  getComplianceSettingDetailsReport: 'DeviceStatusByCompliancePolicySettingReport',
  getComplianceSettingNonComplianceReport: 'NoncompliantDevicesAndSettings',
  getComplianceSettingsReport: 'SettingComplianceAggReport',
  getConfigurationPoliciesReportForDevice: 'DeviceConfigurationPolicyStatuses',
  getConfigurationPolicyDevicesReport: 'DeviceStatusesByConfigurationProfile',
  getConfigurationPolicyDeviceSummaryReport: 'ConfigurationPolicyDeviceAggregates',
  getConfigurationPolicyNonComplianceReport: 'PolicyNonComplianceNew',
  getConfigurationPolicyNonComplianceSummaryReport: 'PolicyNonComplianceAgg',
  getConfigurationPolicySettingsDeviceSummaryReport: 'PerSettingDeviceSummaryByConfigurationPolicy',
  getConfigurationSettingsReport: 'PerSettingSummaryByDeviceConfigurationPolicy',
  getDeviceConfigurationPolicySettingsSummaryReport: 'PerSettingSummaryByDeviceConfigurationPolicy',
  getDeviceConfigurationPolicyStatusSummary: 'ConfigurationPolicyDeviceAggregates',
  getDeviceNonComplianceReport: 'DeviceNonCompliance',
  getDevicePoliciesComplianceReport: 'DevicePoliciesComplianceReport',
  getDevicePolicySettingsComplianceReport: 'DevicePolicySettingsComplianceReport',
  getDeviceStatusByCompliacePolicyReport: 'DeviceStatusByCompliacePolicyReport',
  getDeviceStatusByCompliancePolicySettingReport: 'DeviceStatusByCompliancePolicySettingReport',
  getDevicesStatusByPolicyPlatformComplianceReport: 'DevicesStatusByPolicyPlatformComplianceReport',
  getDevicesStatusBySettingReport: 'DevicesStatusBySettingReport',
  getDeviceStatusSummaryByCompliacePolicyReport: 'DeviceStatusSummaryByCompliacePolicyReport',
  getDeviceStatusSummaryByCompliancePolicySettingsReport:
    'DeviceStatusSummaryByCompliancePolicySettingsReport',
  getDevicesWithoutCompliancePolicyReport: 'DevicesWithoutCompliancePolicy',
  getMobileApplicationManagementAppConfigurationReport: 'MAMAppConfigurationStatusV2',
  getMobileApplicationManagementAppRegistrationSummaryReport: 'MAMAppProtectionStatusV2',
  getNoncompliantDevicesAndSettingsReport: 'NoncompliantDevicesAndSettings',
  getPolicyNonComplianceReport: 'PolicyNonComplianceNew',
  getPolicyNonComplianceSummaryReport: 'PolicyNonComplianceAgg',
  getSettingNonComplianceReport: 'NoncompliantDevicesAndSettings',
  getUserInstallStatusReport: 'UserInstallStatusAggregateByApp',
  retrieveDeviceAppInstallationStatusReport: 'DeviceInstallStatusByApp',
};

function reportOf(action: string, name: string): Report {
  const report = reportNamed(name);
  if (!report) throw new Error(`'${action}' shows a report that there is not: '${name}'`);
  return report;
}

const showing = (name: string, report: Report): Operation => ({
  on: 'deviceManagementReports',
  name,
  run: (call, _entity, parameters) => answerReport(call, report, parameters),
  evidence: 'inferred',
  sources: [
    `https://learn.microsoft.com/graph/api/intune-reporting-devicemanagementreports-${name.toLowerCase()}`,
  ],
});

const FAILED_APPS = 'getFailedMobileAppsReport';

export const reportActions: readonly Operation[] = [
  ...Object.entries(REPORT_OF).map(([name, report]) => showing(name, reportOf(name, report))),
  showing(FAILED_APPS, { ...reportOf(FAILED_APPS, 'AppInstallStatusAggregate'), rows: appCounts(true) }),
];
