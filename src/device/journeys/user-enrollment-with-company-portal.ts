import { defineJourney } from '../journey.ts';
import { COMPANY_PORTAL_UNLESS_THERE, INSTALL_IN_SETTINGS } from './company-portal-steps.ts';
import { CHECK_IN, CONFIGURE, IDENTITY, INSTALL_APPS, SETTLE } from './mdm-steps.ts';

export const userEnrollmentWithCompanyPortal = defineJourney({
  name: 'userEnrollmentWithCompanyPortal',
  title: 'User enrollment with Company Portal',
  source: {
    title: 'Set up Apple User Enrollment with Company Portal',
    url: 'https://learn.microsoft.com/intune/device-enrollment/apple/setup-user-company-portal',
  },
  steps: [
    ...COMPANY_PORTAL_UNLESS_THERE,
    {
      name: 'ChooseOwnership',
      from: 'person',
      to: 'companyPortal',
      takes: [5, 15],
      when: ({ state }) => state.choice === undefined,
      says: 'Confirms that the device is personal, and that only work apps and data are to be secured',
    },
    ...INSTALL_IN_SETTINGS,
    {
      name: 'ManagedAppleAccount',
      from: 'person',
      to: 'apple',
      takes: [10, 25],
      requires: ['managedAppleAccount'],
      says: 'Taps Enroll My iPhone and signs in with the Managed Apple Account',
      sees: 'Enter the password for your Managed Apple Account',
    },
    ...IDENTITY,
    ...CHECK_IN,
    ...CONFIGURE,
    ...INSTALL_APPS,
    ...SETTLE,
  ],
});
