// The rows and columns of reports about managed apps: each app that registered, with each policy that it heeds.
import { REGISTRATIONS } from '../apps/managed-registrations.ts';
import { type Column, type Facts, text, time } from './column.ts';
import type { Rows } from './device-rows.ts';

const POLICIES = 'deviceAppManagement/managedAppPolicies';

/** The registrations with their policies of a kind: those that protect, or those that configure. */
export const registeredApps = (kind: 'Protection' | 'Configuration'): Rows =>
  function* ({ tenant }) {
    const [policies, users] = [tenant.collection(POLICIES), tenant.collection('users')];
    for (const registration of tenant.collection(REGISTRATIONS)) {
      const id = String(registration['userId']);
      const { displayName: name = '', userPrincipalName: principalName = '' } = users.get(id) ?? {};
      for (const policyId of (registration['$policies'] ?? []) as readonly string[]) {
        const policy = policies.get(policyId);
        if (!policy || !String(policy['@odata.type']).endsWith(kind)) continue;
        yield { registration, managedAppPolicy: policy, user: { id, name, principalName } };
      }
    }
  };

const of = (name: string, property: string) =>
  text(name, ({ registration }) => registration?.[property] as string | undefined);
const bundleOf = ({ registration }: Facts) =>
  (registration?.['appIdentifier'] as { bundleId?: string } | undefined)?.bundleId;
const management = ({ registration }: Facts) =>
  registration?.['managedDeviceId'] === undefined ? 'Unmanaged' : 'MDM';

export const MANAGED_APP_COLUMNS: readonly Column[] = [
  text('App', bundleOf),
  text('User', ({ user }) => user?.name),
  text('Email', ({ user }) => user?.principalName),
  text('Policy', ({ managedAppPolicy }) => managedAppPolicy?.['displayName'] as string | undefined),
  of('AppInstanceId', 'id'),
  of('AADDeviceID', 'azureADDeviceId'),
  of('MDMDeviceID', 'managedDeviceId'),
  of('AppVersion', 'applicationVersion'),
  of('SdkVersion', 'managementSdkVersion'),
  of('iOSSdkVersion', 'managementSdkVersion'),
  of('DeviceManufacturer', 'deviceManufacturer'),
  of('DeviceModel', 'deviceModel'),
  of('DeviceName', 'deviceName'),
  of('DeviceType', 'deviceType'),
  of('PlatformVersion', 'platformVersion'),
  text('Platform', () => 'iOS'),
  text('_Platform', () => 'iOS'),
  text('ManagementType', management),
  text('DeviceManagmentType', management),
  // [inferred] an app that heeds a policy is protected; what the report calls one that doesn't isn't known.
  text('AppProtectionStatus', () => 'Protected'),
  time('LastSync', ({ registration }) => registration?.['lastSyncDateTime']),
];
