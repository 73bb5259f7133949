import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../../test/support/graph-client.ts';
import { SCOPE_TAG_LIMIT } from './scope-tags.ts';

const TAGS = '/beta/deviceManagement/roleScopeTags';
const ASSIGNMENTS = '/beta/deviceManagement/roleAssignments';
const GROUP = 'aaaaaaaa-0000-4000-8000-000000000001';
const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: GROUP };

describe('scope tags', () => {
  it('begin with the default one, which stays as it is', () => {
    const client = graphClient();
    expect(client.get(TAGS).body.value).toMatchObject([{ id: '0', displayName: 'Default', isBuiltIn: true }]);
    expect(client.patch(`${TAGS}/0`, { displayName: 'Mine' }).status).toBe(400);
    expect(client.delete(`${TAGS}/0`).status).toBe(400);
    expect(client.get(`${TAGS}/hasCustomRoleScopeTag()`).body.value).toBe(false);
    expect(client.get('/v1.0/deviceManagement/roleScopeTags').status).toBe(400);
  });

  it('have ids that count up', () => {
    const client = graphClient();
    expect(client.post(TAGS, { displayName: 'Berlin' }).body).toMatchObject({ id: '1', isBuiltIn: false });
    expect(client.post(TAGS, { displayName: 'Paris' }).body.id).toBe('2');
    expect(client.get(`${TAGS}/hasCustomRoleScopeTag()`).body.value).toBe(true);
    const asked = client.post(`${TAGS}/getRoleScopeTagsById`, { roleScopeTagIds: ['0', '2', '9'] });
    expect(asked.body.value.map(({ displayName }: { displayName: string }) => displayName)).toEqual([
      'Default',
      'Paris',
    ]);
    const root = client.get("/beta/deviceManagement/getRoleScopeTagsByIds(ids='1,2')").body.value;
    expect(root).toHaveLength(2);
  });

  it('are limited in number', () => {
    const client = graphClient();
    for (let n = 0; n < SCOPE_TAG_LIMIT; n += 1) client.post(TAGS, { displayName: `Tag ${n}` });
    expect(client.post(TAGS, { displayName: 'One more' }).status).toBe(400);
  });

  it('are given to groups, all at once', () => {
    const client = graphClient();
    const { id } = client.post(TAGS, { displayName: 'Berlin' }).body;
    const assigned = client.post(`${TAGS}/${id}/assign`, { assignments: [{ target }] });
    expect(assigned.status).toBe(200);
    expect(assigned.body.value).toMatchObject([{ id: `${id}_${GROUP}`, target: { groupId: GROUP } }]);
    expect(client.get(`${TAGS}/${id}/assignments`).body.value).toHaveLength(1);
    client.post(`${TAGS}/${id}/assign`, { assignments: [] });
    expect(client.get(`${TAGS}/${id}/assignments`).body.value).toEqual([]);
  });

  it('hang on assignments of roles by reference', () => {
    const client = graphClient();
    const { id } = client.post(TAGS, { displayName: 'Berlin' }).body;
    client.post(`${TAGS}/${id}/assignments`, { target });
    const tag = (of: string) => `https://graph.microsoft.com/beta/deviceManagement/roleScopeTags('${of}')`;
    const made = client.post(ASSIGNMENTS, {
      displayName: 'Berlin',
      'roleScopeTags@odata.bind': [tag(id)],
      'roleDefinition@odata.bind':
        'https://graph.microsoft.com/beta/deviceManagement/roleDefinitions/9e0cc482-82df-4ab2-a24c-0c23a3f52e1e',
    });
    expect(made.body.roleScopeTagIds).toEqual([id]);
    const [shown] = client.get(`${ASSIGNMENTS}/${made.body.id}/roleScopeTags`).body.value;
    expect(shown).toMatchObject({ id, displayName: 'Berlin' });
    const below = `/beta/deviceManagement/roleDefinitions/9e0cc482-82df-4ab2-a24c-0c23a3f52e1e/roleAssignments/${made.body.id}/microsoft.graph.deviceAndAppManagementRoleAssignment/roleScopeTags/${id}/assignments`;
    expect(client.get(below).body.value).toMatchObject([{ target: { groupId: GROUP } }]);
    const other = { ...target, groupId: 'aaaaaaaa-0000-4000-8000-000000000002' };
    expect(client.post(below, { target: other }).status).toBe(201);
    expect(client.get(`${TAGS}/${id}/assignments`).body.value).toHaveLength(2);
    const unknown = client.post(ASSIGNMENTS, { displayName: 'x', 'roleScopeTags@odata.bind': [tag('9')] });
    expect(unknown.status).toBe(400);
  });
});
