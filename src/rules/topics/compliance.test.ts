import { group } from '../../../test/support/example-tenant.ts';
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
]);
