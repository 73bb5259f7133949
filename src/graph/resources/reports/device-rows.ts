// Where the rows of reports come from. Each source takes what a filter demands by equality, so that a report about one device
// or one policy goes through no others.
import { type ManagedDevice, TEMPLATE_COMPLIANCE } from '../../../tenant/index.ts';
import type { Call } from '../../request/call.ts';
import { DEVICES } from '../devices/ask-device.ts';
import type { Facts } from './column.ts';

/** What a report is made from. */
export type Source = Pick<Call, 'tenant' | 'deviceStatuses' | 'devicePolicies' | 'deviceApps'>;
/** The value that a filter demands of a column, if it demands one. */
export type Wanted = (...columns: readonly string[]) => string | undefined;
export type Rows = (source: Source, wanted: Wanted) => Iterable<Facts>;

/** In reports, compliance policies of either kind. */
export const COMPLIANCE = TEMPLATE_COMPLIANCE;

/** Any that a device's own column may be called. */
export const DEVICE_IDS = ['IntuneDeviceId', 'DeviceId'];

export function* devicesOf({ tenant }: Source, wanted: Wanted): Generator<ManagedDevice> {
  const devices = tenant.collection(DEVICES);
  const [id, user] = [wanted(...DEVICE_IDS), wanted('UserId')];
  if (id !== undefined) {
    const device = devices.get(id);
    if (device) yield device;
  } else if (user !== undefined) {
    yield* devices.where('userId', user);
  } else {
    yield* devices;
  }
}

export const managedDevices: Rows = function* (source, wanted) {
  for (const device of devicesOf(source, wanted)) yield { device };
};

/** [inferred] which states count as not compliant; that in grace is among them follows from the report's own column for it. */
const NOT_COMPLIANT = ['noncompliant', 'inGracePeriod', 'conflict', 'error'];

export function* failingDevices(source: Source, wanted: Wanted): Generator<ManagedDevice> {
  const devices = source.tenant.collection(DEVICES);
  if (wanted(...DEVICE_IDS) === undefined) {
    for (const state of NOT_COMPLIANT) {
      for (const row of devices.rowsWhere('complianceState', state)?.after() ?? []) {
        const device = devices.at(row);
        if (device) yield device;
      }
    }
    return;
  }
  for (const device of devicesOf(source, wanted)) {
    if (NOT_COMPLIANT.includes(device.complianceState)) yield device;
  }
}

export const nonCompliantDevices: Rows = function* (source, wanted) {
  for (const device of failingDevices(source, wanted)) yield { device };
};

/** Devices that only the built-in policy judges. */
export const devicesWithoutPolicy: Rows = function* (source, wanted) {
  for (const device of devicesOf(source, wanted)) {
    const judging = source.devicePolicies
      .states(COMPLIANCE, device)
      .filter(({ state }) => state !== 'notApplicable');
    if (judging.length <= 1) yield { device };
  }
};

export const failedEnrollments: Rows = function* ({ tenant }) {
  const users = tenant.collection('users');
  for (const event of tenant.collection('deviceManagement/troubleshootingEvents')) {
    const user = users.get(String(event['userId']));
    yield {
      event,
      ...(user && { user: { id: user.id, name: user.displayName, principalName: user.userPrincipalName } }),
    };
  }
};

export const people: Rows = function* ({ tenant }) {
  for (const { id, displayName: name, userPrincipalName: principalName } of tenant.collection('users')) {
    yield { user: { id, name, principalName } };
  }
};
