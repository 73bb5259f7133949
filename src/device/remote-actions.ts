// What an administrator asked of the device, carried out when the device checks in.
import { COMPANY_PORTAL_BUNDLE_ID } from '../apple/app-catalogue.ts';
import { toIso } from '../clock/index.ts';
import { commandOf } from '../intune/mdm/commands.ts';
import { errorChain, type MdmAnswer } from '../intune/mdm/message.ts';
import { type RemoteActionAnswer, takeAnswers, waitingActions } from '../intune/remote-actions.ts';
import type { RemoteAction } from '../tenant/index.ts';
import { MANAGED_DEVICES } from './device-state.ts';
import { effectiveSetOf } from './effective-set-of.ts';
import { erase, forgetManagement } from './forget-management.ts';
import { noise } from './noise.ts';
import { plannedInstalls } from './required-apps.ts';
import type { Scene } from './scene.ts';

/** What a device makes of an action, and what it says about that. */
interface Reaction extends Omit<RemoteActionAnswer, 'action'> {
  readonly message: string;
  /** Apple's, of a command that failed. */
  readonly errorCode?: number;
}

type Parameters = RemoteAction['parameters'];

const done = (message: string, more: Partial<Reaction> = {}): Reaction => ({
  state: 'done',
  message,
  ...more,
});
const failed = (message: string, errorCode?: number): Reaction => ({
  state: 'failed',
  message,
  ...(errorCode !== undefined && { errorCode }),
});
const notSupported = (message: string): Reaction => ({ state: 'notSupported', message });

const NOT_SHARED = 'The device is no Shared iPad';
/** [documented] "12067: If it isn’t in Lost Mode": Apple, DeviceLocation and DisableLostMode. */
const notLost = () => failed('The device is not in lost mode', 12067);

/**
 * Whether the device is in lost mode. Its record says so, since only its management ends that [documented]:
 * https://support.apple.com/guide/security/secc46f3562c/web
 */
export function isLost(scene: Scene): boolean {
  return scene.managedDevice()?.lostModeState === 'enabled';
}

const LATITUDE_SALT = -4_000_000;
const LONGITUDE_SALT = -4_000_001;
/** Short of the poles. */
const MAXIMUM_LATITUDE = 70;

/** Somewhere on Earth, for each device always the same place: nothing says where people are [inferred]. */
function locationOf({ tenant, state, now }: Scene): Readonly<Record<string, unknown>> {
  const { seed } = tenant;
  return {
    lastCollectedDateTime: toIso(now),
    latitude: (noise(seed, state.number, LATITUDE_SALT) * 2 - 1) * MAXIMUM_LATITUDE,
    longitude: (noise(seed, state.number, LONGITUDE_SALT) * 2 - 1) * 180,
  };
}

