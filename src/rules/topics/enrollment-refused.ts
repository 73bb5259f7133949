import type { Rule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

const NOT_ENROLLED = 'There is no managedDevice: the device never gets that far.';

export const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** A rule for one of the codes with which Intune or Apple turns an enrollment down. */
export function refusalRule(
  code: string,
  rule: Pick<Rule, 'id' | 'title' | 'evidence' | 'source' | 'symptom' | 'fix' | 'needsRun'>,
): Rule {
  return {
    severity: 'blocker',
    blocks: 'registration',
    graph: NOT_ENROLLED,
    ...rule,
    *find({ enrollmentDecision: decision }) {
      if (decision.allowed || decision.refusal.code !== code) return;
      const { reason, fix } = decision.refusal;
      yield { message: sentence(reason), fix };
    },
  };
}

/** What Apple or Intune says no to, whatever else is in place. */
export const enrollmentRefusedRules: readonly Rule[] = [
  refusalRule('EnrollmentTypeRemoved', {
    id: 'enrollment-type-removed',
    title: 'The device’s iOS has no profile-based user enrollment any more',
    evidence: 'documented',
    source: SOURCES.mdmPayload,
    symptom: 'The downloaded management profile cannot be installed.',
    fix: 'Give the person an enrollment profile for account-driven user enrollment, or for web-based device enrollment.',
    needsRun: 'it depends on the device’s version, and verify has one in mind that still can',
  }),
  refusalRule('CompanyPortalWithoutLicense', {
    id: 'company-portal-without-license',
    title: 'The enrollment profile’s VPP token has no Company Portal to install',
    evidence: 'documented',
    source: SOURCES.automatedEnrollment,
    symptom: 'Setup Assistant cannot download the configuration.',
    fix: 'Renew the VPP token, or buy licences of Intune Company Portal.',
  }),
];
