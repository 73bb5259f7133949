import { testRules } from '../../../test/support/rule-cases.ts';
import { registrationRules } from './registration.ts';

testRules(registrationRules, [
  {
    rule: 'first-registration-in-tenant',
    when: 'nobody has registered a device, and the tenant is one of those in which the first time fails',
    break: (draft) => {
      draft.firstRegistration = 'failsOnce';
    },
    outcome: 'stuck',
  },
]);
