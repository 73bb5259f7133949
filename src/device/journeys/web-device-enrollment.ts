import { defineJourney } from '../journey.ts';
import { INSTALL_IN_SETTINGS } from './company-portal-steps.ts';
import { CHECK_IN, CONFIGURE, IDENTITY, INSTALL_APPS, SETTLE } from './mdm-steps.ts';
import { userAuthentication } from './user-authentication.ts';

export const webDeviceEnrollment = defineJourney({
  name: 'webDeviceEnrollment',
  title: 'Web-based device enrollment',
  source: {
    title: 'Set up web-based device enrollment for iOS',
    url: 'https://learn.microsoft.com/intune/device-enrollment/apple/setup-web-based-ios',
  },
  steps: [
    {
      name: 'OpenEnrollmentPage',
      from: 'person',
      to: 'intune',
      requires: ['notEnrolled', 'enrollmentPageReachable', 'minimumOs'],
      says: 'Opens https://portal.manage.microsoft.com/enrollment/webenrollment/ios in Safari',
    },
    userAuthentication({
      says: ({ user }) => `Signs in as ${user.userPrincipalName}`,
    }),
    ...INSTALL_IN_SETTINGS,
    ...IDENTITY,
    ...CHECK_IN,
    ...CONFIGURE,
    ...INSTALL_APPS,
    ...SETTLE,
  ],
});
