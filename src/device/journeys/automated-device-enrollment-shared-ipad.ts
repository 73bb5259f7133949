import { defineJourney } from '../journey.ts';
import { CHECK_IN, CONFIGURE, IDENTITY, INSTALL_APPS, SETTLE } from './mdm-steps.ts';

/** "All Setup Assistant panes after activation are automatically skipped", and there is no await final configuration. */
export const automatedDeviceEnrollmentSharedIPad = defineJourney({
  name: 'automatedDeviceEnrollmentSharedIPad',
  title: 'Automated device enrollment of a Shared iPad',
  source: {
    title: 'Shared iPad devices',
    url: 'https://learn.microsoft.com/intune/device-enrollment/apple/shared-ipad',
  },
  steps: [
    ...IDENTITY,
    ...CHECK_IN,
    ...CONFIGURE,
    ...INSTALL_APPS,
    ...SETTLE,
    {
      name: 'SignInScreen',
      from: 'device',
      to: 'person',
      takes: [20, 60],
      says: 'Waits for somebody with a Managed Apple Account, or a guest',
    },
    {
      name: 'SignInToSharedIPad',
      from: 'person',
      to: 'apple',
      takes: [20, 45],
      requires: ['managedAppleAccount'],
      says: ({ user }) =>
        `Signs in with the Managed Apple Account of ${user.displayName}, and gets a partition with a passcode of its own`,
    },
  ],
});
