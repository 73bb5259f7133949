// Intune wakes devices when something changes that is meant for them. Source: "Common questions with policies and profiles",
// change-based syncs: assigning, unassigning, updating and deleting policies, profiles and apps, and group memberships.
import { CADENCES, SECOND } from '../clock/index.ts';
import { changedAudiences } from '../intune/change-audiences.ts';
import { MANAGED_DEVICES } from './device-state.ts';
import { noise } from './noise.ts';
import type { World } from './world.ts';

/** The clock's event for a change; the subject is whom it is about, as `changedAudiences` names them. */
const CHANGED_EVENT = 'intune.changed';
/** The clock's event for a notification that reaches a device; the subject is the managed device's id. */
export const PUSH_EVENT = 'intune.push';

const PUSH_SALT = -5_000_000;
const [SHORTEST, LONGEST] = CADENCES.changePush.span;

/**
 * How long a notification takes, in milliseconds; `chance` is in [0, 1).
 * [inferred] as many take from 2 to 20 seconds as from 20 to 200: most arrive within minutes, a few take hours.
 */
export const pushDelay = (chance: number): number => SHORTEST * (LONGEST / SHORTEST) ** chance;

/**
 * Listens for changes and puts the notifications on the clock. What changes within a second is looked at once, at its
 * end; a change costs as much as its targets have members. While a notification is on its way to a device, there is no
 * second one: Apple keeps only the latest for a device, and at its check-in the device hears of everything.
 * Returns what a notification that has arrived calls.
 */
export function startChangePush(world: World): (managedDeviceId: string) => void {
  const { tenant } = world;
  const { clock } = tenant;
  const managed = tenant.collection(MANAGED_DEVICES);
  const groups = tenant.collection('groups');
  const members = tenant.links('groups/members');
  const audiences = changedAudiences(tenant);
  /** Managed devices that a notification is on its way to. It follows from the clock's events. */
  let waiting = new Set(clock.subjectsOf(PUSH_EVENT));
  /** Whom the clock's events for the moment `collectedFor` are about. */
  const collected = new Set<string>();
  let collectedFor = Number.NaN;

  tenant.journal.subscribe((entry) => {
    if (entry.change === 'restore') {
      waiting = new Set(clock.subjectsOf(PUSH_EVENT));
      collected.clear();
      return;
    }
    if (managed.size === 0) return;
    for (const whom of audiences(entry)) {
      const at = Math.ceil(clock.now / SECOND) * SECOND;
      if (at !== collectedFor) collected.clear();
      collectedFor = at;
      if (collected.has(whom)) continue;
      collected.add(whom);
      clock.schedule(at, CHANGED_EVENT, whom);
    }
  });

  clock.on(CHANGED_EVENT, (whom, at) => {
    // What changes from here on, at this very moment, needs an event of its own.
    collected.delete(whom);
    const [kind, id = ''] = whom.split(' ');
    if (kind === 'group' || groups.get(id)) notifyGroup(id, at);
    else if (kind === 'member') notifyDevicesOf(id, at);
    else notifyEveryone(kind === 'users', at);
  });

  function notifyEveryone(withUser: boolean, at: number): void {
    for (const { managedDeviceId, number } of world.devices) {
      if (managedDeviceId === undefined || waiting.has(managedDeviceId)) continue;
      const device = managed.get(managedDeviceId);
      if (device && !(withUser && device.userId === undefined)) notify(managedDeviceId, number, at);
    }
  }

  /** All that belongs to a group, through any nesting. */
  function notifyGroup(group: string, at: number): void {
    const within = new Set([groups.get(group)?.id ?? group]);
    for (const each of within) {
      for (const member of members.targets(each)) {
        if (groups.get(member)) within.add(member);
        else notifyDevicesOf(member, at);
      }
    }
  }

  /** Of a user, or of Entra's record of a device. */
  function notifyDevicesOf(member: string, at: number): void {
    for (const property of ['userId', '$directoryDevice'] as const) {
      for (const { id } of managed.where(property, member)) {
        const [device] = waiting.has(id) ? [] : world.devices.where('managedDeviceId', id);
        if (device) notify(id, device.number, at);
      }
    }
  }

  function notify(managedDeviceId: string, number: number, at: number): void {
    const delay = pushDelay(noise(tenant.seed, number, PUSH_SALT - Math.floor(at / SECOND)));
    waiting.add(managedDeviceId);
    clock.schedule(at + Math.round(delay / SECOND) * SECOND, PUSH_EVENT, managedDeviceId);
  }

  return (managedDeviceId) => waiting.delete(managedDeviceId);
}
