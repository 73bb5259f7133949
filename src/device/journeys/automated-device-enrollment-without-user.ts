import { defineJourney } from '../journey.ts';
import { AWAIT_FINAL_CONFIGURATION, HOME_SCREEN } from './automated-setup-steps.ts';
import { CHECK_IN, CONFIGURE_EARLY, CONFIGURE_LATE, IDENTITY, INSTALL_APPS, SETTLE } from './mdm-steps.ts';

/** A kiosk, a till: nobody signs in, and nobody is there whom a sign-in could register the device for. */
export const automatedDeviceEnrollmentWithoutUser = defineJourney({
  name: 'automatedDeviceEnrollmentWithoutUser',
  title: 'Automated device enrollment without user affinity',
  source: {
    title: 'Set up automated device enrollment for iOS/iPadOS',
    url: 'https://learn.microsoft.com/intune/device-enrollment/apple/setup-automated-ios',
  },
  steps: [
    ...IDENTITY,
    ...CHECK_IN,
    ...CONFIGURE_EARLY,
    ...AWAIT_FINAL_CONFIGURATION,
    ...HOME_SCREEN,
    ...CONFIGURE_LATE,
    ...INSTALL_APPS,
    ...SETTLE,
  ],
});
