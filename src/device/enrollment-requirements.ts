import { evaluateConditionalAccess } from '../entra/conditional-access/index.ts';
import type { EnrollmentDecision, EnrollmentRequest } from '../intune/enrollment-decision.ts';
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
    return refusal && { code: refusal.code, message: refusal.message, user: 'More information is required' };
  },
} satisfies Record<string, Requirement>;

/** The last decision, and when in the journal it was made: steps that follow at once ask the same again. */
const LAST = new WeakMap<Scene, { readonly sequence: number; readonly decision: EnrollmentDecision }>();

/** Intune's decision about the device as it is now. */
export function decisionFor(scene: Scene): EnrollmentDecision {
  const sequence = scene.tenant.journal.lastSequence;
  const last = LAST.get(scene);
  if (last?.sequence === sequence) return last.decision;
  const decision = decide(scene);
  LAST.set(scene, { sequence, decision });
  return decision;
}

function decide(scene: Scene): EnrollmentDecision {
  return scene.world.intune.decideEnrollment(enrollmentRequest(scene));
}

/** What the device asks Intune for when it wants to enroll. */
export function enrollmentRequest({ state, user }: Scene): EnrollmentRequest {
  return {
    type: state.enrollmentType,
    user,
    osVersion: state.osVersion,
    serialNumber: state.serialNumber,
    model: state.model,
    managedAppleAccount: state.managedAppleAccount !== false,
    wellKnownFile: state.wellKnownFile !== false,
  };
}

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
