// Reports about managed apps that the admin center reads as single rows, whose content is a table or a list of checks.
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import type { Call } from '../../request/call.ts';
import { REGISTRATIONS } from './managed-registrations.ts';
import { resourcePage } from './paths.ts';

const POLICIES = 'deviceAppManagement/managedAppPolicies';

/** How many rows a page of the table has, where the caller doesn't say. [inferred] */
export const SUMMARY_ROWS = 100;

/** What the table can tell of a registration. [recorded] the names, in this order */
const COLUMNS: Readonly<Record<string, (call: Call, registration: Entity) => unknown>> = {
  UserId: (_call, { userId }) => userId,
  DisplayName: (call, registration) => userOf(call, registration)?.displayName,
  UserEmail: (call, registration) => userOf(call, registration)?.userPrincipalName,
  ApplicationId: (_call, { appIdentifier }) => bundleOf(appIdentifier),
  ApplicationVersion: (_call, { applicationVersion }) => applicationVersion,
  SdkVersion: (_call, { managementSdkVersion }) => managementSdkVersion,
  ApplicationName: (_call, { appIdentifier }) => bundleOf(appIdentifier),
  ApplicationInstanceId: (_call, { id }) => id,
  CreatedDate: (_call, { createdDateTime }) => createdDateTime,
  LastCheckInDate: (_call, { lastSyncDateTime }) => lastSyncDateTime,
  Platform: () => 'iOS',
  PlatformVersion: (_call, { platformVersion }) => platformVersion,
  DeviceId: (_call, { deviceTag }) => deviceTag,
  DeviceType: (_call, { deviceType }) => deviceType,
  DeviceName: (_call, { deviceName }) => deviceName,
  DeviceModel: (_call, { deviceModel }) => deviceModel,
  DeviceManufacturer: (_call, { deviceManufacturer }) => deviceManufacturer,
  AzureADDeviceId: (_call, { azureADDeviceId }) => azureADDeviceId,
  MDMDeviceID: (_call, { managedDeviceId }) => managedDeviceId,
  ManagementLevel: (_call, { managedDeviceId }) => (managedDeviceId === undefined ? 'Unmanaged' : 'MDM'),
  PolicyName: (call, registration) => policyNames(call, registration),
};

const userOf = ({ tenant }: Call, { userId }: Entity) => tenant.collection('users').get(String(userId));
const bundleOf = (identifier: unknown) => (identifier as { bundleId?: string } | undefined)?.bundleId;
const policyNames = ({ tenant }: Call, { $policies }: Entity) =>
  (($policies ?? []) as readonly string[])
    .flatMap((id) => tenant.collection(POLICIES).get(id)?.['displayName'] ?? [])
    .join(', ');

/** The table of all registrations, with the columns that are asked for, from where the last page ended. */
function registrationSummary(call: Call): unknown {
  const asked = call.option('columns')?.split(',');
  const names = Object.keys(COLUMNS).filter((name) => asked?.includes(name) ?? true);
  const count = Math.max(1, Number(call.option('fetch')) || SUMMARY_ROWS);
  const registrations = call.tenant.collection(REGISTRATIONS);
  const body: { values: string[] }[] = [];
  let last = Number(call.option('seek') ?? -1);
  for (const row of registrations.rowsAfter(Number.isNaN(last) ? -1 : last)) {
    if (body.length === count) return table(names, body, String(last));
    const registration = registrations.at(row) as Entity;
    body.push({ values: names.map((name) => String(COLUMNS[name]?.(call, registration) ?? '')) });
    last = row;
  }
  return table(names, body, '');
}

const table = (names: readonly string[], body: unknown, skipToken: string) => ({
  skipToken,
  header: names.map((columnName) => ({ columnName })),
  body,
});

/** What Intune checks about a person. [recorded] the name and the result of this check; the others aren't known */
function userStatus(call: Call): unknown {
  const user = call.tenant.collection('users').get(call.option('userId') ?? '');
  if (!user) return null;
  const state = call.deviceApps.isLicensed(user) ? 'Pass' : 'Fail';
  return { validationStatuses: [{ validationName: 'Intune License', state }] };
}

const TYPE = '#microsoft.graph.managedAppStatusRaw';

function statuses(call: Call): readonly Entity[] {
  return [
    {
      '@odata.type': TYPE,
      id: 'appregistrationsummary',
      displayName: 'App registration summary',
      content: registrationSummary(call),
    },
    { '@odata.type': TYPE, id: 'userstatus', displayName: 'User status', content: userStatus(call) },
  ];
}

export const managedStatuses: Resource = defineResource({
  path: 'deviceAppManagement/managedAppStatuses',
  type: 'managedAppStatus',
  family: 'intune',
  service: 'StatelessAppProtectionFEService',
  source: { kind: 'computed', compute: statuses },
  evidence: 'recorded',
  sources: [
    resourcePage('intune-mam-managedappstatusraw'),
    'https://github.com/microsoftgraph/powershell-intune-samples/tree/master/AppProtectionPolicy',
  ],
});
