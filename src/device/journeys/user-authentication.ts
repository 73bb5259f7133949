import type { Step } from '../journey.ts';

/** The sign-in that an enrollment begins with. */
export const userAuthentication = (step: Pick<Step, 'says'> & Partial<Pick<Step, 'takes'>>): Step => ({
  name: 'UserAuthentication',
  from: 'person',
  to: 'entra',
  takes: [20, 45],
  requires: ['signInHostsReachable', 'accountEnabled', 'secondFactorForEnrollment', 'intuneLicense'],
  signIn: 'enrollment',
  ...step,
});
