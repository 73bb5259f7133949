import { TAKEN_ACTIONS, type TakenAction } from '../intune/compliance/noncompliance-actions.ts';
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

/** An action for noncompliance that was taken, or could not be, as everybody sees it. */
export interface ActionTaken {
  /** As Graph names it. */
  readonly action: TakenAction['action'];
  /** The policy's name. */
  readonly policy: string;
  /** When, as Graph writes it. */
  readonly at: string;
  /** Why nothing came of it; absent: it was done. */
  readonly failure?: string;
  /** Of a `notification` that was sent. */
  readonly mail?: NonNullable<TakenAction['mail']>;
}

/** What Intune did because the device did not comply, in order. */
export function actionsTakenFor(scene: Scene): readonly ActionTaken[] {
  const managed = scene.managedDevice();
  // Most devices never had one.
  if (!managed || (managed.$actedUntil ?? managed.$pushedUntil) === undefined) return [];
  const taken = scene.tenant.collection(TAKEN_ACTIONS).where('managedDeviceId', managed.id) as TakenAction[];
  return taken.map(({ action, policyName: policy, takenDateTime: at, failure, mail }) => ({
    action,
    policy,
    at,
    ...(failure !== undefined && { failure }),
    ...(mail !== undefined && { mail }),
  }));
}

const DONE: Readonly<Record<TakenAction['action'], string>> = {
  notification: 'wrote an e-mail',
  pushNotification: 'had the Company Portal notify the person',
  remoteLock: 'asked the device to lock its screen',
  retire: 'put the device on the list of those to be retired',
};
const NOT_DONE: Readonly<Record<TakenAction['action'], string>> = {
  notification: 'would have written an e-mail',
  pushNotification: 'would have had the Company Portal notify the person',
  remoteLock: 'would have asked the device to lock its screen',
  retire: 'would have put the device on the list of those to be retired',
};

/** `At 2026-01-05T14:00:00Z Intune wrote an e-mail to … because of "iOS compliance"`. */
export function actionSentence({ action, policy, at, failure, mail }: ActionTaken): string {
  const because = `because the device did not comply with "${policy}"`;
  if (failure !== undefined) return `At ${at} Intune ${NOT_DONE[action]} ${because}; but ${failure}`;
  const about = mail === undefined ? '' : ` to ${[mail.to, ...mail.cc].join(', ')}, “${mail.subject}”,`;
  return `At ${at} Intune ${DONE[action]}${about} ${because}`;
}
