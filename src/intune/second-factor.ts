import { compareVersions } from '../filters/index.ts';
import type { EnrollmentTypeFacts } from './enrollment/types.ts';

/** Ways to prove a second factor that come to the very phone that is being enrolled. */
export type OwnPhoneMethod = 'textMessage' | 'phoneCall';

/**
 * Whether a person can prove a second factor; a method: only with the phone that is being enrolled; `notRegistered`: not before the
 * person has registered something for it.
 */
export type SecondFactor = boolean | OwnPhoneMethod | 'notRegistered';

/** Why a person cannot prove a second factor while a device enrolls. */
export type SecondFactorObstacle =
  | 'none'
  | 'legacySetupAssistant'
  | 'phishingResistant'
  | 'ownPhone'
  | 'notRegistered';

/**
 * From which version on user enrollment lets text messages and calls through to the phone that enrolls. [documented] with
 * 15.5 neither arrives, from 15.7 to 16.3 only calls do; what is between is inferred.
 * Source: Overview of Apple User Enrollment in Microsoft Intune.
 */
const ARRIVES_FROM: Readonly<Record<OwnPhoneMethod, string>> = { textMessage: '16.4', phoneCall: '15.7' };

/**
 * What keeps a person from proving a second factor at enrollment, if one is asked for; undefined: nothing does.
 * Setup Assistant (legacy) has no page to ask on, and Setup Assistant supports nothing that resists phishing. Source:
 * Authentication methods for automated device enrollment in Intune.
 */
export function secondFactorObstacle(enrolling: {
  readonly facts: EnrollmentTypeFacts;
  readonly osVersion: string;
  readonly secondFactor: SecondFactor;
  /** A policy asks for a method that resists phishing. */
  readonly resistsPhishing: boolean;
  /** The device opens Company Portal and nothing else until somebody has signed in there. */
  readonly singleAppMode?: boolean;
}): SecondFactorObstacle | undefined {
  const { facts, osVersion, secondFactor, resistsPhishing, singleAppMode = false } = enrolling;
  if (facts.setup === 'legacy') return 'legacySetupAssistant';
  if (facts.setup === 'modern' && resistsPhishing) return 'phishingResistant';
  if (secondFactor === false) return 'none';
  if (secondFactor === 'notRegistered') return 'notRegistered';
  // [documented] "the primary device can't receive calls or text messages during the provisioning process", and in Single App Mode
  // "the second factor must be on a different device": Require multifactor authentication for Intune device enrollments; Set up ADE.
  if (secondFactor !== true && (facts.setup === 'modern' || singleAppMode)) return 'none';
  if (!facts.userEnrollment || secondFactor === true) return undefined;
  return compareVersions(osVersion, ARRIVES_FROM[secondFactor]) < 0 ? 'ownPhone' : undefined;
}
