import { evaluateConditionalAccess } from '../../entra/conditional-access/index.ts';
import { appName } from '../apps.ts';
import { defineJourney } from '../journey.ts';
import type { Scene } from '../scene.ts';
import { DEVICE_SIGN_INS } from '../sign-ins.ts';
import { BROKER_SOURCE, JIT_SOURCE, PLUG_IN_SOURCE } from './sources.ts';
import { tokenIssued } from './token-issued.ts';

/** A person opens a work app and signs in. What comes of it, the app and the extension decide. */
export const signIn = defineJourney({
  name: 'signIn',
  title: 'Sign-in to a work app',
  source: JIT_SOURCE,
  steps: [
    {
      name: 'GetApp',
      from: 'person',
      to: 'apple',
      when: ({ state }) =>
        !state.apps.some((app) => app.bundleId === state.running?.app && app.state === 'installed'),
      takes: [15, 45],
      requires: ['appStoreOpen'],
      changes: ['getApp'],
      says: (scene) => `Gets ${appName(scene)} from the App Store`,
    },
    {
      name: 'OpenApp',
      from: 'person',
      to: 'app',
      takes: [2, 6],
      says: (scene) => `Opens ${appName(scene)} and enters ${scene.user.userPrincipalName}`,
    },
    {
      name: 'AuthenticationStarted',
      from: 'app',
      to: 'entra',
      takes: [1, 2],
      requires: ['signInHostsReachable', 'authenticatorInPlace', 'extensionAssociated'],
      changes: ['chooseSignIn'],
      says: (scene) => `${appName(scene)} asks for a token`,
    },
  ],
});

/** The ordinary sign-in page inside the app: no extension takes part, and nothing proves a device. */
export const webSignIn = defineJourney({
  name: 'webSignIn',
  title: 'Sign-in without the SSO extension',
  source: PLUG_IN_SOURCE,
  steps: [
    {
      name: 'WebSignIn',
      from: 'person',
      to: 'entra',
      takes: [15, 40],
      requires: ['accountEnabled', 'accessWithoutDevice'],
      signIn: 'web',
      changes: ['rememberStart'],
      says: 'Signs in on the ordinary sign-in page; nothing tells Entra which device this is',
      sees: 'Sign in: the ordinary page of Microsoft Entra ID',
    },
    tokenIssued({
      says: (scene) =>
        `${appName(scene)} gets a token. The device is not registered; nobody has asked about its state`,
      sees: 'The app opens, as if all were well',
    }),
  ],
});

/** Whether conditional access lets no app in that proves no device. */
function asksForDevice(scene: Scene): boolean {
  const { refusal } = evaluateConditionalAccess(scene.tenant, DEVICE_SIGN_INS.web.access(scene));
  return refusal !== undefined && DEVICE_CODES.has(refusal.code);
}

const DEVICE_CODES: ReadonlySet<number> = new Set([50129, 53001, 530001]);

/**
 * No extension takes part, but Company Portal has registered the device: Microsoft's library proves it with the certificate that
 * it finds in the keychain (PKeyAuth).
 */
export const brokeredSignIn = defineJourney({
  name: 'brokeredSignIn',
  title: 'Sign-in on a device that Company Portal has registered',
  source: BROKER_SOURCE,
  steps: [
    {
      name: 'WebSignIn',
      from: 'person',
      to: 'entra',
      takes: [15, 40],
      requires: ['accountEnabled', 'accessWithDevice'],
      signIn: 'app',
      says: 'Signs in on the ordinary sign-in page',
      sees: 'Sign in: the ordinary page of Microsoft Entra ID',
    },
    {
      name: 'DeviceAuthentication',
      from: 'entra',
      to: 'app',
      takes: [1, 1],
      when: asksForDevice,
      // "Device auth interrupt triggered by CA policy", which the client counts as a part of signing in.
      code: 50097,
      outcome: 'info',
      says: 'Asks which device this is; the app answers with the certificate that Company Portal left',
    },
    tokenIssued({
      says: (scene) => `${appName(scene)} gets a token of a registered device`,
      sees: 'The app opens, signed in',
    }),
  ],
});

/** The extension signs in and shares the session, and has no order to register the device. */
export const ssoSignIn = defineJourney({
  name: 'ssoSignIn',
  title: 'Single sign-on without registration',
  source: PLUG_IN_SOURCE,
  steps: [
    {
      name: 'AcquirePrt',
      from: 'ssoExtension',
      to: 'entra',
      takes: [15, 40],
      requires: ['accountEnabled', 'accessWithoutDevice'],
      signIn: 'session',
      says: 'The person signs in once; the extension gets a primary refresh token without a device',
      sees: 'Sign in: the page of Microsoft Entra ID',
    },
    tokenIssued({
      says: (scene) => `${appName(scene)} gets a token. Single sign-on works; the device is not registered`,
      sees: 'The app opens, as if all were well',
    }),
  ],
});

/**
 * "When the Microsoft Enterprise SSO plug-in is enabled, a user will be asked to sign in to the first application that participates in
 * SSO. [It] will show its own user interface on top of the application that is currently active."
 */
export const signInAgain = defineJourney({
  name: 'signInAgain',
  title: 'Sign-in again, as often as a policy asks for it',
  source: PLUG_IN_SOURCE,
  steps: [
    {
      name: 'SignInAgain',
      from: 'person',
      to: 'entra',
      takes: [15, 40],
      requires: ['accountEnabled', 'secondFactorForSignIn'],
      signIn: 'again',
      changes: ['authenticateAgain'],
      says: 'Signs in again, once for all apps',
      sees: 'Sign in: the page of Microsoft Entra ID, on top of the app',
    },
  ],
});

/** The device is registered: the extension signs in without a question. */
export const silentSignIn = defineJourney({
  name: 'silentSignIn',
  title: 'Single sign-on on a registered device',
  source: PLUG_IN_SOURCE,
  steps: [
    {
      name: 'AcquireTokenSilently',
      from: 'ssoExtension',
      to: 'entra',
      takes: [1, 2],
      requires: ['accountEnabled'],
      changes: ['chooseSilentEnd'],
      says: 'The extension presents the primary refresh token of the registered device',
    },
    tokenIssued({
      requires: ['accessWithDevice'],
      signIn: 'app',
      says: (scene) => `${appName(scene)} gets a token without a question`,
      sees: 'The app opens, signed in',
    }),
  ],
});
