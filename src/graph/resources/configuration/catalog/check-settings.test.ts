import { describe, expect, it } from 'vitest';
import { choice, group, type Instance, integer, text, texts } from '../../../../../test/support/catalog.ts';
import { type Answer, graphClient } from '../../../../../test/support/graph-client.ts';

const POLICIES = '/beta/deviceManagement/configurationPolicies';
const SSO = 'com.apple.extensiblesso';
const PASSCODE = 'com.apple.mobiledevice.passwordpolicy';

const messageOf = (answer: Answer): string =>
  JSON.parse(answer.body.error.message).Message.split(' - Operation ID')[0];

const EXTENSION = [
  text(`${SSO}_extensionidentifier`, 'com.microsoft.azureauthenticator.ssoextension'),
  choice(`${SSO}_type`, `${SSO}_type_1`),
];
const extension = (...more: Instance[]) => group(`${SSO}_${SSO}`, [...EXTENSION, ...more]);
const passcode = (...settings: Instance[]) => group(`${PASSCODE}_${PASSCODE}`, settings);

describe('the settings of a policy', () => {
  const create = (settingInstance: Instance, policy: object = {}) =>
    graphClient().post(POLICIES, { name: 'P', platforms: 'iOS', ...policy, settings: [{ settingInstance }] });

  it.each<[string, Instance]>([
    [
      'the SSO extension with data',
      extension(
        texts(`${SSO}_urls`, ['https://login.microsoftonline.com']),
        group(`${SSO}_extensiondata`, [
          text(`${SSO}_extensiondata_generickey_keytobereplaced`, 'browser_sso_interaction_enabled'),
          choice(`${SSO}_ignored_$typepicker`, `${SSO}_ignored_1`, [
            integer(`${SSO}_extensiondata_generickey_integer`, 1),
          ]),
        ]),
      ),
    ],
    ['a passcode', passcode(integer(`${PASSCODE}_minlength`, 6))],
    [
      'enrollment with user affinity',
      choice('ade_useraffinity', 'ade_useraffinity_1', [
        choice('ade_authenticationmethod', 'ade_authenticationmethod_2', [
          choice('ade_modernauth_awaitfinalconfiguration', 'ade_modernauth_awaitfinalconfiguration_1'),
        ]),
      ]),
    ],
    [
      'what is known by its id only',
      extension(group(`${SSO}_platformsso`, [text(`${SSO}_platformsso_webloginurlallowlist`, 'x')])),
    ],
  ])('may be %s', (_, instance) => {
    expect(create(instance).status).toBe(201);
  });

  it.each<[string, Instance, string]>([
    [
      'an option that there is not',
      choice('ade_lockedenrollment', 'ade_lockedenrollment_2'),
      'Selected Option ade_lockedenrollment_2 does not match with the list of expected options: ade_lockedenrollment_0, ade_lockedenrollment_1',
    ],
    [
      'an option without what it requires',
      choice('ade_useraffinity', 'ade_useraffinity_1'),
      'ade_useraffinity: Selected option ade_useraffinity_1 with dependent settings  doesnt contain required dependent settings. Required dependent settings are ade_authenticationmethod',
    ],
    [
      'a group without what it requires',
      group(`${SSO}_${SSO}`, [choice(`${SSO}_type`, `${SSO}_type_1`)]),
      `${SSO}_${SSO}: Setting group with dependent settings ${SSO}_type doesnt contain required dependent settings. Required dependent settings are ${SSO}_extensionidentifier,${SSO}_type`,
    ],
    [
      'a group more often than once',
      { ...extension(), groupSettingCollectionValue: [{ children: EXTENSION }, { children: EXTENSION }] },
      `${SSO}_${SSO}: Count Of List of Setting Values 2, does not meet bound requirements. Expected count would be 0 and  1`,
    ],
    [
      'an empty list',
      extension(texts(`${SSO}_hosts`, [])),
      `${SSO}_hosts: Count Of List of Setting Values 0, does not meet bound requirements. Expected count would be 1 and  600`,
    ],
    [
      'a setting that there is not',
      extension(text(`${SSO}_extensionidentifer`, 'x')),
      `${SSO}_extensionidentifer: Setting definition could not be found`,
    ],
    [
      'a setting in the wrong place',
      choice('ade_useraffinity', 'ade_useraffinity_0', [
        choice('ade_useraffinity_awaitfinalconfiguration', 'ade_useraffinity_awaitfinalconfiguration_1'),
        choice('ade_authenticationmethod', 'ade_authenticationmethod_2'),
      ]),
      'ade_authenticationmethod: Setting is not one of the dependent settings of ade_useraffinity_0',
    ],
    [
      'a text where a choice is due',
      text('ade_lockedenrollment', 'yes'),
      'ade_lockedenrollment: Type #microsoft.graph.deviceManagementConfigurationSimpleSettingInstance does not match the expected type #microsoft.graph.deviceManagementConfigurationChoiceSettingInstance',
    ],
    [
      'a text where a number is due',
      passcode(text(`${PASSCODE}_minlength`, '6')),
      `${PASSCODE}_minlength: Type #microsoft.graph.deviceManagementConfigurationStringSettingValue does not match the expected type #microsoft.graph.deviceManagementConfigurationIntegerSettingValue`,
    ],
    [
      'a number that is too high',
      passcode(integer(`${PASSCODE}_minlength`, 17)),
      `${PASSCODE}_minlength: Setting value 17, does not meet bound requirements. Expected value would be between 0 and 16`,
    ],
    [
      'a text that is too short',
      text('ade_setupassistant_department', ''),
      'ade_setupassistant_department: Setting value , does not meet bound requirements. Expected value would be between 1 and 125',
    ],
    [
      'a text of another form',
      group(`${SSO}_${SSO}`, [
        text(`${SSO}_extensionidentifier`, ' x'),
        choice(`${SSO}_type`, `${SSO}_type_1`),
      ]),
      `${SSO}_extensionidentifier: Setting value  x does not match the expected format ^\\S.*\\S$|^\\S$`,
    ],
  ])('are refused with %s', (_, instance, message) => {
    const refused = create(instance);
    expect(refused.status).toBe(400);
    expect(messageOf(refused)).toBe(message);
  });

  it('are refused with a reference that is not the template’s', () => {
    const TEMPLATE = '27d20e9c-50c1-48f8-a44c-f37de4510051_1';
    const locked = (settingInstanceTemplateId: string) => ({
      ...choice('ade_lockedenrollment', 'ade_lockedenrollment_1'),
      settingInstanceTemplateReference: { settingInstanceTemplateId },
    });
    const policy = { templateReference: { templateId: TEMPLATE } };
    expect(create(locked('e105d3a4-7318-454a-a231-0d1510ebf1e3'), policy).status).toBe(201);
    const refused = create(locked('f3ddbbae-bb3d-45e8-bb9c-854f674e56ef'), policy);
    expect(messageOf(refused)).toBe(
      `Info\nInvalid Reference id found in Policy  created from Template ${TEMPLATE}\nPolicyId\n\nTemplateId\n${TEMPLATE}\nInvalidReferenceId\nf3ddbbae-bb3d-45e8-bb9c-854f674e56ef`,
    );
  });

  it('are taken without the one that they belong to, which is told', () => {
    const client = graphClient();
    const settingInstance = choice('ade_authenticationmethod', 'ade_authenticationmethod_2', [
      choice('ade_modernauth_awaitfinalconfiguration', 'ade_modernauth_awaitfinalconfiguration_1'),
    ]);
    expect(client.post(POLICIES, { name: 'P', settings: [{ settingInstance }] }).status).toBe(201);
    expect([...client.graph.requests.since()].at(-1)?.ignored).toEqual([
      'ade_authenticationmethod: Setting belongs to ade_useraffinity and is set without it',
    ]);
  });

  describe('whose definitions the tenant was given', () => {
    const DEFINITION = '#microsoft.graph.deviceManagementConfiguration';
    const option = (itemId: string, ...required: string[]) => ({
      itemId,
      name: itemId,
      displayName: itemId,
      optionValue: { '@odata.type': `${DEFINITION}StringSettingValue`, value: itemId },
      dependedOnBy: required.map((dependedOnBy) => ({ dependedOnBy, required: true })),
    });
    const BRIGHTNESS = {
      '@odata.type': `${DEFINITION}SimpleSettingDefinition`,
      id: 'acme_brightness',
      rootDefinitionId: 'acme_screen',
      valueDefinition: {
        '@odata.type': `${DEFINITION}IntegerSettingValueDefinition`,
        minimumValue: 1,
        maximumValue: 9,
      },
    };
    const SCREEN = {
      '@odata.type': `${DEFINITION}ChoiceSettingDefinition`,
      id: 'acme_screen',
      rootDefinitionId: 'acme_screen',
      options: [option('acme_screen_off'), option('acme_screen_on', 'acme_brightness')],
    };
    const on = (level: number) =>
      choice('acme_screen', 'acme_screen_on', [integer('acme_brightness', level)]);
    const setUp = (set: string) => {
      const client = graphClient();
      const send = (path: string, instance: Instance) =>
        client.post(`/beta/deviceManagement/${path}`, {
          name: 'P',
          platforms: 'iOS',
          settings: [{ settingInstance: instance }],
          ...(path === 'compliancePolicies' && {
            scheduledActionsForRule: [
              {
                ruleName: 'R',
                scheduledActionConfigurations: [{ actionType: 'block', gracePeriodHours: 0 }],
              },
            ],
          }),
        });
      const give = () => {
        for (const each of [SCREEN, BRIGHTNESS])
          expect(client.post(`/beta/deviceManagement/${set}`, each).status).toBe(201);
      };
      return { client, send, give };
    };
    const WRONG: readonly [string, Instance][] = [
      [
        'Selected Option acme_screen_dim does not match with the list of expected options: acme_screen_off, acme_screen_on',
        choice('acme_screen', 'acme_screen_dim'),
      ],
      [
        'acme_screen: Selected option acme_screen_on with dependent settings  doesnt contain required dependent settings. Required dependent settings are acme_brightness',
        choice('acme_screen', 'acme_screen_on'),
      ],
      [
        'acme_brightness: Setting value 10, does not meet bound requirements. Expected value would be between 1 and 9',
        on(10),
      ],
      [
        'acme_screen: Type #microsoft.graph.deviceManagementConfigurationSimpleSettingInstance does not match the expected type #microsoft.graph.deviceManagementConfigurationChoiceSettingInstance',
        integer('acme_screen', 1),
      ],
    ];

    it.each([
      ['configurationPolicies', 'configurationSettings'],
      ['compliancePolicies', 'complianceSettings'],
    ])('are checked by them in %s, and taken as they are before', (path, set) => {
      const { client, send, give } = setUp(set);
      for (const [, instance] of WRONG) expect(send(path, instance).status).toBe(201);
      give();
      const { status, body } = send(path, on(5));
      expect(status).toBe(201);
      for (const [message, instance] of WRONG) {
        const refused = send(path, instance);
        expect([refused.status, messageOf(refused)]).toEqual([400, message]);
        if (path === 'compliancePolicies') continue;
        const change = { name: 'P', platforms: 'iOS', settings: [{ settingInstance: instance }] };
        const replaced = client.send('PUT', `/beta/deviceManagement/${path}/${body.id}`, change);
        expect(messageOf(replaced)).toBe(message);
      }
    });

    it('are taken with a pattern that cannot be read here', () => {
      const { client, send } = setUp('configurationSettings');
      const given = {
        '@odata.type': `${DEFINITION}SimpleSettingDefinition`,
        id: 'acme_name',
        valueDefinition: {
          '@odata.type': `${DEFINITION}StringSettingValueDefinition`,
          inputValidationSchema: '(?i)^a',
        },
      };
      expect(client.post('/beta/deviceManagement/configurationSettings', given).status).toBe(201);
      expect(send('configurationPolicies', text('acme_name', 'b')).status).toBe(201);
    });
  });

  it('are taken unchecked where their definitions are not known, which is told', () => {
    const client = graphClient();
    const settings = [{ settingInstance: choice('device_vendor_msft_policy_config_x', 'whatever') }];
    const created = client.post(POLICIES, { name: 'P', settings });
    expect(created.status).toBe(201);
    expect([...client.graph.requests.since()].at(-1)?.ignored).toEqual([
      "the definitions of these settings aren't known here, so their values aren't checked: device_vendor_msft_policy_config_x",
    ]);
  });
});
