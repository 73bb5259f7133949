import { describe, expect, it } from 'vitest';
import { createUser, graphClient, ORIGIN } from '../../../../test/support/graph-client.ts';
import { DAY } from '../../../clock/index.ts';
import { SERVICES } from '../../../tenant/index.ts';

const client = graphClient();
const { tenant } = client;
const group = client.post('/v1.0/groups', {
  displayName: 'Pilots',
  mailEnabled: true,
  mailNickname: 'pilots',
  securityEnabled: false,
  groupTypes: ['Unified'],
}).body;
const at = `/v1.0/groups/${group.id}`;

describe('a group', () => {
  it('is renewed for as long as its policy says', () => {
    tenant.clock.advance(DAY);
    expect(client.post(`${at}/renew`).status).toBe(204);
    const renewed = client.get(at).body;
    expect(Date.parse(renewed.renewedDateTime)).toBe(tenant.clock.now);
    expect(renewed.expirationDateTime).toBeNull();
    const policy = { id: 'p', $parent: group.id, groupLifetimeInDays: 100, managedGroupTypes: 'Selected' };
    tenant.collection('groups/groupLifecyclePolicies').insert(policy, SERVICES.seed);
    client.post(`${at}/renew`);
    expect(Date.parse(client.get(at).body.expirationDateTime)).toBe(tenant.clock.now + 100 * DAY);
  });

  it('tells an application what it was granted there', () => {
    const grants = tenant.collection('groups/permissionGrants');
    for (const [id, clientAppId] of [
      ['a', '2f1d0c9b-8a7e-4d6c-b5a4-938271605f4e'],
      ['b', 'another'],
    ] as const)
      grants.insert({ id, $parent: group.id, clientAppId, permission: 'Member.Read.Group' }, SERVICES.seed);
    expect(client.post(`${at}/checkGrantedPermissionsForApp`).body.value).toMatchObject([
      { id: 'a', permission: 'Member.Read.Group' },
    ]);
  });
});

describe('a contact', () => {
  it('is tracked, and reports to users', () => {
    const ann = createUser(client, 'Ann');
    const link = (url: string) => client.get(url.replace(ORIGIN, '')).body;
    const first = link('/v1.0/contacts/delta');
    expect(first.value).toEqual([]);
    const { id } = tenant
      .collection('contacts')
      .insert({ id: tenant.random.guid(), displayName: 'Cleo' }, SERVICES.seed);
    client.send('PUT', `/v1.0/contacts/${id}/manager/$ref`, { '@odata.id': `${ORIGIN}/v1.0/users/${ann}` });
    expect(link(first['@odata.deltaLink']).value).toMatchObject([{ id, displayName: 'Cleo' }]);
    expect(client.get(`/v1.0/users/${ann}/directReports`).body.value).toMatchObject([
      { '@odata.type': '#microsoft.graph.orgContact', id },
    ]);
  });
});
