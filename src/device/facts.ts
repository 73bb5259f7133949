import type { AssignmentSubject } from '../intune/assignment-types.ts';
import type { DeviceFacts } from '../intune/device-facts.ts';
import type { EnrollmentTypeFacts } from '../intune/enrollment-types.ts';
import { shareApps } from './apps.ts';
import type { DeviceState, InstalledApp } from './device-state.ts';

/** What is there of a device's apps; the same list for the same apps. */
function installed(apps: readonly InstalledApp[]): readonly InstalledApp[] {
  const isThere = ({ state }: InstalledApp) => state === 'installed';
  return apps.every(isThere) ? apps : shareApps(apps.filter(isThere));
}

/** What the device reports to Intune. */
export function reportedFacts(state: DeviceState): DeviceFacts {
  return {
    enrollmentType: state.enrolledAs ?? state.enrollmentType,
    deviceName: state.name,
    model: state.model,
    osVersion: state.osVersion,
    passcode: state.passcode,
    autoLockMinutes: state.autoLockMinutes,
    jailbroken: state.jailbroken === true,
    apps: installed(state.apps),
  };
}

/** The device as assignments and their filters see it. */
export function assignmentSubject(state: DeviceState, enrollment: EnrollmentTypeFacts): AssignmentSubject {
  return {
    userId: enrollment.userAffinity ? state.userId : undefined,
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
