import { describe, expect, it } from 'vitest';
import { graphModel, maximumBodyDepth, type NamedAbstract, validateEntity } from './index.ts';

const beta = graphModel('beta');

const check = (type: string, body: unknown, mode: 'create' | 'update' = 'create') =>
  validateEntity(beta, `microsoft.graph.${type}`, body, { mode });

const issue = (type: string, body: unknown, mode: 'create' | 'update' = 'create') => {
  const result = check(type, body, mode);
  return result.ok ? undefined : result.issue;
};

const jitPolicy = {
  '@odata.type': '#microsoft.graph.iosDeviceFeaturesConfiguration',
  displayName: 'Single sign-on for JIT registration',
  iosSingleSignOnExtension: {
    '@odata.type': '#microsoft.graph.iosAzureAdSingleSignOnExtension',
    bundleIdAccessControlList: ['com.contoso.field'],
    configurations: [
      {
        '@odata.type': '#microsoft.graph.keyStringValuePair',
        key: 'device_registration',
        value: '{{DEVICEREGISTRATION}}',
      },
      {
        '@odata.type': '#microsoft.graph.keyIntegerValuePair',
        key: 'browser_sso_interaction_enabled',
        value: 1,
      },
    ],
    enableSharedDeviceMode: false,
  },
};

describe('a body that the model accepts', () => {
  it('may spell its properties in any case where a service doesn’t mind, and gets them in the right one', () => {
    const body = { displayname: 'Aoife', mailNickName: 'aoife', passwordProfile: { PASSWORD: 'x' } };
    const loose = validateEntity(beta, 'microsoft.graph.user', body, { mode: 'create', anyCase: true });
    expect(loose).toMatchObject({
      value: { displayName: 'Aoife', mailNickname: 'aoife', passwordProfile: { password: 'x' } },
    });
    expect(issue('user', body)).toMatchObject({ kind: 'unknownProperty', property: 'displayname' });
  });

  it('is returned with its concrete type', () => {
    const result = check('deviceConfiguration', jitPolicy);
    expect(result).toMatchObject({ ok: true, value: jitPolicy });
    expect(result.ok && result.type.name).toBe('microsoft.graph.iosDeviceFeaturesConfiguration');
  });

  it('may hold contained entities, each checked', () => {
    const policy = {
      '@odata.type': '#microsoft.graph.iosCompliancePolicy',
      displayName: 'Passcode',
      scheduledActionsForRule: [
        {
          ruleName: 'PasswordRequired',
          scheduledActionConfigurations: [
            { actionType: 'block', gracePeriodHours: 0, notificationTemplateId: '' },
          ],
        },
      ],
    };
    expect(check('deviceCompliancePolicy', policy)).toMatchObject({ ok: true, value: policy });
    expect(
      issue('deviceCompliancePolicy', {
        ...policy,
        scheduledActionsForRule: [{ scheduledActionConfigurations: [{ gracePeriodHours: '0' }] }],
      }),
    ).toMatchObject({
      kind: 'wrongType',
      path: '/scheduledActionsForRule/0/scheduledActionConfigurations/0/gracePeriodHours',
      expected: 'Edm.Int32',
      actual: 'string',
    });
  });

  it('loses annotations other than types and references', () => {
    const result = check('iosCompliancePolicy', {
      '@odata.context': 'https://graph.microsoft.com/beta/$metadata#x',
      '@odata.type': 'microsoft.graph.iosCompliancePolicy',
      'assignments@odata.context': 'y',
      displayName: 'Passcode',
      'roleScopeTagIds@odata.type': '#Collection(String)',
      roleScopeTagIds: ['0'],
    });
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && result.value).toEqual({
      '@odata.type': '#microsoft.graph.iosCompliancePolicy',
      displayName: 'Passcode',
      roleScopeTagIds: ['0'],
    });
  });

  it('may take the type of a value from the annotation of its property', () => {
    const { iosSingleSignOnExtension: extension, ...rest } = jitPolicy;
    const { '@odata.type': type, ...untyped } = extension;
    const body = { ...rest, 'iosSingleSignOnExtension@odata.type': type, iosSingleSignOnExtension: untyped };
    expect(check('deviceConfiguration', body).ok).toBe(true);
  });

  it('may refer to entities', () => {
    const owner = 'https://graph.microsoft.com/beta/users/1';
    expect(check('group', { displayName: 'Field', 'owners@odata.bind': [owner] })).toMatchObject({
      value: { 'owners@odata.bind': [owner] },
    });
    expect(issue('group', { 'owners@odata.bind': owner })).toMatchObject({
      kind: 'wrongType',
      actual: 'string',
    });
    expect(issue('group', { 'displayName@odata.bind': owner })).toMatchObject({
      kind: 'unknownProperty',
      property: 'displayName',
    });
  });

  it('may have an integer for a double, and null where null is allowed', () => {
    expect(check('keyRealValuePair', { key: 'k', value: 1 }).ok).toBe(true);
    expect(check('iosCompliancePolicy', { passcodeMinimumLength: null, osMinimumVersion: null }).ok).toBe(
      true,
    );
    expect(check('iosDeviceFeaturesConfiguration', { homeScreenPages: null })).toMatchObject({
      value: { homeScreenPages: [] },
    });
  });

  it('may name an enum member in another case, which is kept as the model writes it', () => {
    expect(check('iosCompliancePolicy', { passcodeRequiredType: 'Numeric' })).toMatchObject({
      value: { passcodeRequiredType: 'numeric' },
    });
  });

  it('may combine the members of a flags enum', () => {
    expect(
      check('deviceManagementConfigurationPolicy', { technologies: 'mdm,appleRemoteManagement' }).ok,
    ).toBe(true);
    expect(issue('deviceManagementConfigurationPolicy', { technologies: 'mdm,carrierPigeon' })).toMatchObject(
      {
        kind: 'unknownEnumMember',
        value: 'mdm,carrierPigeon',
      },
    );
  });

  it('may have extension properties where the type is open', () => {
    expect(check('user', { extension_0a1b2c_costCenter: '42' }).ok).toBe(true);
    expect(issue('user', { costCenter: '42' })).toMatchObject({ kind: 'unknownProperty' });
    expect(issue('iosCompliancePolicy', { extension_0a1b2c_costCenter: '42' })).toMatchObject({
      kind: 'unknownProperty',
    });
    expect(issue('user', JSON.parse('{"__proto__":{"accountEnabled":true}}'))).toMatchObject({
      kind: 'unknownProperty',
    });
  });
});

