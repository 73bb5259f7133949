import { appAtSignIn } from '../../apple/app-catalogue.ts';
import {
  type Access,
  type AccessRefusal,
  evaluateConditionalAccess,
  explainConditionalAccess,
  namesEnrollment,
} from '../../entra/conditional-access/index.ts';
import { enrollmentSignIn, laterSignIn, registeringSignIns } from '../device-sign-ins.ts';
import type { Rule } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { SOURCES } from '../sources.ts';
import { openApp, refusalInTheEnd } from './app-access.ts';
import { isOutsideExtension } from './first-app.ts';

const POLICIES = 'identity/conditionalAccess/policies';
/** "Device is not Workplace joined."; the same of an app that has to be protected. */
const NOT_REGISTERED = [50129, 501291, 530001];
/** An app that is not approved, or not protected. */
const APP_CODES = [530021, 53005];
const DEVICE_CONTROLS = ['compliantDevice', 'domainJoinedDevice'];

/** The policy that refuses a sign-in on the way of the best of devices, and at which of them. */
function refusalOfAnyDevice(situation: Situation) {
  const { tenant, enrollmentDecision } = situation;
  // Nobody signs in at an enrollment without a person.
  if (!enrollmentDecision.facts.userAffinity) return undefined;
  const registering = [enrollmentSignIn(situation), ...registeringSignIns(situation)];
  for (const access of [...registering, laterSignIn(situation)]) {
    const { refusal } = evaluateConditionalAccess(tenant, access);
    if (refusal) return { refusal, access, registers: !registering.includes(access) };
  }
  return undefined;
}

/** Whether a policy's filter lets a device go once it is registered and compliant. */
function sparesRegistered(situation: Situation, policyId: string, { resource }: Access): boolean {
  const later = { ...laterSignIn(situation), resource };
  return explainConditionalAccess(situation.tenant, later).some(
    ({ policy, unmet }) => policy.id === policyId && unmet === 'devices',
  );
}

/** Why a device that gets as far as that gets no token for its first app. */
function finalRefusal(situation: Situation): AccessRefusal | undefined {
  if (isOutsideExtension(situation) || !situation.enrollmentDecision.facts.userAffinity) return undefined;
  const found = refusalOfAnyDevice(situation);
  return found && !found.registers ? undefined : refusalInTheEnd(situation);
}

const whyRefused = ({ code }: AccessRefusal) =>
  code === 530021
    ? 'it is no app that is approved'
    : code === 53005
      ? 'it is no app that a policy of Intune protects for its person'
      : 'whatever the device is like';

