import { toIso } from '../clock/index.ts';
import { appNameOf, managedStatus } from './apps.ts';
import { buildOf } from './facts.ts';
import { actionsTakenFor } from './noncompliance.ts';
import type { Scene } from './scene.ts';
import type { SimulatedDevice } from './simulated-device.ts';

/** A device as everybody else sees it. */
export function viewOf(scene: Scene): SimulatedDevice {
  const { state, user } = scene;
  const managed = scene.managedDevice();
  const actions = actionsTakenFor(scene);
  const build = buildOf(state);
  return {
    id: state.id,
    name: state.name,
    user: { id: state.userId, userPrincipalName: user.userPrincipalName, displayName: user.displayName },
    model: state.model,
    osVersion: state.osVersion,
    serialNumber: state.serialNumber,
    enrollmentType: state.enrollmentType,
    ...(state.enrolledAs !== undefined && { enrolledAs: state.enrolledAs }),
    passcode: passcodeOf(state),
    autoLockMinutes: state.autoLockMinutes,
    jailbroken: state.jailbroken === true,
    ...state.health,
    ...(build !== undefined && { osBuildVersion: build }),
    network: state.network ?? {},
    apps: state.apps.map((app) => {
      const { bundleId, name, managed: is, state: how } = app;
      const status = managedStatus(app);
      return { bundleId, name, managed: is, state: how, ...(status !== undefined && { status }) };
    }),
    profiles: state.profiles.map(({ id, name }) => ({ id, name })),
    enrolled: managed !== undefined,
    registered: managed?.azureADRegistered === true,
    ...(managed?.azureADRegistered && { registeredBy: state.registeredBy ?? 'justInTime' }),
    ...(managed && {
      complianceState: managed.complianceState,
      managedDeviceId: managed.id,
      lastCheckInDateTime: managed.lastSyncDateTime,
    }),
    ...(state.passcodeDue !== undefined && { passcodeDueDateTime: toIso(state.passcodeDue) }),
    ...(actions.length > 0 && { noncomplianceActions: actions }),
    ...(state.deviceId !== undefined && { azureADDeviceId: state.deviceId }),
    ...(state.remediating !== undefined && { remediating: appNameOf(state.remediating) }),
    signedIn: state.signedIn.map(appNameOf),
  };
}

function passcodeOf({ passcode }: Scene['state']): SimulatedDevice['passcode'] {
  if (!passcode) return false;
  const { length, simple, alphanumeric, specialCharacters } = passcode;
  return { length, simple, alphanumeric, specialCharacters };
}
