import type { SetupAuthentication } from '../../apple/enrollment-setup.ts';
import type { EnrollmentTypeFacts } from './types.ts';

type AutomatedEnrollmentFacts = EnrollmentTypeFacts & { readonly setup: SetupAuthentication };

const LEARN = 'https://learn.microsoft.com/intune/device-enrollment/apple';
const AUTHENTICATION_METHODS = {
  title: 'Authentication methods for automated device enrollment',
  url: `${LEARN}/ref-automated-authentication-methods`,
} as const;
const SET_UP = {
  title: 'Set up automated device enrollment for iOS/iPadOS',
  url: `${LEARN}/setup-automated-ios`,
} as const;

const WITH_USER = { beta: 'appleBulkWithUser', 'v1.0': 'appleBulkWithUser' } as const;
const WITHOUT_USER = { beta: 'appleBulkWithoutUser', 'v1.0': 'appleBulkWithoutUser' } as const;

const AUTOMATED = {
  owner: 'company',
  supervised: true,
  userEnrollment: false,
  deprecated: false,
  evidence: 'documented',
} as const;
const NEEDS = ['applePushCertificate', 'enrollmentProgramToken', 'enrollmentProfile'] as const;
const NEEDS_WITH_USER = ['intuneLicense', ...NEEDS] as const;

/** Automated enrollment in this mode is always supervised from here on; what is older is no part of the model. */
const SUPERVISED_FROM = '11.0';

/** The ways of automated device enrollment; the profile that is assigned to the serial number chooses among them. */
export const AUTOMATED_ENROLLMENT_TYPES: readonly AutomatedEnrollmentFacts[] = [
  {
    ...AUTOMATED,
    type: 'automatedDeviceEnrollment',
    title: 'Automated device enrollment (Setup Assistant with modern authentication)',
    deviceEnrollmentType: WITH_USER,
    setup: 'modern',
    userAffinity: true,
    minimumOs: '13.0',
    olderDevices: 'automatedDeviceEnrollmentLegacy',
    registeredBy: 'justInTime',
    // "until the user signs in to the Company Portal … and selects Begin, the device won't be fully registered".
    registeredWithoutPolicyBy: 'companyPortal',
    needs: NEEDS_WITH_USER,
    source: AUTHENTICATION_METHODS,
  },
  {
    ...AUTOMATED,
    type: 'automatedDeviceEnrollmentWithCompanyPortal',
    title: 'Automated device enrollment with Company Portal',
    deviceEnrollmentType: WITH_USER,
    setup: 'companyPortal',
    userAffinity: true,
    minimumOs: SUPERVISED_FROM,
    registeredBy: 'companyPortal',
    needs: [...NEEDS_WITH_USER, 'companyPortalApp'],
    source: AUTHENTICATION_METHODS,
  },
  {
    ...AUTOMATED,
    type: 'automatedDeviceEnrollmentLegacy',
    title: 'Automated device enrollment with Setup Assistant (legacy)',
    deviceEnrollmentType: WITH_USER,
    setup: 'legacy',
    userAffinity: true,
    minimumOs: SUPERVISED_FROM,
    // "If you also want to use Conditional Access …, you need to install Company Portal on the devices and sign in."
    registeredBy: 'companyPortal',
    needs: NEEDS_WITH_USER,
    source: AUTHENTICATION_METHODS,
  },
  {
    ...AUTOMATED,
    type: 'automatedDeviceEnrollmentWithoutUser',
    title: 'Automated device enrollment without user affinity',
    deviceEnrollmentType: WITHOUT_USER,
    setup: 'none',
    userAffinity: false,
    minimumOs: SUPERVISED_FROM,
    needs: NEEDS,
    source: SET_UP,
  },
  {
    ...AUTOMATED,
    type: 'automatedDeviceEnrollmentSharedDeviceMode',
    title: 'Automated device enrollment in Microsoft Entra shared device mode',
    deviceEnrollmentType: WITHOUT_USER,
    setup: 'sharedDeviceMode',
    userAffinity: false,
    minimumOs: '13.5',
    registeredBy: 'sharedDeviceMode',
    needs: NEEDS,
    source: {
      title: 'Set up automated device enrollment for shared device mode',
      url: `${LEARN}/setup-automated-shared-device-mode`,
    },
  },
  {
    ...AUTOMATED,
    type: 'automatedDeviceEnrollmentSharedIPad',
    title: 'Automated device enrollment of a Shared iPad',
    deviceEnrollmentType: WITHOUT_USER,
    setup: 'sharedIPad',
    userAffinity: false,
    minimumOs: '13.4',
    needs: NEEDS,
    source: { title: 'Shared iPad devices', url: `${LEARN}/shared-ipad` },
  },
];
