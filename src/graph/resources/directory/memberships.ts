// Which groups a user, device or group belongs to, directly or through other groups: asked for by ids alone.
import type { Entity, Group } from '../../../tenant/index.ts';
import type { Operation } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import { linkedIds } from '../../query/rows.ts';
import type { Call } from '../../request/call.ts';

/** [documented] how many ids a request may ask about. */
const ID_LIMIT = 20;

const MEMBERSHIPS = {
  kind: 'linked',
  links: 'groups/members',
  direction: 'sources',
  sets: ['groups'],
  transitive: true,
} as const;

function groupsOf(call: Call, member: Entity): readonly Group[] {
  const groups = call.tenant.collection('groups');
  return linkedIds(call, MEMBERSHIPS, member.id).flatMap((id) => groups.get(id) ?? []);
}

const documentation = (name: string) =>
  `https://learn.microsoft.com/graph/api/directoryobject-${name.toLowerCase()}`;

/** The ids among those that a caller asks about. */
function check(name: 'checkMemberGroups' | 'checkMemberObjects', ids: 'groupIds' | 'ids'): Operation {
  return {
    on: 'directoryObject',
    name,
    run(call, member, { [ids]: asked }) {
      const wanted = new Set(asked as string[]);
      // [inferred] the wording.
      if (wanted.size > ID_LIMIT) {
        throw errors.invalidValues(`The number of values in '${ids}' exceeds the maximum of ${ID_LIMIT}.`);
      }
      return member ? groupsOf(call, member).flatMap(({ id }) => (wanted.has(id) ? [id] : [])) : [];
    },
    evidence: 'documented',
    sources: [documentation(name)],
  };
}

function all(name: 'getMemberGroups' | 'getMemberObjects'): Operation {
  return {
    on: 'directoryObject',
    name,
    run(call, member, { securityEnabledOnly }) {
      const groups = member ? groupsOf(call, member) : [];
      return groups.filter((group) => !securityEnabledOnly || group['securityEnabled']).map(({ id }) => id);
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
