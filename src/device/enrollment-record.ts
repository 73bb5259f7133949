import { nameByTemplate } from '../intune/device-name.ts';
import { MANAGED_DEVICES } from './device-state.ts';
import { decisionFor } from './enrollment-decision.ts';
import type { Scene } from './scene.ts';

/** Intune takes the device in. What it approved with a reservation is told. */
export function enrollDevice(scene: Scene): void {
  const { state, user, world, now } = scene;
  const decision = decisionFor(scene);
  // The step before has asked; between the two steps an administrator may have changed something.
  if (!decision.allowed) return;
  const { facts, profile } = decision;
  const name = (facts.setup && nameByTemplate(profile, state)) ?? state.name;
  const { managedDevice, directoryDevice } = world.intune.enroll(decision, {
    user,
    name,
    model: state.model,
    osVersion: state.osVersion,
    serialNumber: state.serialNumber,
    imei: state.imei,
  });
  scene.set({
    managedDeviceId: managedDevice.id,
    directoryId: directoryDevice.id,
    name,
    enrolledAt: now,
    owner: decision.owner === scene.enrollment.owner ? undefined : decision.owner,
  });
  scene.note(MANAGED_DEVICES, managedDevice.id);
  scene.note('devices', directoryDevice.id);
  for (const message of decision.warnings) {
    scene.tell({ from: 'intune', to: 'device', step: 'Enrollment', outcome: 'info', message });
  }
}

/** What the profile of an automated enrollment has chosen, the device learns at its activation. */
export function chooseSetup(scene: Scene): void {
  const decision = decisionFor(scene);
  const { type } = decision.facts;
  const setup = decision.allowed ? decision.setup : undefined;
  scene.set({
    enrolledAs: type === scene.state.enrollmentType ? undefined : type,
    awaitsConfiguration: setup?.awaitsConfiguration || undefined,
    bringsCompanyPortal: setup?.bringsCompanyPortal || undefined,
  });
  scene.continueWith(type);
}

/** What the person has chosen is how it goes on. */
export function enrollAsChosen(scene: Scene): void {
  scene.continueWith(scene.enrollment.type);
}

/** The person who has signed in to Company Portal becomes the user of a device that was enrolled without one. */
export function assignUser(scene: Scene): void {
  const managed = scene.managedDevice();
  if (!managed || managed.userId !== undefined) return;
  scene.world.intune.assignUser(managed.id, scene.user);
  scene.note(MANAGED_DEVICES, managed.id, ['userId', 'userPrincipalName', 'userDisplayName']);
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
