import { defineJourney } from '../journey.ts';
import { CHECK_IN, CONFIGURE, IDENTITY, INSTALL_APPS, SETTLE } from './mdm-steps.ts';

export const automatedDeviceEnrollment = defineJourney({
  name: 'automatedDeviceEnrollment',
  title: 'Automated device enrollment: Setup Assistant with modern authentication',
  source: {
    title: 'Authentication methods for automated device enrollment',
    url: 'https://learn.microsoft.com/intune/device-enrollment/apple/ref-automated-authentication-methods',
  },
  steps: [
    {
      name: 'PowerOn',
      from: 'person',
      to: 'device',
      requires: ['notEnrolled', 'minimumOs'],
      says: 'Turns the device on and chooses language, region and Wi-Fi in Setup Assistant',
    },
    {
      name: 'Activation',
      from: 'device',
      to: 'apple',
      takes: [20, 60],
      requires: ['enrollmentProgramToken', 'enrollmentProfile'],
      says: ({ state }) =>
        `Activates; the serial number ${state.serialNumber} belongs to the organization's Intune`,
      sees: 'Remote Management: the organization can manage this device',
    },
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
    ...CONFIGURE,
    {
      name: 'DeviceConfigured',
      from: 'intune',
      to: 'device',
      takes: [5, 20],
      mdm: () => ({ requestType: 'DeviceConfigured', status: 'Acknowledged' }),
      says: 'Releases the device from awaiting final configuration, which waits for profiles and not for apps',
    },
    {
      name: 'HomeScreen',
      from: 'device',
      to: 'person',
      takes: [20, 60],
      says: 'Setup Assistant is done; the home screen appears',
    },
    ...INSTALL_APPS,
    ...SETTLE,
  ],
});
