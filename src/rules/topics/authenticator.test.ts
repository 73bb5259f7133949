import { describe, expect, it } from 'vitest';
import { type Case, judged, testRules } from '../../../test/support/rule-cases.ts';
import { ALL_USERS, group, type TenantDraft } from '../../../test/support/tenant-draft.ts';
import { authenticatorRules } from './authenticator.ts';

const authenticator = (draft: TenantDraft) => draft.apps[0] as TenantDraft['apps'][number];

testRules(authenticatorRules, [
  {
    rule: 'authenticator-missing',
    when: 'no app',
    break: (draft) => void draft.apps.pop(),
    outcome: 'stuck',
  },
  {
    rule: 'authenticator-missing',
    when: 'for Android only',
    break: (draft) => {
      authenticator(draft).appType = 'androidManagedStoreApp';
    },
    outcome: 'stuck',
  },
  {
    rule: 'authenticator-not-assigned',
    when: 'no assignment',
    break: (draft) => void authenticator(draft).assignments.pop(),
    outcome: 'stuck',
    pointer: '/assignments',
  },
  ...(['available', 'uninstall'] as const).map(
    (intent): Case => ({
      rule: intent === 'available' ? 'authenticator-available-only' : 'authenticator-uninstall',
      when: 'for all users',
      break: (draft) => {
        authenticator(draft).assignments[0] = { intent, target: ALL_USERS };
      },
      repair: (draft) => void authenticator(draft).assignments.push({ intent, target: group('guests') }),
      outcome: 'stuck',
      pointer: '/assignments',
    }),
  ),
  {
    rule: 'authenticator-other-audience',
    when: 'another group',
    break: (draft) => {
      authenticator(draft).assignments[0] = { intent: 'required', target: group('guests') };
    },
    outcome: 'stuck',
  },
  {
    rule: 'authenticator-user-enrollment',
    when: 'App Store app',
    break: (draft) => {
      authenticator(draft).appType = 'iosStoreApp';
    },
    circumstances: { enrollmentType: 'accountDrivenUserEnrollment' },
    outcome: 'stuck',
  },
  {
    rule: 'authenticator-user-enrollment',
    when: 'device licences',
    break: (draft) => {
      authenticator(draft).assignments[0] = {
        intent: 'required',
        target: ALL_USERS,
        useDeviceLicensing: true,
      };
    },
    circumstances: { enrollmentType: 'userEnrollmentWithCompanyPortal' },
    outcome: 'stuck',
  },
  {
    rule: 'authenticator-no-licence',
    when: 'all are in use',
    break: (draft) => {
      authenticator(draft).settings = { totalLicenseCount: 10, usedLicenseCount: 10 };
    },
    repair: (draft) => {
      authenticator(draft).settings = { totalLicenseCount: 10, usedLicenseCount: 9 };
    },
    outcome: 'stuck',
  },
  {
    rule: 'authenticator-rejected',
    when: 'the person said no',
    circumstances: { device: { authenticatorInstalled: false, authenticatorRejected: true } },
    repairedCircumstances: { device: { authenticatorInstalled: true } },
    outcome: 'stuck',
  },
  {
    rule: 'authenticator-still-installing',
    when: 'not there yet',
    circumstances: { device: { authenticatorInstalled: false } },
    repairedCircumstances: { device: { authenticatorInstalled: true } },
    outcome: 'stuck',
  },
]);

describe('two apps that are Microsoft Authenticator', () => {
  it('are judged by the one that is assigned', () => {
    const { findings } = judged(
      (draft) => {
        authenticator(draft).appType = 'iosStoreApp';
        draft.apps.push({ ...authenticator(draft), appType: 'iosVppApp', assignments: [] });
      },
      { enrollmentType: 'accountDrivenUserEnrollment' },
    );
    const about = findings.map(({ rule }) => rule).filter((rule) => rule.startsWith('authenticator'));
    expect(about).toEqual(['authenticator-user-enrollment']);
  });
});

describe('a first sign-in in Microsoft Authenticator itself', () => {
  it('brings the extension, though everybody else waits for the app in vain', () => {
    const change = (draft: TenantDraft) => void draft.apps.pop();
    const { registers, findings } = judged(change, { firstApp: 'Microsoft Authenticator' });
    expect(registers).toBe(true);
    expect(findings).toMatchObject([{ rule: 'authenticator-missing', severity: 'degraded' }]);
  });
});
