import type { EnrollmentType } from '../../intune/index.ts';
import { jitCompletion, jitRegistration, jitRemediation, recheck } from '../jit/registration.ts';
import { brokeredSignIn, signIn, signInAgain, silentSignIn, ssoSignIn, webSignIn } from '../jit/sign-in.ts';
import type { Journey } from '../journey.ts';
import { accountDrivenUserEnrollment } from './account-driven-user-enrollment.ts';
import { automatedDeviceEnrollment } from './automated-device-enrollment.ts';
import { automatedDeviceEnrollmentLegacy } from './automated-device-enrollment-legacy.ts';
import {
  automatedDeviceEnrollmentSharedDeviceMode,
  sharedDeviceRegistration,
  sharedSignIn,
} from './automated-device-enrollment-shared-device-mode.ts';
import { automatedDeviceEnrollmentSharedIPad } from './automated-device-enrollment-shared-ipad.ts';
import { automatedDeviceEnrollmentWithCompanyPortal } from './automated-device-enrollment-with-company-portal.ts';
import { automatedDeviceEnrollmentWithoutUser } from './automated-device-enrollment-without-user.ts';
import { switchOn } from './automated-setup-steps.ts';
import { companyPortalRegistration, registrationAfterEnrollment } from './company-portal-registration.ts';
import { userChoice } from './company-portal-steps.ts';
import { deviceEnrollmentWithCompanyPortal } from './device-enrollment-with-company-portal.ts';
import { strongAuthSetup } from './strong-auth-setup.ts';
import { userEnrollmentWithCompanyPortal } from './user-enrollment-with-company-portal.ts';
import { webDeviceEnrollment } from './web-device-enrollment.ts';

/** Every journey by its name. An enrollment type's journey has the type's own name. */
export const JOURNEYS = {
  accountDrivenUserEnrollment,
  userEnrollmentWithCompanyPortal,
  webDeviceEnrollment,
  deviceEnrollmentWithCompanyPortal,
  userChoice,
  switchOn,
  automatedDeviceEnrollment,
  automatedDeviceEnrollmentWithCompanyPortal,
  automatedDeviceEnrollmentLegacy,
  automatedDeviceEnrollmentWithoutUser,
  automatedDeviceEnrollmentSharedDeviceMode,
  automatedDeviceEnrollmentSharedIPad,
  companyPortalRegistration,
  registrationAfterEnrollment,
  sharedDeviceRegistration,
  sharedSignIn,
  signIn,
  webSignIn,
  brokeredSignIn,
  ssoSignIn,
  silentSignIn,
  jitRegistration,
  jitCompletion,
  jitRemediation,
  recheck,
  strongAuthSetup,
  signInAgain,
} as const satisfies Readonly<Record<EnrollmentType, Journey>> & Readonly<Record<string, Journey>>;

export type JourneyName = keyof typeof JOURNEYS;
