import { bundleIdOf, findApp } from '../../apple/app-catalogue.ts';
import { appLockOf } from '../../intune/app-lock.ts';
import { TEMPLATE_SET } from '../../tenant/index.ts';
import type { Rule } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { SOURCES } from '../sources.ts';
import { quote, visible } from '../spelling.ts';
import { BROWSER_KEY, listSetting, pairInForce, type SsoPolicy } from '../sso-policy.ts';

/** Whether the first app's sign-in goes past the extension that is in force. */
export function isOutsideExtension(situation: Situation): boolean {
  const { firstApp, ssoInForce: sso } = situation;
  if (firstApp.sso === 'ownNetworkStack') return true;
  if (sso?.type === 'entra' && sso.denied.some(({ id }) => id === firstApp.bundleId)) return true;
  if (firstApp.sso !== 'appleNetworking' || sso?.type !== 'entra') return false;
  return (
    !situation.listsFirstApp(sso) ||
    listSetting(sso, 'AppBlockList').includes(firstApp.bundleId) ||
    isBrowserSsoOff(sso)
  );
}

function isBrowserSsoOff(sso: SsoPolicy): boolean {
  const pair = pairInForce(sso, BROWSER_KEY);
  return pair?.type === 'integer' && pair.value === 0;
}

const appName = (bundleId: string | undefined) =>
  bundleId === undefined ? 'another app' : (findApp(bundleId)?.name ?? bundleId);

const outside = {
  severity: 'blocker',
  blocks: 'registration',
  symptom: 'The app shows the ordinary sign-in page; registration and compliance checks do not start.',
  graph: 'managedDevice.azureADRegistered stays false until somebody signs in in an app with the extension.',
} as const;

/** Of a device that is registered already, nothing hangs on an app any more. */
const untilRegistered = (rule: Rule): Rule => ({
  ...rule,
  *find(situation) {
    if (!situation.device.registered) yield* rule.find(situation);
  },
});

