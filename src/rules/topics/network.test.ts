import { testRules } from '../../../test/support/rule-cases.ts';
import { networkRules } from './network.ts';

const WHY = 'something on the way opens the TLS connection';

testRules(networkRules, [
  {
    rule: 'associated-domains-blocked',
    when: 'TLS inspection',
    circumstances: { device: { associationObstacle: WHY } },
    repairedCircumstances: { device: { associationObstacle: undefined } },
    outcome: 'stuck',
  },
  {
    rule: 'registration-hosts-blocked',
    when: 'TLS inspection',
    circumstances: { device: { registrationObstacle: WHY } },
    repairedCircumstances: { device: { registrationObstacle: undefined } },
    outcome: 'stuck',
  },
]);
