import { REGISTERS_FROM, registersOs } from '../../intune/registration-os.ts';
import type { Rule } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { SOURCES } from '../sources.ts';
import { profiles, SETUPS, WITHOUT_USER, withDefaultProfile } from './automated-profile.ts';
import { refusalRule, sentence } from './enrollment-refused.ts';

export const enrollmentRules: readonly Rule[] = [
  {
    id: 'account-disabled',
    title: 'The user’s account is disabled',
    severity: 'blocker',
    blocks: 'registration',
    evidence: 'documented',
    source: SOURCES.signInErrors,
    symptom: 'Your account has been locked: nobody can sign in with it, to enroll or to work.',
    graph: 'users/{id} has accountEnabled false; the sign-in log has a failure with the error code 50057.',
    fix: 'Enable the account, or have somebody else enroll the device.',
    *find({ user, enrollmentDecision: { facts } }) {
      if (user.accountEnabled !== false || !facts.userAffinity) return;
      yield {
        message: `The account ${user.userPrincipalName} is disabled`,
        subject: { set: 'users', id: user.id },
        pointer: '/accountEnabled',
      };
    },
  },
  refusalRule('UserLicenseTypeInvalid', {
    id: 'user-not-licensed',
    title: 'The user has no Intune licence',
    evidence: 'documented',
    source: SOURCES.enrollmentErrors,
    symptom: 'User Name Not Recognized: the account is not authorized to use Microsoft Intune.',
    fix: 'Assign a licence that includes Intune to the user.',
  }),
  refusalRule('NoEnrollmentPolicy', {
    id: 'push-certificate-missing',
    title: 'The tenant has no Apple MDM push certificate',
    evidence: 'documented',
    source: SOURCES.pushCertificate,
    symptom: 'No enrollment policy found.',
    fix: 'Create an Apple MDM push certificate and upload it.',
  }),
  refusalRule('APNSCertificateNotValid', {
    id: 'push-certificate-expired',
    title: 'The Apple MDM push certificate has expired',
    evidence: 'documented',
    source: SOURCES.pushCertificate,
    symptom:
      'There’s a problem with the certificate that lets the device communicate with the company’s network (APNSCertificateNotValid, elsewhere AccountNotOnboarded).',
    fix: 'Renew the certificate with the same Apple Account; never replace it.',
  }),
  {
    id: 'os-version-too-old',
    title: 'The device’s iOS is too old for the enrollment type, or for registration',
    severity: 'blocker',
    blocks: 'registration',
    evidence: 'documented',
    source: SOURCES.enrollmentGuide,
    symptom: 'The device cannot be enrolled in this way, or enrolls in another and never registers.',
    graph: 'There is no managedDevice, or its azureADRegistered stays false.',
    fix: 'Update the device.',
    needsRun: 'it depends on the device’s version',
    *find({ device, enrollmentDecision: decision }) {
      if (!decision.allowed) {
        const { code, reason, fix } = decision.refusal;
        if (code === 'DeviceTypeNotSupported') yield { message: sentence(reason), fix };
        return;
      }
      const { osVersion } = device;
      if (osVersion === undefined || registersOs(osVersion)) return;
      yield {
        message: `Microsoft Entra ID registers devices from iOS ${REGISTERS_FROM} on, and this one has ${osVersion}`,
      };
    },
  },
  refusalRule('SharedIPadNotSupported', {
    id: 'shared-ipad-not-supported',
    title: 'A profile for a Shared iPad goes to a device that cannot be one',
    evidence: 'documented',
    source: SOURCES.sharedIPad,
    symptom: 'Setup Assistant cannot go on, and the device has to be wiped.',
    fix: 'Wipe the device, and assign another enrollment profile to it.',
  }),
  refusalRule('ManagedAppleAccountMissing', {
    id: 'managed-apple-account-missing',
    title: 'The user has no Managed Apple Account',
    evidence: 'documented',
    source: SOURCES.accountDrivenEnrollment,
    symptom: 'Sign-in Failed: the Apple account does not support the expected services on this device.',
    fix: 'Create Managed Apple Accounts in Apple Business Manager, by hand or by federation with Microsoft Entra ID.',
    needsRun: 'Microsoft Graph knows nothing of Apple’s accounts',
  }),
  refusalRule('WellKnownFileMissing', {
    id: 'well-known-file-missing',
    title: 'The domain publishes no well-known file for account-driven enrollment',
    evidence: 'documented',
    source: SOURCES.accountDrivenEnrollment,
    symptom: 'Sign-in Failed: the Apple account does not support the expected services on this device.',
    fix: 'Publish the file on the users’ domain as application/json, with the version mdm-byod.',
    needsRun: 'the file lies on the organization’s own web server',
  }),
  refusalRule('EnrollmentTypeNotOffered', {
    id: 'enrollment-type-not-offered',
    title: 'The enrollment profile leads to another enrollment type',
    evidence: 'documented',
    source: SOURCES.accountDrivenEnrollment,
    symptom: 'The user is led through another kind of enrollment.',
    fix: 'Change the profile, or give one of higher priority to the user.',
  }),
  refusalRule('EnrollmentProgramTokenMissing', {
    id: 'enrollment-token-missing',
    title: 'The tenant has no enrollment program token',
    evidence: 'documented',
    source: SOURCES.automatedEnrollment,
    symptom: 'Setup Assistant does not offer Remote Management.',
    fix: 'Create an enrollment program token in Apple Business Manager and upload it.',
  }),
  refusalRule('EnrollmentProgramTokenExpired', {
    id: 'enrollment-token-expired',
    title: 'The enrollment program token has expired',
    evidence: 'documented',
    source: SOURCES.enrollmentErrors,
    symptom: 'Setup Assistant: the configuration could not be downloaded.',
    fix: 'Renew the enrollment program token.',
  }),
  refusalRule('DeviceNotInEnrollmentProgram', {
    id: 'enrollment-device-unknown',
    title: 'The device is not in Apple Business Manager',
    evidence: 'documented',
    source: SOURCES.automatedEnrollment,
    symptom: 'Setup Assistant does not offer Remote Management.',
    fix: 'Assign the device to the MDM server in Apple Business Manager and synchronize the token.',
    needsRun: 'it depends on the device’s serial number',
  }),
  withDefaultProfile({
    id: 'enrollment-profile-missing',
    title: 'No enrollment profile is assigned to the device',
    evidence: 'documented',
    source: SOURCES.enrollmentErrors,
    symptom: 'Setup Assistant: the configuration could not be downloaded.',
    fix: 'Assign an enrollment profile to the device, or set a default profile.',
  }),
  refusalRule('CompanyPortalNotSupported', {
    id: 'company-portal-with-account-driven-profile',
    title: 'Company Portal authenticates people who are offered account-driven user enrollment',
    evidence: 'documented',
    source: SOURCES.authenticationMethods,
    symptom:
      'The account does not support enrollment through the Company Portal app; the person is sent to the Company Portal website.',
    fix: 'Use Setup Assistant with modern authentication in the enrollment profile of the devices.',
  }),
  refusalRule('EnrollmentPlatformBlocked', {
    id: 'enrollment-platform-blocked',
    title: 'An enrollment restriction blocks iOS and iPadOS',
    evidence: 'documented',
    source: SOURCES.enrollmentRestrictions,
    symptom:
      'Setup Assistant: the configuration could not be downloaded, Invalid Profile; otherwise a refusal.',
    fix: 'Allow the platform in the enrollment restriction, or put one before it that does.',
  }),
  refusalRule('PersonalDeviceBlocked', {
    id: 'personal-device-blocked',
    title: 'An enrollment restriction blocks personally owned devices',
    evidence: 'documented',
    source: SOURCES.enrollmentRestrictions,
    symptom: 'The personal device cannot be enrolled.',
    fix: 'Import the serial number as a corporate identifier, use automated device enrollment, or allow personal devices.',
  }),
  refusalRule('OsVersionRestricted', {
    id: 'os-version-restricted',
    title: 'The device’s iOS is outside of what an enrollment restriction allows',
    evidence: 'documented',
    source: SOURCES.enrollmentRestrictions,
    symptom:
      'The personal device cannot be enrolled. After automated enrollment it is Company Portal that ends: Couldn’t map device record with a user.',
    fix: 'Update the device, or change the range of the enrollment restriction.',
    needsRun:
      'it depends on the device’s version, and verify has one in mind that the restriction allows, if there is any',
  }),
  refusalRule('DeviceCapReached', {
    id: 'device-limit-reached',
    title: 'The user has as many devices as the device limit allows',
    evidence: 'documented',
    source: SOURCES.deviceLimit,
    symptom: 'Couldn’t add your device: the maximum number of devices has been added.',
    fix: 'Remove a device that is no longer used, or raise the limit.',
  }),
  {
    id: 'setup-assistant-not-modern',
    title: 'The enrollment profile does not use modern authentication',
    severity: 'blocker',
    blocks: 'registration',
    evidence: 'documented',
    source: SOURCES.authenticationMethods,
    symptom: 'The device enrolls, and JIT registration never starts.',
    graph: 'managedDevice.azureADRegistered stays false.',
    fix: 'Choose Setup Assistant with modern authentication.',
    find: (situation) => profiles(situation, SETUPS),
  },
  {
    id: 'enrollment-without-user',
    title: 'The enrollment profile gives the device no user',
    severity: 'blocker',
    blocks: 'registration',
    evidence: 'documented',
    source: SOURCES.automatedEnrollment,
    symptom: 'Setup Assistant asks for no account; there is nobody for whom the device could register.',
    graph:
      'The managedDevice has no user, azureADRegistered stays false, and complianceState unknown: Not evaluated.',
    fix: 'Choose an enrollment profile with user affinity and Setup Assistant with modern authentication.',
    find: (situation) => profiles(situation, WITHOUT_USER),
  },
  {
    id: 'enrollment-profile-unassigned',
    title: 'No enrollment profile is assigned to the user',
    severity: 'warning',
    evidence: 'documented',
    source: SOURCES.accountDrivenEnrollment,
    symptom: 'The user gets device enrollment with Company Portal, unless told to go another way.',
    graph: 'Nothing.',
    fix: 'Assign an enrollment profile of the type that you want.',
    *find(situation) {
      const { enrollmentDecision: decision, hypothetical } = situation;
      if (hypothetical || !decision.allowed || decision.profile || !needsProfile(situation)) return;
      yield {
        message:
          'No enrollment profile is assigned to the user, so every enrollment type is taken to be allowed',
      };
    },
  },
  {
    id: 'enrollment-type-deprecated',
    title: 'The enrollment type is deprecated',
    severity: 'warning',
    evidence: 'documented',
    source: SOURCES.userEnrollmentWithCompanyPortal,
    symptom: 'None yet.',
    graph: 'Nothing.',
    fix: 'Use account-driven user enrollment for new devices.',
    *find({ enrollment, assumptions }) {
      if (!enrollment.deprecated) return;
      const message = `${enrollment.title} is deprecated and not meant for new devices`;
      yield assumptions.userEnrollmentWithCompanyPortal === 'registers'
        ? { message }
        : {
            message: `${message}, and just-in-time registration is taken not to work with it`,
            severity: 'blocker',
            blocks: 'registration',
          };
    },
  },
];

/** Device enrollment with Company Portal is what everybody gets without a profile. */
function needsProfile({ enrollment }: Situation): boolean {
  return enrollment.profileType !== undefined && enrollment.type !== 'deviceEnrollmentWithCompanyPortal';
}
