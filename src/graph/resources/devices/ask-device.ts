// What an administrator can ask of a device. Asking is all that happens here: the request waits at the managed device
// until the device checks in, and what it comes to then is between the device and Intune.

import { toIso } from '../../../clock/index.ts';
import { syncedManually } from '../../../directory/index.ts';
import type { DeviceActionResult, ManagedDevice } from '../../../tenant/index.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call } from '../../request/call.ts';
import type { DeviceAction } from './device-action-table.ts';
import { isAppleMobile, meets } from './device-needs.ts';
import { auditRemoteAction } from './remote-action-audits.ts';

export const DEVICES = 'deviceManagement/managedDevices';
/** The kind of clock event by which a device is asked to check in; the simulated device handles it. */
const CHECK_IN_EVENT = 'checkIn';

/** [inferred] how long Apple's push takes to wake a device, in milliseconds. */
export const PUSH_DELAY = 2_000;

/**
 * Notes a request at the device, where it replaces what there was of the same name [inferred], and has the device woken. One
 * that the device doesn't understand ends there: `notSupported` is what the service has for it [documented: actionState].
 * Throws the service's opaque 400 where it has been seen to refuse that, or where the parameters aren't what the action needs.
 * @param bulk the id of the bulk action that it is a part of
 */
export function askDevice(
  call: Call,
  device: ManagedDevice,
  action: DeviceAction,
  parameters: JsonObject,
  bulk?: string,
): void {
  const isUnderstood = meets(device, action.needs);
  if (!isUnderstood && action.refused && !isAppleMobile(device)) throw errors.intuneBadRequest();
  checkParameters(action, parameters);
  if (isUnderstood) {
    note(call, device, action, parameters, bulk);
    wakeDevice(call, device);
  } else turnDown(call, device, action, parameters, bulk);
}

/** Answers a request by itself: the device would not know what is meant. */
function turnDown(
  call: Call,
  device: ManagedDevice,
  action: DeviceAction,
  parameters: JsonObject,
  bulk: string | undefined,
): void {
  call.note({
    what: `${action.name} is nothing that '${device.deviceName}' understands: nothing will come of it`,
    source: 'https://learn.microsoft.com/graph/api/resources/intune-devices-actionstate: notSupported',
    instead: 'Ask it of a device of another platform, or of one that is supervised.',
  });
  auditRemoteAction(call, device, action, parameters, bulk, 'notSupported');
  const deviceActionResults = withRow(device, rowOf(call, action, parameters, 'notSupported'));
  call.tenant.collection(DEVICES).update(device.id, { deviceActionResults }, actorOf(call));
}

/** Throws where a parameter is empty that must not be. */
export function checkParameters({ required = [] }: DeviceAction, parameters: JsonObject): void {
  if (required.some((name) => !parameters[name])) throw errors.intuneBadRequest();
}

/** Asks a device to check in now. What comes of it is the device's affair. */
export function syncDevice(call: Call, device: ManagedDevice, bulk?: string): void {
  note(call, device, { name: 'syncDevice', needs: 'any', evidence: 'documented' }, {}, bulk);
  syncedManually(call.tenant);
  wakeDevice(call, device, 0);
}

/** Has a device check in. */
export function wakeDevice({ tenant: { clock } }: Call, { id }: ManagedDevice, delay = PUSH_DELAY): void {
  clock.schedule(clock.now + delay, CHECK_IN_EVENT, id);
}

function note(
  call: Call,
  device: ManagedDevice,
  action: DeviceAction,
  parameters: JsonObject,
  bulk: string | undefined,
): void {
  const { name, managementState } = action;
  const deviceActionResults = withRow(device, rowOf(call, action, parameters, 'pending'));
  const waiting = (device.$remoteActions ?? []).filter((each) => each.name !== name);
  const audit = auditRemoteAction(call, device, action, parameters, bulk);
  call.tenant.collection(DEVICES).update(
    device.id,
    {
      ...(managementState === undefined ? { deviceActionResults } : { managementState }),
      $remoteActions: [...waiting, { name, parameters, audit }],
    },
    actorOf(call),
  );
}

function rowOf(
  call: Call,
  { name, result = 'deviceActionResult', shown }: DeviceAction,
  parameters: JsonObject,
  actionState: DeviceActionResult['actionState'],
): DeviceActionResult {
  const now = toIso(call.tenant.clock.now);
  return {
    '@odata.type': `#microsoft.graph.${result}`,
    actionName: name,
    actionState,
    startDateTime: now,
    lastUpdatedDateTime: now,
    ...shown?.(parameters),
  };
}

/** The rows of a device with this one in the place of what there was of the same name. */
const withRow = ({ deviceActionResults = [] }: ManagedDevice, row: DeviceActionResult) => [
  ...deviceActionResults.filter(({ actionName }) => actionName !== row.actionName),
  row,
];
