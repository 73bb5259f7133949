import { bundleIdOf, DEFENDER_BUNDLE_ID } from '../apple/app-catalogue.ts';
import { syncedManually } from '../entra/device-registration.ts';
import { enrollmentFacts } from '../intune/enrollment/types.ts';
import { IDLE } from '../intune/mdm/message.ts';
import type { ActionName, ParsedAction } from './actions.ts';
import { appNameOf, installedApp, withApp } from './apps.ts';
import { checkIn, complianceSentence } from './check-in.ts';
import { companyPortalFailure, companyPortalRegisters } from './company-portal.ts';
import { MANAGED_DEVICES, sparse } from './device-state.ts';
import { decisionFor } from './enrollment-decision.ts';
import { erase, forgetManagement } from './forget-management.ts';
import { tellFailures } from './jit/remediation.ts';
import { MANAGEMENT_HOSTS, unreachable } from './network.ts';
import { mustSetPasscode } from './passcode-prompt.ts';
import { type Performers, refuse, say } from './performing.ts';
import { carryOutRemoteActions, isLost } from './remote-actions.ts';
import type { Scene } from './scene.ts';
import { SETTINGS } from './settings-actions.ts';
import { enrollmentProfileOf, refusedInSingleAppMode } from './single-app-mode.ts';

/** What a device does without being unlocked. */
const WHILE_LOST: ReadonlySet<ActionName> = new Set(['checkIn', 'setNetwork']);

/** What happens to a device that nobody unlocks for it. */
const WHILE_LOCKED: ReadonlySet<ActionName> = new Set(['checkIn', 'setNetwork', 'restart', 'unlock']);

/** Begins an action. What takes time continues as a journey; everything else is over at once. */
export function perform(scene: Scene, action: ParsedAction): void {
  scene.cause = undefined;
  if (!WHILE_LOST.has(action.do) && isLost(scene)) {
    refuse(scene, 'LostMode', 'The device is in lost mode, and nobody can unlock it');
    return;
  }
  if (mustSetPasscode(scene) && action.do !== 'setPasscode' && !WHILE_LOCKED.has(action.do)) {
    refuse(
      scene,
      'PasscodeRequirement',
      'iOS lets nobody past until there is a passcode that the policies accept: set one (setPasscode)',
    );
    return;
  }
  if (refusedInSingleAppMode(scene, action)) return;
  if (scene.state.locked && !WHILE_LOCKED.has(action.do)) PERFORMERS.unlock(scene, { do: 'unlock' });
  (PERFORMERS[action.do] as (scene: Scene, action: ParsedAction) => void)(scene, action);
}

