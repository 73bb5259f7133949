import { buildOfRelease } from '../apple/os-builds.ts';
import type { AssignmentSubject } from '../intune/assignment-types.ts';
import type { DeviceFacts } from '../intune/device-facts.ts';
import type { EnrollmentTypeFacts } from '../intune/enrollment/types.ts';
import { isMailPolicy } from '../intune/mail-profile.ts';
import { onceFor } from '../tenant/index.ts';
import { shareApps } from './apps.ts';
import type { DeviceState, InstalledApp, InstalledProfile } from './device-state.ts';
import { ownerOf } from './enrollment-decision.ts';

/** What is there of a device's apps; the same list for the same apps. */
function installed(apps: readonly InstalledApp[]): readonly InstalledApp[] {
  const isThere = ({ state }: InstalledApp) => state === 'installed';
  return apps.every(isThere) ? apps : shareApps(apps.filter(isThere));
}

/** What the device reports to Intune. */
export function reportedFacts(state: DeviceState): DeviceFacts {
  const { health } = state;
  return {
    enrollmentType: state.enrolledAs ?? state.enrollmentType,
    deviceName: state.name,
    model: state.model,
    osVersion: state.osVersion,
    passcode: state.passcode,
    autoLockMinutes: state.autoLockMinutes,
    jailbroken: state.jailbroken === true,
    email: emailOf(state),
    apps: installed(state.apps),
    osBuildVersion: buildOf(state),
    passcodeDelayMinutes: health?.passcodeDelayMinutes,
    threatLevel: health?.threatLevel,
    defenderRisk: health?.defenderRisk,
    failingQueries: health?.failingQueries,
  };
}

/** The build of iOS that is on the device: the one that was said, or that of the release. */
export const buildOf = ({
  health,
  osVersion,
}: Pick<DeviceState, 'health' | 'osVersion'>): string | undefined =>
  health?.osBuildVersion ?? buildOfRelease(osVersion);

/** Whether one of the profiles sets up the work mail account; devices with the same profiles share the answer. */
export const hasMailProfile = onceFor((profiles: readonly InstalledProfile[]) =>
  profiles.some(({ policy }) => isMailPolicy(policy)),
);

function emailOf({ health, profiles }: DeviceState): DeviceFacts['email'] {
  if (health?.ownMailAccount) return 'unmanaged';
  return hasMailProfile(profiles) ? 'managed' : undefined;
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
      ownership: ownerOf(state),
      isRooted: state.jailbroken === true,
      directoryId: state.directoryId,
    },
  };
}
