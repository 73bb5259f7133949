import { describe, expect, it } from 'vitest';
import { choice, integer, simple, texts } from '../../../../test/support/catalog.ts';
import { type Answer, graphClient, ORIGIN } from '../../../../test/support/graph-client.ts';

const SET = '/beta/deviceManagement/configurationPolicies';
const GROUP = 'aaaaaaaa-0000-4000-8000-000000000001';
const LOCKED = choice('ade_lockedenrollment', 'ade_lockedenrollment_1');
const POLICY = { name: 'P', platforms: 'iOS', technologies: 'enrollment' };

const messageOf = (answer: Answer): string =>
  JSON.parse(answer.body.error.message).Message.split(' - Operation ID')[0];

describe('a policy of the settings catalog', () => {
  it('is created together with its settings', () => {
    const client = graphClient();
    const created = client.post(SET, {
      ...POLICY,
      settings: [
        { settingInstance: LOCKED },
        { settingInstance: choice('ade_setupassistant_siri', 'ade_setupassistant_siri_0') },
      ],
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      ...POLICY,
      settingCount: 2,
      creationSource: null,
      roleScopeTagIds: ['0'],
      templateReference: {
        templateId: '',
        templateFamily: 'none',
        templateDisplayName: null,
        templateDisplayVersion: null,
      },
    });
    const settings = client.get(`${SET}('${created.body.id}')/settings`).body.value;
    expect(settings.map(({ id }: { id: string }) => id)).toEqual(['0', '1']);
    expect(settings[0].settingInstance).toEqual({
      '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance',
      settingDefinitionId: 'ade_lockedenrollment',
      settingInstanceTemplateReference: null,
      choiceSettingValue: {
        settingValueTemplateReference: null,
        value: 'ade_lockedenrollment_1',
        children: [],
      },
    });
    expect(client.get('/v1.0/deviceManagement/configurationPolicies').body.error.message).toBe(
      "Resource not found for the segment 'configurationPolicies'.",
    );
  });

  it('shows whether it is assigned only when that is asked for', () => {
    const client = graphClient();
    const at = `${SET}/${client.post(SET, POLICY).body.id}`;
    const shown = client.get(at).body;
    expect(shown).not.toHaveProperty('isAssigned');
    expect(shown).not.toHaveProperty('disableEntraGroupPolicyAssignment');
    expect(shown['@microsoft.graph.tips']).toContain('only returns a subset');
    expect(client.get(`${at}?$select=isAssigned`).body).toMatchObject({ isAssigned: false });
    const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: GROUP };
    expect(client.post(`${at}/assign`, { assignments: [{ target }] }).status).toBe(200);
    const selected = client.get(`${at}?$select=isAssigned`).body;
    expect(selected.isAssigned).toBe(true);
    expect(selected).not.toHaveProperty('@microsoft.graph.tips');
    expect(client.get(`${SET}?$filter=isAssigned eq true`).body.value).toHaveLength(1);
    client.delete(`${at}/assignments/${client.get(`${at}/assignments`).body.value[0].id}`);
    expect(client.get(`${at}?$select=isAssigned`).body.isAssigned).toBe(false);
  });

  it('is replaced with its settings, and keeps where it came from', () => {
    const client = graphClient();
    const created = client.post(SET, {
      ...POLICY,
      description: 'before',
      creationSource: 'DepTokenId_1',
      templateReference: { templateId: '27d20e9c-50c1-48f8-a44c-f37de4510051_1' },
      settings: [{ settingInstance: LOCKED }],
    }).body;
    expect(created.templateReference).toEqual({
      templateId: '27d20e9c-50c1-48f8-a44c-f37de4510051_1',
      templateFamily: 'enrollmentConfiguration',
      templateDisplayName: 'ADE Policy',
      templateDisplayVersion: 'Version 1',
    });
    const at = `${SET}('${created.id}')`;
    const settings = [{ settingInstance: choice('ade_lockedenrollment', 'ade_lockedenrollment_0') }];
    expect(client.send('PUT', at, { ...POLICY, settings }).status).toBe(400);
    const wrong = [{ settingInstance: choice('ade_lockedenrollment', 'ade_lockedenrollment_7') }];
    expect(
      client.send('PUT', at, { ...POLICY, creationSource: 'DepTokenId_1', settings: wrong }).status,
    ).toBe(400);
    const replaced = client.send('PUT', at, { ...POLICY, creationSource: 'DepTokenId_1', settings });
    expect(replaced.status).toBe(200);
    expect(replaced.body).toMatchObject({
      description: null,
      settingCount: 1,
      roleScopeTagIds: ['0'],
      createdDateTime: created.createdDateTime,
      templateReference: created.templateReference,
    });
    const [setting] = client.get(`${at}/settings`).body.value;
    expect(setting.settingInstance.choiceSettingValue.value).toBe('ade_lockedenrollment_0');
  });

  it('is not patched with settings, and its settings are not patched', () => {
    const client = graphClient();
    const at = `${SET}('${client.post(SET, { ...POLICY, settings: [{ settingInstance: LOCKED }] }).body.id}')`;
    expect(client.patch(at, { name: 'Q', settings: [] }).body.error).toMatchObject({
      code: 'ModelValidationFailure',
      message:
        "Cannot apply PATCH to navigation property 'settings' on entity type 'microsoft.management.services.api.deviceManagementConfigurationPolicy'.",
    });
    expect(client.patch(at, { name: 'Q' }).body).toMatchObject({ name: 'Q', settingCount: 1 });
    expect(client.patch(`${at}/settings('0')`, { settingInstance: LOCKED }).body.error.message).toMatch(
      /^No OData route exists that match template ~\/singleton\/navigation\/key\/navigation\/key with http verb PATCH for request \/DeviceConfigV2\/DCV2GraphService\//,
    );
  });

  it('that is gone is a bad request, unlike elsewhere', () => {
    const gone = graphClient().delete(`${SET}/${GROUP}`);
    expect([gone.status, gone.body.error.code]).toEqual([400, 'ResourceNotFound']);
  });

  it('comes in pages of 25 that count their rows, as its settings do', () => {
    const client = graphClient();
    const PASSCODE = 'com.apple.mobiledevice.passwordpolicy_minlength';
    const settings = Array.from({ length: 30 }, () => ({ settingInstance: integer(PASSCODE, 6) }));
    const { id } = client.post(SET, { name: 'P0', settings }).body;
    for (let index = 1; index < 30; index += 1) client.post(SET, { name: `P${index}` });
    for (const url of [SET, `${SET}/${id}/settings`]) {
      const first = client.get(url).body;
      expect(first.value).toHaveLength(25);
      const next = first['@odata.nextLink'];
      expect(decodeURIComponent(decodeURIComponent(next))).toContain(
        '$skiptoken=[cosmosdb][{"compositeToken":',
      );
      const second = client.get(next.slice(ORIGIN.length)).body;
      expect(second.value).toHaveLength(5);
      expect(second['@odata.nextLink']).toBeUndefined();
      expect(client.get(`${url}?$skiptoken=made-up`).status).toBe(400);
    }
    expect(client.get(SET).body['@odata.count']).toBe(25);
  });

  it('shows a token instead of a secret', () => {
    const client = graphClient();
    const secret = {
      '@odata.type': '#microsoft.graph.deviceManagementConfigurationSecretSettingValue',
      valueState: 'notEncrypted',
      value: 'hunter2',
    };
    const settings = [{ settingInstance: simple('some_password', secret) }];
    const { id } = client.post(SET, { name: 'P', settings }).body;
    const read = () => client.get(`${SET}/${id}/settings`).body.value[0].settingInstance;
    const sealed = read().simpleSettingValue;
    expect(sealed).toMatchObject({
      valueState: 'encryptedValueToken',
      value: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    // Sending the token again keeps it.
    expect(
      client.send('PUT', `${SET}/${id}`, { name: 'P', settings: [{ settingInstance: read() }] }).status,
    ).toBe(200);
    expect(read().simpleSettingValue).toEqual(sealed);
  });

  it('expands its settings and their definitions', () => {
    const client = graphClient();
    const { id } = client.post(SET, {
      ...POLICY,
      settings: [
        {
          settingInstance: choice('ade_useraffinity', 'ade_useraffinity_0', [
            choice('ade_useraffinity_awaitfinalconfiguration', 'ade_useraffinity_awaitfinalconfiguration_1'),
          ]),
        },
      ],
    }).body;
    const [setting] = client.get(`${SET}/${id}/settings?$expand=settingDefinitions`).body.value;
    expect(setting.settingDefinitions.map((each: { id: string }) => each.id)).toEqual([
      'ade_useraffinity',
      'ade_useraffinity_awaitfinalconfiguration',
    ]);
    expect(client.get(`${SET}/${id}?$expand=settings`).body.settings).toHaveLength(1);
  });

  it('takes and gives up single settings', () => {
    const client = graphClient();
    const at = `${SET}/${client.post(SET, POLICY).body.id}`;
    expect(client.post(`${at}/settings`, { settingInstance: LOCKED }).body.id).toBe('0');
    const hosts = texts('com.apple.extensiblesso_hosts', []);
    expect(client.post(`${at}/settings`, { settingInstance: hosts }).status).toBe(400);
    expect(client.post(`${at}/settings`, { settingInstance: LOCKED }).body.id).toBe('1');
    expect(client.delete(`${at}/settings/0`).status).toBe(204);
    expect(client.get(at).body.settingCount).toBe(1);
  });

  it('is copied with its settings, unassigned', () => {
    const client = graphClient();
    const { id } = client.post(SET, { ...POLICY, settings: [{ settingInstance: LOCKED }] }).body;
    const target = { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' };
    client.post(`${SET}/${id}/assign`, { assignments: [{ target }] });
    expect(client.post(`${SET}/${id}/createCopy`, { description: 'd' }).status).toBe(400);
    const copy = client.post(`${SET}/${id}/createCopy`, { displayName: 'Copy', description: 'd' }).body;
    expect(copy).toMatchObject({ name: 'Copy', description: 'd', platforms: 'iOS', settingCount: 1 });
    expect(client.get(`${SET}/${copy.id}?$select=isAssigned`).body.isAssigned).toBe(false);
    expect(client.get(`${SET}/${copy.id}/settings`).body.value).toHaveLength(1);
  });

  it('takes the place of another when it is reordered', () => {
    const client = graphClient();
    const ids = ['A', 'B', 'C'].map((name) => client.post(SET, { name }).body.id);
    for (const [index, id] of ids.entries()) {
      expect(client.post(`${SET}/${id}/reorder`, { priority: index + 1 }).status).toBe(204);
    }
    client.post(`${SET}/${ids[2]}/reorder`, { priority: 1 });
    const priorities = client
      .get(SET)
      .body.value.map((each: never) => [
        each['name'],
        (each['priorityMetaData'] as { priority: number }).priority,
      ]);
    expect(Object.fromEntries(priorities)).toEqual({ A: 2, B: 3, C: 1 });
  });

  it.each([[[{}]], [[{ settingInstance: null }]]])('refuses settings that set nothing: %j', (settings) => {
    expect(graphClient().post(SET, { ...POLICY, settings }).status).toBe(400);
  });

  it('refuses a group whose id is none', () => {
    const client = graphClient();
    const at = `${SET}/${client.post(SET, POLICY).body.id}`;
    const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: 'Sales' };
    for (const refused of [
      client.post(`${at}/assign`, { assignments: [{ target }] }),
      client.post(`${at}/assignments`, { target }),
    ]) {
      expect(refused.status).toBe(400);
      expect(messageOf(refused)).toBe('Invalid GroupId : Sales provided, a valid AADGroupId is expected.');
    }
  });
});
