import { ACCOUNT_DRIVEN_WELL_KNOWN_PATH } from '../../apple/associated-domains.ts';
import { unreleasedVersion } from '../unreleased-os.ts';
import type { Evidence, Source } from './types.ts';

const ERRORS: Source = {
  title: 'Troubleshooting iOS/iPadOS device enrollment errors in Microsoft Intune',
  url: 'https://learn.microsoft.com/troubleshoot/mem/intune/device-enrollment/troubleshoot-ios-enrollment-errors',
};
const ACCOUNT_DRIVEN: Source = {
  title: 'Set up account-driven Apple User Enrollment',
  url: 'https://learn.microsoft.com/intune/device-enrollment/apple/setup-account-driven-user',
};
const AUTOMATED: Source = {
  title: 'Set up automated device enrollment for iOS/iPadOS',
  url: 'https://learn.microsoft.com/intune/device-enrollment/apple/setup-automated-ios',
};

/** A reason for which Intune or Apple turns an enrollment down. */
export interface Refusal {
  /** The service's own code where it has one, else ours. */
  readonly code: string;
  /** What an administrator needs to know. */
  readonly reason: string;
  /** What the person sees on the screen. */
  readonly user: string;
  readonly fix: string;
  readonly evidence: Evidence;
  readonly source: Source;
}

const RESTRICTIONS: Source = {
  title: 'What are enrollment restrictions?',
  url: 'https://learn.microsoft.com/intune/device-enrollment/restrictions',
};

const AUTHENTICATION: Source = {
  title: 'Authentication methods for automated device enrollment in Intune',
  url: 'https://learn.microsoft.com/intune/device-enrollment/apple/ref-automated-authentication-methods',
};

const CERTIFICATE_PROBLEM =
  "There's a problem with the certificate that lets the mobile device communicate with your company's network.";
const SETUP_ASSISTANT = 'The configuration could not be downloaded. Setup Assistant cannot go on.';

const refusal = (
  code: string,
  reason: string,
  user: string,
  fix: string,
  source: Source,
  evidence: Evidence = 'inferred',
): Refusal => ({ code, reason, user, fix, evidence, source });

export const userLicenseTypeInvalid = (user: string): Refusal =>
  refusal(
    'UserLicenseTypeInvalid',
    `${user} has no Intune licence`,
    'User Name Not Recognized. This user account is not authorized to use Microsoft Intune. Contact your system administrator if you think you have received this message in error.',
    'Assign a licence that includes Intune to the user.',
    ERRORS,
    'documented',
  );

export const noEnrollmentPolicy = (): Refusal =>
  refusal(
    'NoEnrollmentPolicy',
    'the tenant has no Apple MDM push certificate',
    'No enrollment policy found.',
    'Create an Apple MDM push certificate and upload it.',
    ERRORS,
    'documented',
  );

export const apnsCertificateNotValid = (expired: string, lost: boolean): Refusal =>
  refusal(
    'APNSCertificateNotValid',
    `the Apple MDM push certificate expired on ${expired}`,
    CERTIFICATE_PROBLEM,
    lost
      ? 'The time for renewing has passed: create a new certificate and enroll every device again.'
      : 'Renew the certificate with the same Apple Account. Do not replace it: all devices would have to enroll again.',
    ERRORS,
    'documented',
  );

export const osVersionTooOld = (title: string, minimum: string, actual: string): Refusal =>
  refusal(
    'DeviceTypeNotSupported',
    `${title} needs iOS or iPadOS ${minimum}; the device has ${actual}`,
    'This device cannot be enrolled in this way. Update it and try again.',
    'Update the device.',
    ERRORS,
  );

/** [documented] Apple's com.apple.mdm, ManagedAppleID; which words the person sees is inferred. */
export const enrollmentTypeRemoved = (title: string, removedIn: string, actual: string): Refusal =>
  refusal(
    'EnrollmentTypeRemoved',
    `iOS and iPadOS ${removedIn} have no profile-based user enrollment any more, which ${title} is; the device has ${actual}`,
    'Profile Installation Failed',
    'Give the person an enrollment profile for account-driven user enrollment, or for web-based device enrollment.',
    {
      title: 'MDM: the payload you use to configure mobile device management settings',
      url: 'https://developer.apple.com/documentation/devicemanagement/mdm',
    },
    'documented',
  );

export const managedAppleAccountMissing = (): Refusal =>
  refusal(
    'ManagedAppleAccountMissing',
    'user enrollment needs a Managed Apple Account, and the person has none',
    'Sign-in Failed – Your Apple ID does not support the expected services on this device.',
    'Create Managed Apple Accounts in Apple Business Manager, by hand or by federation with Microsoft Entra ID.',
    ACCOUNT_DRIVEN,
  );

export const wellKnownFileMissing = (domain: string): Refusal =>
  refusal(
    'WellKnownFileMissing',
    `https://${domain}${ACCOUNT_DRIVEN_WELL_KNOWN_PATH} does not answer with the JSON that the device looks for`,
    'Sign-in Failed – Your Apple ID does not support the expected services on this device.',
    'Publish the file on the domain of the users, with the content type application/json and the version mdm-byod.',
    ACCOUNT_DRIVEN,
    'documented',
  );

export const enrollmentTypeNotOffered = (title: string, profile: string, offered: string): Refusal =>
  refusal(
    'EnrollmentTypeNotOffered',
    `the enrollment profile “${profile}” leads to ${offered}, not to ${title}`,
    `Your organization enrolls devices by ${offered}.`,
    `Change the profile “${profile}”, or give one of higher priority to the user.`,
    {
      title: 'appleUserInitiatedEnrollmentProfile resource type',
      url: 'https://learn.microsoft.com/graph/api/resources/intune-enrollment-appleuserinitiatedenrollmentprofile?view=graph-rest-beta',
    },
  );

