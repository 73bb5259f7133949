import { MANAGED_DEVICES } from './device-state.ts';
import { decisionFor } from './enrollment-decision.ts';
import type { Scene } from './scene.ts';

/** Intune takes the device in. What it approved with a reservation is told. */
export function enrollDevice(scene: Scene): void {
  const { state, user, world, now } = scene;
  const decision = decisionFor(scene);
  // The step before has asked; between the two steps an administrator may have changed something.
  if (!decision.allowed) return;
  const { managedDevice, directoryDevice } = world.intune.enroll(decision, {
    user,
    name: state.name,
    model: state.model,
    osVersion: state.osVersion,
    serialNumber: state.serialNumber,
  });
  scene.set({
    managedDeviceId: managedDevice.id,
    directoryId: directoryDevice.id,
    enrolledAt: now,
    setup: decision.authentication === 'modern' ? undefined : decision.authentication,
  });
  scene.note(MANAGED_DEVICES, managedDevice.id);
  scene.note('devices', directoryDevice.id);
  for (const message of decision.warnings) {
    scene.tell({ from: 'intune', to: 'device', step: 'Enrollment', outcome: 'info', message });
  }
}

/** Intune ties its record to the registered device. */
export function linkDevice(scene: Scene): void {
  const { managedDeviceId } = scene.state;
  const device = scene.directoryDevice();
  if (managedDeviceId === undefined || !device) return;
  scene.world.intune.link(managedDeviceId, device);
  scene.note(MANAGED_DEVICES, managedDeviceId, [
    'azureADRegistered',
    'azureADDeviceId',
    'deviceRegistrationState',
  ]);
}
