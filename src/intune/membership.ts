import type { Tenant } from '../tenant/index.ts';

/** The relevant groups that something belongs to, as numbers in ascending order, and the same as a text. */
export interface GroupSet {
  readonly key: string;
  has(group: string): boolean;
}

export const NO_GROUPS: GroupSet = { key: '', has: () => false };

/** Who is in which of the groups that matter, through any nesting. */
export interface GroupReader {
  /** The relevant groups of a user or a device, by its object id. */
  of(member: string): GroupSet;
}

/**
 * Answers membership for `relevant` groups (those that some assignment names, in lower case), transitively. Each
 * group's ancestors are found once, and again after any membership has changed. Members are the link `groups/members`;
 * a dynamic group's members are that link too, whoever keeps it up to date.
 */
export function createGroupReader(tenant: Tenant, relevant: readonly string[]): GroupReader {
  const members = tenant.links('groups/members');
  const numberOf = new Map(relevant.map((group, number) => [group, number]));
  const ancestry = new Map<string, readonly number[]>();
  const sets = new Map<string, GroupSet>([['', NO_GROUPS]]);
  let version = -1;

  /** The relevant ones among a group and all groups that contain it. */
  function upwards(group: string): readonly number[] {
    const known = ancestry.get(group);
    if (known) return known;
    const found: number[] = [];
    const seen = new Set([group]);
    for (const current of seen) {
      const number = numberOf.get(current.toLowerCase());
      if (number !== undefined) found.push(number);
      for (const parent of members.sources(current)) seen.add(parent);
    }
    found.sort((a, b) => a - b);
    ancestry.set(group, found);
    return found;
  }

  function setOf(numbers: readonly number[]): GroupSet {
    const key = numbers.join(' ');
    let set = sets.get(key);
    if (!set) {
      const held = new Set(numbers);
      set = { key, has: (group) => held.has(numberOf.get(group) ?? -1) };
      sets.set(key, set);
    }
    return set;
  }

  return {
    of(member) {
      if (version !== members.version) {
        ancestry.clear();
        version = members.version;
      }
      let numbers: readonly number[] = [];
      for (const group of members.sources(member)) {
        const more = upwards(group);
        if (more.length > 0) numbers = numbers.length > 0 ? union(numbers, more) : more;
      }
      return setOf(numbers);
    },
  };
}

function union(one: readonly number[], other: readonly number[]): readonly number[] {
  return [...new Set([...one, ...other])].sort((a, b) => a - b);
}
