// iOS has the person set a passcode that the policies on the device accept. [documented] "users have 60 minutes to enter a passcode. If
// users don't do so within that time frame, the payload forces them": https://support.apple.com/guide/deployment/dep4d6a472a/web;
// "prompted to set a passcode every 15 minutes … until a passcode is set": Device compliance settings for iOS/iPadOS.
import { CADENCES, MINUTE } from '../clock/index.ts';
import type { EffectiveSet } from '../intune/assignment-types.ts';
import { unmetPasscodeDemand } from '../intune/compliance/passcode-demands.ts';
import { deviceKindOf } from '../intune/device-facts.ts';
import { onceFor, type Policy } from '../tenant/index.ts';
import type { InstalledProfile } from './device-state.ts';
import { effectiveSetOf } from './effective-set-of.ts';
import type { Scene } from './scene.ts';

/** The clock's event for the next time that iOS asks; the subject is the device's id. */
export const PASSCODE_EVENT = 'passcodePrompt';

const TIME = CADENCES.passcodeTime.span;
const EVERY = CADENCES.passcodePrompts.span;

/** Looks whether the policies that are there by now accept the passcode, and begins or ends to ask for another. */
export function watchPasscode(scene: Scene, effective?: EffectiveSet): void {
  const { passcodeDue, managedDeviceId } = scene.state;
  if (managedDeviceId === undefined) return;
  const unmet = unmetDemand(scene, effective);
  if (unmet === undefined) {
    if (passcodeDue !== undefined) scene.set({ passcodeDue: undefined });
    return;
  }
  if (passcodeDue !== undefined) return;
  scene.set({ passcodeDue: scene.now + TIME });
  prompt(scene, unmet);
}

/** When the time has come to ask once more. */
export function promptAgain(scene: Scene, at: number): void {
  const { passcodeDue } = scene.state;
  // Of a passcode that was set meanwhile, or of an earlier time that it was asked for.
  if (passcodeDue === undefined || at > passcodeDue || (passcodeDue - at) % EVERY !== 0) return;
  const unmet = unmetDemand(scene);
  if (unmet === undefined) scene.set({ passcodeDue: undefined });
  else prompt(scene, unmet);
}

/** Whether the time is over: whoever unlocks the device gets nowhere but to a new passcode. */
export function mustSetPasscode({ state, now }: Scene): boolean {
  return state.passcodeDue !== undefined && now >= state.passcodeDue;
}

function unmetDemand(scene: Scene, effective = effectiveSetOf(scene)): string | undefined {
  const { state, now } = scene;
  const facts = { passcode: state.passcode, enrollmentType: state.enrolledAs ?? state.enrollmentType };
  return unmetPasscodeDemand(effective.appliedCompliancePolicies, policiesOf(state.profiles), facts, now);
}

/** Devices with the same profiles share the list. */
const policiesOf = onceFor((profiles: readonly InstalledProfile[]): readonly Policy[] =>
  profiles.map(({ policy }) => policy),
);

/** [recorded] the words about a change, by people whom they puzzled: https://iphonebyte.com/iphone-passcode-requirement/ */
function prompt(scene: Scene, unmet: string): void {
  const { state, now, tenant } = scene;
  const left = ((state.passcodeDue as number) - now) / MINUTE;
  const what = `${state.passcode ? 'change your' : 'set an'} ${deviceKindOf(state.model)} unlock passcode`;
  scene.tell({
    from: 'device',
    to: 'person',
    step: 'PasscodeRequirement',
    outcome: 'info',
    message:
      left > 0
        ? `Asks for a passcode that the policies accept: ${unmet}`
        : `Lets nobody past until there is a passcode that the policies accept: ${unmet}`,
    user: `Passcode Requirement: You must ${what} ${left > 0 ? `within ${Math.round(left)} minutes` : 'at this time'}.`,
  });
  if (left > 0) tenant.clock.schedule(now + EVERY, PASSCODE_EVENT, state.id);
}
