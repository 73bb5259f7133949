import { describe, expect, it } from 'vitest';
import {
  application,
  type Client,
  createUser,
  graphClient,
  ORIGIN,
} from '../../../../test/support/graph-client.ts';

const REPORTS_READER = '4a5d8f65-41da-4de4-8968-e035b65339cf';
const NOBODY = '7f0c1d9e-2b47-4a36-8a55-0d1b6c3e9f12';
const ASSIGNMENTS = '/v1.0/roleManagement/directory/roleAssignments';
const UNITS = '/v1.0/directory/administrativeUnits';

const reference = (id: string) => ({ '@odata.id': `${ORIGIN}/v1.0/directoryObjects/${id}` });
const activate = (client: Client, roleTemplateId: string) =>
  client.post('/v1.0/directoryRoles', { roleTemplateId });
const ids = (client: Client, url: string): string[] =>
  client.get(url).body.value.map(({ id }: { id: string }) => id);

describe('an administrative unit', () => {
  it('has members and administrators, and can be restored with its members', () => {
    const client = graphClient();
    const ann = createUser(client, 'Ann');
    const unit = client.post(UNITS, { displayName: 'North' }).body.id;
    expect(client.post(`${UNITS}/${unit}/members/$ref`, reference(ann)).status).toBe(204);
    expect(client.get(`/v1.0/users/${ann}/memberOf`).body.value).toMatchObject([
      { '@odata.type': '#microsoft.graph.administrativeUnit', id: unit },
    ]);
    const roleId = activate(client, REPORTS_READER).body.id;
    const holder = { roleId, roleMemberInfo: { id: ann } };
    const scoped = client.post(`${UNITS}/${unit}/scopedRoleMembers`, holder);
    expect(scoped.status).toBe(201);
    expect(scoped.body.id).toMatch(/^[\w-]{64}U$/);
    expect(client.post(`${UNITS}/${unit}/scopedRoleMembers`, holder).status).toBe(400);
    expect(client.post(`${UNITS}/${unit}/scopedRoleMembers`, { ...holder, roleId: NOBODY }).status).toBe(404);
    expect(client.get(ASSIGNMENTS).body.value).toMatchObject([
      { principalId: ann, directoryScopeId: `/administrativeUnits/${unit}` },
    ]);
    expect(client.delete(`${UNITS}/${unit}`).status).toBe(204);
    expect(client.get(ASSIGNMENTS).body.value).toEqual([]);
    expect(client.post(`/v1.0/directory/deletedItems/${unit}/restore`).status).toBe(200);
    expect(ids(client, `${UNITS}/${unit}/members`)).toEqual([ann]);
    expect(client.get(`${UNITS}/${unit}/scopedRoleMembers`).body.value).toHaveLength(1);
  });

  it.each<[string, object]>([
    ['no name', {}],
    ['a rule to come', { displayName: 'x', membershipType: 'Dynamic' }],
    ['a visibility that there is not', { displayName: 'x', visibility: 'Secret' }],
  ])('is refused with %s', (_, body) => {
    expect(graphClient().post(UNITS, body).status).toBe(400);
  });

  it('that is dynamic is left to its rule, and one that is restricted stays so', () => {
    const client = graphClient();
    const ann = createUser(client, 'Ann');
    const rule = { membershipType: 'Dynamic', membershipRule: '(user.country -eq "NL")' };
    const dynamic = client.post(UNITS, { displayName: 'Dutch', ...rule }).body.id;
    expect(client.post(`${UNITS}/${dynamic}/members/$ref`, reference(ann)).status).toBe(400);
    const safe = client.post(UNITS, { displayName: 'Board', isMemberManagementRestricted: true }).body.id;
    expect(client.patch(`${UNITS}/${safe}`, { isMemberManagementRestricted: false }).status).toBe(400);
    expect(client.patch(`${UNITS}/${safe}`, { description: 'The board' }).status).toBe(204);
  });

  it('can have groups created in it, and has a second name in beta', () => {
    const client = graphClient();
    const unit = client.post(UNITS, { displayName: 'North' }).body.id;
    const created = client.post(`${UNITS}/${unit}/members`, {
      '@odata.type': '#microsoft.graph.group',
      displayName: 'Sales',
      mailEnabled: false,
      mailNickname: 'sales',
      securityEnabled: true,
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ '@odata.type': '#microsoft.graph.group', displayName: 'Sales' });
    expect(ids(client, `/beta/administrativeUnits/${unit}/members`)).toEqual([created.body.id]);
    expect(client.get(`/v1.0/groups/${created.body.id}`).status).toBe(200);
    expect(ids(client, '/beta/administrativeUnits')).toEqual([unit]);
    expect(client.get(`/beta/administrativeUnits('${unit}')`).body.displayName).toBe('North');
    expect(client.post(`${UNITS}/${unit}/members`, { displayName: 'What?' }).status).toBe(400);
  });

  it('has its changes tracked', () => {
    const client = graphClient();
    const unit = client.post(UNITS, { displayName: 'North' }).body.id;
    const { body } = client.get(`${UNITS}/delta`);
    expect(body.value).toMatchObject([{ id: unit, displayName: 'North' }]);
  });
});

describe('what a restricted unit protects', () => {
  it('is changed by the unit’s own administrators alone', () => {
    const client = graphClient();
    const [ann, bob] = ['Ann', 'Bob'].map((name) => createUser(client, name)) as [string, string];
    const unit = client.post(UNITS, { displayName: 'Board', isMemberManagementRestricted: true }).body.id;
    const group: string = client.post(`${UNITS}/${unit}/members`, {
      '@odata.type': '#microsoft.graph.group',
      displayName: 'Board',
      mailEnabled: false,
      mailNickname: 'board',
      securityEnabled: true,
    }).body.id;
    client.post(`${UNITS}/${unit}/members/$ref`, reference(ann));
    const roleId = activate(client, REPORTS_READER).body.id;
    client.post(`${UNITS}/${unit}/scopedRoleMembers`, { roleId, roleMemberInfo: { id: bob } });
    const asBob = graphClient(client.tenant, {
      ...application('User.ReadWrite.All', 'Group.ReadWrite.All', 'Directory.AccessAsUser.All'),
      kind: 'delegated',
      userId: bob,
    });
    const change = (who: Client) => who.patch(`/v1.0/users/${ann}`, { jobTitle: 'Chair' }).status;
    const join = (who: Client) => who.post(`/v1.0/groups/${group}/members/$ref`, reference(ann)).status;
    expect([change(client), join(client), client.delete(`/v1.0/users/${ann}`).status]).toEqual([
      403, 403, 403,
    ]);
    expect([change(asBob), join(asBob)]).toEqual([204, 204]);
    expect(client.delete(`${UNITS}/${unit}/members/${ann}/$ref`).status).toBe(204);
    expect(change(client)).toBe(204);
  });
});
