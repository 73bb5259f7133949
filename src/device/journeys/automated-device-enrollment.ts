import { defineJourney } from '../journey.ts';
import { AWAIT_FINAL_CONFIGURATION, HOME_SCREEN } from './automated-setup-steps.ts';
import { CHECK_IN, CONFIGURE_EARLY, CONFIGURE_LATE, IDENTITY, INSTALL_APPS, SETTLE } from './mdm-steps.ts';

export const automatedDeviceEnrollment = defineJourney({
  name: 'automatedDeviceEnrollment',
  title: 'Automated device enrollment: Setup Assistant with modern authentication',
  source: {
    title: 'Authentication methods for automated device enrollment',
    url: 'https://learn.microsoft.com/intune/device-enrollment/apple/ref-automated-authentication-methods',
  },
  steps: [
    {
      name: 'UserAuthentication',
      from: 'person',
      to: 'entra',
      takes: [25, 60],
      requires: ['accountEnabled', 'secondFactorForEnrollment', 'intuneLicense'],
      signIn: 'enrollment',
      says: ({ user }) =>
        `Signs in as ${user.userPrincipalName} in Setup Assistant: that enrolls the device and makes it this user's`,
    },
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
