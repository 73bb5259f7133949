// What rules of assignment filters may say about devices and apps, platform by platform.
// Source: "Assignment filter properties and operators reference".

/** The device properties that rules read; absent ones are null to a rule. */
export interface FilterableDevice {
  readonly deviceName?: string | undefined;
  readonly manufacturer?: string | undefined;
  readonly model?: string | undefined;
  readonly deviceCategory?: string | undefined;
  readonly osVersion?: string | undefined;
  /** Personal and company are `Personal` and `Corporate` in a rule. */
  readonly ownership?: 'personal' | 'company' | undefined;
  readonly enrollmentProfileName?: string | undefined;
  readonly isRooted?: boolean | undefined;
}

/** What a property's values are, which says how they can be compared. */
export type PropertyKind = 'text' | 'version' | 'choice' | 'oneOf';

export interface FilterProperty {
  /** As the documentation writes it; rules take any case. */
  readonly name: string;
  readonly kind: PropertyKind;
  /** The values of a choice. */
  readonly values?: readonly string[];
  /** undefined: no simulated device has it. */
  readonly read?: (device: FilterableDevice) => string | undefined;
}

/** Names of operators, without their hyphen, as the documentation writes them. */
export const OPERATORS_OF: Readonly<Record<PropertyKind, readonly string[]>> = {
  text: ['eq', 'ne', 'startsWith', 'contains', 'notContains', 'in', 'notIn'],
  version: ['eq', 'ne', 'gt', 'ge', 'lt', 'le'],
  choice: ['eq', 'ne'],
  oneOf: ['eq', 'ne', 'in', 'notIn'],
};

const text = (name: string, read?: FilterProperty['read']): FilterProperty => ({
  name,
  kind: 'text',
  ...(read && { read }),
});

const deviceCategory = text('deviceCategory', (device) => device.deviceCategory);
const deviceName = text('deviceName', (device) => device.deviceName);
const enrollmentProfileName = text('enrollmentProfileName', (device) => device.enrollmentProfileName);
const manufacturer = text('manufacturer', (device) => device.manufacturer);
const model = text('model', (device) => device.model);
const osVersion = text('osVersion', (device) => device.osVersion);
const operatingSystemVersion: FilterProperty = {
  name: 'operatingSystemVersion',
  kind: 'version',
  read: (device) => device.osVersion,
};
const deviceOwnership: FilterProperty = {
  name: 'deviceOwnership',
  kind: 'choice',
  values: ['Personal', 'Corporate', 'Unknown'],
  read: ({ ownership }) => ownership && (ownership === 'company' ? 'corporate' : ownership),
};
const isRooted: FilterProperty = {
  name: 'isRooted',
  kind: 'choice',
  values: ['True', 'False', 'Unknown'],
  read: (device) => (device.isRooted === undefined ? 'unknown' : String(device.isRooted)),
};
const managementType = (...values: string[]): FilterProperty => ({
  name: 'deviceManagementType',
  kind: 'choice',
  values,
});
const cpuArchitecture = (...values: string[]): FilterProperty => ({
  name: 'cpuArchitecture',
  kind: 'oneOf',
  values,
});

const ENTERPRISE = [
  'Corporate-owned dedicated devices with Entra ID Shared mode',
  'Corporate-owned dedicated devices without Entra ID Shared mode',
  'Corporate-owned with work profile',
  'Corporate-owned fully managed',
  'Personally-owned work profile',
];
const AOSP = ['AOSP user-associated devices', 'AOSP userless devices'];

const EVERYWHERE = [
  deviceCategory,
  deviceName,
  deviceOwnership,
  manufacturer,
  model,
  operatingSystemVersion,
  osVersion,
];
const APP = [
  text('appVersion'),
  text('deviceManufacturer'),
  text('deviceModel'),
  { name: 'operatingSystemVersion', kind: 'version' },
  text('osVersion'),
] as const satisfies readonly FilterProperty[];

const ANDROID_ENTERPRISE = [...EVERYWHERE, managementType(...ENTERPRISE), enrollmentProfileName, isRooted];

/** By `devicePlatformType`. Platforms that aren't here have no filters. */
export const PLATFORM_PROPERTIES: Readonly<Record<string, readonly FilterProperty[]>> = {
  android: [...EVERYWHERE, isRooted],
  androidForWork: ANDROID_ENTERPRISE,
  androidWorkProfile: ANDROID_ENTERPRISE,
  androidAOSP: [...EVERYWHERE, managementType(...AOSP), enrollmentProfileName, isRooted],
  iOS: [...EVERYWHERE, enrollmentProfileName, isRooted],
  macOS: [...EVERYWHERE, cpuArchitecture('x64', 'arm64', 'unknown')],
  windows10AndLater: [
    ...EVERYWHERE,
    enrollmentProfileName,
    cpuArchitecture('amd64', 'x86', 'arm64', 'unknown'),
    {
      name: 'deviceTrustType',
      kind: 'oneOf',
      values: ['Azure AD joined', 'Azure AD registered', 'Hybrid Azure AD joined', 'Unknown'],
    },
    text('operatingSystemSKU'),
  ],
  androidMobileApplicationManagement: [
    ...APP,
    managementType('Unmanaged', 'Android device administrator', ...AOSP, ...ENTERPRISE, 'Android Enterprise'),
  ],
  iOSMobileApplicationManagement: [
    ...APP,
    managementType(
      'Unmanaged',
      'Automated Device Enrollment user-associated devices',
      'Automated Device Enrollment userless devices',
      'Account Driven User Enrollment',
      'Device Enrollment with Company Portal and Web Enrollment',
      'Managed',
    ),
  ],
  windowsMobileApplicationManagement: APP,
};

/** Whether a platform's filters are about apps (`app.osVersion`) rather than devices (`device.osVersion`). */
export function isAppPlatform(platform: string): boolean {
  return platform.endsWith('MobileApplicationManagement');
}
