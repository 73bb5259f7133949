// Who holds a role for one administrative unit. https://learn.microsoft.com/graph/api/resources/scopedrolemembership
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as graphErrors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { findIn } from '../../query/linked.ts';
import type { Call } from '../../request/call.ts';
import * as errors from './errors.ts';
import { packedId } from './packed-ids.ts';

export const UNITS = 'directory/administrativeUnits';
export const SCOPED_MEMBERS = `${UNITS}/scopedRoleMembers`;

/** Who can hold a role for a unit. [documented] administrativeunit-post-scopedrolemembers */
const HOLDERS = ['users', 'groups', 'servicePrincipals'];

/** The membership of somebody in a role for a unit. Throws when somebody or something isn't there, or it exists. */
export function scopedMembership(call: Call, unitId: string, roleId: string, holderId: string): Entity {
  const { tenant } = call;
  const role = tenant.collection('directoryRoles').get(roleId);
  if (!role) throw graphErrors.directoryNotFound(roleId);
  const holder = findIn(call, HOLDERS, holderId);
  if (!holder) throw graphErrors.directoryNotFound(holderId);
  const id = packedId([role.id, unitId, holder.id], 'U');
  if (tenant.collection(SCOPED_MEMBERS).get(id)) throw errors.conflictingObject();
  return {
    id,
    $parent: unitId,
    administrativeUnitId: unitId,
    roleId: role.id,
    roleMemberInfo: { id: holder.id, displayName: holder['displayName'] ?? null },
  };
}

export const scopedMembers: Resource = defineResource({
  path: SCOPED_MEMBERS,
  type: 'scopedRoleMembership',
  family: 'directory',
  verbs: ['list', 'get', 'create', 'delete', 'count'],
  beforeCreate(call, draft) {
    const holder = (draft['roleMemberInfo'] as JsonObject | null | undefined)?.['id'];
    if (!draft['roleId']) throw graphErrors.requiredPropertyMissing('roleId');
    if (!holder) throw graphErrors.requiredPropertyMissing('roleMemberInfo');
    const unit = call.parent?.id ?? '';
    return { ...scopedMembership(call, unit, String(draft['roleId']), String(holder)) };
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/administrativeunit-post-scopedrolemembers',
    'https://learn.microsoft.com/graph/api/administrativeunit-list-scopedrolemembers',
  ],
});
