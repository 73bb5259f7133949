// `executeAction`: one thing asked of many devices at once.
import type { ManagedDevice } from '../../../tenant/index.ts';
import type { Operation } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';
import { askDevice, checkParameters, DEVICES, syncDevice } from './ask-device.ts';
import { deleteManagedDevice } from './delete-device.ts';
import { BULK_ONLY, DEVICE_ACTIONS, type DeviceAction } from './device-action-table.ts';
import { documentation } from './device-actions.ts';
import { meets } from './device-needs.ts';

/** [documented] the portal takes up to 100 devices at a time. */
export const BULK_LIMIT = 100;

/** `managedDeviceRemoteAction` where it isn't called as the action itself. */
const NAMES: Readonly<Record<string, string>> = {
  fullScan: 'windowsDefenderScan',
  quickScan: 'windowsDefenderScan',
  signatureUpdate: 'windowsDefenderUpdateSignatures',
  customTextNotification: 'sendCustomNotificationToCompanyPortal',
};

const ACTIONS = new Map([...DEVICE_ACTIONS, ...BULK_ONLY].map((action) => [action.name, action]));

type Ask = (call: Call, device: ManagedDevice, bulk: string) => void;

/** What a bulk action does to each device, and which devices it is for. Throws where that isn't known. */
function readAction(
  name: unknown,
  parameters: JsonObject,
): { readonly action: DeviceAction; readonly ask: Ask } {
  if (name === 'syncDevice') {
    return { action: { name, needs: 'any', evidence: 'documented' }, ask: syncDevice };
  }
  if (name === 'delete') {
    return { action: { name, needs: 'any', evidence: 'documented' }, ask: deleteManagedDevice };
  }
  const action = ACTIONS.get(NAMES[String(name)] ?? String(name));
  if (!action) throw errors.intuneBadRequest();
  checkParameters(action, parameters);
  return { action, ask: (call, device, bulk) => askDevice(call, device, action, parameters, bulk) };
}

/** [inferred] devices that can't do it are told apart from those that aren't there, as the result's properties say. */
export const executeAction: Operation = {
  on: 'managedDevice',
  bound: 'set',
  name: 'executeAction',
  run(call, _set, { actionName, deviceIds, ...parameters }) {
    const ids = (deviceIds ?? []) as readonly string[];
    if (ids.length === 0 || ids.length > BULK_LIMIT) throw errors.intuneBadRequest();
    const { action, ask } = readAction(actionName, parameters);
    const devices = call.tenant.collection(DEVICES);
    const bulk = call.tenant.random.guid();
    const successfulDeviceIds: string[] = [];
    const notFoundDeviceIds: string[] = [];
    const notSupportedDeviceIds: string[] = [];
    for (const id of ids) {
      const device = devices.get(id);
      if (!device) notFoundDeviceIds.push(id);
      else if (!meets(device, action.needs)) notSupportedDeviceIds.push(id);
      else {
        ask(call, device, bulk);
        successfulDeviceIds.push(id);
      }
    }
    return { successfulDeviceIds, failedDeviceIds: [], notFoundDeviceIds, notSupportedDeviceIds };
  },
  evidence: 'inferred',
  sources: [documentation('executeAction')],
};
