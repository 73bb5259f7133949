import { mayRegisterSecondFactor } from '../entra/authentication-methods.ts';
import {
  type Access,
  type AccessRefusal,
  demandsPhishingResistance,
  ENROLLMENT_REQUIRED,
  evaluateConditionalAccess,
} from '../entra/conditional-access/index.ts';
import { type SecondFactor, secondFactorObstacle } from '../intune/second-factor.ts';
import type { User } from '../tenant/index.ts';
import { blockingRules } from './findings.ts';
import type { JourneyName } from './journeys/index.ts';
import type { Refusal } from './requirements.ts';
import type { Scene } from './scene.ts';
import { secondFactorOf } from './second-factor-of.ts';
import { waitsForCompanyPortal } from './single-app-mode.ts';

/** Whether the person can prove a second factor for this sign-in while the device enrolls. */
export function provesSecondFactor(
  scene: Scene,
  access: Access,
  secondFactor: SecondFactor = secondFactorOf(scene),
): boolean {
  const { state, enrollment, tenant } = scene;
  const automated = enrollment.setup !== undefined;
  // The ordinary case, which a whole fleet goes through.
  if (!automated && secondFactor === true) return true;
  const obstacle = secondFactorObstacle({
    facts: enrollment,
    osVersion: state.osVersion,
    secondFactor,
    resistsPhishing: automated && demandsPhishingResistance(tenant, access),
  });
  return obstacle === undefined;
}

/** The same in Company Portal, which asks on a page of its own, whatever Setup Assistant could do. */
export function provesSecondFactorInCompanyPortal(scene: Scene): boolean {
  const secondFactor = secondFactorOf(scene);
  // [documented] in Single App Mode "the device can't switch to a different app to complete the second factor".
  if (secondFactor === 'notRegistered') return false;
  return secondFactor === true || (secondFactor !== false && !waitsForCompanyPortal(scene));
}

/** The journeys that put right what a policy asks for, by code. */
const PUT_RIGHT_BY: Readonly<Record<number, JourneyName>> = {
  [ENROLLMENT_REQUIRED]: 'strongAuthSetup',
  50078: 'signInAgain',
  50173: 'signInAgain',
  70044: 'signInAgain',
};

/** [documented] ProofUpBlockedDueToSecurityInfoAcr. */
const REGISTRATION_ELSEWHERE = 53010;

/** What a sign-in does that a policy keeps from its end: it ends there, or goes on once the person has done what is asked for. */
export function afterRefusal(code: number): Pick<Refusal, 'outcome' | 'instead' | 'resumes'> {
  const instead = PUT_RIGHT_BY[code];
  return instead ? { outcome: 'info', instead, resumes: true } : {};
}

/** A sign-in that a policy refuses, or interrupts until the person has done what it asks for. */
export function refusedSignIn(scene: Scene, { code, message }: AccessRefusal, user: string): Refusal {
  return { code, message, user, findings: blockingRules(scene, 'registration'), ...afterRefusal(code) };
}

/** Why a person cannot register a second factor now; undefined: it goes. */
export function securityInfoRegistration(scene: Scene): Refusal | undefined {
  const { tenant, state, user } = scene;
  const findings = () => blockingRules(scene, 'registration');
  if (SETUP_ASSISTANT.has(state.interrupted?.journey ?? ''))
    return {
      code: ENROLLMENT_REQUIRED,
      message:
        'Nothing is registered to prove a second factor with, and in Setup Assistant this device takes no text message or call and opens no other app',
      user: 'More information is required',
      findings: findings(),
    };
  if (!mayRegisterSecondFactor(tenant, user.id))
    return {
      code: ENROLLMENT_REQUIRED,
      message:
        'Nothing is registered to prove a second factor with, and the authentication methods policy allows this person nothing that could be',
      user: 'More information is required',
      findings: findings(),
    };
  const { refusal } = evaluateConditionalAccess(tenant, securityInfoAccess(user));
  if (!refusal) return undefined;
  const asksForAnother = refusal.code === ENROLLMENT_REQUIRED;
  return {
    code: asksForAnother ? refusal.code : REGISTRATION_ELSEWHERE,
    message: asksForAnother
      ? `Registering takes a second factor, too (policy "${refusal.policy}"): ${refusal.message}`
      : `Cannot configure multi-factor authentication methods because the organization requires this information to be set from specific locations or devices (policy "${refusal.policy}").`,
    user: 'You cannot access this right now. Your sign-in was successful but does not meet the criteria to access this resource',
    findings: findings(),
  };
}

/** The journeys in which the sign-in is one in Setup Assistant. */
const SETUP_ASSISTANT: ReadonlySet<string> = new Set<JourneyName>([
  'automatedDeviceEnrollment',
  'automatedDeviceEnrollmentLegacy',
]);

/** The action itself: nothing proves a second factor, nor a device. */
const securityInfoAccess = (user: User): Access => ({
  user,
  secondFactor: false,
  secondFactorRegistered: false,
  platform: 'iOS',
  clientApp: 'browser',
  usualPlace: true,
  resource: { userAction: 'urn:user:registersecurityinfo' },
});
