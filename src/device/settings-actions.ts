// What compliance asks about and a person can change: the lock, the operating system, threats, mail.
import { DEFENDER_BUNDLE_ID } from '../apple/app-catalogue.ts';
import { compareBuilds, compareVersions } from '../filters/index.ts';
import { appNameOf, installedApp, withApp } from './apps.ts';
import { type Health, sparse } from './device-state.ts';
import { buildOf } from './facts.ts';
import { watchPasscode } from './passcode-prompt.ts';
import { type Performers, refuse, say } from './performing.ts';
import type { Scene } from './scene.ts';

const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

function setHealth(scene: Scene, change: Health): void {
  scene.set({ health: sparse({ ...scene.state.health, ...change }) });
}

const hasDefender = ({ state }: Scene) =>
  state.apps.some(({ bundleId, state: is }) => bundleId === DEFENDER_BUNDLE_ID && is === 'installed');

const SCANNERS = { defender: 'Microsoft Defender', partner: 'The mobile threat defense app' } as const;
const signal = (by: keyof typeof SCANNERS, level: Health['threatLevel']): Health =>
  by === 'defender' ? { defenderRisk: level } : { threatLevel: level };

export const SETTINGS: Performers<
  | 'setPasscode'
  | 'removePasscode'
  | 'setAutoLock'
  | 'setPasscodeDelay'
  | 'updateOs'
  | 'jailbreak'
  | 'findThreat'
  | 'resolveThreats'
  | 'addMailAccount'
  | 'removeMailAccount'
  | 'failQueries'
> = {
  setPasscode(scene, { do: _, ...passcode }) {
    scene.set({ passcode: { setAt: scene.now, ...passcode } });
    const { length, alphanumeric, simple, reusedFrom } = passcode;
    say(
      scene,
      'SetPasscode',
      `Sets a passcode of ${length} ${alphanumeric ? 'characters' : 'digits'}${simple ? ', an obvious one' : ''}${
        reusedFrom === undefined ? '' : `, the one of ${plural(reusedFrom, 'change')} ago`
      }`,
    );
    if (scene.state.passcodeDue !== undefined) watchPasscode(scene);
  },
  removePasscode(scene) {
    if (!scene.state.passcode) return refuse(scene, 'RemovePasscode', 'There is no passcode');
    scene.set({ passcode: undefined });
    say(scene, 'RemovePasscode', 'Turns the passcode off');
    watchPasscode(scene);
  },
  setAutoLock(scene, { minutes }) {
    scene.set({ autoLockMinutes: minutes });
    say(scene, 'SetAutoLock', `Sets Auto-Lock to ${minutes === 0 ? 'never' : plural(minutes, 'minute')}`);
  },
  setPasscodeDelay(scene, { minutes }) {
    if (!scene.state.passcode) {
      return refuse(scene, 'SetPasscodeDelay', 'There is no passcode to be asked for: set one first');
    }
    setHealth(scene, { passcodeDelayMinutes: minutes || undefined });
    say(
      scene,
      'SetPasscodeDelay',
      `Sets Require Passcode to ${minutes === 0 ? 'immediately' : `after ${plural(minutes, 'minute')}`}`,
    );
  },

  updateOs(scene, { to, build }) {
    const { osVersion } = scene.state;
    const had = buildOf(scene.state);
    const difference = compareVersions(to, osVersion);
    if (difference < 0) {
      return refuse(scene, 'UpdateOs', `The device has ${osVersion} and does not go back to ${to}`);
    }
    if (difference === 0 && (build === undefined || (had !== undefined && compareBuilds(build, had) <= 0))) {
      const there = had === undefined ? osVersion : `${osVersion} (${had})`;
      return refuse(
        scene,
        'UpdateOs',
        `The device has ${there} already: there is nothing newer in ${build ?? to}`,
      );
    }
    scene.set({ osVersion: to });
    setHealth(scene, { osBuildVersion: build });
    const what = build === undefined ? to : `${to} (${build})`;
    say(scene, 'UpdateOs', `Installs ${what} in Settings › General › Software Update`);
  },

  jailbreak(scene) {
    if (scene.state.jailbroken) return refuse(scene, 'Jailbreak', 'The device is jailbroken already');
    scene.set({ jailbroken: true });
    say(scene, 'Jailbreak', 'Jailbreaks the device');
  },

  findThreat(scene, { level, by }) {
    if (by === 'defender' && !hasDefender(scene)) {
      return refuse(
        scene,
        'FindThreat',
        'Microsoft Defender is not on the device, so it finds nothing: install it first',
      );
    }
    setHealth(scene, signal(by, level));
    scene.tell({
      from: 'app',
      to: 'intune',
      step: 'FindThreat',
      outcome: 'info',
      message: `${SCANNERS[by]} says that the device is at the level ${level}`,
    });
  },
  resolveThreats(scene, { by }) {
    // [documented] "If you don't have the app, your device redirects you to the App Store to install it."
    if (by === 'defender' && !hasDefender(scene)) {
      const name = appNameOf(DEFENDER_BUNDLE_ID);
      scene.set({ apps: withApp(scene.state.apps, installedApp(DEFENDER_BUNDLE_ID, name, false)) });
      scene.cause = say(scene, 'InstallApp', `Taps Resolve, which leads to the App Store, and gets ${name}`);
    }
    setHealth(scene, signal(by, 'secured'));
    scene.cause = say(scene, 'ResolveThreats', `Opens ${lower(SCANNERS[by])}, which scans the device`, {
      to: 'app',
    });
    scene.tell({
      from: 'app',
      to: 'intune',
      step: 'ReportThreatLevel',
      message: `${SCANNERS[by]} says that the device is secured`,
    });
  },

  addMailAccount(scene) {
    if (scene.state.health?.ownMailAccount) {
      return refuse(scene, 'AddMailAccount', 'The work mail account has been set up by hand already');
    }
    setHealth(scene, { ownMailAccount: true });
    say(scene, 'AddMailAccount', 'Sets the work mail account up by hand in Settings › Apps › Mail');
  },
  removeMailAccount(scene) {
    if (!scene.state.health?.ownMailAccount) {
      return refuse(
        scene,
        'RemoveMailAccount',
        'There is no mail account that was set up by hand; one that a profile brought goes with the profile',
      );
    }
    setHealth(scene, { ownMailAccount: undefined });
    say(scene, 'RemoveMailAccount', 'Deletes the mail account that was set up by hand');
  },

  failQueries(scene, { queries }) {
    setHealth(scene, { failingQueries: queries.length > 0 ? queries : undefined });
    scene.tell({
      from: 'device',
      to: 'intune',
      step: 'FailQueries',
      outcome: 'info',
      message:
        queries.length > 0
          ? `From now on the device answers ${queries.join(', ')} with Status: Error`
          : 'The device answers all queries again',
    });
  },
};

const lower = (name: string) => name.replace(/^The/, 'the');
