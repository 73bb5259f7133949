import type { Tenant } from '../tenant/index.ts';

/** Whether an object is in one of the groups, by itself or through other groups. */
export function isMemberOf(tenant: Tenant, id: string, groups: readonly string[]): boolean {
  const members = tenant.links('groups/members');
  const seen = new Set<string>();
  const waiting = [id];
  for (let member = waiting.pop(); member !== undefined; member = waiting.pop()) {
    for (const group of members.sources(member)) {
      if (groups.includes(group)) return true;
      if (seen.has(group)) continue;
      seen.add(group);
      waiting.push(group);
    }
  }
  return false;
}
