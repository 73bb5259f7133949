import {
  CERTIFICATE_WINDOW_MINUTES,
  CLOCK_TOLERANCE_HOURS,
  DOWNLOADED_PROFILE_MINUTES,
} from '../../intune/management-identity.ts';
import type { Rule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

const base = {
  severity: 'blocker',
  blocks: 'registration',
  graph: 'There is no managedDevice: the device never gets that far.',
  evidence: 'documented',
} as const;

/** What keeps a device from proving itself to Intune, and from doing what Intune asks. */
export const deviceManagementRules: readonly Rule[] = [
  {
    ...base,
    id: 'device-clock-wrong',
    title: 'The device’s clock is wrong',
    source: SOURCES.deviceEnrollmentTroubleshooting,
    symptom: 'The management profile cannot be installed.',
    fix: 'Set date, time and time zone automatically, in Settings › General › Date & Time.',
    needsRun: 'it depends on the device’s clock',
    *find({ device: { clockSkewHours = 0 } }) {
      if (Math.abs(clockSkewHours) <= CLOCK_TOLERANCE_HOURS) return;
      yield {
        message: `The device’s clock is ${Math.abs(clockSkewHours)} hours ${clockSkewHours < 0 ? 'slow' : 'fast'}, and ${CLOCK_TOLERANCE_HOURS} are tolerated`,
      };
    },
  },
  {
    ...base,
    id: 'enrollment-window-missed',
    title: 'The person took too long over the management profile',
    source: SOURCES.automatedEnrollment,
    symptom: 'The SCEP server returned an invalid response.',
    fix: 'Begin again; in automated enrollment, reset the device to factory settings.',
    needsRun: 'it depends on how long the person takes',
    *find({ device: { pauseMinutes = 0 }, enrollmentDecision }) {
      if (enrollmentDecision.facts.installsInSettings || pauseMinutes <= CERTIFICATE_WINDOW_MINUTES) return;
      yield {
        message: `The person left the device alone for ${pauseMinutes} minutes, and its certificate waits for ${CERTIFICATE_WINDOW_MINUTES}`,
      };
    },
  },
  {
    ...base,
    id: 'downloaded-profile-expired',
    title: 'The management profile was downloaded, and not installed in time',
    source: SOURCES.installProfile,
    symptom: 'Settings shows no Profile Downloaded any more: iOS has deleted it.',
    fix: 'Download the management profile again, and install it in Settings at once.',
    needsRun: 'it depends on how long the person takes',
    *find({ device: { pauseMinutes = 0 }, enrollmentDecision }) {
      if (!enrollmentDecision.facts.installsInSettings || pauseMinutes <= DOWNLOADED_PROFILE_MINUTES) return;
      yield {
        message: `The person left the downloaded profile alone for ${pauseMinutes} minutes, and iOS keeps it for ${DOWNLOADED_PROFILE_MINUTES}`,
      };
    },
  },
  {
    id: 'device-busy',
    title: 'The device is locked and installs no profile',
    severity: 'degraded',
    evidence: 'documented',
    source: SOURCES.deviceBusy,
    symptom: 'None: the person has not unlocked the device since it was started.',
    graph: 'The policy’s state on the device is error: 2016341112 iOS device is currently busy.',
    fix: 'Unlock the device: it asks again for what it could not do before.',
    needsRun: 'it depends on what the person does with the device',
    *find({ device: { locked } }) {
      if (!locked) return;
      yield {
        message: 'Nobody has unlocked the device since it was started: it answers NotNow to profiles',
      };
    },
  },
];