const PERFORMERS: Performers = {
  enroll(scene) {
    const { enrollmentType } = scene.state;
    if (enrollmentFacts(enrollmentType).setup) return scene.continueWith('switchOn');
    // A device that is too old for one way is led another.
    const decision = decisionFor(scene);
    const { type } = decision.facts;
    const choice = decision.allowed ? decision.choice : undefined;
    scene.set({ enrolledAs: type === enrollmentType ? undefined : type, choice });
    scene.continueWith(choice ? 'userChoice' : type);
  },
  signIn(scene, { app }) {
    scene.continueWith('signIn', bundleIdOf(app));
  },
  recheck(scene) {
    scene.continueWith('recheck', scene.state.remediating);
  },

  checkIn(scene) {
    if (!enrolledOrRefuse(scene, 'CheckIn')) return;
    deviceChecksIn(scene, 'The device checks in with Intune');
  },

  checkCompliance(scene) {
    if (!enrolledOrRefuse(scene, 'CheckStatus')) return;
    scene.cause = say(scene, 'CheckStatus', 'Opens the Company Portal and checks the status of the device', {
      to: 'companyPortal',
    });
    const failure = companyPortalFailure(scene);
    if (failure) {
      scene.tell({
        from: 'companyPortal',
        to: 'person',
        step: 'ShowStatus',
        outcome: 'failed',
        ...failure,
      });
      return;
    }
    syncedManually(scene.tenant);
    if (companyPortalRegisters(scene)) return scene.continueWith('companyPortalRegistration');
    deviceChecksIn(scene, 'The Company Portal has the device check in');
    if (scene.state.managedDeviceId === undefined) return;
    const { state } = scene;
    if (!scene.managedDevice()?.azureADRegistered) {
      scene.tell({
        from: 'companyPortal',
        to: 'person',
        step: 'ShowStatus',
        outcome: 'info',
        message: `Intune says ${complianceSentence(scene)}; the device is not registered in Entra ID`,
        user: `${state.name}: sign in to a work app to finish setting up`,
      });
    }
    tellFailures(scene);
  },

  ...SETTINGS,

  installApp(scene, { app: wanted }) {
    const bundleId = bundleIdOf(wanted);
    const there = scene.state.apps.find((candidate) => candidate.bundleId === bundleId);
    if (there?.state === 'installed')
      return refuse(scene, 'InstallApp', `${there.name} is on the device already`);
    const name = appNameOf(bundleId);
    // An app that management has asked for becomes a managed one when the person installs it after all.
    const app = installedApp(bundleId, name, there?.state === 'rejected');
    // [documented] "The user installed the app before managed app installation could occur."
    const early = there?.state === 'installing' ? ({ ...app, status: 'UserInstalledApp' } as const) : app;
    scene.set({ apps: withApp(scene.state.apps, early) });
    say(scene, 'InstallApp', `Gets ${name} from the App Store`);
  },
  removeApp(scene, { app }) {
    const bundleId = bundleIdOf(app);
    const { apps, signedIn, remediating, refusedApp } = scene.state;
    if (!apps.some((there) => there.bundleId === bundleId && there.state === 'installed')) {
      return refuse(scene, 'RemoveApp', `${appNameOf(bundleId)} is not on the device`);
    }
    scene.set({
      apps: apps.filter((there) => there.bundleId !== bundleId),
      signedIn: signedIn.filter((id) => id !== bundleId),
      ...(remediating === bundleId && { remediating: undefined }),
      ...(refusedApp === bundleId && { refusedApp: undefined }),
      // Nothing looks for threats any more, so no signal comes (inferred).
      ...(bundleId === DEFENDER_BUNDLE_ID && {
        health: sparse({ ...scene.state.health, defenderRisk: undefined }),
      }),
    });
    say(scene, 'RemoveApp', `Deletes ${appNameOf(bundleId)}`);
  },

  restore(scene) {
    say(scene, 'Restore', 'Erases all content and settings; the records in Intune and Entra ID stay behind');
    erase(scene);
  },

  retire(scene) {
    const managed = scene.managedDevice();
    if (scene.state.managedDeviceId === undefined) {
      return refuse(scene, 'RemoveManagement', 'The device has no management profile');
    }
    if (scene.enrollment.supervised && isLocked(scene)) {
      return refuse(
        scene,
        'RemoveManagement',
        'The enrollment profile does not let the person remove the management',
      );
    }
    scene.cause = say(scene, 'RemoveManagement', 'Removes the management profile in Settings', {
      to: 'device',
    });
    if (managed) {
      scene.tell({
        from: 'device',
        to: 'intune',
        step: 'CheckOut',
        message: 'The device is not managed any more; its work apps and profiles go with the profile',
        objects: [{ set: MANAGED_DEVICES, id: managed.id }],
        mdm: { messageType: 'CheckOut' },
      });
      scene.world.intune.retire(managed.id);
    }
    forgetManagement(scene);
  },

  restart(scene) {
    const locks = scene.state.passcode !== undefined;
    if (locks) scene.set({ locked: true });
    say(scene, 'Restart', `Turns the device off and on${locks ? ', and leaves it locked' : ''}`);
  },
  unlock(scene) {
    if (!scene.state.locked) return refuse(scene, 'Unlock', 'The device is not locked');
    scene.set({ locked: undefined });
    scene.cause = say(scene, 'Unlock', 'Unlocks the device with the passcode');
    if (scene.state.managedDeviceId !== undefined)
      deviceChecksIn(scene, 'The device polls Intune for what it could not do before');
  },

  setClock(scene, { skewHours }) {
    scene.set({ clockSkewHours: skewHours || undefined });
    say(
      scene,
      'SetClock',
      skewHours === 0
        ? 'Has the device set its clock by itself'
        : `Sets the clock ${Math.abs(skewHours)} hours ${skewHours < 0 ? 'slow' : 'fast'}`,
    );
  },

  setNetwork(scene, { do: _, ...change }) {
    const network = { ...scene.state.network, ...change };
    scene.set({ network });
    const { tlsInspection, blockedHosts } = network;
    const parts = [
      tlsInspection === true ? 'inspects all TLS connections' : '',
      Array.isArray(tlsInspection) && tlsInspection.length > 0
        ? `inspects TLS to ${tlsInspection.join(', ')}`
        : '',
      blockedHosts && blockedHosts.length > 0 ? `blocks ${blockedHosts.join(', ')}` : '',
    ].filter(Boolean);
    say(scene, 'SetNetwork', `Joins a network that ${parts.join(' and ') || 'lets everything through'}`);
  },
};

function enrolledOrRefuse(scene: Scene, step: string): boolean {
  if (scene.state.managedDeviceId !== undefined) return true;
  refuse(scene, step, 'The device is not enrolled, so it has nobody to check in with');
  return false;
}

const CHECK_IN = { name: 'CheckIn', from: 'device', to: 'intune', mdm: () => IDLE } as const;

/** A check-in with an entry of its own, after what an administrator asked of the device: that may end it all. */
export function deviceChecksIn(scene: Scene, why: string): void {
  const obstacle = unreachable(scene.state.network, MANAGEMENT_HOSTS);
  if (obstacle !== undefined) {
    const { name: step, from, to } = CHECK_IN;
    scene.tell({
      from,
      to,
      step,
      outcome: 'failed',
      code: -1004,
      message: `${why}, and gets no connection: ${obstacle}`,
    });
    return;
  }
  carryOutRemoteActions(scene);
  if (scene.state.managedDeviceId === undefined) return;
  const before = scene.managedDevice()?.complianceState;
  scene.begin();
  checkIn(scene);
  const after = scene.managedDevice()?.complianceState;
  const verdict = after === undefined ? '' : before === after ? `: ${after}` : `: ${before} becomes ${after}`;
  scene.finish(CHECK_IN, `${why}${verdict}`);
}

function isLocked(scene: Scene): boolean {
  return enrollmentProfileOf(scene)?.['profileRemovalDisabled'] === true;
}
