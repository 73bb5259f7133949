import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../../../test/support/graph-client.ts';
import { definitionsOf } from './definition-table.ts';

const SETTINGS = '/beta/deviceManagement/configurationSettings';
const TYPE = '#microsoft.graph.deviceManagementConfiguration';

describe('the setting definitions', () => {
  it('come all at once, on beta only', () => {
    const client = graphClient();
    const all = client.get(SETTINGS).body;
    expect(all.value).toHaveLength(203);
    expect(all['@odata.nextLink']).toBeUndefined();
    expect(new Set(all.value.map(({ id }: { id: string }) => id)).size).toBe(203);
    expect(client.get('/v1.0/deviceManagement/configurationSettings').status).toBe(400);
  });

  it('say what the SSO extension can be told', () => {
    const client = graphClient();
    const sso = client.get(`${SETTINGS}/com.apple.extensiblesso_com.apple.extensiblesso`).body;
    expect(sso).toMatchObject({
      '@odata.type': `${TYPE}SettingGroupCollectionDefinition`,
      applicability: { platform: 'iOS,macOS', technologies: 'mdm', deviceMode: 'none' },
      categoryId: '7b6ddf4e-7136-4fde-adbf-38e6bdfcc962',
      minimumCount: 0,
      maximumCount: 1,
      dependentOn: [],
    });
    expect(sso.dependedOnBy.filter(({ required }: { required: boolean }) => required)).toEqual([
      { dependedOnBy: 'com.apple.extensiblesso_extensionidentifier', required: true },
      { dependedOnBy: 'com.apple.extensiblesso_type', required: true },
    ]);
    expect(client.get(`${SETTINGS}/com.apple.extensiblesso_type`).body).toMatchObject({
      '@odata.type': `${TYPE}ChoiceSettingDefinition`,
      rootDefinitionId: 'com.apple.extensiblesso_com.apple.extensiblesso',
      offsetUri: 'Type',
      defaultOptionId: 'com.apple.extensiblesso_type_0',
      options: [
        { itemId: 'com.apple.extensiblesso_type_0', optionValue: { value: 'Credential' } },
        { itemId: 'com.apple.extensiblesso_type_1', optionValue: { value: 'Redirect' } },
      ],
    });
    // Keys and values of the extension's data: which kind is picked decides which value is asked for.
    expect(
      client.get(`${SETTINGS}/com.apple.extensiblesso_ignored_$typepicker`).body.options[2],
    ).toMatchObject({
      itemId: 'com.apple.extensiblesso_ignored_2',
      dependentOn: [
        {
          dependentOn: 'com.apple.extensiblesso_extensiondata',
          parentSettingId: 'com.apple.extensiblesso_extensiondata',
        },
      ],
      dependedOnBy: [
        { dependedOnBy: 'com.apple.extensiblesso_extensiondata_generickey_boolean', required: true },
      ],
    });
  });

  it('say what an enrollment policy asks with each kind of user affinity', () => {
    const affinity = graphClient().get(`${SETTINGS}/ade_useraffinity`).body;
    expect(affinity).toMatchObject({
      accessTypes: 'add,delete,get,replace',
      baseUri: './enrollment/ade',
      offsetUri: '/userAffinity',
      visibility: 'template',
      applicability: { platform: 'iOS,macOS', technologies: 'enrollment' },
    });
    expect(
      affinity.options.map(({ itemId, optionValue, dependedOnBy }: never) => [
        itemId,
        optionValue,
        dependedOnBy,
      ]),
    ).toMatchObject([
      ['ade_useraffinity_1', { value: '1' }, [{ dependedOnBy: 'ade_authenticationmethod', required: true }]],
      ['ade_useraffinity_0', {}, [{ dependedOnBy: 'ade_useraffinity_awaitfinalconfiguration' }]],
      ['ade_useraffinity_2', {}, [{ dependedOnBy: 'ade_useraffinity_awaitfinalconfiguration' }]],
      ['ade_useraffinity_3', {}, [{ dependedOnBy: 'ade_requiresharedipadtemporarysessiononly' }]],
    ]);
  });

  it('can be looked for by category, platform and name', () => {
    const client = graphClient();
    const found = (filter: string) =>
      client
        .get(`${SETTINGS}?$filter=${encodeURIComponent(filter)}&$select=id`)
        .body.value.map(({ id }: { id: string }) => id);
    expect(
      found("categoryId eq 'd68abc4d-559a-4339-be48-c41a77a87034' and displayName eq 'Min Length'"),
    ).toEqual(['com.apple.mobiledevice.passwordpolicy_minlength']);
    expect(found("applicability/platform has 'tvOS' and startswith(name,'TV')")).toEqual([
      'ade_setupassistant_tvhomescreensync',
      'ade_setupassistant_tvprovidersignin',
      'ade_setupassistant_tvroom',
    ]);
  });

  it('have categories that know what is below them', () => {
    const client = graphClient();
    const categories = '/beta/deviceManagement/configurationCategories';
    const authentication = client.get(`${categories}/a79b2d36-7dea-4a84-81ef-27f99296bccf`).body;
    expect(authentication).toMatchObject({
      displayName: 'Authentication',
      parentCategoryId: '00000000-0000-0000-0000-000000000000',
      childCategoryIds: ['7b6ddf4e-7136-4fde-adbf-38e6bdfcc962', 'f35cc803-3a06-4262-b38b-a5295321f756'],
    });
    const ids = client.get(`${categories}?$select=id`).body.value.map(({ id }: { id: string }) => id);
    const used = client.get(`${SETTINGS}?$select=categoryId`).body.value;
    for (const { categoryId } of used) expect(ids).toContain(categoryId);
  });

  it('of compliance are those of Linux', () => {
    const client = graphClient();
    const settings = client.get('/beta/deviceManagement/complianceSettings').body.value;
    expect(settings).toHaveLength(13);
    for (const { settingUsage, applicability } of settings) {
      expect([settingUsage, applicability.platform]).toEqual(['compliance', 'linux']);
    }
    expect(client.get('/beta/deviceManagement/complianceCategories').body.value).toHaveLength(4);
  });

  it('stay what they are when a tenant adds one', () => {
    const client = graphClient();
    const added = client.post(SETTINGS, {
      '@odata.type': `${TYPE}SimpleSettingDefinition`,
      name: 'added',
    });
    expect(added.status).toBe(201);
    expect(client.get(SETTINGS).body.value).toHaveLength(204);
    expect(client.delete(`${SETTINGS}/${added.body.id}`).status).toBe(204);
  });
});