describe('a body that the model refuses', () => {
  it('names a property that the type lacks, in the wrong case too', () => {
    expect(issue('iosCompliancePolicy', { passcodeIsRequired: true })).toEqual({
      kind: 'unknownProperty',
      path: '/passcodeIsRequired',
      property: 'passcodeIsRequired',
      typeName: 'microsoft.graph.iosCompliancePolicy',
    });
    expect(issue('iosCompliancePolicy', { PasscodeRequired: true })?.kind).toBe('unknownProperty');
  });

  it('has the single sign-on extension on v1.0', () => {
    const result = validateEntity(graphModel('v1.0'), 'microsoft.graph.deviceConfiguration', jitPolicy, {
      mode: 'create',
    });
    expect(result).toMatchObject({
      issue: { kind: 'unknownProperty', property: 'iosSingleSignOnExtension' },
    });
  });

  it.each(['create', 'update'] as const)('is of an abstract type (%s)', (mode) => {
    expect(issue('deviceConfiguration', { displayName: 'x' }, mode)).toEqual({
      kind: 'abstractType',
      path: '',
      type: 'microsoft.graph.deviceConfiguration',
    });
  });

  it('holds a value of an abstract type', () => {
    expect(
      issue('iosDeviceFeaturesConfiguration', { iosSingleSignOnExtension: { configurations: [] } }),
    ).toMatchObject({ kind: 'abstractType', path: '/iosSingleSignOnExtension' });
  });

  it('says itself that it is of an abstract type, which may be taken', () => {
    const type = (name: string) => ({ '@odata.type': `#microsoft.graph.${name}` });
    const read = (name: string, body: object, namedAbstract?: NamedAbstract) =>
      validateEntity(beta, `microsoft.graph.${name}`, body, {
        mode: 'create',
        ...(namedAbstract && { namedAbstract }),
      });
    const target = type('deviceAndAppManagementAssignmentTarget');
    const assignment = { target };
    expect(read('mobileAppAssignment', assignment)).toMatchObject({ issue: { kind: 'abstractType' } });
    expect(read('mobileAppAssignment', assignment, 'inside')).toMatchObject({
      ok: true,
      value: assignment,
      abstract: ['microsoft.graph.deviceAndAppManagementAssignmentTarget'],
    });
    expect(read('mobileAppAssignment', { target: {} }, 'inside')).toMatchObject({ ok: false });
    const policy = type('deviceConfiguration');
    expect(read('deviceConfiguration', policy, 'inside')).toMatchObject({ ok: false });
    expect(read('deviceConfiguration', policy, 'everywhere')).toMatchObject({ ok: true });
  });

  it('names a type that is unknown, of another kind, or no type', () => {
    expect(issue('deviceConfiguration', { '@odata.type': '#microsoft.graph.iosMagicConfiguration' })).toEqual(
      {
        kind: 'unresolvedType',
        path: '/@odata.type',
        type: 'microsoft.graph.iosMagicConfiguration',
      },
    );
    expect(
      issue('deviceCompliancePolicy', { '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration' }),
    ).toEqual({
      kind: 'notAssignable',
      path: '/@odata.type',
      actual: 'microsoft.graph.iosGeneralDeviceConfiguration',
      expected: 'microsoft.graph.deviceCompliancePolicy',
    });
    expect(issue('iosCompliancePolicy', { '@odata.type': 7 })).toMatchObject({
      kind: 'wrongType',
      property: '@odata.type',
      actual: 'number',
    });
    expect(
      issue('iosDeviceFeaturesConfiguration', {
        iosSingleSignOnExtension: {
          ...jitPolicy.iosSingleSignOnExtension,
          configurations: [{ '@odata.type': '#microsoft.graph.keyValuePair', key: 'a' }],
        },
      }),
    ).toMatchObject({
      kind: 'notAssignable',
      path: '/iosSingleSignOnExtension/configurations/0/@odata.type',
    });
  });

  it.each([
    ['iosCompliancePolicy', { passcodeRequired: 'true' }, 'Edm.Boolean', 'string'],
    ['iosCompliancePolicy', { passcodeMinimumLength: '6' }, 'Edm.Int32', 'string'],
    ['iosCompliancePolicy', { passcodeMinimumLength: 6.5 }, 'Edm.Int32', 'number'],
    ['iosCompliancePolicy', { passcodeMinutesOfInactivityBeforeLock: 2_147_483_648 }, 'Edm.Int32', 'number'],
    ['iosCompliancePolicy', { osMinimumVersion: 17 }, 'Edm.String', 'number'],
    ['iosCompliancePolicy', { roleScopeTagIds: '0' }, 'Collection(Edm.String)', 'string'],
    ['iosCompliancePolicy', { displayName: ['x'] }, 'Edm.String', 'array'],
    ['iosCompliancePolicy', { createdDateTime: 'yesterday' }, 'Edm.DateTimeOffset', 'string'],
    ['iosCompliancePolicy', { passcodeRequiredType: 1 }, 'microsoft.graph.requiredPasswordType', 'number'],
    ['keyIntegerValuePair', { key: 'k', value: '1' }, 'Edm.Int32', 'string'],
    ['iosDeviceFeaturesConfiguration', { wallpaperImage: 'x' }, 'microsoft.graph.mimeContent', 'string'],
  ])('has a value of the wrong type: %s %o', (type, body, expected, actual) => {
    const property = Object.keys(body)[0] === 'key' ? 'value' : Object.keys(body)[0];
    expect(issue(type, body)).toMatchObject({ kind: 'wrongType', property, expected, actual });
  });

  it('is no object', () => {
    expect(issue('iosCompliancePolicy', [])).toMatchObject({ kind: 'wrongType', path: '', actual: 'array' });
    expect(issue('iosCompliancePolicy', null)).toMatchObject({ kind: 'wrongType', actual: 'null' });
  });

  it('has an enum member that does not exist', () => {
    expect(issue('iosCompliancePolicy', { passcodeRequiredType: 'digits' })).toEqual({
      kind: 'unknownEnumMember',
      path: '/passcodeRequiredType',
      property: 'passcodeRequiredType',
      type: 'microsoft.graph.requiredPasswordType',
      value: 'digits',
    });
  });

  it('exceeds a documented limit', () => {
    expect(issue('iosCompliancePolicy', { passcodeMinimumLength: 15 })).toEqual({
      kind: 'outOfRange',
      path: '/passcodeMinimumLength',
      property: 'passcodeMinimumLength',
      minimum: 4,
      maximum: 14,
      value: 15,
    });
    expect(issue('iosCompliancePolicy', { passcodeMinimumLength: 3 })?.kind).toBe('outOfRange');
    expect(check('iosCompliancePolicy', { passcodeMinimumLength: 14 }).ok).toBe(true);
    const icons = (count: number) => ({
      homeScreenDockIcons: Array.from({ length: count }, () => ({
        '@odata.type': '#microsoft.graph.iosHomeScreenApp',
        bundleID: 'com.contoso.field',
      })),
    });
    expect(check('iosDeviceFeaturesConfiguration', icons(500)).ok).toBe(true);
    expect(issue('iosDeviceFeaturesConfiguration', icons(501))).toMatchObject({
      kind: 'tooManyItems',
      property: 'homeScreenDockIcons',
      max: 500,
    });
  });

  it('has null where null is not allowed', () => {
    expect(issue('iosCompliancePolicy', { passcodeRequired: null })).toEqual({
      kind: 'notNullable',
      path: '/passcodeRequired',
      property: 'passcodeRequired',
      expected: 'Edm.Boolean',
    });
    expect(issue('assignedLicense', { disabledPlans: null })).toMatchObject({ kind: 'notNullable' });
  });

  it('is an update with entities inside', () => {
    expect(issue('iosCompliancePolicy', { scheduledActionsForRule: [] }, 'update')).toMatchObject({
      kind: 'inlineNavigation',
      property: 'scheduledActionsForRule',
    });
    const manager = { 'manager@odata.bind': 'https://graph.microsoft.com/beta/users/1' };
    expect(check('user', manager, 'update').ok).toBe(true);
  });

  it('is nested too deeply', () => {
    const nested = (levels: number): object =>
      levels === 0
        ? {
            settingDefinitionId: 'leaf',
            '@odata.type': '#microsoft.graph.deviceManagementConfigurationSettingGroupInstance',
          }
        : {
            '@odata.type': '#microsoft.graph.deviceManagementConfigurationGroupSettingInstance',
            settingDefinitionId: 'group',
            groupSettingValue: { children: [nested(levels - 1)] },
          };
    expect(check('deviceManagementConfigurationSetting', { settingInstance: nested(8) }).ok).toBe(true);
    expect(
      issue('deviceManagementConfigurationSetting', { settingInstance: nested(maximumBodyDepth) }),
    ).toMatchObject({
      kind: 'tooDeep',
      max: maximumBodyDepth,
    });
  });

  it('throws for a type that the caller made up', () => {
    expect(() => check('nonsense', {})).toThrow('beta has no type microsoft.graph.nonsense');
  });
});
