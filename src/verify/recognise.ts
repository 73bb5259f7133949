import { isDefinitionForIos, isForIos } from '../intune/compliance/catalog.ts';
import { customSsoExtension, isCustomProfile } from '../intune/custom-profile.ts';
import { isMailPolicy } from '../intune/mail-profile.ts';
import { catalogMayConflict, mayConflict } from '../intune/profile-conflicts.ts';

/** The kinds of Graph object that say something about JIT registration, and the set that each one lives in. */
export const SETS = {
  configuration: 'deviceManagement/deviceConfigurations',
  catalogPolicy: 'deviceManagement/configurationPolicies',
  compliancePolicy: 'deviceManagement/deviceCompliancePolicies',
  catalogCompliance: 'deviceManagement/compliancePolicies',
  complianceDefinition: 'deviceManagement/complianceSettings',
  app: 'deviceAppManagement/mobileApps',
  enrollmentProfile: 'deviceManagement/appleUserInitiatedEnrollmentProfiles',
  filter: 'deviceManagement/assignmentFilters',
  group: 'groups',
  /** To judge policies only: an import leaves conditional access to the tenant. */
  accessPolicy: 'identity/conditionalAccess/policies',
  /** For imports only: to judge policies, how devices are set up is made up. */
  setupProfile: 'deviceManagement/depOnboardingSettings/enrollmentProfiles',
} as const;

export type Kind = keyof typeof SETS;

/** The kinds that carry assignments. */
export const ASSIGNABLE = [
  'configuration',
  'catalogPolicy',
  'compliancePolicy',
  'catalogCompliance',
  'app',
  'enrollmentProfile',
] as const;
export type Assignable = (typeof ASSIGNABLE)[number];

export type JsonObject = Readonly<Record<string, unknown>>;

export type Recognition =
  | { readonly is: 'entity'; readonly kind: Kind; readonly type: string; readonly assumed?: true }
  | { readonly is: 'assignment' }
  | { readonly is: 'assignmentList'; readonly property: 'assignments' | 'mobileAppAssignments' }
  /** A Graph object that has no part in JIT registration. */
  | { readonly is: 'bystander'; readonly type: string }
  /** `untyped`: it says nothing about itself, so where it was found may say something. */
  | { readonly is: 'unknown'; readonly problem: string; readonly untyped?: true };

const KIND_OF_TYPE: Readonly<Record<string, Kind>> = {
  appleUserInitiatedEnrollmentProfile: 'enrollmentProfile',
  deviceAndAppManagementAssignmentFilter: 'filter',
  group: 'group',
  conditionalAccessPolicy: 'accessPolicy',
};

/** Compliance policies of the settings catalog; those for other platforms are nobody's concern here. */
export const CATALOG_COMPLIANCE_TYPE = 'deviceManagementCompliancePolicy';

const CATALOG_TYPE = 'deviceManagementConfigurationPolicy';

const SINGLE_SIGN_ON = {
  iosSingleSignOnExtension: 'iosDeviceFeaturesConfiguration',
  singleSignOnExtension: 'iosDeviceFeaturesConfiguration',
  macOSSingleSignOnExtension: 'macOSDeviceFeaturesConfiguration',
} as const;

