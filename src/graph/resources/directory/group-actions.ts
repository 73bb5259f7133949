// What can be done to groups beside changing their properties.
import { DAY } from '../../../clock/index.ts';
import type { Operation } from '../../declare/resource.ts';
import { actorOf, now } from '../../request/call.ts';

/** [documented] group-renew: the group's expiration is put off by as many days as the policy says that it falls under. */
const renew: Operation = {
  on: 'group',
  name: 'renew',
  run(call, group) {
    if (!group) return;
    const { tenant } = call;
    const [policy] = tenant.collection('groups/groupLifecyclePolicies').where('$parent', group.id);
    const days = policy?.['groupLifetimeInDays'];
    const change = {
      renewedDateTime: now(call),
      ...(typeof days === 'number' && {
        expirationDateTime: new Date(tenant.clock.now + days * DAY).toISOString(),
      }),
    };
    tenant.collection('groups').update(group.id, change, actorOf(call));
  },
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/group-renew'],
};

/** [documented] resource-specific consent: what the calling application may do in a group. */
const checkGrantedPermissionsForApp: Operation = {
  on: 'group',
  name: 'checkGrantedPermissionsForApp',
  run({ caller, tenant }, group) {
    const grants = tenant.collection('groups/permissionGrants').where('$parent', group?.id);
    return grants.filter(({ clientAppId }) => clientAppId === caller.appId);
  },
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/group-list-permissiongrants'],
};

export const groupActions: readonly Operation[] = [renew, checkGrantedPermissionsForApp];
