import { expect, it } from 'vitest';
import { judged, testRules } from '../../../test/support/rule-cases.ts';
import type { TenantDraft } from '../../../test/support/tenant-draft.ts';
import { enrollmentRules } from './enrollment.ts';

const WEB = { enrollmentType: 'webDeviceEnrollment' } as const;
const shareIPad = (draft: TenantDraft) => {
  draft.automatedEnrollmentProfile = { enableSharedIPad: true };
};
const ACCOUNT_DRIVEN = { enrollmentType: 'accountDrivenUserEnrollment' } as const;

const ALL = 'deviceEnrollmentPlatformRestrictionsConfiguration';
const ONE = 'deviceEnrollmentPlatformRestrictionConfiguration';
const restricted = (iosRestriction: Record<string, unknown>) => (draft: TenantDraft) =>
  void draft.restrictions.push([ALL, { iosRestriction }]);
const COMPANY_PORTAL = { enrollmentType: 'deviceEnrollmentWithCompanyPortal' } as const;

testRules(enrollmentRules, [
  {
    rule: 'account-disabled',
    when: 'somebody has left',
    break: (draft) => {
      draft.enabled = false;
    },
    outcome: 'stuck',
  },
  {
    rule: 'setup-assistant-not-modern',
    when: 'the default profile has people sign in to Company Portal, and a device in its box another one',
    break: (draft) => {
      draft.automatedEnrollmentProfile = {
        requiresUserAuthentication: true,
        enableAuthenticationViaCompanyPortal: true,
      };
      draft.chosenProfiles['CHOSEN000001'] = { requiresUserAuthentication: true, configurationWebUrl: true };
    },
    repair: (draft) => {
      draft.chosenProfiles['CHOSEN000001'] = { requiresUserAuthentication: true };
    },
    outcome: 'stuck',
  },
  {
    rule: 'setup-assistant-not-modern',
    when: 'every device in its box has another profile than the default one',
    break: (draft) => {
      draft.automatedEnrollmentProfile = { requiresUserAuthentication: true };
      draft.serialNumbers.pop();
      draft.chosenProfiles['CHOSEN000001'] = { requiresUserAuthentication: true, configurationWebUrl: true };
    },
    outcome: 'stuck',
  },
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
  {
    rule: 'enrollment-profile-missing',
    when: 'no default, and a device in its box has one of its own',
    break: (draft) => {
      draft.automatedEnrollmentProfile = undefined;
      draft.chosenProfiles['CHOSEN000001'] = { requiresUserAuthentication: true, configurationWebUrl: true };
    },
    outcome: 'works',
    pointer: '/defaultIosEnrollmentProfile',
  },
  {
    rule: 'enrollment-platform-blocked',
    when: 'automated enrollment',
    break: restricted({ platformBlocked: true }),
    outcome: 'stuck',
  },
  {
    rule: 'enrollment-platform-blocked',
    when: 'a restriction of one platform comes first',
    break: (draft) =>
      void draft.restrictions.push(
        [ONE, { platformType: 'windows', platformRestriction: { platformBlocked: false } }],
        [ONE, { platformType: 'ios', platformRestriction: { platformBlocked: true } }],
        [ALL, { iosRestriction: { platformBlocked: false } }],
      ),
    circumstances: COMPANY_PORTAL,
    outcome: 'stuck',
  },
  {
    rule: 'personal-device-blocked',
    when: 'enrollment with Company Portal; automated enrollment is the company’s',
    break: restricted({ personalDeviceEnrollmentBlocked: true }),
    circumstances: COMPANY_PORTAL,
    repair: restricted({ personalDeviceEnrollmentBlocked: true }),
    repairedCircumstances: {},
    outcome: 'stuck',
  },
  {
    rule: 'os-version-restricted',
    when: 'too old; automated enrollment doesn’t care',
    break: restricted({ osMinimumVersion: '18.6' }),
    circumstances: { ...COMPANY_PORTAL, device: { osVersion: '18.5' } },
    repair: restricted({ osMinimumVersion: '18.6' }),
    repairedCircumstances: {},
    outcome: 'stuck',
  },
  {
    rule: 'os-version-restricted',
    when: 'too new',
    break: restricted({ osMinimumVersion: '', osMaximumVersion: '18.4' }),
    circumstances: { ...COMPANY_PORTAL, device: { osVersion: '18.5' } },
    repair: restricted({ osMinimumVersion: '18.5', osMaximumVersion: '18.5' }),
    outcome: 'stuck',
  },
  {
    rule: 'device-limit-reached',
    when: 'the default of five',
    break: (draft) => {
      draft.devices = 5;
    },
    repair: (draft) => {
      draft.devices = 4;
    },
    outcome: 'stuck',
  },
  {
    rule: 'device-limit-reached',
    when: 'a limit of one for all users',
    break: (draft) => {
      draft.devices = 1;
      draft.restrictions.push(['deviceEnrollmentLimitConfiguration', { limit: 1 }]);
    },
    repair: (draft) => {
      draft.devices = 1;
      draft.restrictions.push(['deviceEnrollmentLimitConfiguration', { limit: 2 }]);
    },
    outcome: 'stuck',
  },
  ...[
    { requiresUserAuthentication: true },
    { requiresUserAuthentication: true, enableAuthenticationViaCompanyPortal: true },
    { requiresUserAuthentication: false },
    { userlessSharedAadModeEnabled: true },
  ].map((profile) => ({
    rule: profile.requiresUserAuthentication ? 'setup-assistant-not-modern' : 'enrollment-without-user',
    when: Object.keys(profile).join(),
    break: (draft: TenantDraft) => {
      draft.automatedEnrollmentProfile = profile;
    },
    outcome: 'stuck' as const,
  })),
  {
    rule: 'enrollment-without-user',
    when: 'enableSharedIPad',
    break: shareIPad,
    circumstances: { device: { osVersion: '18.5', subject: { model: 'iPad Air (M2)' } } },
    outcome: 'stuck',
  },
  {
    rule: 'shared-ipad-not-supported',
    when: 'it is an iPhone',
    break: shareIPad,
    circumstances: { device: { osVersion: '18.5' } },
    outcome: 'stuck',
  },
  {
    rule: 'os-version-too-old',
    when: 'device enrollment with iOS 13',
    circumstances: { enrollmentType: 'deviceEnrollmentWithCompanyPortal', device: { osVersion: '13.7' } },
    repairedCircumstances: { ...WEB, device: { osVersion: '15.0' } },
    outcome: 'stuck',
  },
  {
    rule: 'company-portal-with-account-driven-profile',
    when: 'the user’s own devices go by account',
    break: (draft) => {
      draft.automatedEnrollmentProfile = {
        requiresUserAuthentication: true,
        enableAuthenticationViaCompanyPortal: true,
      };
      draft.userEnrollmentProfiles.push('accountDrivenUserEnrollment');
    },
    repair: (draft) => void draft.userEnrollmentProfiles.push('accountDrivenUserEnrollment'),
    outcome: 'stuck',
  },
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

it.each([
  ['99.0', /the newest release that is known here is \d+/, /versions that there are/],
  ['18.6', /the device has [\d.]+$/, /^Update the device/],
])('a restriction to iOS %s says whether there is any that new', (osMinimumVersion, message, fix) => {
  const { findings } = judged(restricted({ osMinimumVersion }), COMPANY_PORTAL);
  const found = findings.find(({ rule }) => rule === 'os-version-restricted');
  expect(found?.message).toMatch(message);
  expect(found?.fix).toMatch(fix);
});
