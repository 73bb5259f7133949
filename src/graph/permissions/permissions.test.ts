import { describe, expect, it } from 'vitest';
import { application, createUser, graphClient, smallTenant } from '../../../test/support/graph-client.ts';
import type { Caller } from '../types.ts';

const signedIn = (userId: string, ...permissions: string[]): Caller => ({
  ...application(...permissions),
  kind: 'delegated',
  userId,
});

describe('references', () => {
  it('need what is published for the path of what they lead to', () => {
    const tenant = smallTenant();
    const admin = graphClient(tenant);
    const user = createUser(admin, 'Ann');
    const group = admin.post('/v1.0/groups', {
      displayName: 'Pilots',
      mailEnabled: false,
      mailNickname: 'pilots',
      securityEnabled: true,
    }).body.id;
    const url = `/v1.0/groups/${group}`;
    const body = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${user}` };
    const members = graphClient(tenant, application('GroupMember.ReadWrite.All'));
    expect(members.post(`${url}/members/$ref`, body).status).toBe(204);
    expect(members.post(`${url}/owners/$ref`, body).status).toBe(403);
    expect(members.patch(url, { displayName: 'Others' }).status).toBe(403);
    expect(members.delete(`${url}/members/${user}/$ref`).status).toBe(204);
  });
});

describe('permissions about oneself', () => {
  it('count wherever nobody else is asked about', () => {
    const tenant = smallTenant();
    const [ann, bob] = ['Ann', 'Bob'].map((name) => createUser(graphClient(tenant), name));
    const reader = graphClient(tenant, signedIn(ann as string, 'User.Read'));
    expect(reader.get(`/v1.0/users/${ann}/memberOf`).status).toBe(200);
    expect(reader.get(`/v1.0/users/${bob}/memberOf`).status).toBe(403);
    expect(reader.get('/v1.0/users').status).toBe(403);
    expect(reader.get(`/v1.0/organization/${tenant.id}/branding/localizations`).status).toBe(200);
    const writer = graphClient(tenant, signedIn(ann as string, 'User.ReadWrite'));
    expect(writer.post('/beta/users/validatePassword', { password: 'xWwvJ]6NMw+bWH-d' }).status).toBe(200);
  });
});

it('the least of several documented ways suffices', () => {
  const licences = graphClient(undefined, application('LicenseAssignment.Read.All'));
  expect(licences.get('/v1.0/subscribedSkus').status).toBe(200);
});
