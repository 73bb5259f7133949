// Which groups a user, device or group belongs to, directly or through other groups: asked for by ids alone.
import type { Entity, Group } from '../../../tenant/index.ts';
import type { Operation, Requirement } from '../../declare/resource.ts';
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

function check(
  name: 'checkMemberGroups' | 'checkMemberObjects',
  ids: 'groupIds' | 'ids',
  permissions: Requirement,
): Operation {
  return {
    name,
    kind: 'action',
    bound: 'entity',
    parameters: { [ids]: 'Collection(Edm.String)' },
    permissions,
    returns: { kind: 'ids', type: 'Edm.String' },
    run(call, member, { [ids]: asked }) {
      const wanted = new Set(asked as string[]);
      // [inferred] the wording.
      if (wanted.size > ID_LIMIT) {
        throw errors.invalidValues(`The number of values in '${ids}' exceeds the maximum of ${ID_LIMIT}.`);
      }
      return member ? groupsOf(call, member).filter(({ id }) => wanted.has(id)) : [];
    },
    evidence: 'documented',
    sources: [documentation(name)],
  };
}

function all(name: 'getMemberGroups' | 'getMemberObjects', permissions: Requirement): Operation {
  return {
    name,
    kind: 'action',
    bound: 'entity',
    parameters: { securityEnabledOnly: 'Edm.Boolean?' },
    permissions,
    returns: { kind: 'ids', type: 'Edm.String' },
    run(call, member, { securityEnabledOnly }) {
      if (!member) return [];
      return groupsOf(call, member).filter((group) => !securityEnabledOnly || group['securityEnabled']);
    },
    evidence: 'documented',
    sources: [documentation(name)],
  };
}

/** The four questions about the memberships of what a set contains. */
export function membershipQuestions(permissions: Requirement): readonly Operation[] {
  return [
    check('checkMemberGroups', 'groupIds', permissions),
    check('checkMemberObjects', 'ids', permissions),
    all('getMemberGroups', permissions),
    all('getMemberObjects', permissions),
  ];
}
