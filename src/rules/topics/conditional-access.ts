import {
  evaluateConditionalAccess,
  explainConditionalAccess,
  namesEnrollment,
} from '../../entra/conditional-access/index.ts';
import type { Rule } from '../rule.ts';
import { SOURCES } from '../sources.ts';
import { isOutsideExtension } from './first-app.ts';

const POLICIES = 'identity/conditionalAccess/policies';
/** "Device is not Workplace joined."; the same of an app that has to be protected. */
const NOT_REGISTERED = [50129, 501291];
const DEVICE_CONTROLS = ['compliantDevice', 'domainJoinedDevice'];

export const conditionalAccessRules: readonly Rule[] = [
  {
    id: 'conditional-access-unregistered',
    title: 'Conditional access asks for the device in an app that cannot register it',
    severity: 'degraded',
    blocks: 'registration',
    evidence: 'documented',
    source: SOURCES.compliantDevices,
    symptom:
      'You can’t get there from here: the app gets no token until the device is registered through another one.',
    graph:
      'The sign-in log has a failure with the error code 50129, or 501291 where an approved or protected app is asked for; managedDevice.azureADRegistered stays false.',
    fix: 'Begin in Microsoft Teams: the extension registers the device there, and then the app gets its token.',
    *find(situation) {
      const { tenant, signIn, firstApp } = situation;
      if (!isOutsideExtension(situation)) return;
      const { refusal } = evaluateConditionalAccess(tenant, { ...signIn, broker: true });
      if (!refusal || !NOT_REGISTERED.includes(refusal.code)) return;
      yield {
        message: `"${refusal.policy}" asks for a registered device, and a sign-in in ${firstApp.name} registers none`,
        subject: { set: POLICIES, id: refusal.policyId },
        pointer: '/grantControls',
      };
    },
  },
  {
    id: 'conditional-access-on-enrollment',
    title: 'Conditional access asks for the device at its own enrollment',
    severity: 'warning',
    // The page forbids rules about the device for this app and then shows one, so nothing is taken to fail.
    evidence: 'documented',
    source: SOURCES.multifactorAuthentication,
    symptom: 'None that is documented: a device that is being enrolled is let through here.',
    graph: 'Nothing.',
    fix: 'Leave Microsoft Intune Enrollment out of policies that ask for a compliant or joined device.',
    *find({ tenant, signIn, assumptions }) {
      const blocks = assumptions.deviceRuleAtEnrollment === 'blocks';
      for (const { policy, unmet } of explainConditionalAccess(tenant, {
        ...signIn,
        resource: 'enrollment',
      })) {
        const controls = policy.grantControls?.builtInControls ?? [];
        if (policy.state !== 'enabled' || unmet !== undefined || !namesEnrollment(policy)) continue;
        if (!controls.some((control) => DEVICE_CONTROLS.includes(control))) continue;
        yield {
          message: `"${policy.displayName}" asks for the device when somebody signs in to Microsoft Intune Enrollment, which is before there is one`,
          subject: { set: POLICIES, id: policy.id },
          pointer: '/grantControls/builtInControls',
          ...(blocks && ({ severity: 'blocker', blocks: 'registration' } as const)),
        };
      }
    },
  },
];
