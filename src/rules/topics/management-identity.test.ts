import { testRules } from '../../../test/support/rule-cases.ts';
import { managementIdentityRules } from './management-identity.ts';

testRules(managementIdentityRules, [
  ...[13, -13].map((clockSkewHours) => ({
    rule: 'device-clock-wrong',
    when: `${clockSkewHours} hours fast`,
    circumstances: { device: { clockSkewHours } },
    repairedCircumstances: { device: { clockSkewHours: 12 } },
    outcome: 'stuck' as const,
  })),
  {
    rule: 'enrollment-window-missed',
    when: 'over coffee',
    circumstances: { device: { pauseMinutes: 16 } },
    repairedCircumstances: { device: { pauseMinutes: 15 } },
    outcome: 'stuck',
  },
]);
