import { bundleIdOf, COMPANY_PORTAL_BUNDLE_ID } from '../apple/app-catalogue.ts';
import { registerDevice } from '../entra/device-registration.ts';
import { registerApp } from '../intune/app-protection.ts';
import { directoryOperatingSystemOf } from '../intune/device-facts.ts';
import type { User } from '../tenant/index.ts';
import { appNameOf, installedApp, withApp } from './apps.ts';
import { applyProfiles, checkIn, evaluateDevice, requestApps, scheduleCheckIn } from './check-in.ts';
import { companyPortalRegisters } from './company-portal.ts';
import { runningJourney } from './device-state.ts';
import { ownerOf } from './enrollment-decision.ts';
import { assignUser, chooseSetup, enrollAsChosen, enrollDevice, linkDevice } from './enrollment-record.ts';
import {
  chooseJitEnd,
  chooseRecheckEnd,
  chooseSignIn,
  chooseSilentEnd,
  openRemediation,
} from './jit/choices.ts';
import type { Step } from './journey.ts';
import { watchPasscode } from './passcode-prompt.ts';
import type { Scene } from './scene.ts';
import { createSharedList } from './shared.ts';

export type Effect = (scene: Scene) => void;

const shareSignedIn = createSharedList((bundleId: string) => bundleId);

/** What a step may do, by name. */
export const EFFECTS = {
  chooseSetup,
  enrollAsChosen,
  enrollDevice,
  assignUser,
  applyProfiles,
  requestApps,
  evaluateCompliance: evaluateDevice,
  watchPasscode: (scene) => watchPasscode(scene),
  beginCheckIns: scheduleCheckIn,
  checkIn,

  haveCompanyPortal(scene) {
    install(scene, COMPANY_PORTAL_BUNDLE_ID);
  },
  receiveCompanyPortal(scene) {
    install(scene, COMPANY_PORTAL_BUNDLE_ID, true);
  },
  getApp(scene) {
    install(scene, scene.state.running?.app as string);
  },

  chooseSignIn,
  chooseSilentEnd,
  chooseJitEnd,
  chooseRecheckEnd,
  openRemediation,

  closeRemediation(scene) {
    const app = scene.state.remediating;
    scene.set({ remediating: undefined });
    scene.continueWith('jitCompletion', app);
  },

  registerSecondFactor(scene) {
    scene.set({ secondFactor: undefined });
    resume(scene);
  },
  authenticateAgain(scene) {
    scene.set({ authenticatedAt: scene.now });
    resume(scene);
  },

  /** The first sign-in decides whether registration starts; this one was outside the extension. */
  rememberStart(scene) {
    const { state } = scene;
    const app = state.running?.app;
    const isFirst = (state.startedInside ?? state.startedOutside) === undefined;
    if (app !== undefined && state.deviceId === undefined && isFirst) scene.set({ startedOutside: app });
  },

  issueToken(scene) {
    const app = scene.state.running?.app;
    if (app !== undefined && scene.state.refusedApp === app) scene.set({ refusedApp: undefined });
    if (app === undefined || scene.state.signedIn.includes(app)) return;
    scene.set({ signedIn: shareSignedIn([...scene.state.signedIn, app]) });
    const { tenant, user, now, state } = scene;
    registerApp(tenant, { bundleId: app, userId: user.id, now, device: state });
  },

  registerDevice(scene) {
    register(scene, scene.user);
    scene.set({ startedInside: undefined });
  },
  /** After enrollment in Company Portal. */
  chooseRegistration(scene) {
    if (companyPortalRegisters(scene)) scene.continueWith('registrationAfterEnrollment');
  },
  registerByCompanyPortal(scene) {
    register(scene, scene.user);
    scene.set({ registeredBy: 'companyPortal' });
  },
  /** The device for itself: nobody owns it. */
  registerSharedDevice(scene) {
    register(scene, undefined);
    scene.set({ registeredBy: 'sharedDeviceMode' });
  },
  beginSharedSession(scene) {
    scene.continueWith('sharedSignIn');
  },
  linkDevice,

  /** Linking has told the directory already; what the device waits for is to see it there. */
  setComplianceBit(scene) {
    const { directoryId } = scene.state;
    if (directoryId !== undefined) scene.note('devices', directoryId, ['isManaged', 'isCompliant']);
  },
} satisfies Record<string, Effect>;

export type EffectName = keyof typeof EFFECTS;

/**
 * Effects that others than the device can see when they happen: records in Intune and Entra ID. A step with one of them
 * has a moment of its own on the clock.
 */
const SEEN: ReadonlySet<EffectName> = new Set<EffectName>([
  'enrollDevice',
  'evaluateCompliance',
  'checkIn',
  'assignUser',
  'registerDevice',
  'registerByCompanyPortal',
  'registerSharedDevice',
  'linkDevice',
]);

/**
 * Whether a step concerns nobody but the device and its person. It is played, at its own time, together with the next
 * step that others can see, which makes a journey a handful of clock events instead of forty.
 */
export function isPrivate({ changes }: Step): boolean {
  return changes === undefined || !changes.some((effect) => SEEN.has(effect));
}

/** What interrupted a journey is put right: it goes on where it was. */
function resume(scene: Scene): void {
  const { interrupted, running } = scene.state;
  scene.set({
    interrupted: undefined,
    running:
      interrupted &&
      runningJourney(interrupted.journey, interrupted.step, scene.now, undefined, running?.app, scene.cause),
  });
}

function register(scene: Scene, user: User | undefined): void {
  const { state, tenant } = scene;
  const device = registerDevice(
    tenant,
    {
      user,
      displayName: state.name,
      operatingSystem: directoryOperatingSystemOf(state.model),
      operatingSystemVersion: state.osVersion,
      model: state.model,
      ownership: ownerOf(state),
      directoryId: state.directoryId,
    },
    scene.actor,
  );
  scene.set({ directoryId: device.id, deviceId: device.deviceId });
  scene.note('devices', device.id, ['trustType', 'profileType', ...(user ? ['registeredOwners'] : [])]);
}

/** From the App Store by the person, or by management. */
function install(scene: Scene, bundleId: string, managed = false): void {
  const app = installedApp(bundleId, appNameOf(bundleIdOf(bundleId)), managed);
  if (scene.state.apps.some((there) => there.bundleId === bundleId && there.state === 'installed')) return;
  scene.set({ apps: withApp(scene.state.apps, app) });
}
