import { testRules } from '../../../test/support/rule-cases.ts';
import { registrationRules } from './registration.ts';

const REGISTERING = { includeUserActions: ['urn:user:registerdevice'] };

testRules(registrationRules, [
  {
    rule: 'device-registration-refused',
    when: 'nobody may',
    break: (draft) =>
      void draft.conditionalAccess.push({
        app: 'None',
        conditions: { applications: REGISTERING },
        grantControls: { builtInControls: ['block'] },
      }),
    outcome: 'stuck',
  },
  {
    rule: 'device-registration-refused',
    when: 'a second factor is demanded, and the person has none',
    break: (draft) =>
      void draft.conditionalAccess.push({
        app: 'None',
        conditions: { applications: REGISTERING },
        grantControls: { builtInControls: ['mfa'] },
      }),
    circumstances: { device: { secondFactor: false } },
    repairedCircumstances: { device: { secondFactor: true } },
    outcome: 'stuck',
  },
  {
    rule: 'first-registration-in-tenant',
    when: 'nobody has registered a device, and the tenant is one of those in which the first time fails',
    break: (draft) => {
      draft.firstRegistration = 'failsOnce';
    },
    outcome: 'stuck',
  },
]);
