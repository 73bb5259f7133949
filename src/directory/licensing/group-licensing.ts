// Licences that users get through the groups that they are direct members of.
import { MINUTE, toIso } from '../../clock/index.ts';
import { type Entity, SERVICES, type Tenant } from '../../tenant/index.ts';
import {
  availableUnits,
  effectiveLicenses,
  type LicenseState,
  licensesOf,
  skuOf,
  statesOf,
} from './licenses.ts';

/** [inferred] how long after a change the service looks at it; Microsoft says minutes in small tenants. */
export const LICENSE_PROCESSING_DELAY = 2 * MINUTE;

const OF_GROUP = 'processGroupLicenses';
const OF_USER = 'processUserLicenses';
const MEMBERS = 'groups/members';

const isLicensed = (group: Entity | undefined): group is Entity =>
  group !== undefined && licensesOf(group).length > 0;

/** Follows memberships of licensed groups. */
export function startGroupLicensing(tenant: Tenant): void {
  const { clock, journal } = tenant;
  clock.on(OF_GROUP, (id) => processGroup(tenant, id));
  clock.on(OF_USER, (id) => {
    const user = tenant.collection('users').get(id);
    if (user) processUser(tenant, user);
  });
  journal.subscribe(({ set, change, id, target }) => {
    if (set !== MEMBERS || target === undefined || (change !== 'link' && change !== 'unlink')) return;
    if (!isLicensed(tenant.collection('groups').get(id)) || !tenant.collection('users').get(target)) return;
    clock.schedule(clock.now + LICENSE_PROCESSING_DELAY, OF_USER, target);
  });
}

/** Has a group's licences given to its members, and those that it no longer has taken from them, when the service gets to it. */
export function queueGroup(tenant: Tenant, groupId: string): void {
  tenant.clock.schedule(tenant.clock.now + LICENSE_PROCESSING_DELAY, OF_GROUP, groupId);
}

function processGroup(tenant: Tenant, groupId: string): void {
  const users = tenant.collection('users');
  const freed = new Set<string>();
  for (const id of tenant.links(MEMBERS).targets(groupId)) {
    const user = users.get(id);
    if (user) update(tenant, user, freed);
  }
  for (const id of freed) clearErrors(tenant, id);
  if (tenant.collection('groups').get(groupId)) {
    tenant
      .collection('groups')
      .update(groupId, { licenseProcessingState: { state: 'ProcessingComplete' } }, SERVICES.entra);
  }
}

/** Gives a user what the groups give, as far as there are units. Returns the user afterwards. */
export function processUser(tenant: Tenant, user: Entity): Entity {
  const freed = new Set<string>();
  const after = update(tenant, user, freed);
  for (const id of freed) clearErrors(tenant, id);
  return after;
}

/** @param freed gets the groups that this user was an error of and no longer is */
function update(tenant: Tenant, user: Entity, freed: Set<string>): Entity {
  const before = statesOf(user);
  const direct = before.filter(({ assignedByGroup }) => assignedByGroup === null);
  const at = toIso(tenant.clock.now);
  const groups = tenant
    .links(MEMBERS)
    .sources(user.id)
    .flatMap((id): Entity[] => {
      const group = tenant.collection('groups').get(id);
      return isLicensed(group) ? [group] : [];
    });
  const had = new Set(effectiveLicenses(before).map(({ skuId }) => skuId));
  const granted = new Set(direct.map(({ skuId }) => skuId));
  const inherited = groups.flatMap((group): LicenseState[] => {
    const licenses = licensesOf(group);
    const lacking = licenses.filter(
      ({ skuId }) => !had.has(skuId) && !granted.has(skuId) && !isAvailable(tenant, skuId),
    );
    // [documented] when one of a group's products can't be assigned, none of them is.
    const failed = lacking.length > 0;
    if (!failed) for (const { skuId } of licenses) granted.add(skuId);
    return licenses.map((license) => {
      const state: LicenseState = {
        ...license,
        assignedByGroup: group.id,
        state: failed ? 'Error' : 'Active',
        error: failed ? 'CountViolation' : 'None',
        lastUpdatedDateTime: at,
      };
      return before.find((each) => isSame(each, state)) ?? state;
    });
  });
  const states = [...direct, ...inherited];
  if (states.length === before.length && states.every((each) => before.includes(each))) return user;
  const failing = (all: readonly LicenseState[]) =>
    all.flatMap(({ state, assignedByGroup }) => (state === 'Error' ? (assignedByGroup ?? []) : []));
  const failed = failing(states);
  for (const id of failed) setErrors(tenant, id, true);
  for (const id of failing(before)) if (!failed.includes(id)) freed.add(id);
  const change = { assignedLicenses: effectiveLicenses(states), licenseAssignmentStates: states };
  return tenant.collection('users').update(user.id, change, SERVICES.entra);
}

function isAvailable(tenant: Tenant, skuId: string): boolean {
  const sku = skuOf(tenant, skuId);
  return sku !== undefined && availableUnits(tenant, sku) > 0;
}

function isSame(a: LicenseState, b: LicenseState): boolean {
  return (
    a.skuId === b.skuId &&
    a.assignedByGroup === b.assignedByGroup &&
    a.state === b.state &&
    a.disabledPlans.join() === b.disabledPlans.join()
  );
}

/** The members to whom a group's licences couldn't be given. */
export function membersWithErrors(tenant: Tenant, groupId: string): readonly Entity[] {
  const users = tenant.collection('users');
  return tenant
    .links(MEMBERS)
    .targets(groupId)
    .flatMap((id) => users.get(id) ?? [])
    .filter((user) => hasError(user, groupId));
}

const hasError = (user: Entity, groupId: string) =>
  statesOf(user).some(({ assignedByGroup, state }) => assignedByGroup === groupId && state === 'Error');

function clearErrors(tenant: Tenant, groupId: string): void {
  if (membersWithErrors(tenant, groupId).length === 0) setErrors(tenant, groupId, false);
}

function setErrors(tenant: Tenant, groupId: string, hasMembersWithLicenseErrors: boolean): void {
  const groups = tenant.collection('groups');
  if (Boolean(groups.get(groupId)?.['hasMembersWithLicenseErrors']) === hasMembersWithLicenseErrors) return;
  if (groups.get(groupId)) groups.update(groupId, { hasMembersWithLicenseErrors }, SERVICES.entra);
}
