import { describe, expect, it } from 'vitest';
import { type GraphModel, graphModel, type PropertyModel, type TypeModel } from './index.ts';

const v1 = graphModel('v1.0');
const beta = graphModel('beta');

function typeOf(model: GraphModel, name: string): TypeModel {
  const type = model.type(`microsoft.graph.${name}`);
  if (!type) throw new Error(`${model.version} has no ${name}`);
  return type;
}

function property(model: GraphModel, typeName: string, name: string): PropertyModel {
  const found = typeOf(model, typeName).properties.get(name);
  if (!found) throw new Error(`${typeName} has no ${name}`);
  return found;
}

const bothVersions = [v1, beta].map((model) => [model.version, model] as const);

// The expectations are Microsoft's reference documentation of each resource, read by hand.
describe.each(bothVersions)('the types of %s', (_, model) => {
  it('lists the properties of iosCompliancePolicy, the id first', () => {
    const names = typeOf(model, 'iosCompliancePolicy').structural.map((each) => each.name);
    expect(names[0]).toBe('id');
    expect(names.indexOf('displayName')).toBeLessThan(names.indexOf('passcodeRequired'));
    expect(names).toEqual(
      expect.arrayContaining([
        'createdDateTime',
        'description',
        'lastModifiedDateTime',
        'version',
        'deviceThreatProtectionEnabled',
        'deviceThreatProtectionRequiredSecurityLevel',
        'managedEmailProfileRequired',
        'osMaximumVersion',
        'osMinimumVersion',
        'passcodeBlockSimple',
        'passcodeExpirationDays',
        'passcodeMinimumCharacterSetCount',
        'passcodeMinimumLength',
        'passcodeMinutesOfInactivityBeforeLock',
        'passcodePreviousPasscodeBlockCount',
        'passcodeRequired',
        'passcodeRequiredType',
        'securityBlockJailbrokenDevices',
      ]),
    );
  });

  it('knows the kinds of primitive types', () => {
    const kinds = {
      'iosCompliancePolicy.passcodeRequired': 'Edm.Boolean',
      'iosCompliancePolicy.passcodeMinimumLength': 'Edm.Int32',
      'iosCompliancePolicy.osMinimumVersion': 'Edm.String',
      'iosCompliancePolicy.createdDateTime': 'Edm.DateTimeOffset',
      'iosCustomConfiguration.payload': 'Edm.Binary',
      'iosUpdateConfiguration.activeHoursStart': 'Edm.TimeOfDay',
      'iosManagedAppProtection.periodOfflineBeforeAccessCheck': 'Edm.Duration',
      'managedDevice.totalStorageSpaceInBytes': 'Edm.Int64',
      'managedDevice.managementCertificateExpirationDate': 'Edm.DateTimeOffset',
      'deviceGeoLocation.latitude': 'Edm.Double',
      'subscribedSku.skuId': 'Edm.Guid',
      'rgbColor.r': 'Edm.Byte',
      'user.employeeHireDate': 'Edm.DateTimeOffset',
      'user.id': 'Edm.String',
    };
    for (const [path, kind] of Object.entries(kinds)) {
      const [type = '', name = ''] = path.split('.');
      expect(property(model, type, name), path).toMatchObject({ type: kind, kind: 'primitive' });
    }
  });

  it.each(['deviceConfiguration', 'deviceCompliancePolicy', 'mobileApp', 'managedAppPolicy', 'entity'])(
    'has the abstract type %s',
    (name) => expect(typeOf(model, name).abstract).toBe(true),
  );

  it.each([
    'iosCompliancePolicy',
    'iosDeviceFeaturesConfiguration',
    'iosVppApp',
    'groupAssignmentTarget',
    'allDevicesAssignmentTarget',
    'managedDevice',
    'directoryObject',
    'roleDefinition',
  ])('has the concrete type %s', (name) => expect(typeOf(model, name).abstract).toBe(false));

  it('follows base types', () => {
    const policy = typeOf(model, 'iosCompliancePolicy');
    expect(policy.base).toBe(typeOf(model, 'deviceCompliancePolicy'));
    expect(policy.isA('#microsoft.graph.deviceCompliancePolicy')).toBe(true);
    expect(policy.isA('microsoft.graph.entity')).toBe(true);
    expect(policy.isA('microsoft.graph.deviceConfiguration')).toBe(false);
    expect(typeOf(model, 'deviceCompliancePolicy').derived()).toContain(policy);
    expect(typeOf(model, 'entity').derived()).toContain(policy);
    expect(policy.derived()).toEqual([]);
  });

  it('tells navigation and containment from structure', () => {
    const policy = typeOf(model, 'iosCompliancePolicy');
    expect(policy.navigation.map((each) => each.name)).toEqual(
      expect.arrayContaining(['assignments', 'scheduledActionsForRule', 'deviceStatuses', 'userStatuses']),
    );
    expect(policy.structural.some((each) => each.navigation)).toBe(false);
    expect([...policy.properties.keys()]).toEqual(
      [...policy.structural, ...policy.navigation].map((each) => each.name),
    );
    expect(property(model, 'iosCompliancePolicy', 'assignments')).toMatchObject({
      type: 'microsoft.graph.deviceCompliancePolicyAssignment',
      kind: 'entity',
      collection: true,
      contained: true,
    });
    expect(property(model, 'managedDevice', 'users')).toMatchObject({ navigation: true, contained: false });
    expect(property(model, 'group', 'members')).toMatchObject({
      type: 'microsoft.graph.directoryObject',
      navigation: true,
      contained: false,
    });
    expect(property(model, 'deviceManagement', 'managedDevices').contained).toBe(true);
    expect(property(model, 'deviceCompliancePolicyAssignment', 'target')).toMatchObject({
      kind: 'complex',
      navigation: false,
    });
  });

  it('knows enums, in order, and flags', () => {
    expect(typeOf(model, 'requiredPasswordType')).toMatchObject({
      kind: 'enum',
      members: ['deviceDefault', 'alphanumeric', 'numeric'],
      flags: false,
    });
    expect(typeOf(model, 'complianceState').members).toEqual(
      expect.arrayContaining(['unknown', 'compliant', 'noncompliant', 'inGracePeriod', 'configManager']),
    );
    expect(typeOf(model, 'managedDeviceOwnerType').members).toEqual(
      expect.arrayContaining(['unknown', 'company', 'personal']),
    );
    expect(typeOf(model, 'managementState').members).toEqual(
      expect.arrayContaining(['managed', 'retirePending', 'wipePending']),
    );
    expect(typeOf(model, 'notificationTemplateBrandingOptions').flags).toBe(true);
  });

  it('knows which types are open', () => {
    expect(typeOf(model, 'user').open).toBe(true);
    expect(typeOf(model, 'directoryRole').open).toBe(true);
    expect(typeOf(model, 'iosCompliancePolicy').open).toBe(false);
  });

  it('says what an unset property reads as', () => {
    expect(property(model, 'iosCompliancePolicy', 'passcodeMinimumLength').default).toBeNull();
    expect(property(model, 'iosCompliancePolicy', 'passcodeRequired').default).toBe(false);
    expect(property(model, 'iosCompliancePolicy', 'passcodeRequiredType').default).toBe('deviceDefault');
    expect(property(model, 'iosCompliancePolicy', 'version').default).toBe(0);
    expect(property(model, 'managedDevice', 'enrolledDateTime').default).toBe('0001-01-01T00:00:00Z');
    expect(property(model, 'iosGeneralDeviceConfiguration', 'appsVisibilityList').default).toEqual([]);
    expect(property(model, 'iosUpdateDeviceStatus', 'installStatus').default).toBe('success');
    expect(property(model, 'managedDevice', 'deviceCategory').default).toBeNull();
  });

  it('carries the limits that the documentation states', () => {
    expect(property(model, 'iosCompliancePolicy', 'passcodeMinimumLength')).toMatchObject({
      minimum: 4,
      maximum: 14,
    });
    expect(property(model, 'iosDeviceFeaturesConfiguration', 'homeScreenPages').maxItems).toBe(500);
    const unlimited = property(model, 'iosCompliancePolicy', 'passcodeMinutesOfInactivityBeforeLock');
    expect(unlimited.minimum).toBeUndefined();
    expect(unlimited.maximum).toBeUndefined();
  });

  it('marks what the documentation calls read-only', () => {
    expect(property(model, 'managedDevice', 'serialNumber').readOnly).toBe(true);
    expect(property(model, 'managedDevice', 'managedDeviceName').readOnly).toBeUndefined();
    expect(property(model, 'managedDevice', 'notes').readOnly).toBeUndefined();
    expect(property(model, 'roleDefinition', 'displayName').readOnly).toBeUndefined();
  });

  it('has policies for other platforms', () => {
    const configurations = typeOf(model, 'deviceConfiguration').derived();
    expect(configurations).toContain(typeOf(model, 'macOSDeviceFeaturesConfiguration'));
    expect(configurations).toContain(typeOf(model, 'windows10GeneralConfiguration'));
    const policies = typeOf(model, 'deviceCompliancePolicy').derived();
    expect(policies).toContain(typeOf(model, 'androidCompliancePolicy'));
  });

  it('has the roots of requests', () => {
    expect(model.singletons.get('deviceManagement')?.type).toBe('microsoft.graph.deviceManagement');
    expect(model.singletons.get('me')?.type).toBe('microsoft.graph.user');
    expect(model.entitySets.get('users')).toEqual({ name: 'users', type: 'microsoft.graph.user' });
    for (const { type } of [...model.singletons.values(), ...model.entitySets.values()])
      expect(model.type(type)?.kind, type).toBe('entity');
  });

  it('looks types up by qualified name only', () => {
    expect(model.type('#microsoft.graph.user')).toBe(typeOf(model, 'user'));
    expect(model.type('user')).toBeUndefined();
    expect(model.type('microsoft.graph.constructor')).toBeUndefined();
    expect(model.type('microsoft.graph.User')).toBeUndefined();
  });

  it('gives every structural property a type that it has', () => {
    const unknown = typeOf(model, 'entity')
      .derived()
      .flatMap((type) => type.structural)
      .filter((each) => each.kind !== 'primitive' && !model.type(each.type));
    expect(unknown).toEqual([]);
  });
});

