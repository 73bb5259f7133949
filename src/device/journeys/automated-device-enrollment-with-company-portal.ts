import { defineJourney } from '../journey.ts';
import { HOME_SCREEN } from './automated-setup-steps.ts';
import { REGISTER_IN_COMPANY_PORTAL } from './company-portal-registration.ts';
import { CHECK_IN, CONFIGURE, IDENTITY, INSTALL_APPS, SETTLE } from './mdm-steps.ts';

/** Setup Assistant asks for no account: the person is who signs in to Company Portal. */
export const automatedDeviceEnrollmentWithCompanyPortal = defineJourney({
  name: 'automatedDeviceEnrollmentWithCompanyPortal',
  title: 'Automated device enrollment: Company Portal',
  source: {
    title: 'Authentication methods for automated device enrollment',
    url: 'https://learn.microsoft.com/intune/device-enrollment/apple/ref-automated-authentication-methods',
  },
  steps: [
    ...IDENTITY,
    ...CHECK_IN,
    ...HOME_SCREEN,
    ...CONFIGURE,
    ...INSTALL_APPS,
    ...SETTLE,
    {
      name: 'InstallCompanyPortal',
      from: 'intune',
      to: 'device',
      takes: [60, 180],
      changes: ['receiveCompanyPortal'],
      says: 'Installs Intune Company Portal, which the enrollment profile brings',
      sees: 'Intune Company Portal appears on the home screen',
    },
    ...REGISTER_IN_COMPANY_PORTAL,
  ],
});
