import type { Step } from '../journey.ts';

/** From the App Store to a signed-in Company Portal. */
export const COMPANY_PORTAL_SIGN_IN: readonly Step[] = [
  {
    name: 'InstallCompanyPortal',
    from: 'person',
    to: 'apple',
    takes: [20, 60],
    requires: ['notEnrolled', 'minimumOs'],
    changes: ['haveCompanyPortal'],
    says: 'Gets Intune Company Portal from the App Store and opens it',
  },
  {
    name: 'UserAuthentication',
    from: 'person',
    to: 'entra',
    takes: [20, 45],
    requires: ['accountEnabled', 'secondFactorForEnrollment', 'intuneLicense'],
    signIn: 'enrollment',
    says: ({ user }) => `Signs in to Company Portal as ${user.userPrincipalName}`,
  },
  {
    name: 'PrivacyScreen',
    from: 'companyPortal',
    to: 'person',
    takes: [5, 15],
    says: 'Shows what the organization can and cannot see, and what comes next',
    sees: 'Set up access: your device needs a management profile',
  },
];

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
    takes: [15, 40],
    says: ({ state }) =>
      `Opens Settings › Profile Downloaded and taps Install${state.passcode ? ', with the passcode' : ''}`,
    sees: 'Installing this profile will allow the administrator to remotely manage your device',
  },
];
