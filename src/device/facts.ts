import type { AssignmentSubject } from '../intune/assignment-types.ts';
import type { DeviceFacts } from '../intune/device-facts.ts';
import type { EnrollmentTypeFacts } from '../intune/enrollment-types.ts';
import type { DeviceState, InstalledApp } from './device-state.ts';

const INSTALLED = new WeakMap<readonly InstalledApp[], readonly InstalledApp[]>();

/** What is there of a device's apps; the same list for the same list. */
function installed(apps: readonly InstalledApp[]): readonly InstalledApp[] {
  let there = INSTALLED.get(apps);
  if (!there) {
    there = apps.filter(({ state }) => state === 'installed');
    INSTALLED.set(apps, there);
  }
  return there;
}

/** What the device reports to Intune. */
export function reportedFacts(state: DeviceState): DeviceFacts {
  return {
    enrollmentType: state.enrollmentType,
    deviceName: state.name,
    model: state.model,
    osVersion: state.osVersion,
    ...(state.passcode && { passcode: state.passcode }),
    autoLockMinutes: state.autoLockMinutes,
    jailbroken: state.jailbroken === true,
    apps: installed(state.apps),
  };
}

/** The device as assignments and their filters see it. */
export function assignmentSubject(state: DeviceState, enrollment: EnrollmentTypeFacts): AssignmentSubject {
  return {
    userId: state.userId,
    device: {
      deviceName: state.name,
      manufacturer: 'Apple',
      model: state.model,
      osVersion: state.osVersion,
      ownership: enrollment.owner,
      isRooted: state.jailbroken === true,
      directoryId: state.directoryId,
    },
  };
}
