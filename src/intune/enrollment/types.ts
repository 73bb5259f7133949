import type { SetupAuthentication } from '../../apple/enrollment-setup.ts';
import { AUTOMATED_ENROLLMENT_TYPES } from './automated-types.ts';

/**
 * How an iPhone or iPad comes under management; the names of Microsoft's just-in-time registration page in Graph's
 * spelling, then the other ways of automated device enrollment. Which of those a device goes, its profile decides.
 */
export type EnrollmentType =
  | 'accountDrivenUserEnrollment'
  | 'userEnrollmentWithCompanyPortal'
  | 'webDeviceEnrollment'
  | 'deviceEnrollmentWithCompanyPortal'
  | 'automatedDeviceEnrollment'
  | 'automatedDeviceEnrollmentWithCompanyPortal'
  | 'automatedDeviceEnrollmentLegacy'
  | 'automatedDeviceEnrollmentWithoutUser'
  | 'automatedDeviceEnrollmentSharedDeviceMode'
  | 'automatedDeviceEnrollmentSharedIPad';

/** What must be there before such an enrollment can succeed. `decision.ts` holds the check of each. */
export type EnrollmentNeed =
  | 'intuneLicense'
  | 'applePushCertificate'
  | 'managedAppleAccount'
  | 'companyPortalApp'
  | 'enrollmentProgramToken'
  | 'enrollmentProfile';

/** Who registers a device: the SSO extension at a sign-in, Company Portal, or the device for itself in shared device mode. */
export type Registrar = 'justInTime' | 'companyPortal' | 'sharedDeviceMode';

export type Evidence = 'documented' | 'recorded' | 'inferred';

export interface Source {
  readonly title: string;
  readonly url: string;
}

/** The facts of an enrollment type. Each property holds what Graph and the device show when it has succeeded. */
export interface EnrollmentTypeFacts {
  readonly type: EnrollmentType;
  /** What Microsoft's documentation calls it. */
  readonly title: string;
  /** `managedDevice.deviceEnrollmentType`; v1.0's enumeration lacks the account-driven type. */
  readonly deviceEnrollmentType: { readonly beta: string; readonly 'v1.0': string };
  readonly owner: 'personal' | 'company';
  readonly supervised: boolean;
  /** Work data lies on a volume of its own, and Intune learns neither serial number nor UDID nor personal apps. */
  readonly userEnrollment: boolean;
  /** `appleUserInitiatedEnrollmentProfile.defaultEnrollmentType` that leads here; automated enrollment has none. */
  readonly profileType?: string;
  /** Automated enrollment: who signs in while Setup Assistant runs, and how. */
  readonly setup?: SetupAuthentication;
  /** Whether the device gets a user. */
  readonly userAffinity: boolean;
  readonly minimumOs: string;
  /** Of iPads, where they differ. */
  readonly minimumIPadOs?: string;
  /** From here on there is no such enrollment any more. */
  readonly removedInOs?: string;
  /** The management profile is downloaded in Safari, and waits in Settings for the person to install it. */
  readonly installsInSettings?: true;
  /** What an older device gets instead; absent: nothing. */
  readonly olderDevices?: EnrollmentType;
  readonly deprecated: boolean;
  /** Who registers the device in Microsoft Entra ID; absent: nobody. */
  readonly registeredBy?: Registrar;
  /** Who registers it where no SSO policy has reached it. */
  readonly registeredWithoutPolicyBy?: 'companyPortal';
  /** Who says so about `registeredBy`: the sources disagree about user enrollment with Company Portal. */
  readonly evidence: Evidence;
  readonly needs: readonly EnrollmentNeed[];
  readonly source: Source;
}

const LEARN = 'https://learn.microsoft.com/intune/device-enrollment/apple';
const EVERY_DEVICE = ['intuneLicense', 'applePushCertificate'] as const;