/** Says what a JSON object is, by its `@odata.type` or, when that is missing, by properties that nothing else has. */
export function recognise(value: JsonObject): Recognition {
  const declared = value['@odata.type'];
  if (declared !== undefined && typeof declared !== 'string') {
    return { is: 'unknown', problem: '@odata.type has to be a text such as "#microsoft.graph.iosVppApp"' };
  }
  if (
    declared?.replace(/^#?microsoft\.graph\./, '') === CATALOG_COMPLIANCE_TYPE ||
    isUntypedCatalogCompliance(value)
  ) {
    return isForIos(value)
      ? { is: 'entity', kind: 'catalogCompliance', type: `#microsoft.graph.${CATALOG_COMPLIANCE_TYPE}` }
      : { is: 'bystander', type: CATALOG_COMPLIANCE_TYPE };
  }
  if (declared !== undefined && isComplianceDefinition(value))
    return { is: 'entity', kind: 'complianceDefinition', type: declared };
  if (isCatalogPolicy(value)) return recogniseCatalogPolicy(value);
  if (declared !== undefined && isCustomProfile(value) && customSsoExtension(value['payload']))
    return { is: 'entity', kind: 'configuration', type: '#microsoft.graph.iosCustomConfiguration' };
  if (declared !== undefined) return recogniseType(declared);
  return recogniseShape(value);
}

function recogniseType(declared: string): Recognition {
  const type = declared.replace(/^#/, '');
  const name = type.replace(/^microsoft\.graph\./, '');
  if (name === type) return { is: 'unknown', problem: `"${declared}" is no type of Microsoft Graph` };
  const entity = (kind: Kind): Recognition => ({ is: 'entity', kind, type: `#${type}` });
  const known = Object.hasOwn(KIND_OF_TYPE, name) ? KIND_OF_TYPE[name] : undefined;
  if (known) return entity(known);
  if (
    /^(mobileApp|deviceConfiguration|deviceCompliancePolicy|enrollmentConfiguration|appleEnrollmentProfile)Assignment$/.test(
      name,
    )
  ) {
    return { is: 'assignment' };
  }
  if (/^(ios|macOS).*CompliancePolicy$/.test(name)) return entity('compliancePolicy');
  if (/^(ios|macOS).*DeviceFeaturesConfiguration$/.test(name)) return entity('configuration');
  if (mayConflict(type) || isMailPolicy({ '@odata.type': `#${type}` })) return entity('configuration');
  if (/^(managed)?(ios|IOS)(Vpp|Store|Lob)App$/.test(name)) return entity('app');
  return { is: 'bystander', type: name };
}

/** Exports leave the type out; actions for noncompliance tell such a policy from one of configuration. */
function isUntypedCatalogCompliance(value: JsonObject): boolean {
  const names = ['technologies', 'platforms', 'scheduledActionsForRule'];
  return value['@odata.type'] === undefined && names.every((name) => Object.hasOwn(value, name));
}

/** What the answer to a list of `complianceSettings` holds. */
function isComplianceDefinition(value: JsonObject): boolean {
  return (
    /deviceManagementConfiguration\w*Definition$/.test(String(value['@odata.type'])) &&
    /\bcompliance\b/.test(String(value['settingUsage'])) &&
    isDefinitionForIos(value)
  );
}

function isCatalogPolicy(value: JsonObject): boolean {
  const declared = value['@odata.type'];
  return declared === undefined
    ? ['technologies', 'platforms'].every((name) => Object.hasOwn(value, name)) &&
        (Object.hasOwn(value, 'settings') || Object.hasOwn(value, 'settingCount'))
    : declared === `#microsoft.graph.${CATALOG_TYPE}`;
}

/** One with a single sign-on extension for Apple's devices counts, or with what other profiles set as well; without its settings nobody knows. */
function recogniseCatalogPolicy(value: JsonObject): Recognition {
  const platforms = String(value['platforms']);
  if (/\biOS\b/i.test(platforms) && !Array.isArray(value['settings'])) {
    return {
      is: 'unknown',
      problem: 'it is a policy of the settings catalog without its settings: export it with $expand=settings',
    };
  }
  const { settings } = value;
  const counts =
    (/\b(?:iOS|macOS)\b/i.test(platforms) && JSON.stringify(settings).includes(EXTENSIBLE_SSO)) ||
    (/\biOS\b/i.test(platforms) && catalogMayConflict(settings));
  return counts
    ? { is: 'entity', kind: 'catalogPolicy', type: `#microsoft.graph.${CATALOG_TYPE}` }
    : { is: 'bystander', type: CATALOG_TYPE };
}

const EXTENSIBLE_SSO = '"com.apple.extensiblesso';

function recogniseShape(value: JsonObject): Recognition {
  for (const [property, type] of Object.entries(SINGLE_SIGN_ON)) {
    if (isObject(value[property])) {
      return { is: 'entity', kind: 'configuration', type: `#microsoft.graph.${type}`, assumed: true };
    }
  }
  const has = (...names: string[]) => names.every((name) => Object.hasOwn(value, name));
  const entity = (kind: Kind, type: string): Recognition => ({
    is: 'entity',
    kind,
    type: `#microsoft.graph.${type}`,
    assumed: true,
  });
  if (isObject(value['target'])) return { is: 'assignment' };
  if (isObject(value['error']) && typeof value['error']['code'] === 'string') {
    const problem = `this is Graph’s error ${value['error']['code']} and no object: the export did not get what it asked for`;
    return { is: 'unknown', problem };
  }
  if (Array.isArray(value['mobileAppAssignments']))
    return { is: 'assignmentList', property: 'mobileAppAssignments' };
  if (Array.isArray(value['assignments']) && Object.keys(value).length === 1) {
    return { is: 'assignmentList', property: 'assignments' };
  }
  // IntuneManagement exports them without their type.
  if (has('conditions', 'grantControls', 'state')) return entity('accessPolicy', 'conditionalAccessPolicy');
  if (has('managedEmailProfileRequired')) return entity('compliancePolicy', 'iosCompliancePolicy');
  if (has('bundleId', 'vppTokenId')) return entity('app', 'iosVppApp');
  if (has('bundleId', 'appStoreUrl')) return entity('app', 'iosStoreApp');
  // IntuneManagement exports groups without their type, and nothing else has all three.
  if (has('groupTypes', 'securityEnabled', 'mailEnabled')) {
    return { is: 'entity', kind: 'group', type: '#microsoft.graph.group' };
  }
  if (has('groupTypes') || has('securityEnabled', 'mailEnabled')) return entity('group', 'group');
  if (typeof value['rule'] === 'string' && typeof value['platform'] === 'string') {
    return entity('filter', 'deviceAndAppManagementAssignmentFilter');
  }
  if (has('defaultEnrollmentType')) return entity('enrollmentProfile', 'appleUserInitiatedEnrollmentProfile');
  return {
    is: 'unknown',
    untyped: true,
    problem:
      'it has no @odata.type, so nothing says which Graph object it is (such as #microsoft.graph.iosDeviceFeaturesConfiguration)',
  };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
