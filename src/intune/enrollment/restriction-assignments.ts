// Which restrictions are assigned to whom, as enrollment knows it: what an administrator changes about that takes hold
// some minutes later. Until then the tenant keeps how a restriction was assigned before, so that snapshots have it.
import { CADENCES, toIso } from '../../clock/index.ts';
import { type Assignment, Collection, type Entity, SERVICES, type Tenant } from '../../tenant/index.ts';
import { type Assignments, assignmentsOf, createAssignments } from '../assignment.ts';
import { delayRestrictionMemberships, heldMemberships, knownMembers } from './restriction-memberships.ts';

/**
 * [documented] create-platform-restrictions: "The update between Microsoft Entra and Intune that processes user, group, and filter
 * assignments typically happens within 15 minutes. It's not instant." That a restriction's own settings and its priority hold at once
 * is [inferred]: of those the page says that edits are applied to new enrollments.
 */
const DELAY = CADENCES.restrictionAssignments.span;

const ASSIGNMENTS = 'deviceManagement/deviceEnrollmentConfigurations/assignments';
const HELD = 'tenantless/heldRestrictionAssignments';
const DUE_EVENT = 'takeOverRestrictionAssignments';

/** How a restriction was assigned before a change that has not taken hold; gone when it has. */
interface Held extends Entity {
  readonly restriction: string;
  /** When the change takes hold, in ISO 8601. */
  readonly until: string;
  readonly assignments: readonly Assignment[];
}

/** The assignments of restrictions by which enrollments go. */
interface KnownAssignments {
  readonly rows: Collection<Assignment>;
  readonly assignments: Assignments;
}

const heldOf = (tenant: Tenant) => tenant.collection(HELD) as Collection<Entity> as Collection<Held>;

/** Has changes that somebody makes take their time from now on; what is seeded, or done by the services themselves, holds at once. */
export function delayRestrictionAssignments(tenant: Tenant): void {
  delayRestrictionMemberships(tenant);
  const { clock, journal } = tenant;
  clock.on(DUE_EVENT, (id) => {
    if (heldOf(tenant).get(id)) heldOf(tenant).remove(id, SERVICES.intune);
  });
  journal.subscribe(({ set, by, before, after, id: changed }) => {
    if (set !== ASSIGNMENTS || by.kind === 'service') return;
    const restriction = String((before ?? after)?.['$parent']);
    const due = clock.now + DELAY;
    const until = toIso(due);
    const id = `${restriction} ${until}`;
    // Assigning removes and adds several: what was there before the first of them is known already.
    if (heldOf(tenant).get(id)) return;
    const others = tenant.collection(ASSIGNMENTS).where('$parent', restriction);
    const assignments = others.filter((each) => each.id !== changed);
    if (before) assignments.push(before as Assignment);
    heldOf(tenant).insert({ id, restriction, until, assignments }, SERVICES.intune);
    clock.schedule(due, DUE_EVENT, id);
  });
}

/** Has all that was changed so far hold at once: for a tenant that is still being prepared. */
export function settleRestrictionAssignments(tenant: Tenant): void {
  for (const held of [heldOf(tenant), heldMemberships(tenant)])
    for (const { id } of [...held]) held.remove(id, SERVICES.intune);
}

/**
 * When the last change to a restriction's assignments, or to memberships of its groups, takes hold, in ISO 8601; undefined when all have.
 */
export function assignedFrom(tenant: Tenant, restriction: string): string | undefined {
  if (!isAssignmentPending(tenant)) return undefined;
  return latest(
    [...heldOf(tenant)].filter((each) => each.restriction === restriction),
    heldMemberships(tenant),
  );
}

/** The same of all restrictions. */
export const allAssignedFrom = (tenant: Tenant): string | undefined =>
  latest(heldOf(tenant), heldMemberships(tenant));

function latest(...held: readonly Iterable<{ readonly until: string }>[]): string | undefined {
  return held
    .flatMap((each) => [...each].map(({ until }) => until))
    .sort()
    .at(-1);
}

/** Whether a change to some restriction's assignments, or to memberships of its groups, has not taken hold yet. */
export const isAssignmentPending = (tenant: Tenant): boolean =>
  heldOf(tenant).size > 0 || heldMemberships(tenant).size > 0;

interface View extends KnownAssignments {
  readonly held: number;
  readonly memberships: number;
  readonly now: number;
}

const VIEWS = new WeakMap<Tenant, View>();

/** The tenant's own, by which enrollments will go when all changes have taken hold. */
export const settledAssignments = (tenant: Tenant): KnownAssignments => ({
  rows: tenant.collection(ASSIGNMENTS),
  assignments: assignmentsOf(tenant),
});

/** Without pending changes these are the tenant's own. With some they are made anew once a change, never for each device. */
export function knownAssignments(tenant: Tenant): KnownAssignments {
  if (!isAssignmentPending(tenant)) return settledAssignments(tenant);
  const held = heldOf(tenant);
  const memberships = heldMemberships(tenant);
  const rows = tenant.collection(ASSIGNMENTS);
  const view = VIEWS.get(tenant);
  if (view?.held === held.version && view.now === rows.version && view.memberships === memberships.version)
    return view;
  const before = new Map<string, readonly Assignment[]>();
  // The oldest change comes first, and nothing later has taken hold before it.
  for (const { restriction, assignments } of held)
    if (!before.has(restriction)) before.set(restriction, assignments);
  const known = new Collection<Assignment>(ASSIGNMENTS, { journaled: false }, () => {});
  known.load([...[...rows].filter(({ $parent }) => !before.has($parent)), ...[...before.values()].flat()]);
  const made: View = {
    rows: known,
    assignments: createAssignments(tenant, known, knownMembers(tenant)),
    held: held.version,
    memberships: memberships.version,
    now: rows.version,
  };
  VIEWS.set(tenant, made);
  return made;
}
