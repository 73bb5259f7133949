import type { Tenant } from '../tenant/index.ts';

/** The relevant groups that something belongs to. The same groups are always the same object. */
export interface GroupSet {
  /** In ascending order. */
  readonly numbers: readonly number[];
  has(group: string): boolean;
}

export const NO_GROUPS: GroupSet = { numbers: [], has: () => false };

/** What belongs to what, by the links `groups/members` or as somebody else knows them. */
export interface MemberLinks {
  readonly version: number;
  /** The groups that something is a member of by itself. */
  sources(member: string): readonly string[];
}

/** Who is in which of the groups that matter, through any nesting. */
export interface GroupReader {
  /** The relevant groups of a user or a device, by its object id. */
  of(member: string): GroupSet;
  /** The groups through which a member belongs to a group, from its own to that one; undefined when it doesn't. */
  path(member: string, group: string): readonly string[] | undefined;
}

/**
 * Answers membership for `relevant` groups (those that some assignment names, in lower case), transitively. Each
 * group's ancestors are found once, and again after any membership has changed. Members are the link `groups/members`;
 * a dynamic group's members are that link too, whoever keeps it up to date.
 */
export function createGroupReader(
  tenant: Tenant,
  relevant: readonly string[],
  members: MemberLinks = tenant.links('groups/members'),
): GroupReader {
  const numberOf = new Map(relevant.map((group, number) => [group, number]));
  const ancestry = new Map<string, GroupSet>();
  const sets = new Map<string, GroupSet>([['', NO_GROUPS]]);
  let version = -1;

  /** Something and all groups that contain it, the nearest first, each with the one that it contains. */
  function climb(start: string): ReadonlyMap<string, string> {
    const from = new Map([[start, start]]);
    for (const current of from.keys()) {
      for (const parent of members.sources(current)) if (!from.has(parent)) from.set(parent, current);
    }
    return from;
  }

  /** The relevant ones among a group and all groups that contain it. */
  function upwards(group: string): GroupSet {
    const known = ancestry.get(group);
    if (known) return known;
    const found: number[] = [];
    for (const current of climb(group).keys()) {
      const number = numberOf.get(current.toLowerCase());
      if (number !== undefined) found.push(number);
    }
    const set = setOf(found.sort((a, b) => a - b));
    ancestry.set(group, set);
    return set;
  }

  function setOf(numbers: readonly number[]): GroupSet {
    const key = numbers.join(' ');
    let set = sets.get(key);
    if (!set) {
      const held = new Set(numbers);
      set = { numbers, has: (group) => held.has(numberOf.get(group) ?? -1) };
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
      let all = NO_GROUPS;
      for (const group of members.sources(member)) {
        const more = upwards(group);
        if (all === NO_GROUPS) all = more;
        else if (more !== NO_GROUPS && more !== all) all = setOf(union(all.numbers, more.numbers));
      }
      return all;
    },
    path(member, group) {
      const from = climb(member);
      const path: string[] = [];
      const target = [...from.keys()].find((each) => each !== member && each.toLowerCase() === group);
      for (let at = target; at !== undefined && at !== member; at = from.get(at)) path.unshift(at);
      return target === undefined ? undefined : path;
    },
  };
}

function union(one: readonly number[], other: readonly number[]): readonly number[] {
  return [...new Set([...one, ...other])].sort((a, b) => a - b);
}
