import { describe, expect, it } from 'vitest';
import { application, createUser, graphClient, ORIGIN } from '../../../../test/support/graph-client.ts';

describe('questions about memberships', () => {
  const client = graphClient();
  const group = (displayName: string, securityEnabled: boolean): string =>
    client.post('/v1.0/groups', {
      displayName,
      mailEnabled: !securityEnabled,
      mailNickname: displayName,
      securityEnabled,
      groupTypes: securityEnabled ? [] : ['Unified'],
    }).body.id;
  const ann = createUser(client, 'Ann');
  const [inner, outer, team, other] = [
    group('Inner', true),
    group('Outer', true),
    group('Team', false),
    group('Other', true),
  ];
  const add = (to: string, id: string) =>
    client.post(`/v1.0/groups/${to}/members/$ref`, { '@odata.id': `${ORIGIN}/v1.0/directoryObjects/${id}` });
  add(inner, ann);
  add(outer, inner);
  add(team, ann);

  it.each(['getMemberGroups', 'getMemberObjects'])('are answered with ids, through groups: %s', (name) => {
    for (const version of ['v1.0', 'beta']) {
      const { status, body } = client.post(`/${version}/users/${ann}/${name}`, {
        securityEnabledOnly: false,
      });
      expect(status).toBe(200);
      expect(body['@odata.context']).toBe(`${ORIGIN}/${version}/$metadata#Collection(Edm.String)`);
      expect(new Set(body.value)).toEqual(new Set([inner, outer, team]));
    }
    const { value } = client.post(`/v1.0/users/${ann}/${name}`, { securityEnabledOnly: true }).body;
    expect(new Set(value)).toEqual(new Set([inner, outer]));
  });

  it.each([
    ['checkMemberGroups', 'groupIds'],
    ['checkMemberObjects', 'ids'],
  ])('tell of the given ids those that are so: %s', (name, ids) => {
    const ask = (path: string, asked: unknown) => client.post(`/v1.0/${path}/${name}`, { [ids]: asked });
    expect(ask(`users/${ann}`, [outer, other]).body.value).toEqual([outer]);
    expect(ask(`groups/${inner}`, [outer, inner]).body.value).toEqual([outer]);
    expect(ask(`groups/${outer}`, [inner]).body.value).toEqual([]);
    const twenty = Array.from({ length: 20 }, (_, index) => `${index}`);
    expect(ask(`users/${ann}`, twenty).status).toBe(200);
    expect(ask(`users/${ann}`, [...twenty, outer]).status).toBe(400);
    expect(client.post(`/v1.0/users/${ann}/${name}`, {}).status).toBe(400);
  });

  it('need a permission of their own', () => {
    const may = (permission: string) =>
      graphClient(client.tenant, application(permission)).post(`/v1.0/users/${ann}/getMemberGroups`, {
        securityEnabledOnly: false,
      }).status;
    expect(may('Application.Read.All')).toBe(200);
    expect(may('GroupMember.Read.All')).toBe(200);
    expect(may('DeviceManagementApps.Read.All')).toBe(403);
  });
});