export const adeTokenMissing = (): Refusal =>
  refusal(
    'EnrollmentProgramTokenMissing',
    'the tenant has no enrollment program token',
    SETUP_ASSISTANT,
    'Create an enrollment program token in Apple Business Manager and upload it.',
    AUTOMATED,
  );

export const adeTokenExpired = (token: string, expired: string): Refusal =>
  refusal(
    'EnrollmentProgramTokenExpired',
    `expired or invalid token: the enrollment program token “${token}” expired on ${expired}`,
    SETUP_ASSISTANT,
    'Renew the enrollment program token.',
    ERRORS,
    'documented',
  );

export const adeDeviceUnknown = (serialNumber: string): Refusal =>
  refusal(
    'DeviceNotInEnrollmentProgram',
    `no enrollment program token lists the serial number ${serialNumber}`,
    'Setup Assistant does not offer Remote Management.',
    'Assign the device to the MDM server in Apple Business Manager and synchronize the token.',
    AUTOMATED,
  );

export const adeProfileMissing = (token: string): Refusal =>
  refusal(
    'EnrollmentProfileMissing',
    `no enrollment profile is assigned to the device, and the token “${token}” has no default profile`,
    SETUP_ASSISTANT,
    'Assign an enrollment profile to the device, or set a default profile.',
    AUTOMATED,
    'documented',
  );

/** [documented] what automated enrollment shows; what the other ways show is inferred. */
export const platformBlocked = (restriction: string, automated: boolean): Refusal =>
  refusal(
    'EnrollmentPlatformBlocked',
    `the enrollment restriction “${restriction}” blocks iOS and iPadOS`,
    automated
      ? 'The configuration for your iPhone could not be downloaded. Invalid Profile.'
      : 'Your organization does not allow devices of this kind.',
    'Allow the platform in the enrollment restriction, or put one before it that does.',
    RESTRICTIONS,
    automated ? 'documented' : 'inferred',
  );

export const personalDeviceBlocked = (restriction: string): Refusal =>
  refusal(
    'PersonalDeviceBlocked',
    `the enrollment restriction “${restriction}” blocks personally owned iPhones and iPads, and the device has no corporate identifier`,
    'Your organization does not allow personal devices.',
    'Import the serial number as a corporate identifier, use automated device enrollment, or allow personal devices.',
    RESTRICTIONS,
    'documented',
  );

export const osVersionRestricted = (
  restriction: string,
  actual: string,
  minimum: string | null | undefined,
  maximum: string | null | undefined,
): Refusal => {
  const unreleased = minimum ? unreleasedVersion(minimum) : undefined;
  return refusal(
    'OsVersionRestricted',
    `the enrollment restriction “${restriction}” allows iOS and iPadOS ${minimum || 'any'} to ${maximum || 'any'}; the device has ${actual}${unreleased ? `, and the newest release that is known here is ${unreleased.newest}` : ''}`,
    'Your organization does not allow this version of iOS.',
    unreleased
      ? 'Change the range of the enrollment restriction to versions that there are.'
      : 'Update the device, or change the range of the enrollment restriction.',
    RESTRICTIONS,
    'documented',
  );
};

export const deviceNotMapped = (restriction: string, actual: string): Refusal =>
  refusal(
    'DeviceNotMappedToUser',
    `the enrollment restriction “${restriction}” does not allow ${actual}: the device stays enrolled, and Company Portal cannot register it`,
    "Couldn't map device record with a user",
    'Update the device, or change the range of the enrollment restriction.',
    {
      title: 'Create device platform restrictions',
      url: 'https://learn.microsoft.com/intune/device-enrollment/create-platform-restrictions',
    },
    'documented',
  );

export const deviceCapReached = (user: string, limit: number, restriction: string): Refusal =>
  refusal(
    'DeviceCapReached',
    `${user} has as many devices as the limit “${restriction}” allows: ${limit}`,
    "Couldn't add your device. You have added the maximum number of devices allowed by your IT support. You must remove a device before you can add a new one.",
    'Remove a device that is no longer used, or raise the limit.',
    RESTRICTIONS,
    'documented',
  );

export const companyPortalNotSupported = (profile: string, own: string): Refusal =>
  refusal(
    'CompanyPortalNotSupported',
    `the enrollment profile "${profile}" has people sign in to Company Portal, which Intune blocks for whom "${own}" offers account-driven user enrollment`,
    'Your account doesn’t support enrollment through the Company Portal app. Enroll through the Company Portal website.',
    'Use Setup Assistant with modern authentication in the enrollment profile of the devices.',
    AUTHENTICATION,
    'documented',
  );

/** [documented] that enrollment is blocked; what Setup Assistant says then is inferred. */
export const companyPortalWithoutLicense = (profile: string, why: string): Refusal =>
  refusal(
    'CompanyPortalWithoutLicense',
    `the enrollment profile "${profile}" installs Company Portal with a VPP token, and ${why}`,
    SETUP_ASSISTANT,
    'Renew the VPP token, or buy licences of Intune Company Portal.',
    AUTOMATED,
    'documented',
  );

export const sharedIPadNotSupported = (profile: string, model: string, version: string): Refusal =>
  refusal(
    'SharedIPadNotSupported',
    `the enrollment profile "${profile}" makes a Shared iPad, which is an iPad with iPadOS 13.4 or later; this is an ${model} with ${version}`,
    SETUP_ASSISTANT,
    'Wipe the device, and assign another enrollment profile to it.',
    {
      title: 'Shared iPad devices',
      url: 'https://learn.microsoft.com/intune/device-enrollment/apple/shared-ipad',
    },
    'documented',
  );