export const conditionalAccessRules: readonly Rule[] = [
  {
    id: 'conditional-access-blocks',
    title: 'Conditional access refuses the sign-in, whatever the device is like',
    severity: 'blocker',
    blocks: 'registration',
    evidence: 'documented',
    source: SOURCES.grantControls,
    symptom: 'You cannot access this right now: at enrollment, or in the first app.',
    graph:
      'The sign-in log has a failure with the error code 53003 (blocked) or 53001 (not joined to a domain); there is no managedDevice, or its azureADRegistered stays false.',
    fix: 'Except the people or the platform iOS from the policy. An iPhone or iPad joins no domain: ask for a compliant device in place of a hybrid joined one.',
    *find(situation) {
      const found = refusalOfAnyDevice(situation);
      if (!found || sparesRegistered(situation, found.refusal.policyId, found.access)) return;
      const { refusal, registers } = found;
      const open = registers ? openApp(situation) : undefined;
      // Where no app opens, another rule says so.
      if (registers && !open) return;
      yield {
        message: `"${refusal.policy}" refuses the sign-in${open ? ` to ${situation.firstApp.name}` : ''} (${refusal.code}), and no iPhone or iPad can do anything about it${open ? `; ${open.name} opens` : ''}`,
        subject: { set: POLICIES, id: refusal.policyId },
        pointer: '/grantControls',
        // It gets as far as that: only its app gets no token.
        ...(open && ({ severity: 'degraded', blocks: false } as const)),
      };
    },
  },
  {
    id: 'conditional-access-before-registration',
    title: 'A filter for devices refuses the device for what it is before it is registered and compliant',
    severity: 'blocker',
    blocks: 'registration',
    evidence: 'documented',
    source: SOURCES.deviceFilters,
    symptom: 'You cannot access this right now: at enrollment, or in the first app.',
    graph:
      'The sign-in log has a failure with the error code 53003 and no device; there is no managedDevice, or its azureADRegistered stays false.',
    fix: 'Ask for a compliant device (a grant control, which waits for the device) in place of blocking all that the filter doesn’t know, or except the platform iOS or Microsoft Intune Enrollment.',
    *find(situation) {
      const found = refusalOfAnyDevice(situation);
      if (!found || !sparesRegistered(situation, found.refusal.policyId, found.access)) return;
      const { refusal, access } = found;
      yield {
        message: `"${refusal.policy}" refuses the sign-in (${refusal.code}) of a device that is ${
          access.device
            ? 'registered and not yet compliant'
            : 'not registered yet: to its filter all properties of such a device are null'
        }`,
        subject: { set: POLICIES, id: refusal.policyId },
        pointer: '/conditions/devices/deviceFilter',
      };
    },
  },
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
      'The sign-in log has a failure with the error code 50129, 530001 in a browser that shows no device, or 501291 where an approved or protected app is asked for; managedDevice.azureADRegistered stays false.',
    fix: 'Begin in Microsoft Teams: the extension registers the device there, and then the app gets its token.',
    *find(situation) {
      const { tenant, signIn, firstApp, device } = situation;
      if (device.registered || !isOutsideExtension(situation)) return;
      const { refusal } = evaluateConditionalAccess(tenant, {
        ...signIn,
        broker: true,
        ...appAtSignIn(firstApp),
      });
      if (!refusal || !NOT_REGISTERED.includes(refusal.code)) return;
      yield {
        message: `"${refusal.policy}" asks for a registered device, and a sign-in in ${firstApp.name} registers none`,
        subject: { set: POLICIES, id: refusal.policyId },
        pointer: '/grantControls',
      };
    },
  },
  {
    id: 'conditional-access-app-without-device',
    title: 'Conditional access asks for the device in an app that cannot show it',
    severity: 'degraded',
    evidence: 'documented',
    source: SOURCES.supportedBrowsers,
    symptom: 'You can’t get there from here: in this app, while the others on the device work.',
    graph:
      'managedDevice is registered and compliant; the sign-in log has a failure without a device (deviceDetail.deviceId is empty), with the error code 530001 in a browser, or 50129.',
    fix: 'Use Microsoft Edge or Safari, which show the device; Chrome and Firefox don’t on iOS. Put an app on Apple’s network stack on the SSO policy’s list.',
    needsRun: 'it is about a device that is registered, and what its person opens then',
    *find(situation) {
      const { tenant, signIn, firstApp, device } = situation;
      if (!device.registered || !isOutsideExtension(situation)) return;
      const alone = { ...signIn, broker: true, ...appAtSignIn(firstApp) };
      const { refusal } = evaluateConditionalAccess(tenant, alone);
      if (!refusal || evaluateConditionalAccess(tenant, laterSignIn(situation)).refusal) return;
      const why =
        firstApp.sso === 'ownNetworkStack'
          ? 'has a network stack of its own, which the SSO extension doesn’t see'
          : 'is an app that the SSO extension leaves alone';
      yield {
        message: `"${refusal.policy}" refuses the sign-in to ${firstApp.name} (${refusal.code}) on a device that it lets in elsewhere: ${firstApp.name} ${why}, so nothing shows Entra ID which device it is`,
        subject: { set: POLICIES, id: refusal.policyId },
        pointer: '/grantControls',
      };
    },
  },
  {
    id: 'conditional-access-app-unprotected',
    title: 'Conditional access asks for an app that is approved or protected, and the first one isn’t',
    severity: 'degraded',
    evidence: 'documented',
    source: SOURCES.grantControls,
    symptom: 'You can’t get there from here: in this app. The device registers all the same.',
    graph:
      'managedDevice is registered; the sign-in log has a failure with the error code 53005 (no app protection policy) or 530021 (not approved).',
    fix: 'Assign an app protection policy for iOS to the people, with the app in it; where approved apps are asked for, use one of the list. Safari and other browsers satisfy neither: Microsoft Edge does.',
    *find(situation) {
      const refusal = finalRefusal(situation);
      if (!refusal || !APP_CODES.includes(refusal.code)) return;
      const open = openApp(situation);
      // Where no app opens, another rule says so.
      if (!open) return;
      const { name } = situation.firstApp;
      yield {
        message: `"${refusal.policy}" refuses the sign-in to ${name} (${refusal.code}): ${whyRefused(refusal)}; ${open.name} opens`,
        subject: { set: POLICIES, id: refusal.policyId },
        pointer: '/grantControls',
      };
    },
  },
  {
    id: 'conditional-access-no-access',
    title: 'Conditional access lets the person into no app that they have',
    severity: 'blocker',
    blocks: 'access',
    evidence: 'documented',
    source: SOURCES.grantControls,
    symptom:
      'You can’t get there from here, or You cannot access this right now: in each app, on a device that is all set.',
    graph:
      'managedDevice is registered and compliant; the sign-in log has a failure for each app: 53003 (blocked), 53005 (no app protection policy) or 530021 (not approved).',
    fix: 'Assign an app protection policy for iOS to the people, with their apps in it; where approved apps are asked for, assign one of the list. Except the platform iOS, or compliant devices, from what blocks.',
    *find(situation) {
      const refusal = finalRefusal(situation);
      if (!refusal || openApp(situation)) return;
      yield {
        message: `"${refusal.policy}" refuses the sign-in to ${situation.firstApp.name} (${refusal.code}) on a device that is registered and compliant: ${whyRefused(refusal)}. No other app that is assigned to the person or protected for them opens, so there is no access`,
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
    *find(situation) {
      const { tenant, signIn, assumptions } = situation;
      const blocks = assumptions.deviceRuleAtEnrollment === 'blocks';
      const refusing = refusalOfAnyDevice(situation)?.refusal.policyId;
      for (const { policy, unmet } of explainConditionalAccess(tenant, {
        ...signIn,
        resource: 'enrollment',
      })) {
        const controls = policy.grantControls?.builtInControls ?? [];
        if (policy.state !== 'enabled' || unmet !== undefined || !namesEnrollment(policy)) continue;
        if (!controls.some((control) => DEVICE_CONTROLS.includes(control))) continue;
        // What no device satisfies is another rule's.
        if (refusing === policy.id) continue;
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
