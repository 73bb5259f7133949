// Where profiles of automated enrollment lead, for the rules about enrollment.
import { resolveAutomatedEnrollment } from '../../apple/automated-enrollment.ts';
import type { Rule } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { refusalRule } from './enrollment-refused.ts';

/** A device without a profile; and a token without a default one, where the devices that are there have been given one each. */
export function withDefaultProfile(rule: Parameters<typeof refusalRule>[1]): Rule {
  const refused = refusalRule('EnrollmentProfileMissing', rule);
  return {
    ...refused,
    *find(situation) {
      yield* refused.find(situation);
      const { tenant, device, enrollment, enrollmentDecision: decision } = situation;
      if (enrollment.type !== 'automatedDeviceEnrollment' || device.serialNumber !== undefined) return;
      const next = resolveAutomatedEnrollment(tenant, undefined, tenant.clock.now);
      if (!decision.allowed || next.found || next.missing !== 'profile') return;
      yield {
        severity: 'warning',
        blocks: false,
        message: `The token "${next.token?.tokenName ?? ''}" has no default profile, so a device that is bought next cannot be enrolled until somebody gives it one`,
        ...(next.token && {
          subject: { set: 'deviceManagement/depOnboardingSettings', id: next.token.id },
          pointer: '/defaultIosEnrollmentProfile',
        }),
      };
    },
  };
}

/** A profile of automated enrollment that lets a device in and leads past just-in-time registration. */
export function* profiles(situation: Situation, setups: Readonly<Record<string, string>>) {
  const { enrollmentDecision: decision } = situation;
  if (!decision.allowed || !decision.profile) return;
  const setup = setups[decision.facts.setup ?? ''];
  if (!setup) return;
  const { id, displayName } = decision.profile;
  yield {
    message: `The profile "${displayName}" ${setup}`,
    subject: { set: 'deviceManagement/depOnboardingSettings/enrollmentProfiles', id },
  };
}

export const SETUPS: Readonly<Record<string, string>> = {
  legacy: 'uses Setup Assistant (legacy), after which nothing registers the device by itself',
  companyPortal: 'has people sign in to Company Portal, which registers the device instead',
};

export const WITHOUT_USER: Readonly<Record<string, string>> = {
  none: 'enrolls without user affinity, so there is nobody to register the device for',
  sharedDeviceMode: 'enrolls in shared device mode, which registers the device and not a person',
  sharedIPad: 'makes it a Shared iPad, which supports neither',
};
