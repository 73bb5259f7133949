import { jitCompletion, jitRegistration, jitRemediation, recheck } from '../jit/registration.ts';
import { signIn, silentSignIn, ssoSignIn, webSignIn } from '../jit/sign-in.ts';
import { accountDrivenUserEnrollment } from './account-driven-user-enrollment.ts';
import { automatedDeviceEnrollment } from './automated-device-enrollment.ts';
import { deviceEnrollmentWithCompanyPortal } from './device-enrollment-with-company-portal.ts';
import { userEnrollmentWithCompanyPortal } from './user-enrollment-with-company-portal.ts';
import { webDeviceEnrollment } from './web-device-enrollment.ts';

/** Every journey by its name. An enrollment type's journey has the type's own name. */
export const JOURNEYS = {
  accountDrivenUserEnrollment,
  userEnrollmentWithCompanyPortal,
  webDeviceEnrollment,
  deviceEnrollmentWithCompanyPortal,
  automatedDeviceEnrollment,
  signIn,
  webSignIn,
  ssoSignIn,
  silentSignIn,
  jitRegistration,
  jitCompletion,
  jitRemediation,
  recheck,
} as const;

export type JourneyName = keyof typeof JOURNEYS;
