import { appAtSignIn, findApp, isApprovedClient } from '../apple/app-catalogue.ts';
import { type Access, evaluateConditionalAccess } from '../entra/conditional-access/index.ts';
import { decidedAnyway, type SignInDecision } from '../entra/sign-in.ts';
import type { SignInRecord } from '../entra/sign-in-log.ts';
import { isProtected } from '../intune/app-protection.ts';
import { assumptionsOf, type User } from '../tenant/index.ts';
import { appNameOf } from './apps.ts';
import type { Scene } from './scene.ts';
import { provesSecondFactor } from './second-factor.ts';
import { secondFactorOf, sharesSecondFactor } from './second-factor-of.ts';
import { hasAuthenticator } from './sso-extension.ts';

/** A moment at which a device, or its person, asks Entra for a token. */
export interface DeviceSignIn {
  readonly interactive: boolean;
  readonly app: (scene: Scene) => SignInRecord['app'];
  readonly resource: SignInRecord['resource'];
  /** Whether the request proves which device it comes from. */
  readonly provesDevice: boolean;
  /** Default: the broker’s. */
  readonly clientApp?: (scene: Scene) => NonNullable<Access['clientApp']>;
  readonly access: (scene: Scene) => Access & { readonly user: User };
  /** Why there is no token whatever the policies say. */
  readonly refusal?: (scene: Scene) => SignInDecision['refusal'];
}

const app = (appId: string, displayName: string) => ({ appId, displayName });

/** Application ids: [documented] Verify first-party Microsoft applications in sign-in reports. */
const COMPANY_PORTAL = app('9ba1a5c7-f17a-4de9-a1f1-6178c8d51223', 'Microsoft Intune Company Portal');
const WEB_PORTAL = app('74bcdadc-2fdc-4bb3-8459-76d06952a0e9', 'Microsoft Intune Web Company Portal');
const OFFICE_HOME = app('4765445b-32c6-49b0-83e6-1d93765276ca', 'OfficeHome');
const BROKER = app('29d9ed98-a469-4536-ade2-f981bc1d605e', 'Microsoft Authentication Broker');
const ENROLLMENT = app('d4ebce55-015a-49b5-a083-c84d1797ae8c', 'Microsoft Intune Enrollment');
const DIRECTORY = app('00000002-0000-0000-c000-000000000000', 'Windows Azure Active Directory');
const INTUNE = app('0000000a-0000-0000-c000-000000000000', 'Microsoft Intune');
const DEVICE_REGISTRATION = app('01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9', 'Device Registration Service');
const GRAPH = app('00000003-0000-0000-c000-000000000000', 'Microsoft Graph');
const WORK_APPS: Readonly<Record<string, string>> = {
  'com.microsoft.skype.teams': '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
  'com.microsoft.Office.Outlook': '27922004-5251-4030-b22d-91ecd9a37ea4',
  'com.microsoft.skydrive': 'af124e86-4e96-495a-b70a-90f90ab96707',
  'com.microsoft.msedge': 'ecd6b820-32c2-49b6-98a6-444530e5a77a',
};

/** What the broker asks as, and apps through it. */
export const BROKERS = 'mobileAppsAndDesktopClients' satisfies Access['clientApp'];

/** What a sign-in wants; one shape for all of them, as a fleet signs in often: whoever says more sets what is there already. */
const access = (
  scene: Scene,
  resource: Access['resource'],
  device: Access['device'],
): Access & { readonly user: User } => {
  const secondFactor = secondFactorOf(scene);
  return {
    user: scene.user,
    secondFactor: secondFactor !== false && secondFactor !== 'notRegistered',
    secondFactorRegistered: secondFactor !== 'notRegistered',
    platform: 'iOS',
    clientApp: BROKERS,
    usualPlace: true,
    resource,
    device,
    deviceAwaited: undefined,
    unsupportedBrowser: undefined,
    broker: undefined,
    app: undefined,
    sessionAge: undefined,
  };
};

/** By the extension, with what the person has proved to it. */
const inSession = (scene: Scene, asked: Access & { readonly user: User }) =>
  !asked.secondFactor && scene.state.running?.journey !== 'brokeredSignIn' && sharesSecondFactor(scene)
    ? { ...asked, secondFactor: true }
    : asked;

/** What asks for the device waits until there is one. */
const awaiting = (asked: Access & { readonly user: User }) => ({ ...asked, deviceAwaited: true });

/** What of the app that asks a policy may want. */
const appFacts = ({ state, tenant, user }: Scene): Access['app'] => {
  const found = findApp(state.running?.app ?? '');
  return () => ({
    approved: found !== undefined && isApprovedClient(found),
    protected: isProtected(tenant, found?.bundleId ?? '', user.id, state.managedDeviceId !== undefined),
  });
};

/**
 * To a work app, where a policy may ask for an app that is protected. A browser stays one whoever signs in for it: what is opened there
 * is a web application. (inferred)
 */
const appAccess = (scene: Scene, device: Access['device']): Access & { readonly user: User } => ({
  ...access(scene, 'workApp', device),
  ...appAtSignIn(findApp(scene.state.running?.app ?? '')),
  broker: hasAuthenticator(scene.state),
});

const appClient = ({ state }: Scene) => appAtSignIn(findApp(state.running?.app ?? '')).clientApp;

/** Whether somebody enrolls on the page that is opened in Safari; [recorded] in links to it, which application asks there. */
const isOnPage = ({ state }: Scene) => state.running?.journey === 'webDeviceEnrollment';
const enrollmentClient = (scene: Scene) => (isOnPage(scene) ? 'browser' : BROKERS);