describe('differences between the versions', () => {
  it('has the single sign-on extension on beta only', () => {
    expect(typeOf(beta, 'iosSingleSignOnExtension').abstract).toBe(true);
    expect(
      typeOf(beta, 'iosSingleSignOnExtension')
        .derived()
        .map((each) => each.name),
    ).toEqual([
      'microsoft.graph.iosAzureAdSingleSignOnExtension',
      'microsoft.graph.iosCredentialSingleSignOnExtension',
      'microsoft.graph.iosKerberosSingleSignOnExtension',
      'microsoft.graph.iosRedirectSingleSignOnExtension',
    ]);
    expect(typeOf(beta, 'iosDeviceFeaturesConfiguration').properties.has('iosSingleSignOnExtension')).toBe(
      true,
    );
    expect(v1.type('microsoft.graph.iosAzureAdSingleSignOnExtension')).toBeUndefined();
    expect(typeOf(v1, 'iosDeviceFeaturesConfiguration').properties.has('iosSingleSignOnExtension')).toBe(
      false,
    );
  });

  it('describes the Microsoft Entra extension with its typed key-value pairs', () => {
    expect(property(beta, 'iosAzureAdSingleSignOnExtension', 'bundleIdAccessControlList')).toMatchObject({
      type: 'Edm.String',
      collection: true,
    });
    expect(property(beta, 'iosAzureAdSingleSignOnExtension', 'enableSharedDeviceMode').type).toBe(
      'Edm.Boolean',
    );
    expect(property(beta, 'iosAzureAdSingleSignOnExtension', 'configurations')).toMatchObject({
      type: 'microsoft.graph.keyTypedValuePair',
      collection: true,
      kind: 'complex',
    });
    expect(typeOf(beta, 'keyTypedValuePair').abstract).toBe(true);
    expect(property(beta, 'keyIntegerValuePair', 'value').type).toBe('Edm.Int32');
    expect(property(beta, 'keyRealValuePair', 'value').type).toBe('Edm.Double');
    expect(property(beta, 'keyBooleanValuePair', 'value').type).toBe('Edm.Boolean');
  });

  it('has enrollment program tokens and the settings catalogue on beta only', () => {
    for (const name of [
      'depOnboardingSetting',
      'depIOSEnrollmentProfile',
      'deviceManagementConfigurationPolicy',
    ]) {
      expect(beta.type(`microsoft.graph.${name}`), name).toBeDefined();
      expect(v1.type(`microsoft.graph.${name}`), name).toBeUndefined();
    }
    expect(typeOf(beta, 'deviceManagementConfigurationPlatforms').flags).toBe(true);
    expect(beta.entitySets.has('administrativeUnits')).toBe(true);
    expect(v1.entitySets.has('administrativeUnits')).toBe(false);
  });
});

it('builds each model once', () => {
  expect(graphModel('v1.0')).toBe(v1);
  expect(v1.type('microsoft.graph.user')).not.toBe(beta.type('microsoft.graph.user'));
});
