import { ALL_USERS, group } from '../../../test/support/example-tenant.ts';
import { testRules } from '../../../test/support/rule-cases.ts';
import { complianceRules } from './compliance.ts';

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
    outcome: 'works',
    pointer: '/osMaximumVersion',
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
    outcome: 'works',
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
    outcome: 'works',
    pointer: '/restrictedApps',
  },
  {
    rule: 'compliance-impossible',
    when: 'an email profile is demanded that nobody assigns',
    break: ({ compliance: [policy] }) => {
      if (policy) policy.settings['managedEmailProfileRequired'] = true;
    },
    repair: ({ compliance: [policy], emailProfiles }) => {
      if (policy) policy.settings['managedEmailProfileRequired'] = true;
      emailProfiles.push({ hostName: 'outlook.office365.com' });
    },
    outcome: 'works',
    pointer: '/managedEmailProfileRequired',
  },
]);