/** [documented] 135011, and 50173 (FreshTokenNeeded); [recorded] the wording of 700003. */
function credentialRefusal(scene: Scene): SignInDecision['refusal'] {
  const { tenant, user, state, now } = scene;
  const device = scene.directoryDevice();
  if (!device)
    return {
      code: 700_003,
      message: `Device object was not found in the tenant '${tenant.id}' directory.`,
    };
  if (device['accountEnabled'] === false)
    return { code: 135_011, message: 'Device used during the authentication is disabled.' };
  const { signInSessionsValidFromDateTime: from } = user;
  if (!from || state.running?.journey !== 'silentSignIn') return undefined;
  return Date.parse(from) > now - (sessionAgeOf(scene) ?? 0)
    ? {
        code: 50_173,
        message:
          'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
      }
    : undefined;
}

/** How long ago the person signed in for what the extension presents by itself: that is where the device was registered, or later. (inferred) */
function sessionAgeOf(scene: Scene): number | undefined {
  const { running, authenticatedAt } = scene.state;
  if (running?.journey !== 'silentSignIn') return undefined;
  const since = authenticatedAt ?? Date.parse(String(scene.directoryDevice()?.['registrationDateTime']));
  return Number.isNaN(since) ? undefined : scene.now - since;
}

/** The app that asks; in a browser, the organization's start page (inferred); the broker, when nobody knows the app's id. */
function workApp({ state }: Scene): SignInRecord['app'] {
  const found = findApp(state.running?.app ?? '');
  if (appAtSignIn(found).clientApp === 'browser') return OFFICE_HOME;
  const bundleId = found?.bundleId ?? '';
  const appId = WORK_APPS[bundleId];
  return appId === undefined ? BROKER : app(appId, appNameOf(bundleId));
}

/**
 * When devices sign in, by name. Which application asks, and for what, is inferred where Microsoft's pages don't say it:
 * journeys are written from what a person and the broker see.
 */
export const DEVICE_SIGN_INS = {
  /** To enroll. A device that is being enrolled cannot be compliant yet; what demands that is a warning of its own. */
  enrollment: {
    interactive: true,
    app: (scene) => (isOnPage(scene) ? WEB_PORTAL : COMPANY_PORTAL),
    clientApp: enrollmentClient,
    resource: ENROLLMENT,
    provesDevice: false,
    access: (scene) => {
      const deviceAwaited = assumptionsOf(scene.tenant).deviceRuleAtEnrollment === 'letsThrough';
      const clientApp = enrollmentClient(scene);
      const asked = { ...access(scene, 'enrollment', undefined), clientApp, deviceAwaited } as const;
      return { ...asked, secondFactor: provesSecondFactor(scene, asked) };
    },
  },
  /** P7. To register: what asks for the device waits until there is one. */
  registration: {
    interactive: true,
    app: () => BROKER,
    resource: DIRECTORY,
    provesDevice: false,
    access: (scene) => awaiting(access(scene, 'workApp', undefined)),
  },
  /** For the service that registers devices: a policy may be about just that. */
  deviceRegistration: {
    interactive: false,
    app: () => BROKER,
    resource: DEVICE_REGISTRATION,
    provesDevice: false,
    access: (scene) => awaiting(access(scene, { userAction: 'urn:user:registerdevice' }, undefined)),
  },
  /** On the ordinary page: nothing proves a device. */
  web: {
    interactive: true,
    app: workApp,
    clientApp: appClient,
    resource: GRAPH,
    provesDevice: false,
    access: (scene) => appAccess(scene, undefined),
  },
  /** By the extension, for all apps, on a device that isn't going to be registered. */
  session: {
    interactive: true,
    app: () => BROKER,
    resource: DIRECTORY,
    provesDevice: false,
    access: (scene) => ({ ...appAccess(scene, undefined), clientApp: BROKERS }),
  },
  /** For Intune, to be linked; what asks for the device waits for that. */
  link: {
    interactive: false,
    app: () => BROKER,
    resource: INTUNE,
    provesDevice: true,
    access: (scene) =>
      inSession(scene, awaiting(access(scene, { appId: INTUNE.appId }, scene.directoryDevice()))),
  },
  /** The app, with the device's primary refresh token. */
  app: {
    interactive: false,
    app: workApp,
    clientApp: appClient,
    resource: GRAPH,
    provesDevice: true,
    access: (scene) => ({
      ...inSession(scene, appAccess(scene, scene.directoryDevice())),
      app: appFacts(scene),
      sessionAge: sessionAgeOf(scene),
    }),
    refusal: credentialRefusal,
  },
  /** On top of the app, when the last sign-in is too long ago for a policy. */
  again: {
    interactive: true,
    app: () => BROKER,
    resource: DIRECTORY,
    provesDevice: true,
    access: (scene) => access(scene, 'workApp', scene.directoryDevice()),
  },
} as const satisfies Record<string, DeviceSignIn>;

export type SignInName = keyof typeof DEVICE_SIGN_INS;

/** What comes of a sign-in: what is wrong with the credential itself comes before what policies say. */
export function decideSignIn(scene: Scene, name: SignInName): SignInDecision {
  const { access, refusal }: DeviceSignIn = DEVICE_SIGN_INS[name];
  const own = refusal?.(scene);
  if (own) return { status: 'notApplied', policies: [], refusal: own };
  return decidedAnyway(scene.tenant, scene.user) ?? evaluateConditionalAccess(scene.tenant, access(scene));
}
