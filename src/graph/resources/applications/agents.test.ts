import { describe, expect, it } from 'vitest';
import { createUser, graphClient } from '../../../../test/support/graph-client.ts';

function setUp() {
  const client = graphClient();
  const user = createUser(client, 'Ann');
  const sponsors = { 'sponsors@odata.bind': [`https://graph.microsoft.com/v1.0/users/${user}`] };
  const path = '/v1.0/applications/microsoft.graph.agentIdentityBlueprint';
  const blueprint = client.post(path, { displayName: 'Blueprint', ...sponsors });
  return { client, user, sponsors, blueprint };
}

describe('what a path says of the type', () => {
  it('holds for what is created there', () => {
    const { client, user, blueprint } = setUp();
    expect(blueprint).toMatchObject({
      status: 201,
      body: { displayName: 'Blueprint' },
    });
    const url = `/v1.0/applications/${blueprint.body.id}/microsoft.graph.agentIdentityBlueprint`;
    expect(client.get(`${url}/sponsors`).body.value).toMatchObject([{ id: user }]);
    expect(client.patch(url, { displayName: 'Renamed' }).status).toBe(204);
    expect(client.get('/v1.0/applications').body.value).toMatchObject([{ displayName: 'Renamed' }]);
  });

  it('may stand in the body, in any case', () => {
    const { client } = setUp();
    const type = '#Microsoft.Graph.AgentIdentityBlueprint';
    const created = client.post('/v1.0/applications', { '@odata.type': type, displayName: 'Other' });
    expect(created.body['@odata.type']).toBe('#microsoft.graph.agentIdentityBlueprint');
    const unknown = client.post('/v1.0/applications', { '@odata.type': '#microsoft.graph.nothing' });
    expect(unknown.body.error.message).toContain('could not be resolved by the model');
  });
});

describe('an agent identity', () => {
  const path = '/v1.0/servicePrincipals/microsoft.graph.agentIdentity';

  it('is made from a blueprint', () => {
    const { client, user, sponsors, blueprint } = setUp();
    const agentIdentityBlueprintId = blueprint.body.appId;
    const created = client.post(path, { displayName: 'Agent', agentIdentityBlueprintId, ...sponsors });
    expect(created).toMatchObject({
      status: 201,
      body: { servicePrincipalType: 'ServiceIdentity', tags: [], agentIdentityBlueprintId },
    });
    expect(created.body.appId).toBe(created.body.id);
    const url = `/v1.0/servicePrincipals/${created.body.id}`;
    expect(client.get(`${url}/microsoft.graph.agentIdentity/sponsors`).body.value).toMatchObject([
      { id: user },
    ]);
    expect(client.get(path).body.value).toHaveLength(1);
    expect(client.delete(url).status).toBe(204);
  });

  it('is none without one', () => {
    const { client } = setUp();
    expect(client.post(path, { displayName: 'Agent' }).body.error.message).toContain(
      'agentIdentityBlueprintId',
    );
    const unknown = {
      displayName: 'Agent',
      agentIdentityBlueprintId: '65415bb1-9267-4313-bbf5-ae259732ee12',
    };
    expect(client.post(path, unknown).status).toBe(400);
  });
});

it('tells where the one entity is that a relation leads to', () => {
  const { client, user } = setUp();
  const url = `/v1.0/users/${user}/manager`;
  const id = createUser(client, 'Bob');
  expect(client.get(`${url}/$ref`).status).toBe(404);
  client.send('PUT', `${url}/$ref`, { '@odata.id': `https://graph.microsoft.com/v1.0/users/${id}` });
  expect(client.get(`${url}/$ref`).body['@odata.id']).toMatch(new RegExp(`/v1\\.0/directoryObjects/${id}$`));
  expect(client.get(`${url}/${id}/$ref`).status).toBe(400);
});
