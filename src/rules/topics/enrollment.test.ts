import type { TenantDraft } from '../../../test/support/example-tenant.ts';
import { testRules } from '../../../test/support/rule-cases.ts';
import { enrollmentRules } from './enrollment.ts';

const WEB = { enrollmentType: 'webDeviceEnrollment' } as const;
const ACCOUNT_DRIVEN = { enrollmentType: 'accountDrivenUserEnrollment' } as const;

testRules(enrollmentRules, [
  {
    rule: 'user-not-licensed',
    when: 'no licence',
    break: (draft) => {
      draft.licensed = false;
    },
    outcome: 'stuck',
  },
  {
    rule: 'push-certificate-missing',
    when: 'a new tenant',
    break: (draft) => {
      draft.pushCertificate = undefined;
    },
    outcome: 'stuck',
  },
  {
    rule: 'push-certificate-expired',
    when: 'last year',
    break: (draft) => {
      draft.pushCertificate = '2025-01-01T00:00:00Z';
    },
    outcome: 'stuck',
  },
  {
    rule: 'os-version-too-old',
    when: 'web enrollment with iOS 14',
    circumstances: { ...WEB, device: { osVersion: '14.8' } },
    repairedCircumstances: { ...WEB, device: { osVersion: '15.0' } },
    outcome: 'stuck',
  },
  {
    rule: 'managed-apple-account-missing',
    when: 'the person has none',
    circumstances: { ...ACCOUNT_DRIVEN, device: { managedAppleAccount: false } },
    repairedCircumstances: { ...WEB, device: { managedAppleAccount: false } },
    outcome: 'stuck',
  },
  {
    rule: 'well-known-file-missing',
    when: 'the domain has none',
    circumstances: { ...ACCOUNT_DRIVEN, device: { wellKnownFile: false } },
    repairedCircumstances: ACCOUNT_DRIVEN,
    outcome: 'stuck',
  },
  {
    rule: 'enrollment-type-not-offered',
    when: 'the profile of highest priority says user enrollment',
    break: (draft) =>
      void draft.userEnrollmentProfiles.push('accountDrivenUserEnrollment', 'webDeviceEnrollment'),
    repair: (draft) =>
      void draft.userEnrollmentProfiles.push('webDeviceEnrollment', 'accountDrivenUserEnrollment'),
    circumstances: WEB,
    outcome: 'stuck',
  },
  {
    rule: 'enrollment-token-missing',
    when: 'no token',
    break: (draft) => {
      draft.enrollmentToken = undefined;
    },
    outcome: 'stuck',
  },
  {
    rule: 'enrollment-token-expired',
    when: 'last year',
    break: (draft) => {
      draft.enrollmentToken = '2025-01-01T00:00:00Z';
    },
    outcome: 'stuck',
  },
  {
    rule: 'enrollment-device-unknown',
    when: 'bought elsewhere',
    circumstances: { device: { serialNumber: 'SERIAL000002' } },
    repairedCircumstances: { device: { serialNumber: 'SERIAL000001' } },
    outcome: 'stuck',
  },
  {
    rule: 'enrollment-profile-missing',
    when: 'no default',
    break: (draft) => {
      draft.automatedEnrollmentProfile = undefined;
    },
    outcome: 'stuck',
  },
  ...[
    { requiresUserAuthentication: true },
    { requiresUserAuthentication: true, enableAuthenticationViaCompanyPortal: true },
    { requiresUserAuthentication: false },
    { userlessSharedAadModeEnabled: true },
    { enableSharedIPad: true },
  ].map((profile) => ({
    rule: 'setup-assistant-not-modern',
    when: Object.keys(profile).join(),
    break: (draft: TenantDraft) => {
      draft.automatedEnrollmentProfile = profile;
    },
    outcome: 'stuck' as const,
  })),
  {
    rule: 'enrollment-profile-unassigned',
    when: 'web enrollment',
    repair: (draft) => void draft.userEnrollmentProfiles.push('webDeviceEnrollment'),
    circumstances: WEB,
    outcome: 'works',
  },
  {
    rule: 'enrollment-type-deprecated',
    when: 'user enrollment with Company Portal',
    circumstances: { enrollmentType: 'userEnrollmentWithCompanyPortal' },
    repairedCircumstances: ACCOUNT_DRIVEN,
    outcome: 'works',
  },
]);
