import { defineJourney } from '../journey.ts';
import { HOME_SCREEN } from './automated-setup-steps.ts';
import { CHECK_IN, CONFIGURE, IDENTITY, INSTALL_APPS, SETTLE } from './mdm-steps.ts';
import { userAuthentication } from './user-authentication.ts';

/** Nothing registers the device, unless the person signs in to Company Portal afterwards. */
export const automatedDeviceEnrollmentLegacy = defineJourney({
  name: 'automatedDeviceEnrollmentLegacy',
  title: 'Automated device enrollment: Setup Assistant (legacy)',
  source: {
    title: 'Authentication methods for automated device enrollment',
    url: 'https://learn.microsoft.com/intune/device-enrollment/apple/ref-automated-authentication-methods',
  },
  steps: [
    userAuthentication({
      says: ({ user }) =>
        `Enters the account ${user.userPrincipalName} and its password; Setup Assistant (legacy) has no page to ask for more`,
    }),
    ...IDENTITY,
    ...CHECK_IN,
    ...HOME_SCREEN,
    ...CONFIGURE,
    ...INSTALL_APPS,
    ...SETTLE,
  ],
});
