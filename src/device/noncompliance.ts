import type { TakenAction } from '../intune/noncompliance-actions.ts';
import { hasCompanyPortal } from './company-portal.ts';
import { MANAGED_DEVICES } from './device-state.ts';
import type { Telling } from './entry.ts';
import type { Scene } from './scene.ts';

/** Has done what actions for noncompliance ask for at a check-in. */
export function takeActionsAtCheckIn(scene: Scene): void {
  const { managedDeviceId } = scene.state;
  if (managedDeviceId === undefined) return;
  tellActions(scene, scene.world.intune.takeActions(managedDeviceId, hasCompanyPortal(scene)));
}

/** Tells what Intune did because the device is not compliant. */
export function tellActions(scene: Scene, taken: readonly TakenAction[]): void {
  for (const each of taken) {
    scene.tell({
      from: 'intune',
      to: 'person',
      ...(each.failure === undefined ? told(each) : refused(each)),
      objects: [{ set: MANAGED_DEVICES, id: each.managedDeviceId }],
    });
  }
}

type Told = Pick<Telling, 'step' | 'message'> & Partial<Telling>;

const STEPS = {
  notification: 'SendEmail',
  pushNotification: 'PushNotification',
  remoteLock: 'ScheduleRemoteLock',
  retire: 'AddToRetireList',
} as const satisfies Record<TakenAction['action'], string>;

function told({ action, policyName, mail }: TakenAction): Told {
  const step = STEPS[action];
  const because = `the device does not comply with "${policyName}"`;
  switch (action) {
    case 'notification':
      return {
        step,
        message: `Writes to ${[mail?.to, ...(mail?.cc ?? [])].join(', ')}: ${because}`,
        user: `${mail?.subject}: ${mail?.body}`,
      };
    case 'pushNotification':
      return {
        step,
        to: 'companyPortal',
        message: `Has the Company Portal notify the person: ${because}`,
        user: 'Your device does not meet the requirements of your organization',
      };
    case 'remoteLock':
      return { step, to: 'device', message: `Asks the device to lock its screen: ${because}` };
    case 'retire':
      return {
        step,
        to: 'intune',
        message: `Adds the device to the list of those to be retired, which an administrator must confirm: ${because}`,
      };
  }
}

function refused({ action, failure }: TakenAction): Told {
  const what = action === 'notification' ? 'Sends no e-mail' : 'Sends no notification';
  return { step: STEPS[action], outcome: 'failed', message: `${what}: ${failure}` };
}
