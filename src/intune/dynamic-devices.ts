import type { AssignmentTarget, CATALOG_COMPLIANCE, CATALOG_SET, Group, Tenant } from '../tenant/index.ts';
import type { EffectiveSetName } from './assignment-types.ts';
import { targetKind } from './targeting.ts';

/** What is assigned, and may come to a device through such groups. */
export type AssignedSet = EffectiveSetName | typeof CATALOG_SET | typeof CATALOG_COMPLIANCE;

/** Whether a group takes in devices by a rule, which it does only when they have been enrolled. */
export const isOfDynamicDevices = (group: Group | undefined): boolean =>
  /\bdevice\./i.test(group?.membershipRule ?? '');

/** The group, if it takes in devices by a rule, or the first such group within it. */
export function dynamicDevicesIn(tenant: Tenant, groupId: string): Group | undefined {
  const groups = tenant.collection('groups');
  const members = tenant.links('groups/members');
  const within = new Set([groups.get(groupId)]);
  for (const group of within) {
    if (!group) continue;
    if (isOfDynamicDevices(group)) return group;
    for (const member of members.targets(group.id)) within.add(groups.get(member));
  }
  return undefined;
}

/**
 * The dynamic group of devices, or the first of several, through which something may yet reach a device; `alone`: through
 * nothing but such groups.
 */
export function dynamicDeviceGroupOf(
  tenant: Tenant,
  set: AssignedSet,
  id: string,
  alone: boolean,
): Group | undefined {
  const found = tenant
    .collection(`${set}/assignments`)
    .where('$parent', id)
    .filter(({ target }) => targetKind(target) !== 'exclusion')
    .map(({ target }) => dynamicDevicesIn(tenant, (target as AssignmentTarget).groupId ?? ''));
  return alone && !found.every(Boolean) ? undefined : found.find(Boolean);
}