describe('the templates of enrollment policies', () => {
  const TEMPLATES = '/beta/deviceManagement/configurationPolicyTemplates';
  const IOS = `${TEMPLATES}/27d20e9c-50c1-48f8-a44c-f37de4510051_1`;

  it('are there for each of Apple’s platforms', () => {
    const { value } = graphClient().get(`${TEMPLATES}?$select=platforms,templateFamily`).body;
    expect(value).toEqual(
      ['iOS', 'macOS', 'tvOS', 'visionOS'].map((platforms) => ({
        platforms,
        templateFamily: 'enrollmentConfiguration',
      })),
    );
  });

  it('tell which settings they ask for, and how those are referred to', () => {
    const client = graphClient();
    const asked = client.get(`${IOS}/settingTemplates?$expand=settingDefinitions`).body.value;
    expect(asked[0].settingInstanceTemplate).toMatchObject({
      '@odata.type': `${TYPE}ChoiceSettingInstanceTemplate`,
      settingDefinitionId: 'ade_useraffinity',
      settingInstanceTemplateId: 'f3ddbbae-bb3d-45e8-bb9c-854f674e56ef',
      choiceSettingValueTemplate: { settingValueTemplateId: 'e34ab06d-486a-4cc0-a867-295515ac2dfc' },
    });
    const ids = asked[0].settingDefinitions.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(
      expect.arrayContaining([
        'ade_useraffinity',
        'ade_authenticationmethod',
        'ade_modernauth_awaitfinalconfiguration',
      ]),
    );
    const department = asked.find(
      ({ settingInstanceTemplate }: never) =>
        settingInstanceTemplate['settingDefinitionId'] === 'ade_setupassistant_department',
    );
    expect(department.settingInstanceTemplate.simpleSettingValueTemplate['@odata.type']).toBe(
      `${TYPE}StringSettingValueTemplate`,
    );
    // What is asked for exists.
    for (const each of asked) expect(each.settingDefinitions.length).toBeGreaterThan(0);
  });
});

describe('the notation of definitions', () => {
  const table = (lines: string) => ({
    prefix: 'p',
    categoryId: 'c',
    platforms: 'iOS',
    technologies: 'mdm',
    usage: 'configuration' as const,
    visibility: 'template',
    accessTypes: 'none',
    baseUri: '',
    idOf: (name: string) => name.toLowerCase(),
    offsetOf: (name: string) => name,
    lines,
  });

  it.each([
    [
      'a kind that there is not',
      'slider | Name | Name | 0.. = 0',
      "'slider' is no kind of setting definition",
    ],
    ['options that say nothing', 'choice | Name | Name | 0', "'0' is no setting definition"],
    ['a number without a default', 'number | Name | Name | 0..9', "'0..9' is no setting definition"],
    ['a text without a format', 'text | Name | Name | 0..9 = ""', `'0..9 = ""' is no setting definition`],
  ])('refuses %s', (_, lines, message) => {
    expect(() => definitionsOf(table(lines))).toThrow(message);
  });
});
