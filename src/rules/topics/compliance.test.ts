import { describe, expect, it } from 'vitest';
import { judged, testRules } from '../../../test/support/rule-cases.ts';
import { ALL_USERS, group } from '../../../test/support/tenant-draft.ts';
import { NEWEST_BUILD, NEWEST_RELEASE } from '../../apple/os-builds.ts';
import { MAJOR_VERSIONS_AHEAD } from '../../intune/unreleased-os.ts';
import { type Entity, SERVICES, type Tenant } from '../../tenant/index.ts';
import { complianceRules } from './compliance.ts';

const by = SERVICES.seed;
const TEMPLATES = 'deviceManagement/notificationMessageTemplates';

/** Has the policy send an e-mail from a template. */
const mailsWith = (notificationTemplateId: string) => (tenant: Tenant) => {
  const mail = { id: 'mail', actionType: 'notification', gracePeriodHours: 0, notificationTemplateId };
  tenant
    .collection('deviceManagement/deviceCompliancePolicies/scheduledActionsForRule')
    .insert(
      { id: 'rule', $parent: 'compliance-0', ruleName: 'R', scheduledActionConfigurations: [mail] },
      by,
    );
};

/** A template in English that has messages in these languages. */
const template = (locales: readonly string[]) => (tenant: Tenant) => {
  const own = { id: 'reminder', displayName: 'Reminder', defaultLocale: 'en-us' };
  tenant.collection(TEMPLATES).insert(own as Entity, by);
  for (const locale of locales) {
    const message = { id: locale, $parent: 'reminder', locale };
    tenant.collection(`${TEMPLATES}/localizedNotificationMessages`).insert(message as Entity, by);
  }
};

testRules(complianceRules, [
  {
    rule: 'compliance-policy-missing',
    when: 'none',
    break: (draft) => void draft.compliance.pop(),
    outcome: 'unremediated',
  },
  {
    rule: 'compliance-policy-missing',
    when: 'for others',
    break: ({ compliance: [policy] }) => {
      if (policy) policy.targets = [group('guests')];
    },
    outcome: 'unremediated',
    pointer: '/assignments',
  },
  {
    rule: 'compliance-not-met',
    when: 'no passcode',
    circumstances: { device: { failing: [{ title: 'Passcode', userAction: 'Set a passcode.' }] } },
    repairedCircumstances: { device: { failing: [] } },
    outcome: 'works',
  },
  {
    rule: 'compliance-not-user-fixable',
    when: 'a maximum version',
    break: ({ compliance: [policy] }) => {
      if (policy) policy.settings['osMaximumVersion'] = '18.0';
    },
    outcome: 'shutOut',
    pointer: '/osMaximumVersion',
  },
  {
    rule: 'compliance-not-user-fixable',
    when: 'a maximum build that the device is not above yet',
    break: ({ compliance: [policy] }) => {
      if (policy) policy.settings['osMaximumBuildVersion'] = '23A1';
    },
    outcome: 'works',
    pointer: '/osMaximumBuildVersion',
  },
  {
    rule: 'compliance-impossible',
    when: 'two policies leave no version',
    break: ({ compliance: [policy], compliance }) => {
      if (policy) policy.settings['osMinimumVersion'] = '18.6';
      compliance.push({
        policyType: 'iosCompliancePolicy',
        targets: [ALL_USERS],
        settings: { osMaximumVersion: '18.5.1' },
      });
    },
    repair: ({ compliance: [policy], compliance }) => {
      if (policy) policy.settings['osMinimumVersion'] = '18.6';
      compliance.push({
        policyType: 'iosCompliancePolicy',
        targets: [group('guests')],
        settings: { osMaximumVersion: '18.5.1' },
      });
    },
    outcome: 'shutOut',
    pointer: '/osMinimumVersion',
  },
  {
    rule: 'compliance-impossible',
    when: 'the app of the first sign-in is forbidden',
    break: ({ compliance: [policy] }) => {
      if (policy) policy.settings['restrictedApps'] = [{ name: 'Teams', appId: 'com.microsoft.Skype.Teams' }];
    },
    repair: ({ compliance: [policy], apps }) => {
      if (policy) policy.settings['restrictedApps'] = [{ name: 'Teams', appId: 'com.microsoft.Skype.Teams' }];
      const assignments = [{ intent: 'required', target: ALL_USERS }];
      apps.push({ appType: 'iosVppApp', bundleId: 'com.microsoft.skype.teams', assignments });
    },
    outcome: 'shutOut',
    pointer: '/restrictedApps',
  },
  {
    rule: 'compliance-impossible',
    when: 'a maximum version that Microsoft Entra ID registers no device with',
    break: ({ compliance: [policy] }) => {
      if (policy) policy.settings['osMaximumVersion'] = '14.8';
    },
    repair: ({ compliance: [policy] }) => {
      if (policy) policy.settings['osMaximumVersion'] = '15.0';
    },
    outcome: 'shutOut',
    pointer: '/osMaximumVersion',
  },
  {
    rule: 'compliance-version-unreleased',
    when: 'a version far ahead',
    break: ({ compliance: [policy] }) => {
      if (policy) policy.settings['osMinimumVersion'] = '99.0';
    },
    outcome: 'shutOut',
    pointer: '/osMinimumVersion',
  },
  {
    rule: 'compliance-version-unreleased',
    when: 'a build far ahead',
    break: ({ compliance: [policy] }) => {
      if (policy) policy.settings['osMinimumBuildVersion'] = '99A1';
    },
    repair: ({ compliance: [policy] }) => {
      if (policy) policy.settings['osMinimumBuildVersion'] = '22F76';
    },
    outcome: 'shutOut',
    pointer: '/osMinimumBuildVersion',
  },
  {
    rule: 'noncompliance-mail-without-message',
    when: 'the template does not exist',
    break: ({ also }) => void also.push(mailsWith('gone')),
    repair: ({ also }) => void also.push(mailsWith('reminder'), template(['en-US'])),
    outcome: 'works',
    pointer: '/scheduledActionsForRule',
  },
  {
    rule: 'noncompliance-mail-without-message',
    when: 'the template has no message in its default language',
    break: ({ also }) => void also.push(mailsWith('reminder'), template(['de-DE'])),
    repair: ({ also }) => void also.push(mailsWith('reminder'), template(['de-DE', 'en-us'])),
    outcome: 'works',
    pointer: '/scheduledActionsForRule',
  },
]);

