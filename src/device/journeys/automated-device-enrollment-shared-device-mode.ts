import { appName } from '../apps.ts';
import { tokenIssued } from '../jit/token-issued.ts';
import { defineJourney } from '../journey.ts';
import { SET_UP } from './automated-setup-steps.ts';

const SOURCE = {
  title: 'Set up automated device enrollment for shared device mode',
  url: 'https://learn.microsoft.com/intune/device-enrollment/apple/setup-automated-shared-device-mode',
} as const;

export const automatedDeviceEnrollmentSharedDeviceMode = defineJourney({
  name: 'automatedDeviceEnrollmentSharedDeviceMode',
  title: 'Automated device enrollment in Microsoft Entra shared device mode',
  source: SOURCE,
  steps: SET_UP,
});

/**
 * "The frontline worker will need to open the Microsoft Authenticator app to make sure the device is in shared device mode."
 * What Authenticator says to whom is inferred: it has the same link configuration as at a sign-in, and no person.
 */
export const sharedDeviceRegistration = defineJourney({
  name: 'sharedDeviceRegistration',
  title: 'Registration of a device in shared device mode',
  source: SOURCE,
  steps: [
    {
      name: 'OpenAuthenticator',
      from: 'person',
      to: 'ssoExtension',
      takes: [4, 12],
      says: 'Opens Microsoft Authenticator, to see whether the device is in shared device mode',
      sees: 'Shared device mode',
    },
    {
      name: 'WorkplaceJoin',
      from: 'ssoExtension',
      to: 'entra',
      takes: [2, 5],
      requires: ['linkPayload', 'registrationOs', 'registrationHostsReachable', 'tenantRegisters'],
      changes: ['registerSharedDevice'],
      says: ({ state }) => `Registers ${state.name} itself: it has no owner`,
    },
    {
      name: 'LinkDevice',
      from: 'ssoExtension',
      to: 'intune',
      takes: [1, 4],
      requires: ['managedDeviceKnown'],
      changes: ['linkDevice', 'setComplianceBit', 'beginSharedSession'],
      says: 'The managed device and the Entra device are one',
    },
  ],
});

/** Whoever has the device at the moment signs in to one app, and with it to all; signing out ends that everywhere. */
export const sharedSignIn = defineJourney({
  name: 'sharedSignIn',
  title: 'Sign-in on a device in shared device mode',
  source: SOURCE,
  steps: [
    {
      name: 'SharedSignIn',
      from: 'person',
      to: 'entra',
      takes: [15, 40],
      requires: ['accountEnabled', 'accessWithDevice'],
      signIn: 'app',
      says: ({ user }) => `Signs in as ${user.userPrincipalName}, on the device and not in one app alone`,
      sees: 'Sign in: the page of Microsoft Entra ID',
    },
    tokenIssued({
      says: (scene) => `${appName(scene)} gets a token of a registered device`,
      sees: 'The app opens, signed in',
    }),
  ],
});
