// What an administrator can ask of a device. Asking is all that happens here: the request waits at the managed device
// until the device checks in, and what it comes to then is between the device and Intune.

import { toIso } from '../../../clock/index.ts';
import { syncedManually } from '../../../directory/index.ts';
import type { DeviceActionResult, ManagedDevice } from '../../../tenant/index.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call } from '../../request/call.ts';
import type { DeviceAction } from './device-action-table.ts';
import { meets } from './device-needs.ts';
import { auditRemoteAction } from './remote-action-audits.ts';

export const DEVICES = 'deviceManagement/managedDevices';
/** The kind of clock event by which a device is asked to check in; the simulated device handles it. */
const CHECK_IN_EVENT = 'checkIn';

/** [inferred] how long Apple's push takes to wake a device, in milliseconds. */
export const PUSH_DELAY = 2_000;

/**
 * Notes a request at the device, where it replaces what there was of the same name [inferred], and has the device woken.
 * Throws the service's opaque 400 where the device or the parameters are not what the action needs.
 * @param bulk the id of the bulk action that it is a part of
 */
export function askDevice(
  call: Call,
  device: ManagedDevice,
  action: DeviceAction,
  parameters: JsonObject,
  bulk?: string,
): void {
  // [recorded] the answer to remoteLock and shutDown where a device doesn't understand them; else inferred from it.
  if (!meets(device, action.needs)) throw errors.intuneBadRequest();
  checkParameters(action, parameters);
  note(call, device, action, parameters, bulk);
  wakeDevice(call, device);
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
  const { name, result = 'deviceActionResult', shown, managementState } = action;
  const now = toIso(call.tenant.clock.now);
  const row: DeviceActionResult = {
    '@odata.type': `#microsoft.graph.${result}`,
    actionName: name,
    actionState: 'pending',
    startDateTime: now,
    lastUpdatedDateTime: now,
    ...shown?.(parameters),
  };
  const others = (device.deviceActionResults ?? []).filter(({ actionName }) => actionName !== name);
  const waiting = (device.$remoteActions ?? []).filter((each) => each.name !== name);
  const audit = auditRemoteAction(call, device, action, parameters, bulk);
  call.tenant.collection(DEVICES).update(
    device.id,
    {
      ...(managementState === undefined ? { deviceActionResults: [...others, row] } : { managementState }),
      $remoteActions: [...waiting, { name, parameters, audit }],
    },
    actorOf(call),
  );
}