/** The enrollment types, in the order of Microsoft's page; those without just-in-time registration at the end. */
export const ENROLLMENT_TYPES: readonly EnrollmentTypeFacts[] = [
  {
    type: 'accountDrivenUserEnrollment',
    title: 'Account-driven user enrollment',
    deviceEnrollmentType: { beta: 'appleAccountDrivenUserEnrollment', 'v1.0': 'appleUserEnrollment' },
    owner: 'personal',
    supervised: false,
    userEnrollment: true,
    profileType: 'accountDrivenUserEnrollment',
    userAffinity: true,
    minimumOs: '15.0',
    olderDevices: 'userEnrollmentWithCompanyPortal',
    deprecated: false,
    registeredBy: 'justInTime',
    evidence: 'documented',
    needs: [...EVERY_DEVICE, 'managedAppleAccount'],
    source: {
      title: 'Set up account-driven Apple User Enrollment',
      url: `${LEARN}/setup-account-driven-user`,
    },
  },
  {
    type: 'userEnrollmentWithCompanyPortal',
    title: 'User enrollment with Company Portal',
    deviceEnrollmentType: { beta: 'appleUserEnrollment', 'v1.0': 'appleUserEnrollment' },
    owner: 'personal',
    supervised: false,
    userEnrollment: true,
    profileType: 'user',
    userAffinity: true,
    minimumOs: '13.0',
    minimumIPadOs: '13.1',
    // [documented] com.apple.mdm: ManagedAppleID, which it requires, is "Removed as of iOS 18".
    removedInOs: '18.0',
    installsInSettings: true,
    deprecated: true,
    registeredBy: 'justInTime',
    // The just-in-time page lists it, the table that compares the user enrollment methods does not.
    evidence: 'inferred',
    needs: [...EVERY_DEVICE, 'managedAppleAccount', 'companyPortalApp'],
    source: {
      title: 'Set up Apple User Enrollment with Company Portal',
      url: `${LEARN}/setup-user-company-portal`,
    },
  },
  {
    type: 'webDeviceEnrollment',
    title: 'Web-based device enrollment',
    deviceEnrollmentType: { beta: 'userEnrollment', 'v1.0': 'userEnrollment' },
    owner: 'personal',
    supervised: false,
    userEnrollment: false,
    profileType: 'webDeviceEnrollment',
    userAffinity: true,
    minimumOs: '15.0',
    olderDevices: 'deviceEnrollmentWithCompanyPortal',
    installsInSettings: true,
    deprecated: false,
    registeredBy: 'justInTime',
    evidence: 'documented',
    needs: EVERY_DEVICE,
    source: { title: 'Set up web-based device enrollment for iOS', url: `${LEARN}/setup-web-based-ios` },
  },
  {
    type: 'deviceEnrollmentWithCompanyPortal',
    title: 'Device enrollment with Company Portal',
    deviceEnrollmentType: { beta: 'userEnrollment', 'v1.0': 'userEnrollment' },
    owner: 'personal',
    supervised: false,
    userEnrollment: false,
    profileType: 'device',
    userAffinity: true,
    minimumOs: '14.0',
    installsInSettings: true,
    deprecated: false,
    registeredBy: 'justInTime',
    // "Return to the Company Portal app … tap the option to register your device": Set up personal iOS device for work or school.
    registeredWithoutPolicyBy: 'companyPortal',
    evidence: 'documented',
    needs: [...EVERY_DEVICE, 'companyPortalApp'],
    source: {
      title: 'Apple device enrollment options for personal devices',
      url: `${LEARN}/personal-device-options-ios`,
    },
  },
  ...AUTOMATED_ENROLLMENT_TYPES,
];

/** Those with which just-in-time registration works. */
export const JUST_IN_TIME_TYPES: readonly EnrollmentType[] = ENROLLMENT_TYPES.filter(
  ({ registeredBy }) => registeredBy === 'justInTime',
).map(({ type }) => type);

const BY_TYPE: ReadonlyMap<string, EnrollmentTypeFacts> = new Map(
  ENROLLMENT_TYPES.map((facts) => [facts.type, facts]),
);
const BY_SETUP: ReadonlyMap<SetupAuthentication, EnrollmentTypeFacts> = new Map(
  AUTOMATED_ENROLLMENT_TYPES.map((facts) => [facts.setup, facts]),
);
const BY_PROFILE_TYPE: ReadonlyMap<string, EnrollmentTypeFacts> = new Map(
  ENROLLMENT_TYPES.flatMap((facts) => (facts.profileType ? [[facts.profileType, facts] as const] : [])),
);

export function enrollmentFacts(type: EnrollmentType): EnrollmentTypeFacts {
  return BY_TYPE.get(type) as EnrollmentTypeFacts;
}

/** The type that `appleUserInitiatedEnrollmentProfile.defaultEnrollmentType` stands for; undefined for `unknown`. */
export function enrollmentTypeOfProfile(defaultEnrollmentType: string): EnrollmentTypeFacts | undefined {
  return BY_PROFILE_TYPE.get(defaultEnrollmentType);
}

/** The type that a profile of automated enrollment stands for. */
export function enrollmentTypeOfSetup(setup: SetupAuthentication): EnrollmentTypeFacts {
  return BY_SETUP.get(setup) as EnrollmentTypeFacts;
}
