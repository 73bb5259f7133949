// Deleting a managed device: Intune forgets it at once, and the device loses what it has of Intune when it next checks in.
import { type Entity, type ManagedDevice, SERVICES } from '../../../tenant/index.ts';
import { actorOf, type Call } from '../../request/call.ts';
import { DEVICES } from './ask-device.ts';
import { AUDITS, auditRemoteAction } from './remote-action-audits.ts';

/** Deletes a device's record, with all that goes with it. */
export function deleteManagedDevice(call: Call, device: ManagedDevice, bulk?: string): void {
  beforeDeletion(call, device, bulk);
  call.tenant.collection(DEVICES).remove(device.id, actorOf(call));
  afterDeletion(call, device);
}

/** What must be noted while the device is there. */
export function beforeDeletion(call: Call, device: Entity, bulk?: string): void {
  cancelWaiting(call, device as ManagedDevice);
  auditRemoteAction(call, device as ManagedDevice, { name: 'delete', audit: 'delete' }, {}, bulk, 'done');
}

/** In Entra ID the device stays, neither managed nor compliant. [documented: stale devices are removed there by hand] */
export function afterDeletion({ tenant }: Call, device: Entity): void {
  const { $directoryDevice: id } = device as ManagedDevice;
  if (id !== undefined && tenant.collection('devices').get(id)) {
    tenant.collection('devices').update(id, { isManaged: false, isCompliant: false }, SERVICES.intune);
  }
}

/** [inferred] what a device hasn't heard of it never will. */
function cancelWaiting(call: Call, { $remoteActions = [] }: ManagedDevice): void {
  const audits = call.tenant.collection(AUDITS);
  for (const { audit } of $remoteActions) {
    if (audit !== undefined && audits.get(audit)) {
      audits.update(audit, { actionState: 'canceled' }, SERVICES.intune);
    }
  }
}
