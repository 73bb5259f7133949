import { evaluateConditionalAccess } from '../entra/conditional-access/index.ts';
import {
  CERTIFICATE_WINDOW_MINUTES,
  CLOCK_TOLERANCE_HOURS,
  DOWNLOADED_PROFILE_MINUTES,
} from '../intune/management-identity.ts';
import { decisionFor } from './enrollment-decision.ts';
import { blockingRules } from './findings.ts';
import type { Refusal } from './requirements.ts';
import type { Scene } from './scene.ts';
import { refusedSignIn } from './second-factor.ts';
import { DEVICE_SIGN_INS } from './sign-ins.ts';
import type { Role } from './trace.ts';

type Requirement = (scene: Scene) => Refusal | undefined;

/**
 * What an enrollment may require, by name. Intune decides; each requirement knows at which step the person learns of
 * which decision.
 */
export const enrollmentRequirements = {
  notEnrolled({ state }) {
    if (state.managedDeviceId === undefined) return undefined;
    return {
      from: 'device',
      to: 'person',
      message: 'The device is enrolled already, and a device has one management profile at most',
      user: 'This device already has a management profile',
    };
  },

  minimumOs: decided('intune', 'DeviceTypeNotSupported'),
  wellKnownFile: decided('device', 'WellKnownFileMissing'),
  intuneLicense: decided('intune', 'UserLicenseTypeInvalid'),
  managedAppleAccount: decided('apple', 'ManagedAppleAccountMissing'),
  profileInstallable: decided('device', 'EnrollmentTypeRemoved'),
  enrollmentProgramToken: decided(
    'apple',
    'EnrollmentProgramTokenMissing',
    'EnrollmentProgramTokenExpired',
    'DeviceNotInEnrollmentProgram',
  ),
  enrollmentProfile: decided('intune', 'EnrollmentProfileMissing'),
  /** Whatever else Intune may object to: its push certificate, the type of enrollment, its restrictions. */
  enrollmentAllowed: decided('intune'),

  /** A certificate is good from one moment to another, by the clock of the device that asks for it. */
  clockRight(scene) {
    const { clockSkewHours = 0 } = scene.state;
    if (Math.abs(clockSkewHours) <= CLOCK_TOLERANCE_HOURS) return undefined;
    return {
      outcome: 'failed',
      from: 'device',
      to: 'person',
      message: `By the clock of the device, which is ${Math.abs(clockSkewHours)} hours ${clockSkewHours < 0 ? 'slow' : 'fast'}, nothing that Intune signs is valid`,
      user: 'Profile installation failed',
      findings: blockingRules(scene, 'registration'),
    };
  },

  /** "If you don't install a profile within 8 minutes of downloading it, it is automatically deleted." */
  downloadedProfileThere(scene) {
    const { pauseMinutes = 0 } = scene.state;
    if (pauseMinutes <= DOWNLOADED_PROFILE_MINUTES) return undefined;
    return {
      outcome: 'failed',
      from: 'device',
      to: 'person',
      message: `The downloaded profile is gone: iOS deletes it after ${DOWNLOADED_PROFILE_MINUTES} minutes, and ${pauseMinutes} have passed`,
      user: 'Settings shows no downloaded profile any more',
      findings: blockingRules(scene, 'registration'),
    };
  },

  certificateInTime(scene) {
    const { pauseMinutes = 0 } = scene.state;
    if (scene.enrollment.installsInSettings || pauseMinutes <= CERTIFICATE_WINDOW_MINUTES) return undefined;
    return {
      outcome: 'failed',
      from: 'intune',
      to: 'device',
      message: `Intune gives no certificate any more: the time for asking ends after ${CERTIFICATE_WINDOW_MINUTES} minutes`,
      user: 'The SCEP server returned an invalid response.',
      findings: blockingRules(scene, 'registration'),
    };
  },

  secondFactorForEnrollment(scene) {
    const { refusal } = evaluateConditionalAccess(scene.tenant, DEVICE_SIGN_INS.enrollment.access(scene));
    return refusal && refusedSignIn(scene, refusal, 'More information is required');
  },
} satisfies Record<string, Requirement>;

/** Refuses for one of these codes of Intune's; for any when there are none. */
function decided(from: Role, ...codes: readonly string[]): Requirement {
  return (scene) => {
    const decision = decisionFor(scene);
    if (decision.allowed || (codes.length > 0 && !codes.includes(decision.refusal.code))) return undefined;
    const { code, reason, user } = decision.refusal;
    return {
      from,
      to: 'person',
      code,
      message: reason,
      user,
      findings: blockingRules(scene, 'registration'),
      // Where Apple or the device itself says no, Intune never hears of it.
      ...(from === 'intune' && { noted: decision.refusal }),
    };
  };
}
