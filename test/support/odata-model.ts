import type { PropertyInfo, TypeResolver, ValueReader } from '../../src/odata/index.ts';

/** A small type model for the tests of the query language: a few of Graph's types, written as plain text. */
const PROPERTIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  entity: { id: 'Edm.String' },
  managedDevice: {
    deviceName: 'Edm.String',
    operatingSystem: 'Edm.String',
    complianceState: 'enum complianceState',
    deviceEnrollmentType: 'enum deviceEnrollmentType',
    managementState: 'enum managementState',
    userPrincipalName: 'Edm.String',
    azureADDeviceId: 'Edm.String',
    certificateId: 'Edm.Guid',
    enrolledDateTime: 'Edm.DateTimeOffset',
    lastSyncDateTime: 'Edm.DateTimeOffset',
    purchaseDate: 'Edm.Date',
    quietFrom: 'Edm.TimeOfDay',
    uptime: 'Edm.Duration',
    freeStorageSpaceInBytes: 'Edm.Int64',
    batteryLevel: 'Edm.Double',
    isSupervised: 'Edm.Boolean',
    deviceCategory: 'nav deviceCategory',
    tags: 'many Edm.String',
    checkInTimes: 'many Edm.TimeOfDay',
  },
  deviceCategory: { displayName: 'Edm.String' },
  group: {
    displayName: 'Edm.String',
    description: 'Edm.String',
    mail: 'Edm.String',
    mailEnabled: 'Edm.Boolean',
    groupTypes: 'many Edm.String',
    proxyAddresses: 'many Edm.String',
    assignedLicenses: 'many complex assignedLicense',
    signInActivity: 'complex signInActivity',
    onPremisesExtensionAttributes: 'complex onPremisesExtensionAttributes',
    members: 'many nav entity',
  },
  assignedLicense: { skuId: 'Edm.Guid', disabledPlans: 'many Edm.Guid' },
  signInActivity: { lastSignInDateTime: 'Edm.DateTimeOffset' },
  onPremisesExtensionAttributes: { extensionAttribute1: 'Edm.String' },
  mobileApp: {
    displayName: 'Edm.String',
    isAssigned: 'Edm.Boolean',
    categories: 'many nav mobileAppCategory',
    assignments: 'many nav mobileAppAssignment',
  },
  mobileAppCategory: { displayName: 'Edm.String' },
  mobileAppAssignment: { intent: 'Edm.String', target: 'complex assignmentTarget' },
  assignmentTarget: { filterId: 'Edm.String' },
  groupAssignmentTarget: { groupId: 'Edm.String' },
  managedApp: { appAvailability: 'enum managedAppAvailability' },
  iosLobApp: { bundleId: 'Edm.String' },
  iosStoreApp: { bundleId: 'Edm.String' },
  iosVppApp: { usedLicenseCount: 'Edm.Int32' },
  configurationPolicy: {
    name: 'Edm.String',
    platforms: 'enum configurationPlatforms',
    technologies: 'enum configurationTechnologies',
    platformType: 'enum devicePlatformType',
    roleScopeTagIds: 'many Edm.String',
  },
};

const BASE_TYPES: Readonly<Record<string, string>> = {
  managedDevice: 'entity',
  deviceCategory: 'entity',
  group: 'entity',
  mobileApp: 'entity',
  mobileAppCategory: 'entity',
  mobileAppAssignment: 'entity',
  configurationPolicy: 'entity',
  managedApp: 'mobileApp',
  iosLobApp: 'mobileApp',
  iosStoreApp: 'mobileApp',
  iosVppApp: 'mobileApp',
  groupAssignmentTarget: 'assignmentTarget',
};

const ENUMS: Readonly<Record<string, readonly string[]>> = {
  complianceState: ['unknown', 'compliant', 'noncompliant', 'inGracePeriod'],
  deviceEnrollmentType: ['unknown', 'userEnrollment', 'appleBulkWithUser'],
  managementState: ['managed', 'retirePending'],
  managedAppAvailability: ['global', 'lineOfBusiness'],
  configurationPlatforms: ['none', 'android', 'iOS', 'macOS'],
  configurationTechnologies: ['none', 'mdm', 'appleRemoteManagement'],
  devicePlatformType: ['android', 'ios'],
};

const NAMESPACE = 'microsoft.graph.';
const short = (typeName: string) => typeName.replace(NAMESPACE, '');

function parse(declaration: string): PropertyInfo {
  const words = declaration.split(' ');
  const name = words.at(-1) ?? '';
  const navigation = words.includes('nav');
  const kind = words.includes('enum')
    ? 'enum'
    : navigation
      ? 'entity'
      : words.includes('complex')
        ? 'complex'
        : 'primitive';
  return {
    type: kind === 'primitive' ? name : `${NAMESPACE}${name}`,
    kind,
    collection: words.includes('many'),
    navigation,
  };
}

function find(typeName: string, property: string): PropertyInfo | undefined {
  for (let type: string | undefined = short(typeName); type !== undefined; type = BASE_TYPES[type]) {
    const declaration = PROPERTIES[type]?.[property];
    if (declaration !== undefined) return parse(declaration);
  }
  // Groups are open: extension attributes exist without being declared.
  if (short(typeName) === 'group' && property.startsWith('extension_')) return parse('Edm.Untyped');
  // Intune lets the property of a derived target be used without a cast.
  const declaration =
    short(typeName) === 'assignmentTarget' ? PROPERTIES['groupAssignmentTarget']?.[property] : undefined;
  return declaration === undefined ? undefined : parse(declaration);
}

export const types: TypeResolver = {
  property: find,
  isAssignable(typeName, toTypeName) {
    for (let type: string | undefined = short(typeName); type !== undefined; type = BASE_TYPES[type]) {
      if (`${NAMESPACE}${type}` === toTypeName) return true;
    }
    return false;
  },
  enumMembers: (typeName) => ENUMS[short(typeName)],
};

/** Entities are plain objects; their type stands in `@odata.type` when it is not the declared one. */
export const reader: ValueReader = {
  typeOf(value) {
    const type: unknown = Reflect.get(value, '@odata.type');
    return typeof type === 'string' ? type.replace('#', '') : undefined;
  },
  read: (value, property) => Reflect.get(value, property),
  now: () => '2024-06-01T12:00:00Z',
};

export const typeName = (name: string) => `${NAMESPACE}${name}`;
