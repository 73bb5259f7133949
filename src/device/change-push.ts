// Intune wakes devices when something changes that is meant for them. Source: "Common questions with policies and profiles",
// change-based syncs: assigning, unassigning, updating and deleting policies, profiles and apps, and group memberships.
import { CADENCES, SECOND } from '../clock/index.ts';
import { changedAudiences } from '../intune/change-audiences.ts';
import type { ManagedDevice } from '../tenant/index.ts';
import { type DeviceState, MANAGED_DEVICES } from './device-state.ts';
import { noise } from './noise.ts';
import type { World } from './world.ts';

/** The clock's event for a change; the subject is whom it is about, as `changedAudiences` names them. */
const CHANGED_EVENT = 'intune.changed';
/** The clock's event for a notification that reaches a device; the subject is the managed device's id. */
export const PUSH_EVENT = 'intune.push';

/** How many devices are looked at in one go: a request that comes after a change must not wait for a million. */
export const LOOKED_AT_ONCE = 10_000;

const PUSH_SALT = -5_000_000;
const [SHORTEST, LONGEST] = CADENCES.changePush.span;

/**
 * How long a notification takes, in milliseconds; `chance` is in [0, 1).
 * [inferred] as many take from 2 to 20 seconds as from 20 to 200: most arrive within minutes, a few take hours.
 */
export const pushDelay = (chance: number): number => SHORTEST * (LONGEST / SHORTEST) ** chance;

/**
 * Listens for changes and puts the notifications on the clock. What changes within a second is looked at once, at its
 * end; a change costs as much as its targets have members, and where those are many, some seconds go by until all are notified.
 * While a notification is on its way to a device, there is no second one: Apple keeps only the latest for a device, and at its
 * check-in the device hears of everything.
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
    const [kind = '', id = '', after] = whom.split(' ');
    if (kind === 'users' || kind === 'devices') {
      return lookThrough(kind, ({ userId }) => kind === 'devices' || userId !== undefined, id, at);
    }
    if (kind === 'member' && !groups.get(id)) return notifyDevicesOf(id, at);
    const within = nestedIn(id, after !== undefined);
    const memberships = within.map((group) => members.targets(group));
    const size = memberships.reduce((sum, { length }) => sum + length, 0);
    if (after === undefined && size <= LOOKED_AT_ONCE) {
      for (const each of memberships) for (const member of each) notifyDevicesOf(member, at);
      return;
    }
    const isWithin = (member: string | undefined) =>
      member !== undefined && within.some((group) => members.has(group, member));
    lookThrough(
      `${kind} ${id}`,
      ({ userId, $directoryDevice }) => isWithin(userId) || isWithin($directoryDevice),
      after,
      at,
    );
  });

  /** A group and all groups within it: found among the members, or where those are many, among the groups. */
  function nestedIn(group: string, hasMany: boolean): readonly string[] {
    const within = new Set([groups.get(group)?.id ?? group]);
    for (const each of within) {
      if (hasMany) {
        for (const { id } of groups) if (members.has(each, id)) within.add(id);
      } else {
        for (const member of members.targets(each)) if (groups.get(member)) within.add(member);
      }
    }
    return [...within];
  }

  /** Goes through the devices in the order of their rows, some now and the others a second later. */
  function lookThrough(
    whom: string,
    isMeant: (device: ManagedDevice) => boolean,
    after: string | undefined,
    at: number,
  ): void {
    let left = LOOKED_AT_ONCE;
    for (const row of world.devices.rowsAfter(after ? Number(after) : undefined)) {
      const { managedDeviceId, number } = world.devices.at(row) as DeviceState;
      const device =
        managedDeviceId === undefined || waiting.has(managedDeviceId)
          ? undefined
          : managed.get(managedDeviceId);
      if (device && isMeant(device)) notify(device.id, number, at);
      left -= 1;
      if (left > 0) continue;
      clock.schedule(at + SECOND, CHANGED_EVENT, `${whom} ${row}`);
      return;
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
