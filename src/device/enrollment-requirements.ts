import { evaluateConditionalAccess } from '../entra/conditional-access/index.ts';
import { decisionFor } from './enrollment-decision.ts';
import { blockingRules } from './findings.ts';
import type { Refusal } from './requirements.ts';
import type { Scene } from './scene.ts';
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
  enrollmentProgramToken: decided(
    'apple',
    'EnrollmentProgramTokenMissing',
    'EnrollmentProgramTokenExpired',
    'DeviceNotInEnrollmentProgram',
  ),
  enrollmentProfile: decided('intune', 'EnrollmentProfileMissing'),
  /** Whatever else Intune may object to: its push certificate, the type of enrollment, its restrictions. */
  enrollmentAllowed: decided('intune'),

  secondFactorForEnrollment(scene) {
    const { refusal } = evaluateConditionalAccess(scene.tenant, DEVICE_SIGN_INS.enrollment.access(scene));
    if (!refusal) return undefined;
    const findings = blockingRules(scene, 'registration');
    return { code: refusal.code, message: refusal.message, user: 'More information is required', findings };
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
