import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../../test/support/graph-client.ts';

const UNIFIED = '62375ab9-6b52-47ed-826b-58e47e0e304b';
const GUEST = '08d542b9-071f-4e16-94b0-74abb372e3d9';
const set = (name: string, value: string) => ({ name, value });
const settingIn = (setting: { values: readonly { name: string; value: string }[] }, name: string) =>
  setting.values.find((each) => each.name === name)?.value;

describe('settings of the directory', () => {
  it('are made from a template, once, and are the same in both versions', () => {
    const client = graphClient();
    const body = { templateId: UNIFIED, values: [set('EnableGroupCreation', 'false')] };
    const { status, body: made } = client.post('/v1.0/groupSettings', body);
    expect(status).toBe(201);
    expect(made).toMatchObject({ displayName: 'Group.Unified', templateId: UNIFIED });
    expect(settingIn(made, 'EnableGroupCreation')).toBe('false');
    expect(settingIn(made, 'AllowToAddGuests')).toBe('true');
    expect(client.get('/beta/settings').body.value).toMatchObject([{ id: made.id }]);
    expect(client.post('/beta/settings', body).body.error.message).toMatch(/^A conflicting object/);
    const change = { values: [set('AllowToAddGuests', 'false')] };
    expect(client.patch(`/beta/settings/${made.id}`, change).status).toBe(204);
    const after = client.get(`/v1.0/groupSettings/${made.id}`).body;
    expect(settingIn(after, 'AllowToAddGuests')).toBe('false');
    expect(settingIn(after, 'EnableGroupCreation')).toBe('false');
    expect(client.delete(`/v1.0/groupSettings/${made.id}`).status).toBe(204);
    expect(client.get('/beta/settings').body.value).toEqual([]);
  });

  it.each<[string, object]>([
    ['no template', {}],
    ['a template that is not there', { templateId: '7f0c1d9e-2b47-4a36-8a55-0d1b6c3e9f12' }],
    ['the template of groups', { templateId: GUEST }],
    ['a setting that is not there', { templateId: UNIFIED, values: [set('Colour', 'red')] }],
    ['a text for a boolean', { templateId: UNIFIED, values: [set('EnableGroupCreation', 'no')] }],
  ])('are refused with %s', (_, body) => {
    expect(graphClient().post('/v1.0/groupSettings', body).status).toBe(400);
  });

  it('have templates', () => {
    const { value } = graphClient().get('/v1.0/groupSettingTemplates').body;
    const unified = value.find(({ id }: { id: string }) => id === UNIFIED);
    expect(unified.values).toContainEqual({
      name: 'EnableGroupCreation',
      type: 'System.Boolean',
      defaultValue: 'true',
      description: '',
    });
    expect(graphClient().get(`/beta/directorySettingTemplates/${GUEST}`).body.displayName).toBe(
      'Group.Unified.Guest',
    );
  });
});

describe('settings of a group', () => {
  it('say whether guests may come in', () => {
    const client = graphClient();
    const group: string = client.post('/v1.0/groups', {
      displayName: 'Pilots',
      groupTypes: ['Unified'],
      mailEnabled: true,
      mailNickname: 'pilots',
      securityEnabled: false,
    }).body.id;
    const body = { templateId: GUEST, values: [set('AllowToAddGuests', 'false')] };
    expect(client.post(`/v1.0/groups/${group}/settings`, body).status).toBe(201);
    expect(client.post(`/v1.0/groups/${group}/settings`, { templateId: UNIFIED }).status).toBe(400);
    expect(client.get(`/beta/groups/${group}/settings`).body.value).toMatchObject([{ templateId: GUEST }]);
    expect(client.get('/v1.0/groupSettings').body.value).toEqual([]);
  });
});
