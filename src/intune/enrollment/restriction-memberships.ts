// Who is in which group, as enrollment restrictions know it: what an administrator changes about that takes hold some minutes later, too.
import { CADENCES, toIso } from '../../clock/index.ts';
import { type Assignment, type Collection, type Entity, SERVICES, type Tenant } from '../../tenant/index.ts';
import type { MemberLinks } from '../membership.ts';

/**
 * [documented] create-platform-restrictions: "You should wait and enroll devices several minutes after adding the enrolling users to a
 * group, not immediately after." That somebody who is taken out of a group stays in it for as long is [inferred], and that a change to a
 * filter's rule holds at once: the page speaks of its assignment.
 */
const DELAY = CADENCES.restrictionAssignments.span;

const MEMBERS = 'groups/members';
const ASSIGNMENTS = 'deviceManagement/deviceEnrollmentConfigurations/assignments';
const HELD = 'tenantless/heldRestrictionMemberships';
const DUE_EVENT = 'takeOverRestrictionMemberships';

/** How somebody stood to a group before a change that has not taken hold; gone when it has. */
interface HeldMembership extends Entity {
  readonly group: string;
  readonly member: string;
  readonly was: boolean;
  /** When the change takes hold, in ISO 8601. */
  readonly until: string;
}

export const heldMemberships = (tenant: Tenant) =>
  tenant.collection(HELD) as Collection<Entity> as Collection<HeldMembership>;

/** Has changes that somebody makes take their time from now on. Those of the directory's own rules have theirs already. */
export function delayRestrictionMemberships(tenant: Tenant): void {
  const { clock, journal } = tenant;
  clock.on(DUE_EVENT, (id) => {
    const held = heldMemberships(tenant).get(id);
    // A later change to the same membership has a moment of its own.
    if (held && Date.parse(held.until) <= clock.now) heldMemberships(tenant).remove(id, SERVICES.intune);
  });
  journal.subscribe(({ set, by, change, id: group, target: member }) => {
    if (set !== MEMBERS || by.kind === 'service' || member === undefined) return;
    if ((change !== 'link' && change !== 'unlink') || !leadsToRestriction(tenant, group)) return;
    const id = `${group} ${member}`;
    // Of several changes to one membership, the first knows how it was; the last, when it takes hold.
    const known = heldMemberships(tenant).get(id);
    const due = clock.now + DELAY;
    const was = known?.was ?? change === 'unlink';
    if (known) heldMemberships(tenant).remove(id, SERVICES.intune);
    heldMemberships(tenant).insert({ id, group, member, was, until: toIso(due) }, SERVICES.intune);
    clock.schedule(due, DUE_EVENT, id);
  });
}

/** Whether a restriction is assigned to a group, or to one that it belongs to. */
function leadsToRestriction(tenant: Tenant, group: string): boolean {
  const assigned = new Set<string>();
  for (const { target } of tenant.collection(ASSIGNMENTS)) {
    const { groupId } = target as Assignment['target'] & { readonly groupId?: string };
    if (groupId !== undefined) assigned.add(groupId.toLowerCase());
  }
  if (assigned.size === 0) return false;
  const members = tenant.links(MEMBERS);
  const seen = new Set([group]);
  for (const each of seen) {
    if (assigned.has(each.toLowerCase())) return true;
    for (const parent of members.sources(each)) seen.add(parent);
  }
  return false;
}

/** Memberships as they were before the changes that have not taken hold. */
export function knownMembers(tenant: Tenant): MemberLinks {
  const members = tenant.links(MEMBERS);
  const held = heldMemberships(tenant);
  return {
    get version() {
      return members.version;
    },
    sources(member) {
      const changed = held.where('member', member);
      if (changed.length === 0) return members.sources(member);
      const groups = new Set(members.sources(member));
      for (const { group, was } of changed) {
        if (was) groups.add(group);
        else groups.delete(group);
      }
      return [...groups];
    },
  };
}
