// The actions of a managed device, as operations.
import type { ManagedDevice } from '../../../tenant/index.ts';
import type { Operation } from '../../declare/resource.ts';
import { askDevice, syncDevice } from './ask-device.ts';
import { DEVICE_ACTIONS, type DeviceAction } from './device-action-table.ts';

export const documentation = (name: string) =>
  `https://learn.microsoft.com/graph/api/intune-devices-manageddevice-${name.toLowerCase()}`;

function operationOf(action: DeviceAction): Operation {
  const { name, evidence, sources = [] } = action;
  return {
    on: 'managedDevice',
    name,
    run: (call, device, given) => askDevice(call, device as ManagedDevice, action, given),
    evidence,
    sources: [documentation(name), ...sources],
  };
}

const sync: Operation = {
  on: 'managedDevice',
  name: 'syncDevice',
  run: (call, device) => syncDevice(call, device as ManagedDevice),
  evidence: 'documented',
  sources: [documentation('syncDevice')],
};

export const deviceActions: readonly Operation[] = [sync, ...DEVICE_ACTIONS.map(operationOf)];
