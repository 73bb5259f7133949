// The reports, by name, each with its columns in order.
import { APP_COLUMNS, ENROLLMENT_COLUMNS } from './app-columns.ts';
import * as appRows from './app-rows.ts';
import type { Column } from './column.ts';
import { text } from './column.ts';
import { DEVICE_COLUMNS } from './device-columns.ts';
import * as deviceRows from './device-rows.ts';
import { COMPLIANCE, type Rows } from './device-rows.ts';
import { MANAGED_APP_COLUMNS, registeredApps } from './managed-app-reports.ts';
import { POLICY_COLUMNS } from './policy-columns.ts';
import * as policyRows from './policy-rows.ts';
import { REPORT_TABLE, REPORT_VERSIONS } from './report-table.ts';

/** [documented] the page that names the reports, their columns and what each can be filtered by. */
export const REPORTS_PAGE =
  'https://learn.microsoft.com/intune/intune-service/fundamentals/reports-export-graph-available-reports';

export interface Report {
  readonly name: string;
  readonly columns: readonly Column[];
  /** The columns that it may be filtered by; not all of them are shown. */
  readonly filters: readonly Column[];
  /** The column without which it isn't made. */
  readonly required: string | undefined;
  readonly rows: Rows;
}

const COLUMNS = new Map(
  [...ENROLLMENT_COLUMNS, ...APP_COLUMNS, ...POLICY_COLUMNS, ...DEVICE_COLUMNS].map((each) => [
    each.name,
    each,
  ]),
);

const {
  configured,
  policyStatuses,
  policyCounts,
  settingStatuses,
  settingCounts,
  settingCountsByPolicy,
  fails,
  someFail,
} = policyRows;

/** What the rows of each report are. Those of Windows and Android, and those about what is no part of this, aren't there. */
const ROWS: Readonly<Record<string, Rows>> = {
  AllAppsList: appRows.apps,
  AppInstallStatusAggregate: appRows.appCounts(),
  AppInvAggregate: appRows.reportedApps,
  AppInvByDevice: appRows.reportedAppsByDevice,
  AppInvRawData: appRows.reportedAppsByDevice,
  ConfigurationPolicyAggregate: configured(policyCounts),
  ConfigurationPolicyDeviceAggregates: configured(policyCounts),
  DeviceAssignmentStatusByConfigurationPolicy: configured(policyStatuses),
  DeviceCompliance: deviceRows.managedDevices,
  DeviceConfigurationPolicyStatuses: configured(policyStatuses),
  DeviceEnrollmentFailures: deviceRows.failedEnrollments,
  DeviceInstallStatusByApp: appRows.appStatuses,
  DeviceNonCompliance: deviceRows.nonCompliantDevices,
  DevicePoliciesComplianceReport: policyStatuses(COMPLIANCE),
  DevicePolicySettingsComplianceReport: settingStatuses(COMPLIANCE),
  Devices: deviceRows.managedDevices,
  DevicesByAppInv: appRows.reportedAppsByDevice,
  DevicesStatusByPolicyPlatformComplianceReport: policyStatuses(COMPLIANCE),
  DevicesStatusBySettingReport: settingStatuses(COMPLIANCE),
  DeviceStatusByCompliacePolicyReport: policyStatuses(COMPLIANCE),
  DeviceStatusByCompliancePolicySettingReport: settingStatuses(COMPLIANCE),
  DeviceStatusesByConfigurationProfile: configured(policyStatuses),
  DeviceStatusSummaryByCompliacePolicyReport: policyCounts(COMPLIANCE),
  DeviceStatusSummaryByCompliancePolicySettingsReport: settingCountsByPolicy(COMPLIANCE),
  DevicesWithInventory: deviceRows.managedDevices,
  DevicesWithoutCompliancePolicy: deviceRows.devicesWithoutPolicy,
  MAMAppConfigurationStatus: registeredApps('Configuration'),
  MAMAppConfigurationStatusScopedV2: registeredApps('Configuration'),
  MAMAppConfigurationStatusV2: registeredApps('Configuration'),
  MAMAppProtectionStatus: registeredApps('Protection'),
  MAMAppProtectionStatusScopedV2: registeredApps('Protection'),
  MAMAppProtectionStatusV2: registeredApps('Protection'),
  NonCompliantCompliancePoliciesAggregate: policyCounts(COMPLIANCE, someFail),
  NonCompliantConfigurationPoliciesAggregateWithPF: configured((set) => policyCounts(set, someFail)),
  NoncompliantDevicesAndSettings: settingStatuses(COMPLIANCE, true),
  NonCompliantDevicesByCompliancePolicy: policyStatuses(COMPLIANCE, fails),
  OrgAppsInstallStatus: appRows.appCounts(),
  OrgDeviceInstallStatus: appRows.appStatuses,
  PerSettingDeviceSummaryByConfigurationPolicy: configured(settingCountsByPolicy),
  PerSettingSummaryByDeviceConfigurationPolicy: configured(settingCountsByPolicy),
  Policies: policyRows.policies,
  PolicyComplianceAggReport: policyCounts(COMPLIANCE),
  PolicyNonComplianceAgg: configured((set) => policyCounts(set, someFail)),
  PolicyNonComplianceNew: configured((set) => policyStatuses(set, fails)),
  SettingComplianceAggReport: settingCounts,
  UserInstallStatusAggregateByApp: appRows.appCountsByUser,
  Users: deviceRows.people,
};

