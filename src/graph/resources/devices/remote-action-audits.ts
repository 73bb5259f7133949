// One row for each thing that was asked of a device; whoever hears the device's answer says in it how it went.
import type { ManagedDevice } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call, now } from '../../request/call.ts';
import type { DeviceAction } from './device-action-table.ts';

export const AUDITS = 'deviceManagement/remoteActionAudits';

/** Notes who asked for what; returns the row's id. */
export function auditRemoteAction(
  call: Call,
  device: ManagedDevice,
  { name, audit = 'unknown' }: Pick<DeviceAction, 'name' | 'audit'>,
  { keepEnrollmentData }: JsonObject,
  bulk: string | undefined,
  actionState = 'pending',
): string {
  const by = actorOf(call);
  const user = device.userPrincipalName ?? '';
  const row = {
    id: call.tenant.random.guid(),
    deviceDisplayName: device.deviceName,
    userName: device.userDisplayName ?? '',
    // [inferred] an application has no sign-in name.
    initiatedByUserPrincipalName: by.kind === 'user' ? by.name : '',
    action: name === 'wipe' && keepEnrollmentData ? 'factoryResetKeepEnrollmentData' : audit,
    requestDateTime: now(call),
    deviceOwnerUserPrincipalName: user,
    deviceIMEI: (device['imei'] as string | undefined) ?? '',
    actionState,
    managedDeviceId: device.id,
    deviceActionCategory: bulk === undefined ? 'single' : 'bulk',
    bulkDeviceActionId: bulk ?? null,
  };
  call.tenant.collection(AUDITS).insert(row, by);
  return row.id;
}

export const remoteActionAudits: Resource = defineResource({
  path: AUDITS,
  type: 'remoteActionAudit',
  versions: ['beta'],
  family: 'intune',
  service: 'DeviceFE/StatelessDeviceFEService',
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/resources/intune-devices-remoteactionaudit'],
});
