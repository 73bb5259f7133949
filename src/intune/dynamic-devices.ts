import type { Group, Tenant } from '../tenant/index.ts';

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
