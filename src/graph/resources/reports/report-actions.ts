// The actions that answer with a report at once. What each shows is the report of the catalog that is about the same; that it
// has the same columns is inferred, but for those that are recorded.

import { CATALOG_SET, TEMPLATE_SET } from '../../../tenant/index.ts';
import type { Operation } from '../../declare/resource.ts';
import { answerReport } from './answered-report.ts';
import { appCounts } from './app-rows.ts';
import { columnsNamed, type Report, reportNamed } from './catalog.ts';
import type { PolicySet } from './column.ts';
import { settingStatuses } from './policy-rows.ts';

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
  getConfigurationPolicyDeviceSummaryReport: 'ConfigurationPolicyDeviceAggregates',
  getConfigurationPolicyNonComplianceReport: 'PolicyNonComplianceNew',
  getConfigurationPolicyNonComplianceSummaryReport: 'PolicyNonComplianceAgg',
  getConfigurationPolicySettingsDeviceSummaryReport: 'PerSettingDeviceSummaryByConfigurationPolicy',
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

/** [recorded] what callers select beyond the columns of the exported report. */
const wider = (action: string, name: string): Operation => {
  const report = reportOf(action, name);
  return showing(action, {
    ...report,
    columns: [...report.columns, ...columnsNamed(['PolicyBaseTypeName', 'UserId'])],
  });
};

/**
 * [recorded] callers ask it how the settings of a policy of the settings catalog stand on one device, and the other one for
 * those of a template's.
 */
const settingsOf = (action: string, set: PolicySet): Operation =>
  showing(action, {
    ...reportOf(action, 'DevicePolicySettingsComplianceReport'),
    name: action,
    rows: settingStatuses(set),
  });

const FAILED_APPS = 'getFailedMobileAppsReport';

export const reportActions: readonly Operation[] = [
  ...Object.entries(REPORT_OF).map(([name, report]) => showing(name, reportOf(name, report))),
  wider('getConfigurationPoliciesReportForDevice', 'DeviceConfigurationPolicyStatuses'),
  wider('getConfigurationPolicyDevicesReport', 'DeviceStatusesByConfigurationProfile'),
  settingsOf('getConfigurationSettingsReport', CATALOG_SET),
  settingsOf('getConfigurationSettingNonComplianceReport', TEMPLATE_SET),
  showing(FAILED_APPS, { ...reportOf(FAILED_APPS, 'AppInstallStatusAggregate'), rows: appCounts(true) }),
];
