// Which groups a user, device or group belongs to, directly or through other groups: asked for by ids alone.
import type { Operation } from '../../declare/resource.ts';
import { linkedIds } from '../../query/linked.ts';
import { tooManyValues } from './errors.ts';
import { GROUP_MEMBERS, ROLE_MEMBERS, UNIT_MEMBERS } from './related.ts';

/** [documented] how many ids a request may ask about. */
export const MEMBERSHIP_IDS_LIMIT = 20;

const GROUPS = {
  kind: 'linked',
  links: GROUP_MEMBERS,
  direction: 'sources',
  sets: ['groups'],
  transitive: true,
} as const;

/** Groups, directory roles and administrative units. */
const OBJECTS = { ...GROUPS, also: [ROLE_MEMBERS, UNIT_MEMBERS] } as const;

const documentation = (name: string) =>
  `https://learn.microsoft.com/graph/api/directoryobject-${name.toLowerCase()}`;

/** The ids among those that a caller asks about. */
function check(name: 'checkMemberGroups' | 'checkMemberObjects', ids: 'groupIds' | 'ids'): Operation {
  const source = name === 'checkMemberGroups' ? GROUPS : OBJECTS;
  return {
    on: 'directoryObject',
    name,
    run(call, member, { [ids]: asked }) {
      const wanted = new Set((asked as string[]).map((id) => id.toLowerCase()));
      if (wanted.size > MEMBERSHIP_IDS_LIMIT) throw tooManyValues(ids, MEMBERSHIP_IDS_LIMIT);
      return member ? linkedIds(call, source, member.id).filter((id) => wanted.has(id)) : [];
    },
    evidence: 'documented',
    sources: [documentation(name)],
  };
}

function all(name: 'getMemberGroups' | 'getMemberObjects'): Operation {
  const source = name === 'getMemberGroups' ? GROUPS : OBJECTS;
  return {
    on: 'directoryObject',
    name,
    run(call, member, { securityEnabledOnly }) {
      if (!member) return [];
      const ids = linkedIds(call, source, member.id);
      const groups = call.tenant.collection('groups');
      return securityEnabledOnly ? ids.filter((id) => groups.get(id)?.['securityEnabled'] ?? true) : ids;
    },
    evidence: 'documented',
    sources: [documentation(name)],
  };
}

/** The four questions about the memberships of whatever is in the directory. */
export const membershipQuestions: readonly Operation[] = [
  check('checkMemberGroups', 'groupIds'),
  check('checkMemberObjects', 'ids'),
  all('getMemberGroups'),
  all('getMemberObjects'),
];
