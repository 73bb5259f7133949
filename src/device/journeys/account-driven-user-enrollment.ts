import { defineJourney } from '../journey.ts';
import { CHECK_IN, CONFIGURE, IDENTITY, INSTALL_APPS, SETTLE } from './mdm-steps.ts';
import { userAuthentication } from './user-authentication.ts';

export const accountDrivenUserEnrollment = defineJourney({
  name: 'accountDrivenUserEnrollment',
  title: 'Account-driven user enrollment',
  source: {
    title: 'Set up account-driven Apple User Enrollment',
    url: 'https://learn.microsoft.com/intune/device-enrollment/apple/setup-account-driven-user',
  },
  steps: [
    {
      name: 'SignInToWorkAccount',
      from: 'person',
      to: 'device',
      requires: ['notEnrolled', 'minimumOs'],
      says: ({ user }) =>
        `In Settings › General › VPN & Device Management, signs in to the work account ${user.userPrincipalName}`,
    },
    {
      name: 'WellKnownLookup',
      from: 'device',
      to: 'intune',
      takes: [1, 2],
      requires: ['wellKnownFile'],
      says: ({ user }) =>
        `GET https://${domainOf(user.userPrincipalName)}/.well-known/com.apple.remotemanagement: Version mdm-byod, BaseURL at Intune`,
    },
    userAuthentication({
      says: ({ user }) => `Signs in as ${user.userPrincipalName} on the organization's page`,
    }),
    {
      name: 'ManagedAppleAccount',
      from: 'person',
      to: 'apple',
      takes: [10, 25],
      requires: ['managedAppleAccount'],
      says: 'Enters the iCloud password of the Managed Apple Account',
      sees: 'Enter the password for your Managed Apple Account',
    },
    {
      name: 'AllowRemoteManagement',
      from: 'person',
      to: 'device',
      takes: [4, 12],
      says: 'Taps Allow Remote Management; the profile installs without another question',
      sees: 'Allow Remote Management?',
    },
    ...IDENTITY,
    ...CHECK_IN,
    ...CONFIGURE,
    ...INSTALL_APPS,
    ...SETTLE,
  ],
});

function domainOf(userPrincipalName: string): string {
  return userPrincipalName.slice(userPrincipalName.indexOf('@') + 1);
}
