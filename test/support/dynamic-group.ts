import { membershipProcessingDelay } from '../../src/directory/index.ts';
import { type Client, createUser, graphClient, smallTenant } from './graph-client.ts';

/** For tests of dynamic groups: Ann is in Sales, Bob is not, and `create` makes a group of all who are. */
export function salesGroup() {
  const tenant = smallTenant();
  const client = graphClient(tenant);
  const create = (body: object = {}) =>
    client.post('/v1.0/groups', {
      displayName: 'Sales',
      mailEnabled: false,
      mailNickname: 'sales',
      securityEnabled: true,
      groupTypes: ['DynamicMembership'],
      membershipRule: 'user.department -eq "Sales"',
      membershipRuleProcessingState: 'On',
      ...body,
    });
  const members = (id: string): string[] =>
    client.get(`/v1.0/groups/${id}/members`).body.value.map((each: { id: string }) => each.id);
  const change = (user: string, body: object) => client.patch(`/v1.0/users/${user}`, body);
  const settle = () => tenant.clock.advance(membershipProcessingDelay(tenant));
  const [ann, bob] = ['Ann', 'Bob'].map((name) => createUser(client, name)) as [string, string];
  change(ann, { department: 'Sales' });
  return { tenant, client, create, members, change, settle, ann, bob };
}

const STATUS = '?$select=id,membershipRuleProcessingStatus';

export const membershipStatus = (client: Client, id: string) =>
  client.get(`/beta/groups/${id}${STATUS}`).body.membershipRuleProcessingStatus;