/** By the action's name in Graph. Who needs supervision is refused by Intune before; what is left is the device's own. */
const REACTIONS: Readonly<Record<string, (scene: Scene, parameters: Parameters) => Reaction>> = {
  remoteLock: () => done('The device locks its screen'),
  resetPasscode(scene) {
    if (!scene.state.passcode) return done('There is no passcode to remove');
    scene.set({ passcode: undefined });
    return done('The device removes its passcode');
  },
  // [inferred] somebody turns it on again right away: nothing here is about a device without power.
  rebootNow: () => done('The device restarts'),
  shutDown: () => done('The device turns itself off; somebody turns it on again'),
  enableLostMode(_scene, { message, phoneNumber }) {
    // [documented] Apple's EnableLostMode: one of the two must be there.
    if (!message && !phoneNumber) return failed('Lost mode needs a message or a phone number');
    return done('The device is in lost mode: nobody can unlock it', { lostMode: true });
  },
  disableLostMode: (scene) => (isLost(scene) ? done('Lost mode is over', { lostMode: false }) : notLost()),
  playLostModeSound: (scene) => (isLost(scene) ? done('The device plays a sound') : notLost()),
  // [documented] Apple's DeviceLocation: only in lost mode.
  locateDevice: (scene) =>
    isLost(scene)
      ? done('The device says where it is', { result: { deviceLocation: locationOf(scene) } })
      : notLost(),
  setDeviceName(scene, { deviceName }) {
    scene.set({ name: String(deviceName) });
    return done(`The device is called ${deviceName} from now on`);
  },
  activateDeviceEsim: () => done('The device asks the carrier for its plans'),
  bypassActivationLock: () => done('Apple lifts the activation lock'),
  revokeAppleVppLicenses(scene) {
    const count = licensedApps(scene);
    return done(`Intune takes back ${count} app ${count === 1 ? 'licence' : 'licences'}`, {
      result: { totalLicensesCount: count, failedLicensesCount: 0 },
    });
  },
  // [documented] it is the Company Portal that shows it: https://learn.microsoft.com/intune/remote-actions/custom-notifications
  sendCustomNotificationToCompanyPortal: ({ state }, { notificationTitle }) =>
    state.apps.some((app) => app.bundleId === COMPANY_PORTAL_BUNDLE_ID && app.state === 'installed')
      ? done(`The Company Portal shows a notification: ${notificationTitle}`)
      : failed('There is no Company Portal to show a notification'),
  logoutSharedAppleDeviceActiveUser: () => notSupported(NOT_SHARED),
  deleteUserFromSharedAppleDevice: () => notSupported(NOT_SHARED),
  retire(scene) {
    endManagement(scene);
    forgetManagement(scene);
    return done('The management profile is removed; work apps and their data go with it');
  },
  wipe(scene) {
    endManagement(scene);
    erase(scene);
    return done('The device erases all content and settings');
  },
};

/** How many of the apps on the device were bought in volume. */
function licensedApps(scene: Scene): number {
  const installed = new Set(
    scene.state.apps.flatMap((app) => (app.state === 'installed' ? app.bundleId : [])),
  );
  return plannedInstalls(scene, effectiveSetOf(scene)).filter(
    ({ bundleId, delivery }) =>
      installed.has(bundleId) && (delivery === 'userLicense' || delivery === 'deviceLicense'),
  ).length;
}

function endManagement(scene: Scene): void {
  const managed = scene.managedDevice();
  if (managed) scene.world.intune.retire(managed.id);
}

/** Carries out what waits for the device, and answers. Afterwards the device may not be managed any more. */
export function carryOutRemoteActions(scene: Scene): void {
  const managed = scene.managedDevice();
  const waiting = waitingActions(managed);
  if (!managed || waiting.length === 0) return;
  const answers: RemoteActionAnswer[] = [];
  for (const action of waiting) {
    const reaction = REACTIONS[action.name]?.(scene, action.parameters);
    // A sync asks for nothing but the check-in.
    if (!reaction) {
      answers.push({ action, state: 'done' });
      continue;
    }
    const { message, errorCode, ...answer } = reaction;
    scene.cause = scene.tell({
      from: 'intune',
      to: 'device',
      step: action.name.replace(/^./, (letter) => letter.toUpperCase()),
      message,
      outcome: answer.state === 'done' ? 'ok' : 'failed',
      objects: [{ set: MANAGED_DEVICES, id: managed.id }],
      mdm: answerOf(action, answer.state, message, errorCode),
    });
    if (scene.state.managedDeviceId === undefined) return;
    answers.push({ action, ...answer });
  }
  takeAnswers(scene.tenant, managed.id, answers);
}

/** The answer to the command behind an action; undefined when the device has no part in it. */
function answerOf(
  action: RemoteAction,
  state: RemoteActionAnswer['state'],
  message: string,
  errorCode: number | undefined,
): MdmAnswer | undefined {
  const command = commandOf(action);
  if (!command || state === 'done') return command && { ...command, status: 'Acknowledged' };
  // An answer may do without a chain of errors, and Apple lists no code for the others.
  const answer = errorCode === undefined ? undefined : errorChain('MCMDMErrorDomain', errorCode, message);
  return { ...command, status: 'Error', ...(answer && { answer }) };
}
