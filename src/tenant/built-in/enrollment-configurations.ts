import type { DeviceEnrollmentConfiguration, EnrollmentPlatformRestriction } from '../entities.ts';
import type { Tenant } from '../tenant.ts';
import { createBuiltIn } from './built-in.ts';

/** [recorded] how many devices a person may enroll until an administrator says otherwise. */
const DEFAULT_DEVICE_LIMIT = 5;

const UNRESTRICTED: EnrollmentPlatformRestriction = {
  platformBlocked: false,
  personalDeviceEnrollmentBlocked: false,
  osMinimumVersion: '',
  osMaximumVersion: '',
  blockedManufacturers: [],
  blockedSkus: [],
};
/** [recorded] of some platforms the versions read as null. */
const WITHOUT_VERSIONS = { ...UNRESTRICTED, osMinimumVersion: null, osMaximumVersion: null };

const appliesToAll = (what: string, audience = 'all users regardless') =>
  `This is the default ${what} applied with the lowest priority to ${audience} of group membership.`;
const EVERYTHING = 'all users and all devices regardless';

/** What tells the defaults apart: the end of the id, what they say of themselves, and their settings. */
const DEFAULTS: readonly {
  readonly id: string;
  readonly '@odata.type': string;
  readonly [property: string]: unknown;
}[] = [
  {
    id: 'DefaultLimit',
    '@odata.type': '#microsoft.graph.deviceEnrollmentLimitConfiguration',
    deviceEnrollmentConfigurationType: 'limit',
    description: appliesToAll('Device Limit Restriction'),
    limit: DEFAULT_DEVICE_LIMIT,
  },
  {
    id: 'DefaultPlatformRestrictions',
    '@odata.type': '#microsoft.graph.deviceEnrollmentPlatformRestrictionsConfiguration',
    deviceEnrollmentConfigurationType: 'platformRestrictions',
    description: appliesToAll('Device Type Restriction'),
    androidForWorkRestriction: UNRESTRICTED,
    androidRestriction: UNRESTRICTED,
    iosRestriction: UNRESTRICTED,
    macOSRestriction: WITHOUT_VERSIONS,
    macRestriction: WITHOUT_VERSIONS,
    tvosRestriction: WITHOUT_VERSIONS,
    visionOSRestriction: WITHOUT_VERSIONS,
    windowsHomeSkuRestriction: WITHOUT_VERSIONS,
    windowsMobileRestriction: { ...UNRESTRICTED, platformBlocked: true },
    windowsRestriction: UNRESTRICTED,
  },
  {
    id: 'DefaultWindowsHelloForBusiness',
    '@odata.type': '#microsoft.graph.deviceEnrollmentWindowsHelloForBusinessConfiguration',
    deviceEnrollmentConfigurationType: 'windowsHelloForBusiness',
    description: appliesToAll('Windows Hello for Business configuration'),
    enhancedBiometricsState: 'notConfigured',
    enhancedSignInSecurity: 0,
    pinExpirationInDays: 0,
    pinLowercaseCharactersUsage: 'disallowed',
    pinMaximumLength: 127,
    pinMinimumLength: 6,
    pinPreviousBlockCount: 0,
    pinSpecialCharactersUsage: 'disallowed',
    pinUppercaseCharactersUsage: 'disallowed',
    remotePassportEnabled: true,
    securityDeviceRequired: false,
    securityKeyForSignIn: 'notConfigured',
    state: 'notConfigured',
    unlockWithBiometricsEnabled: true,
  },
  {
    id: 'DefaultWindows10EnrollmentCompletionPageConfiguration',
    '@odata.type': '#microsoft.graph.windows10EnrollmentCompletionPageConfiguration',
    deviceEnrollmentConfigurationType: 'windows10EnrollmentCompletionPageConfiguration',
    description: appliesToAll('enrollment status screen configuration', EVERYTHING),
    blockDeviceSetupRetryByUser: true,
    customErrorMessage: '',
    installProgressTimeoutInMinutes: 0,
    selectedMobileAppIds: [],
  },
  {
    id: 'WindowsRestore',
    '@odata.type': '#microsoft.graph.windowsRestoreDeviceEnrollmentConfiguration',
    deviceEnrollmentConfigurationType: 'windowsRestore',
    description: appliesToAll('Windows Restore configuration', EVERYTHING),
    state: 'notConfigured',
  },
];

/**
 * The enrollment configurations that every tenant has, whether stored or not: they can be changed and never deleted. The ids
 * end in what they are and begin with Intune's id of the tenant; they have priority 0 and version 0. [recorded] public
 * exports of 2025 and 2026, with all values.
 */
export const defaultEnrollmentConfigurations = createBuiltIn((tenant) => {
  const account = intuneAccountId(tenant);
  const founded = tenant.collection('organization').first?.['createdDateTime'];
  return DEFAULTS.map(
    (each): DeviceEnrollmentConfiguration => ({
      ...each,
      id: `${account}_${each.id}`,
      displayName: 'All users and all devices',
      priority: 0,
      version: 0,
      roleScopeTagIds: [],
      ...(founded === undefined ? {} : { lastModifiedDateTime: founded }),
    }),
  );
});

/** Whether it is one of those that every tenant has. */
export function isDefaultConfiguration(tenant: Tenant, id: string): boolean {
  return defaultEnrollmentConfigurations(tenant).some((each) => each.id === id);
}

/** Intune's own id of a tenant. */
export function intuneAccountId(tenant: Tenant): string {
  const root = tenant.collection('deviceManagement').first;
  return root?.intuneAccountId ?? root?.id ?? tenant.collection('organization').first?.id ?? '';
}
