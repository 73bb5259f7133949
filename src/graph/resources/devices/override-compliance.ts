// What an administrator says about a device's compliance, against its policies.
import { type ManagedDevice, SERVICES } from '../../../tenant/index.ts';
import type { Operation } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import { actorOf } from '../../request/call.ts';
import { DEVICES, wakeDevice } from './ask-device.ts';
import { documentation } from './device-actions.ts';

/**
 * `nonCompliant` holds until it is taken back; then the policies decide again at the next check-in, for which the device is
 * woken. [inferred] that the state shows at once, and in Entra ID too.
 */
export const overrideComplianceState: Operation = {
  on: 'managedDevice',
  name: 'overrideComplianceState',
  run(call, entity, { complianceState }) {
    const device = entity as ManagedDevice;
    const devices = call.tenant.collection(DEVICES);
    if (complianceState === 'basedOnDeviceCompliancePolicy') {
      devices.update(device.id, { $markedNoncompliant: undefined }, actorOf(call));
      wakeDevice(call, device);
      return;
    }
    if (complianceState !== 'nonCompliant') throw errors.intuneBadRequest();
    devices.update(
      device.id,
      {
        $markedNoncompliant: true,
        complianceState: 'noncompliant',
        complianceGracePeriodExpirationDateTime: undefined,
      },
      actorOf(call),
    );
    const directory = call.tenant.collection('devices');
    const { $directoryDevice: id } = device;
    if (id !== undefined && directory.get(id)) {
      directory.update(id, { isCompliant: false }, SERVICES.intune);
    }
  },
  evidence: 'inferred',
  sources: [documentation('overrideComplianceState')],
};