/** A column that nothing here has anything to say in is empty. */
const columnNamed = (name: string, columns = COLUMNS) => columns.get(name) ?? text(name, () => undefined);

export const columnsNamed = (names: readonly string[]): readonly Column[] =>
  names.map((name) => columnNamed(name));

/** Reports about managed apps have columns of the same names that tell of something else. */
const OF_MANAGED_APPS = new Map(MANAGED_APP_COLUMNS.map((each) => [each.name, each]));

/** `Name filters…: columns…`; a filter that is required ends in `!`. `+Name` takes the columns of another report. */
function readTable(table: string): ReadonlyMap<string, Report> {
  const reports = new Map<string, Report>();
  for (const line of table.trim().split('\n')) {
    const [head = '', body = ''] = line.split(':');
    const [name = '', ...filters] = head.trim().split(' ');
    const rows = ROWS[name];
    if (!rows) throw new Error(`nothing says what the rows of the report '${name}' are`);
    const columns = body
      .trim()
      .split(' ')
      .flatMap((each) =>
        each.startsWith('+')
          ? (reports.get(each.slice(1))?.columns ?? [])
          : columnNamed(each, name.startsWith('MAM') ? OF_MANAGED_APPS : COLUMNS),
      );
    const required = filters.find((each) => each.endsWith('!'))?.slice(0, -1);
    const filterable = filters.map((each) => columnNamed(each.replace('!', '')));
    reports.set(name, { name, columns, filters: filterable, required, rows });
  }
  return reports;
}

const REPORTS = readTable(REPORT_TABLE);

/** The reports that later versions are the same as, by the versions' names. */
const VERSIONS = new Map(
  REPORT_VERSIONS.trim()
    .split('\n')
    .flatMap((line) => {
      const [name = '', ...endings] = line.split(' ');
      return endings.map((ending) => [`${name}${ending}`, name] as const);
    }),
);

/** [recorded] memdocs#2823: what the report of today's page was called in 2022 and 2023. That the name still holds is inferred. */
const FORMER_NAMES = new Map([['DetectedAppsRawData', 'AppInvRawData']]);

/** A report by its name, which is taken as it is written [recorded]. */
export function reportNamed(name: string): Report | undefined {
  return REPORTS.get(VERSIONS.get(name) ?? FORMER_NAMES.get(name) ?? name);
}
