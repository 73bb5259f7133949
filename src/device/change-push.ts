// Intune wakes devices when something changes that is meant for them. Source: "Common questions with policies and profiles",
// change-based syncs: assigning, unassigning, updating and deleting policies, profiles and apps, and group memberships.
import { CADENCES, SECOND } from '../clock/index.ts';
import { targetKind } from '../intune/targeting.ts';
import {
  type Assignment,
  type AssignmentTarget,
  changedProperties,
  type Entity,
  type JournalEntry,
} from '../tenant/index.ts';
import { CHECK_IN_EVENT } from './check-in.ts';
import { MANAGED_DEVICES } from './device-state.ts';
import { noise } from './noise.ts';
import type { World } from './world.ts';

/** What devices hear of from Intune. Policies for managed apps come to the apps themselves. */
const SETS = [
  'deviceManagement/deviceConfigurations',
  'deviceManagement/deviceCompliancePolicies',
  'deviceManagement/configurationPolicies',
  'deviceAppManagement/mobileApps',
  'deviceAppManagement/mobileAppConfigurations',
] as const;

/** The clock's event for a change; the subject is whom it is about: `users`, `devices`, or `group <id>`, `member <id>`. */
const CHANGED = 'intune.changed';

/** What changes with every write, and nothing that a device would hear of. */
const BOOKKEEPING = new Set(['lastModifiedDateTime', 'version', 'isAssigned']);

const PUSH_SALT = -5_000_000;
const [SHORTEST, LONGEST] = CADENCES.changePush.span;
/** [inferred] most notifications arrive within minutes, a few take hours. */
const SKEW = 6;

/** How long a notification takes, in milliseconds; `chance` is in [0, 1). */
export const pushDelay = (chance: number): number => SHORTEST + (LONGEST - SHORTEST) * chance ** SKEW;

export function startChangePush(world: World): void {
  const { tenant } = world;
  const { clock } = tenant;
  const managed = tenant.collection(MANAGED_DEVICES);
  const members = tenant.links('groups/members');
  /** What is on the clock for this very moment: an import writes much at once. */
  const pending = new Map<string, number>();

  tenant.journal.subscribe((entry) => {
    if (managed.size === 0) return;
    for (const whom of audiences(entry)) {
      if (pending.get(whom) === clock.now) continue;
      pending.set(whom, clock.now);
      clock.schedule(clock.now, CHANGED, whom);
    }
  });

  function audiences(entry: JournalEntry): readonly string[] {
    const { set, change, id, target, before, after } = entry;
    if (set === 'groups/members')
      return target !== undefined && concerns(id, target) ? [`member ${target}`] : [];
    const parent = SETS.find((each) => set.startsWith(each));
    if (parent === undefined) return [];
    if (set === `${parent}/assignments`)
      return [before, after].flatMap((row) => (row ? audienceOf(row as Assignment) : []));
    if (set !== parent) return assigned(parent, String((after ?? before)?.['$parent'] ?? ''));
    return change === 'update' && changedProperties(entry).some(isTold) ? assigned(parent, id) : [];
  }

  const assigned = (set: string, id: string): string[] =>
    tenant
      .collection(`${set}/assignments`)
      .where('$parent', id)
      .flatMap((row) => audienceOf(row as Assignment));

  /** [documented] a device is told of a dynamic group at its next check-in; of the others only those matter that something is assigned to. */
  function concerns(group: string, member: string): boolean {
    const types = tenant.collection('groups').get(group)?.groupTypes ?? [];
    if (types.includes('DynamicMembership') && tenant.collection('devices').get(member)) return false;
    const around = new Set([group]);
    for (const each of around) for (const outer of members.sources(each)) around.add(outer);
    const named = new Set(Array.from(around, (each) => each.toLowerCase()));
    return SETS.some((set) =>
      Array.from(tenant.collection(`${set}/assignments`)).some(({ target }) =>
        named.has((target as AssignmentTarget).groupId?.toLowerCase() ?? ''),
      ),
    );
  }

  clock.on(CHANGED, (whom, at) => {
    const [kind, id = ''] = whom.split(' ');
    const moment = Math.floor(at / SECOND);
    for (const { managedDeviceId, number } of world.devices) {
      const device = managedDeviceId === undefined ? undefined : managed.get(managedDeviceId);
      if (!device) continue;
      const isMeant =
        kind === 'devices' ||
        (kind === 'users'
          ? device.userId !== undefined
          : within(id, device.userId) || within(id, device.$directoryDevice));
      if (!isMeant) continue;
      const delay = pushDelay(noise(tenant.seed, number, PUSH_SALT - moment));
      clock.schedule(at + Math.round(delay / SECOND) * SECOND, CHECK_IN_EVENT, device.id);
    }
  });

  /** Whether somebody is that member, or belongs to that group, through any nesting. */
  function within(group: string, member: string | undefined): boolean {
    if (member === undefined) return false;
    const around = new Set([member]);
    for (const each of around) {
      if (each.toLowerCase() === group.toLowerCase()) return true;
      for (const outer of members.sources(each)) around.add(outer);
    }
    return false;
  }
}

const isTold = (name: string) => !name.startsWith('$') && !BOOKKEEPING.has(name);

/** [documented] an app that is merely offered causes no notification. */
function audienceOf({ target, intent }: Entity & Pick<Assignment, 'target'>): readonly string[] {
  if (typeof intent === 'string' && /^available/i.test(intent)) return [];
  switch (targetKind(target)) {
    case 'allUsers':
      return ['users'];
    case 'allDevices':
      return ['devices'];
    case 'group':
    case 'exclusion':
      return target.groupId ? [`group ${target.groupId}`] : [];
    default:
      return [];
  }
}
