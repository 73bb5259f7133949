import { expect, it } from 'vitest';
import { ALL_PERMISSIONS, application, createUser, graphClient } from '../../../test/support/graph-client.ts';
import { createGraph } from '../graph.ts';

const REPORTS_READER = '4a5d8f65-41da-4de4-8968-e035b65339cf';

it('what somebody has created is found below whoever it was, unless that is an administrator', () => {
  const client = graphClient();
  const { tenant } = client;
  const as = (caller: object) =>
    graphClient(tenant, { ...application(...ALL_PERMISSIONS), ...caller } as never, createGraph(tenant));
  const [ann, bob] = [createUser(client, 'Ann'), createUser(client, 'Bob')];
  const own = as({ kind: 'delegated', userId: ann });
  const team = { displayName: 'Team', mailEnabled: false, mailNickname: 'team', securityEnabled: true };
  const group = own.post('/v1.0/groups', team).body;
  const app = own.post('/v1.0/applications', { displayName: 'Payroll' }).body;
  const principal = own.post('/v1.0/servicePrincipals', { appId: app.appId }).body;
  const created = (of: string) =>
    client
      .get(`/v1.0/${of}/createdObjects`)
      .body.value.map(({ '@odata.type': type, id }: Record<string, string>) => [type, id]);
  expect(created(`users/${ann}`)).toEqual([
    ['#microsoft.graph.group', group.id],
    ['#microsoft.graph.application', app.id],
    ['#microsoft.graph.servicePrincipal', principal.id],
  ]);
  const cast = client.get(`/v1.0/users/${ann}/createdObjects/microsoft.graph.servicePrincipal`);
  expect(cast.body.value.map(({ id }: { id: string }) => id)).toEqual([principal.id]);
  expect(own.get('/v1.0/me/createdObjects').body.value).toHaveLength(3);
  expect(own.get(`/v1.0/groups/${group.id}`).text).not.toContain('$createdBy');

  const script = as({ appId: app.appId });
  const second = script.post('/v1.0/groups', { ...team, mailNickname: 'second' }).body;
  expect(created(`servicePrincipals/${principal.id}`)).toEqual([['#microsoft.graph.group', second.id]]);

  const role = client.post('/v1.0/directoryRoles', { roleTemplateId: REPORTS_READER }).body;
  const reference = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${bob}` };
  client.post(`/v1.0/directoryRoles/${role.id}/members/$ref`, reference);
  as({ kind: 'delegated', userId: bob }).post('/v1.0/groups', { ...team, mailNickname: 'third' });
  expect(created(`users/${bob}`)).toEqual([]);
  client.delete(`/v1.0/groups/${group.id}`);
  expect(created(`users/${ann}`)).toHaveLength(2);
});
