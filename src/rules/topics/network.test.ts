import { testRules } from '../../../test/support/rule-cases.ts';
import { networkRules } from './network.ts';

const UNREACHABLE = 'the host cannot be reached';
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
  {
    rule: 'sign-in-hosts-blocked',
    when: 'a firewall',
    circumstances: { device: { signInObstacle: UNREACHABLE } },
    repairedCircumstances: { device: { signInObstacle: undefined } },
    outcome: 'stuck',
  },
  {
    rule: 'intune-hosts-blocked',
    when: 'a firewall around a device that is not enrolled',
    circumstances: { device: { managementObstacle: UNREACHABLE } },
    repairedCircumstances: { device: { managementObstacle: undefined } },
    outcome: 'stuck',
  },
  {
    rule: 'intune-hosts-blocked',
    when: 'a firewall around a device that is enrolled',
    circumstances: {
      device: { enrolled: true, managementObstacle: UNREACHABLE, companyPortalObstacle: UNREACHABLE },
    },
    repairedCircumstances: { device: { enrolled: true } },
    outcome: 'unremediated',
  },
  {
    rule: 'intune-hosts-blocked',
    when: 'the website on which web-based enrollment begins',
    circumstances: {
      enrollmentType: 'webDeviceEnrollment',
      device: { companyPortalObstacle: UNREACHABLE },
    },
    repairedCircumstances: { enrollmentType: 'webDeviceEnrollment' },
    outcome: 'stuck',
  },
]);
