import { mayRegisterSecondFactor } from '../../entra/authentication-methods.ts';
import {
  type Access,
  demandsPhishingResistance,
  ENROLLMENT_REQUIRED,
  evaluateConditionalAccess,
} from '../../entra/conditional-access/index.ts';
import { type SecondFactorObstacle, secondFactorObstacle } from '../../intune/second-factor.ts';
import { enrollmentSignIn, registeringSignIns } from '../device-sign-ins.ts';
import type { Rule } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { SOURCES } from '../sources.ts';

/** A rule for one of the reasons why a second factor that a policy asks for cannot be proved at enrollment. */
function obstacleRule(
  obstacle: SecondFactorObstacle,
  because: string,
  rule: Pick<Rule, 'id' | 'title' | 'evidence' | 'source' | 'symptom' | 'fix' | 'needsRun'>,
): Rule {
  return {
    severity: 'blocker',
    blocks: 'registration',
    graph:
      'The sign-in log has a failure with the error code 50076; there is no managedDevice, or, when it was asked for in the first app, its azureADRegistered stays false.',
    ...rule,
    *find(situation) {
      const demand = unprovable(situation);
      if (demand?.obstacle !== obstacle) return;
      yield {
        message: `"${demand.policy}" asks for a second factor ${demand.when}, and ${because}`,
        subject: { set: 'identity/conditionalAccess/policies', id: demand.policyId },
        pointer: '/grantControls',
      };
    },
  };
}

interface Demand {
  readonly obstacle: SecondFactorObstacle;
  readonly policy: string;
  readonly policyId: string;
  readonly when: 'at enrollment' | 'at the first sign-in';
}

/** The policy that asks for a second factor that cannot be proved; undefined: there is none. */
function unprovable(situation: Situation): Demand | undefined {
  const { facts } = situation.enrollmentDecision;
  if (!facts.userAffinity) return undefined;
  return unprovableAtEnrollment(situation) ?? unprovableInApp(situation);
}

/** The work app has a page to prove it on, and the phone, which is set up by then. */
function unprovableInApp(situation: Situation): Demand | undefined {
  const { tenant } = situation;
  if (situation.secondFactor !== false) return undefined;
  for (const access of registeringSignIns(situation)) {
    const { refusal } = evaluateConditionalAccess(tenant, { ...access, secondFactor: false });
    if (!refusal) continue;
    if (evaluateConditionalAccess(tenant, access).refusal) return undefined;
    const { policy, policyId } = refusal;
    return { obstacle: 'none', when: 'at the first sign-in', policy, policyId };
  }
  return undefined;
}

function unprovableAtEnrollment(situation: Situation): Demand | undefined {
  const { tenant, device, enrollmentDecision } = situation;
  const { facts } = enrollmentDecision;
  const access = enrollmentSignIn(situation);
  const { refusal } = evaluateConditionalAccess(tenant, { ...access, secondFactor: false });
  if (!refusal || evaluateConditionalAccess(tenant, access).refusal) return undefined;
  const obstacle = secondFactorObstacle({
    facts,
    osVersion: device.osVersion ?? facts.minimumOs,
    secondFactor: situation.secondFactor,
    resistsPhishing: demandsPhishingResistance(tenant, access),
    singleAppMode: enrollmentDecision.allowed && enrollmentDecision.setup?.locksToCompanyPortal === true,
  });
  return obstacle && { obstacle, when: 'at enrollment', policy: refusal.policy, policyId: refusal.policyId };
}

const NOTHING_REGISTERED = { secondFactor: false, secondFactorRegistered: false } as const;

