import { defineJourney, type Step } from '../journey.ts';
import { afterPause } from './mdm-steps.ts';
import { userAuthentication } from './user-authentication.ts';

/** From the App Store to a signed-in Company Portal. */
const COMPANY_PORTAL_SIGN_IN: readonly Step[] = [
  {
    name: 'InstallCompanyPortal',
    from: 'person',
    to: 'apple',
    takes: [20, 60],
    requires: ['notEnrolled', 'minimumOs'],
    changes: ['haveCompanyPortal'],
    says: 'Gets Intune Company Portal from the App Store and opens it',
  },
  userAuthentication({
    says: ({ user }) => `Signs in to Company Portal as ${user.userPrincipalName}`,
  }),
  {
    name: 'PrivacyScreen',
    from: 'companyPortal',
    to: 'person',
    takes: [5, 15],
    says: 'Shows what the organization can and cannot see, and what comes next',
    sees: 'Set up access: your device needs a management profile',
  },
];

/** The same, unless the person has come this far before being asked how to enroll. */
export const COMPANY_PORTAL_UNLESS_THERE: readonly Step[] = COMPANY_PORTAL_SIGN_IN.map((step) => ({
  ...step,
  when: ({ state }) => state.choice === undefined,
}));

/** An enrollment profile of the type "Determine based on user choice"; the way that was chosen goes on from here. */
export const userChoice = defineJourney({
  name: 'userChoice',
  title: 'Determine based on user choice',
  source: {
    title: 'Set up personal iOS device for work or school',
    url: 'https://learn.microsoft.com/intune/user-help/enrollment/enroll-ios#determine-based-on-user-choice',
  },
  steps: [
    ...COMPANY_PORTAL_SIGN_IN,
    {
      name: 'SelectDeviceType',
      from: 'person',
      to: 'companyPortal',
      takes: [5, 15],
      says: ({ state }) =>
        `Taps “${state.choice?.owner === 'company' ? 'My company owns this device' : 'I own this device'}”`,
      sees: 'Select device and enrollment type: I own this device, or My company owns this device',
    },
    {
      name: 'SelectEnrollmentType',
      from: 'person',
      to: 'companyPortal',
      takes: [5, 15],
      when: ({ state }) => state.choice?.severalWays === true,
      says: ({ enrollment }) =>
        `Taps “${enrollment.userEnrollment ? 'Secure work-related apps and data only' : 'Secure entire device'}”`,
      sees: 'Secure entire device, or Secure work-related apps and data only',
    },
    {
      name: 'EnrollAsChosen',
      from: 'companyPortal',
      to: 'person',
      takes: [2, 5],
      changes: ['enrollAsChosen'],
      says: ({ enrollment }) => `Goes on with ${enrollment.title}`,
    },
  ],
});

/** A profile that was downloaded in Safari waits in Settings until the person installs it. */
export const INSTALL_IN_SETTINGS: readonly Step[] = [
  {
    name: 'DownloadProfile',
    from: 'person',
    to: 'intune',
    takes: [5, 15],
    says: 'In Safari, allows the website to download a configuration profile',
    sees: 'This website is trying to download a configuration profile. Do you want to allow this?',
  },
  {
    name: 'InstallManagementProfile',
    from: 'person',
    to: 'device',
    takes: (state) => afterPause(state, 15, 40),
    requires: ['downloadedProfileThere', 'profileInstallable'],
    says: ({ state }) =>
      `Opens Settings › Profile Downloaded and taps Install${state.passcode ? ', with the passcode' : ''}`,
    sees: 'Installing this profile will allow the administrator to remotely manage your device',
  },
];