describe('a policy that comes through a dynamic group of devices later', () => {
  const late = (setting: string, limit: string) =>
    judged(({ compliance, dynamicDeviceGroups, unfilledGroups }) => {
      dynamicDeviceGroups['iphones'] = '(device.deviceOSType -eq "iPhone")';
      unfilledGroups.push('iphones');
      const settings = { [setting]: limit };
      compliance.push({ policyType: 'iosCompliancePolicy', targets: [group('iphones')], settings });
    });

  it.each([
    ['osMaximumVersion', '18.0', 'compliance-not-user-fixable'],
    ['osMinimumVersion', '99.0', 'compliance-version-unreleased'],
  ])(
    'is told of with a warning, as nobody knows whether the group takes the device in: %s',
    (setting, limit, rule) => {
      const { findings, remediates } = late(setting, limit);
      expect(remediates).toBe(true);
      expect(findings).toMatchObject([{ rule, severity: 'warning' }]);
      expect(findings[0]?.message).toMatch(/^When the dynamic group iphones has the device: "/);
    },
  );
});

describe('a minimum version that is not known here', () => {
  const found = (setting: string, limit: string) =>
    judged(({ compliance: [policy] }) => {
      if (policy) policy.settings[setting] = limit;
    }).findings.filter(({ rule }) => rule === 'compliance-version-unreleased');

  it('is a warning as long as Apple may have released it since, and says which is the newest that is known', () => {
    const next = `${Number.parseInt(NEWEST_RELEASE, 10) + MAJOR_VERSIONS_AHEAD}.0`;
    expect(found('osMinimumVersion', next)).toMatchObject([{ severity: 'warning' }]);
    expect(found('osMinimumVersion', next)[0]?.message).toMatch(
      `${next}, and the newest release that is known here is ${NEWEST_RELEASE}; Apple may`,
    );
    expect(found('osMinimumBuildVersion', `${NEWEST_BUILD}a`)).toMatchObject([{ severity: 'warning' }]);
  });

  it('is a blocker beyond that', () => {
    const beyond = `${Number.parseInt(NEWEST_RELEASE, 10) + MAJOR_VERSIONS_AHEAD + 1}.0`;
    expect(found('osMinimumVersion', beyond)).toMatchObject([{ severity: 'blocker' }]);
  });

  it('is nothing when a release has it', () => {
    expect(found('osMinimumVersion', NEWEST_RELEASE)).toEqual([]);
    expect(found('osMinimumBuildVersion', NEWEST_BUILD)).toEqual([]);
  });
});