const RULES: readonly Rule[] = [
  {
    ...outside,
    id: 'first-app-outside-extension',
    title: 'The first sign-in is in an app outside the SSO extension',
    evidence: 'documented',
    source: SOURCES.jit,
    fix: 'Begin in Microsoft Teams, or add the app’s bundle id to the SSO policy’s list.',
    *find(situation) {
      const { firstApp, ssoInForce: sso } = situation;
      if (firstApp.sso !== 'appleNetworking' || !sso || sso.type !== 'entra' || situation.listsFirstApp(sso))
        return;
      const miscased = sso.bundleIds.find(
        ({ id }) => visible(id).toLowerCase() === firstApp.bundleId.toLowerCase(),
      );
      yield miscased
        ? {
            message: `The list has ${quote(miscased.id)}, which differs from the app’s bundle id, ${firstApp.bundleId}, in case or in characters that nobody sees`,
            fix: `Write the bundle id as ${firstApp.bundleId}.`,
            ...situation.about(sso, miscased.pointer),
            repair: [{ pointer: miscased.pointer, value: firstApp.bundleId }],
          }
        : {
            message: `${firstApp.name} has no MSAL, and the SSO policy doesn’t list it (${firstApp.bundleId})`,
            ...situation.about(
              sso,
              sso.bundleIds.length > 0 ? `${sso.pointer}/bundleIdAccessControlList` : sso.pointer,
            ),
          };
    },
  },
  {
    ...outside,
    id: 'first-app-blocked',
    title: 'The first sign-in is in an app on AppBlockList',
    evidence: 'documented',
    source: SOURCES.ssoPlugIn,
    fix: 'Begin in Microsoft Teams, or take the app off AppBlockList.',
    *find(situation) {
      const { firstApp, ssoInForce: sso } = situation;
      const pair = sso && pairInForce(sso, 'AppBlockList');
      if (firstApp.sso !== 'appleNetworking' || !sso || !pair) return;
      if (!listSetting(sso, 'AppBlockList').includes(firstApp.bundleId)) return;
      yield {
        message: `${firstApp.name} is on AppBlockList, so the extension leaves it alone`,
        ...situation.about(sso, `${pair.pointer}/value`),
      };
    },
  },
  {
    ...outside,
    id: 'first-app-denied',
    title: 'The first sign-in is in an app on DeniedBundleIdentifiers',
    evidence: 'documented',
    source: SOURCES.extensibleSso,
    fix: 'Begin in another app, or take the app off DeniedBundleIdentifiers.',
    *find(situation) {
      const { firstApp, ssoInForce: sso } = situation;
      const denied = sso?.denied.find(({ id }) => id === firstApp.bundleId);
      // An app with a stack of its own never asks the extension.
      if (!sso || !denied || firstApp.sso === 'ownNetworkStack') return;
      yield {
        message: `${firstApp.name} is on DeniedBundleIdentifiers: iOS keeps the extension from it, whether it has MSAL or not`,
        ...situation.about(sso, denied.pointer),
      };
    },
  },
  {
    severity: 'blocker',
    blocks: 'registration',
    id: 'first-app-locked-out',
    title: 'The device is locked to another app than the one of the first sign-in (Single App Mode)',
    evidence: 'documented',
    source: SOURCES.appLock,
    symptom: 'The device shows one app and opens no other: nobody can sign in where it would be registered.',
    graph: 'managedDevice.azureADRegistered stays false.',
    fix: 'Keep the restrictions with Single App Mode from devices that are to register, or make the app a required one and lock to it.',
    *find(situation) {
      const { firstApp, enrollment, effective, tenant, hypothetical } = situation;
      if (!enrollment.supervised) return;
      for (const policy of effective.appliedConfigurations) {
        const lock = appLockOf(tenant, policy);
        // Of a few exported documents nobody knows which app an id means.
        if (!lock || (hypothetical && lock.bundleId === undefined)) continue;
        const isFirst = lock.bundleId !== undefined && bundleIdOf(lock.bundleId) === firstApp.bundleId;
        if (isFirst && situation.managesFirstApp) return;
        yield {
          message: isFirst
            ? `"${policy.displayName}" locks the device to ${firstApp.name}, which nobody can install then: it is no required app`
            : `"${policy.displayName}" locks the device to ${appName(lock.bundleId)}, so nobody opens ${firstApp.name}`,
          subject: { set: TEMPLATE_SET, id: policy.id },
          pointer: '/kioskModeAppType',
        };
        return;
      }
    },
  },
  {
    ...outside,
    id: 'first-app-browser-sso-disabled',
    title: 'The first sign-in is in an app without MSAL, and browser_sso_interaction_enabled is 0',
    evidence: 'documented',
    source: SOURCES.ssoPlugIn,
    fix: 'Set browser_sso_interaction_enabled to 1, or begin in Microsoft Teams.',
    *find(situation) {
      const { firstApp, ssoInForce: sso } = situation;
      if (firstApp.sso !== 'appleNetworking' || !sso || !isBrowserSsoOff(sso)) return;
      const pair = pairInForce(sso, BROWSER_KEY);
      yield {
        message: `${firstApp.name} has no MSAL and may not begin registration while browser_sso_interaction_enabled is 0`,
        ...situation.about(sso, `${pair?.pointer}/value`),
      };
    },
  },
  {
    ...outside,
    id: 'first-app-own-network-stack',
    title: 'The first sign-in is in an app with its own network stack',
    evidence: 'documented',
    source: SOURCES.ssoTroubleshooting,
    fix: 'Begin in Microsoft Teams, or in Safari instead of the other browser.',
    *find({ firstApp }) {
      if (firstApp.sso !== 'ownNetworkStack') return;
      yield {
        message: `${firstApp.name} does not use Apple’s network stack: the extension never sees its sign-in, even if it is listed`,
      };
    },
  },
  {
    id: 'first-app-defender',
    title: 'The first sign-in is in Microsoft Defender',
    severity: 'degraded',
    evidence: 'documented',
    source: SOURCES.authenticationMethods,
    symptom: 'Registration does not go as expected in Defender.',
    graph: 'managedDevice.azureADRegistered may stay false until somebody signs in in another app.',
    fix: 'Begin in another app, such as Microsoft Teams.',
    *find({ firstApp }) {
      if (firstApp.role === 'defender') {
        yield {
          message:
            'Microsoft Defender is not meant for the first sign-in: registration may not go as expected',
        };
      }
    },
  },
];

export const firstAppRules: readonly Rule[] = RULES.map(untilRegistered);
