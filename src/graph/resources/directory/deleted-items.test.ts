import { describe, expect, it } from 'vitest';
import { createUser, graphClient, ORIGIN } from '../../../../test/support/graph-client.ts';
import { DELETED_ITEM_RETENTION } from '../../../directory/index.ts';

const ITEMS = '/v1.0/directory/deletedItems';

function setUp() {
  const client = graphClient();
  const [ann, bob] = ['Ann', 'Bob'].map((name) => createUser(client, name)) as [string, string];
  const group: string = client.post('/v1.0/groups', {
    displayName: 'Pilots',
    groupTypes: ['Unified'],
    mailEnabled: true,
    mailNickname: 'pilots',
    securityEnabled: false,
    'members@odata.bind': [ann, bob].map((id) => `${ORIGIN}/v1.0/users/${id}`),
    'owners@odata.bind': [`${ORIGIN}/v1.0/users/${bob}`],
  }).body.id;
  client.send('PUT', `/v1.0/users/${ann}/manager/$ref`, { '@odata.id': `${ORIGIN}/v1.0/users/${bob}` });
  const members = () =>
    client.get(`/v1.0/groups/${group}/members`).body.value.map(({ id }: { id: string }) => id);
  return { client, ann, bob, group, members };
}

describe('a deleted user', () => {
  it('is kept with the moment of its deletion, and leaves its name to others', () => {
    const { client, ann } = setUp();
    expect(client.delete(`/v1.0/users/${ann}`).status).toBe(204);
    const { body } = client.get(`${ITEMS}/microsoft.graph.user?$select=id,deletedDateTime,userPrincipalName`);
    expect(body['@odata.context']).toBe(
      `${ORIGIN}/v1.0/$metadata#users(id,deletedDateTime,userPrincipalName)`,
    );
    expect(body.value).toEqual([
      {
        id: ann,
        deletedDateTime: '2026-09-01T08:00:00Z',
        userPrincipalName: `${ann.replaceAll('-', '')}ann@contoso.com`,
      },
    ]);
    expect(client.get(`${ITEMS}/microsoft.graph.group`).body.value).toEqual([]);
    expect(client.get(`${ITEMS}/${ann}`).body['@odata.type']).toBe('#microsoft.graph.user');
    createUser(client, 'Ann');
    expect(client.post(`${ITEMS}/${ann}/restore`).body.error.message).toBe(
      'Another object with the same value for property userPrincipalName already exists.',
    );
    const restored = client.post(`${ITEMS}/${ann}/restore`, { newUserPrincipalName: 'ann2@contoso.com' });
    expect(restored.body).toMatchObject({
      '@odata.type': '#microsoft.graph.user',
      userPrincipalName: 'ann2@contoso.com',
    });
  });

  it('comes back with its name, its memberships and its manager', () => {
    const { client, ann, bob, members } = setUp();
    client.delete(`/v1.0/users/${ann}`);
    expect(members()).toEqual([bob]);
    const { status, body } = client.post(`${ITEMS}/${ann}/restore`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: ann, userPrincipalName: 'ann@contoso.com' });
    expect(members()).toEqual([bob, ann]);
    expect(client.get(`/v1.0/users/${ann}/manager`).body.id).toBe(bob);
    expect(client.get(`${ITEMS}/${ann}`).status).toBe(404);
    expect(client.get(`/v1.0/users/${ann}?$select=deletedDateTime`).body.deletedDateTime).toBeNull();
  });

  it('is gone for good when an administrator says so, or after thirty days', () => {
    const { client, ann, bob } = setUp();
    for (const id of [ann, bob]) client.delete(`/v1.0/users/${id}`);
    expect(client.delete(`${ITEMS}/${ann}`).status).toBe(204);
    expect(client.post(`${ITEMS}/${ann}/restore`).status).toBe(404);
    const { clock } = client.tenant;
    clock.advance(DELETED_ITEM_RETENTION - 1);
    expect(client.get(`${ITEMS}/${bob}`).status).toBe(200);
    clock.advance(1);
    expect(client.get(`${ITEMS}/${bob}`).status).toBe(404);
  });

  it('has its thirty days anew when it is deleted again', () => {
    const { client, ann } = setUp();
    const { clock } = client.tenant;
    client.delete(`/v1.0/users/${ann}`);
    clock.advance(DELETED_ITEM_RETENTION / 2);
    client.post(`${ITEMS}/${ann}/restore`);
    client.delete(`/v1.0/users/${ann}`);
    clock.advance(DELETED_ITEM_RETENTION / 2);
    expect(client.get(`${ITEMS}/${ann}`).status).toBe(200);
  });
});

describe('a deleted group', () => {
  it('can be restored with members and owners when it is one of Microsoft 365', () => {
    const { client, group, ann, bob, members } = setUp();
    client.delete(`/v1.0/groups/${group}`);
    expect(client.post(`${ITEMS}/${group}/restore`).status).toBe(200);
    expect(members()).toEqual([ann, bob]);
    const owners = client.get(`/v1.0/groups/${group}/owners?$select=id`).body.value;
    expect(owners).toMatchObject([{ id: bob }]);
  });

  it('is gone at once when it is a security group', () => {
    const { client } = setUp();
    const { body } = client.post('/v1.0/groups', {
      displayName: 'S',
      mailEnabled: false,
      mailNickname: 's',
      securityEnabled: true,
    });
    client.delete(`/v1.0/groups/${body.id}`);
    expect(client.get(`${ITEMS}/microsoft.graph.group`).body.value).toEqual([]);
  });
});

describe('directory objects', () => {
  it('are deleted whatever they are, and through a relation when $ref is left out', () => {
    const { client, ann, bob, group } = setUp();
    expect(client.delete(`/v1.0/directoryObjects/${ann}`).status).toBe(204);
    expect(client.get(`${ITEMS}/${ann}`).status).toBe(200);
    expect(client.delete(`/v1.0/groups/${group}/members/${bob}`).status).toBe(204);
    expect(client.get(`/v1.0/users/${bob}`).status).toBe(404);
  });
});