/** Who has nothing registered is asked to do that, and may be kept from it. */
const securityInfo: Rule = {
  id: 'security-info-out-of-reach',
  title: 'The person has to register a second factor, and cannot do it here',
  severity: 'blocker',
  blocks: 'registration',
  evidence: 'documented',
  source: SOURCES.securityInfo,
  symptom:
    'Your organization needs more information to keep your account secure; and then: You cannot access this right now.',
  graph:
    'The sign-in log has a failure with the error code 50079; there is no managedDevice, or its azureADRegistered stays false.',
  fix: 'Have people register before, on another device or with a Temporary Access Pass; or let the policy for “Register security information” in who has nothing yet. In the authentication methods policy, enable something that they can register.',
  needsRun: 'it depends on what the person has registered',
  *find(situation) {
    const { tenant, user, signIn, enrollmentDecision } = situation;
    const { facts } = enrollmentDecision;
    if (situation.secondFactor !== 'notRegistered' || !facts.userAffinity || facts.setup === 'legacy') return;
    const asks = (access: Partial<Access>) =>
      evaluateConditionalAccess(tenant, { ...signIn, ...access, ...NOTHING_REGISTERED }).refusal;
    const atEnrollment = asks({ resource: 'enrollment', deviceAwaited: true });
    const enrolls = atEnrollment?.code === ENROLLMENT_REQUIRED;
    if (enrolls && facts.setup === 'modern') {
      yield {
        message: `"${atEnrollment.policy}" asks for a second factor at enrollment, and the person cannot register one in Setup Assistant`,
        subject: { set: 'identity/conditionalAccess/policies', id: atEnrollment.policyId },
        pointer: '/grantControls',
      };
      return;
    }
    const asking = enrolls
      ? atEnrollment
      : registeringSignIns(situation)
          .map((each) => asks(each))
          .find((each) => each?.code === ENROLLMENT_REQUIRED);
    if (!asking) return;
    if (!mayRegisterSecondFactor(tenant, user.id)) {
      yield {
        message: `"${asking.policy}" asks for a second factor, and the authentication methods policy lets the person register none`,
        subject: { set: 'identity/conditionalAccess/policies', id: asking.policyId },
        pointer: '/grantControls',
      };
      return;
    }
    const refusal = asks({ resource: { userAction: 'urn:user:registersecurityinfo' }, clientApp: 'browser' });
    if (!refusal) return;
    yield {
      message: `"${refusal.policy}" refuses to let the person register the second factor that they are asked for`,
      subject: { set: 'identity/conditionalAccess/policies', id: refusal.policyId },
      pointer: '/grantControls',
    };
  },
};

export const secondFactorRules: readonly Rule[] = [
  securityInfo,
  obstacleRule('legacySetupAssistant', 'Setup Assistant (legacy) has no page to prove it on', {
    id: 'setup-assistant-legacy-mfa',
    title: 'Setup Assistant (legacy) meets a demand for a second factor',
    evidence: 'documented',
    source: SOURCES.enrollmentErrors,
    symptom: 'Setup Assistant hangs after the account and password.',
    fix: 'Choose Setup Assistant with modern authentication in the enrollment profile.',
  }),
  obstacleRule('phishingResistant', 'Setup Assistant supports no method that resists phishing', {
    id: 'setup-assistant-phishing-resistant',
    title: 'A method that resists phishing is demanded in Setup Assistant',
    evidence: 'documented',
    source: SOURCES.authenticationMethods,
    symptom: 'Setup Assistant asks for a passkey or security key, and the person cannot use it there.',
    fix: 'Ask for another authentication strength at enrollment, or except Microsoft Intune Enrollment from the policy.',
  }),
  obstacleRule('none', 'the person has none at hand', {
    id: 'second-factor-out-of-reach',
    title: 'The person cannot prove the second factor that is asked for',
    evidence: 'documented',
    source: SOURCES.multifactorAuthentication,
    symptom: 'More information is required: the person needs a second device to go on with this one.',
    fix: 'Have a second device at hand, or give the person a Temporary Access Pass; where both enrolling and the first app ask, one that may be used more than once.',
    needsRun: 'it depends on what the person has at hand',
  }),
  obstacleRule('ownPhone', 'it would come to the phone that is being enrolled', {
    id: 'second-factor-on-enrolling-phone',
    title: 'The second factor comes to the phone that user enrollment is going on at',
    evidence: 'documented',
    source: SOURCES.userEnrollment,
    symptom: 'The text message or the call does not get through, and the person cannot go on.',
    fix: 'Update the device, or prove the second factor in another way.',
    needsRun: 'it depends on how the person proves a second factor, and on the device’s version',
  }),
];
