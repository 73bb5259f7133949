// What is in a restricted management administrative unit is changed by the unit's own administrators and by nobody else.
// https://learn.microsoft.com/entra/identity/role-based-access-control/admin-units-restricted-management
import type { Entity } from '../../../tenant/index.ts';
import type { Call } from '../../request/call.ts';
import { managementRestricted } from './errors.ts';
import { UNIT_MEMBERS } from './related.ts';

const UNITS = 'directory/administrativeUnits';
const ADMINISTRATORS = `${UNITS}/scopedRoleMembers`;

/** The object id of whoever asks: the user, or the application's service principal. */
function principalOf({ caller, tenant }: Call): string | undefined {
  if (caller.kind === 'delegated') return caller.userId;
  return tenant.collection('servicePrincipals').where('appId', caller.appId)[0]?.id;
}

/** Throws when something is protected by a unit that the caller doesn't administer. */
export function refuseRestricted(call: Call, { id }: Entity): void {
  const { tenant } = call;
  for (const unit of tenant.links(UNIT_MEMBERS).sources(id)) {
    if (tenant.collection(UNITS).get(unit)?.['isMemberManagementRestricted'] !== true) continue;
    const principal = principalOf(call);
    const administrators = tenant.collection(ADMINISTRATORS).where('$parent', unit);
    const isOne = administrators.some(
      ({ roleMemberInfo }) => (roleMemberInfo as { readonly id: string }).id === principal,
    );
    if (!isOne) throw managementRestricted();
  }
}
