import { defineJourney } from '../journey.ts';
import { SET_UP } from './automated-setup-steps.ts';

/** A kiosk, a till: nobody signs in, and nobody is there whom a sign-in could register the device for. */
export const automatedDeviceEnrollmentWithoutUser = defineJourney({
  name: 'automatedDeviceEnrollmentWithoutUser',
  title: 'Automated device enrollment without user affinity',
  source: {
    title: 'Set up automated device enrollment for iOS/iPadOS',
    url: 'https://learn.microsoft.com/intune/device-enrollment/apple/setup-automated-ios',
  },
  steps: SET_UP,
});
