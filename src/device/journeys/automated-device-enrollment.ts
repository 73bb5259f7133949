import { defineJourney } from '../journey.ts';
import { SET_UP } from './automated-setup-steps.ts';
import { userAuthentication } from './user-authentication.ts';

export const automatedDeviceEnrollment = defineJourney({
  name: 'automatedDeviceEnrollment',
  title: 'Automated device enrollment: Setup Assistant with modern authentication',
  source: {
    title: 'Authentication methods for automated device enrollment',
    url: 'https://learn.microsoft.com/intune/device-enrollment/apple/ref-automated-authentication-methods',
  },
  steps: [
    userAuthentication({
      takes: [25, 60],
      says: ({ user }) =>
        `Signs in as ${user.userPrincipalName} in Setup Assistant: that enrolls the device and makes it this user's`,
    }),
    ...SET_UP,
  ],
});
