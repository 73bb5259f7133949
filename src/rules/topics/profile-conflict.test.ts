import { testRules } from '../../../test/support/rule-cases.ts';
import { profileConflictRules } from './profile-conflict.ts';

testRules(profileConflictRules, [
  {
    rule: 'profile-conflict',
    when: 'passcodes of two lengths',
    break: ({ restrictionProfiles }) => {
      restrictionProfiles.push({ passcodeMinimumLength: 6 }, { passcodeMinimumLength: 8 });
    },
    repair: ({ restrictionProfiles }) => {
      restrictionProfiles.push({ passcodeMinimumLength: 8 }, { passcodeMinimumLength: 8 });
    },
    outcome: 'works',
    pointer: '/passcodeMinimumLength',
  },
]);
