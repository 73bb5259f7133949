import { companyPortalRegisters } from '../company-portal.ts';
import { defineJourney } from '../journey.ts';
import { COMPANY_PORTAL_UNLESS_THERE, INSTALL_IN_SETTINGS } from './company-portal-steps.ts';
import { CHECK_IN, CONFIGURE, IDENTITY, INSTALL_APPS, SETTLE } from './mdm-steps.ts';

export const deviceEnrollmentWithCompanyPortal = defineJourney({
  name: 'deviceEnrollmentWithCompanyPortal',
  title: 'Device enrollment with Company Portal',
  source: {
    title: 'Apple device enrollment options for personal devices',
    url: 'https://learn.microsoft.com/intune/device-enrollment/apple/personal-device-options-ios',
  },
  steps: [
    ...COMPANY_PORTAL_UNLESS_THERE,
    ...INSTALL_IN_SETTINGS,
    ...IDENTITY,
    ...CHECK_IN,
    ...CONFIGURE,
    ...INSTALL_APPS,
    ...SETTLE,
    {
      name: 'ReturnToCompanyPortal',
      from: 'person',
      to: 'companyPortal',
      takes: [3, 10],
      changes: ['chooseRegistration'],
      says: 'Goes back to Company Portal, which has seen that the profile is there',
      sees: (scene) =>
        companyPortalRegisters(scene)
          ? 'Pending requirements: register your device'
          : 'Next, sign in to a work app to finish setting up',
    },
  ],
});
