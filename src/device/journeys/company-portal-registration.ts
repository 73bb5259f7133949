import { complianceSentence } from '../check-in.ts';
import { defineJourney, type Step } from '../journey.ts';

/** Company Portal registers the device for who is signed in there. */
const REGISTER: readonly Step[] = [
  {
    name: 'WorkplaceJoin',
    from: 'companyPortal',
    to: 'entra',
    takes: [2, 5],
    requires: ['companyPortalCanRegister'],
    changes: ['registerByCompanyPortal'],
    says: ({ state, user }) => `Registers ${state.name} for ${user.displayName}`,
  },
  {
    name: 'LinkDevice',
    from: 'companyPortal',
    to: 'intune',
    takes: [1, 4],
    changes: ['linkDevice'],
    says: 'The managed device and the Entra device are one',
  },
  {
    name: 'CheckSettings',
    from: 'companyPortal',
    to: 'intune',
    takes: [3, 10],
    changes: ['checkIn', 'setComplianceBit'],
    says: (scene) => `Has the device checked: ${complianceSentence(scene)}`,
    sees: 'Checking your device settings',
  },
];

/** A person signs in to Company Portal, which registers the device in Entra ID. */
export const REGISTER_IN_COMPANY_PORTAL: readonly Step[] = [
  {
    name: 'SignInToCompanyPortal',
    from: 'person',
    to: 'companyPortal',
    takes: [20, 45],
    requires: ['signInHostsReachable', 'accountEnabled', 'secondFactorInCompanyPortal', 'intuneLicense'],
    signIn: 'enrollment',
    says: ({ user }) => `Opens Company Portal, signs in as ${user.userPrincipalName} and taps Begin`,
    sees: 'Set up access to company resources',
  },
  {
    name: 'AssignUser',
    from: 'companyPortal',
    to: 'intune',
    takes: [1, 3],
    requires: ['deviceRecordMapped'],
    changes: ['assignUser'],
    says: ({ user }) => `The device is ${user.displayName}’s`,
  },
  ...REGISTER,
];

/** At the end of an enrollment in Company Portal, where the person is signed in and no SSO extension does it. */
export const registrationAfterEnrollment = defineJourney({
  name: 'registrationAfterEnrollment',
  title: 'Registration by Company Portal after enrollment',
  source: {
    title: 'Set up personal iOS device for work or school',
    url: 'https://learn.microsoft.com/intune/user-help/enrollment/enroll-ios#device-enrollment-with-company-portal-app',
  },
  steps: [
    {
      name: 'RegisterDevice',
      from: 'person',
      to: 'companyPortal',
      takes: [5, 15],
      says: 'Taps the option to register the device',
    },
    ...REGISTER,
  ],
});

/** Later, on a device that was enrolled with a user and is not registered yet. */
export const companyPortalRegistration = defineJourney({
  name: 'companyPortalRegistration',
  title: 'Registration by Company Portal',
  source: {
    title: 'Authentication methods for automated device enrollment',
    url: 'https://learn.microsoft.com/intune/device-enrollment/apple/ref-automated-authentication-methods',
  },
  steps: REGISTER_IN_COMPANY_PORTAL,
});
