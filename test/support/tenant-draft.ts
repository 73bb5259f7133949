// What a tenant in which JIT works is made of, so that a test can break it in one place.
import type { AssignmentTarget, Assumptions, Tenant } from '../../src/tenant/index.ts';

/** As a test writes it; `createExampleTenant` makes it. */
export interface TenantDraft {
  sso: SsoDraft[];
  readonly apps: AppDraft[];
  readonly compliance: PolicyDraft[];
  /** Groups by id; the user is a member of those that are true. */
  readonly groups: Record<string, boolean>;
  readonly dynamicDeviceGroups: Record<string, string>;
  /** Dynamic groups that the device is not in yet. */
  readonly unfilledGroups: string[];
  readonly filters: Record<string, string>;
  /** `defaultEnrollmentType` of the profiles for all users, highest priority first. */
  readonly userEnrollmentProfiles: string[];
  licensed: boolean;
  enabled: boolean;
  /** When it expires; undefined: there is none. */
  pushCertificate: string | undefined;
  enrollmentToken: string | undefined;
  /** When the token for apps that were bought in volume expires; undefined: there is none. */
  appToken: string | undefined;
  automatedEnrollmentProfile: Record<string, unknown> | undefined;
  /** Devices in Apple Business Manager for which somebody has chosen another profile, by serial number. */
  readonly chosenProfiles: Record<string, Record<string, unknown>>;
  /** Serial numbers in Apple Business Manager. */
  readonly serialNumbers: string[];
  /** Enrollment restrictions for all users, highest priority first: the type and what else it says. */
  readonly restrictions: [type: string, settings: Record<string, unknown>][];
  /** Conditional access policies for all users: what each says beyond that it is in force. */
  readonly conditionalAccess: {
    readonly app: string;
    readonly grantControls: Record<string, unknown>;
    readonly conditions?: Record<string, unknown>;
  }[];
  /** What else restrictions say that all users get. */
  readonly restrictionProfiles: Record<string, unknown>[];
  /** Bundle ids of apps that have a configuration for all users. */
  readonly appConfigurations: string[];
  /** What email profiles say that all users get. */
  readonly emailProfiles: Record<string, unknown>[];
  /** How many devices the user has already. */
  devices: number;
  firstRegistration: Assumptions['firstRegistration'];
  /** Writes what a draft has no words for, once all the rest is there. */
  readonly also: ((tenant: Tenant) => void)[];
}

export interface PolicyDraft {
  policyType: string;
  targets: AssignmentTarget[];
  settings: Record<string, unknown>;
}

export interface SsoDraft extends PolicyDraft {
  property: string;
  extensionType: string;
  extension: Record<string, unknown>;
  pairs: { type: string | undefined; key: string; value: unknown }[];
  bundleIds: string[];
}

export interface AppDraft {
  appType: string;
  bundleId: string;
  assignments: { intent: string; target: AssignmentTarget; useDeviceLicensing?: boolean }[];
  settings?: Record<string, unknown>;
}

export const ALL_USERS: AssignmentTarget = {
  '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget',
};
export const group = (groupId: string): AssignmentTarget => ({
  '@odata.type': '#microsoft.graph.groupAssignmentTarget',
  groupId,
});
export const excluded = (groupId: string): AssignmentTarget => ({
  '@odata.type': '#microsoft.graph.exclusionGroupAssignmentTarget',
  groupId,
});

/** The SSO policy of Microsoft's page. */
export const ssoDraft = (): SsoDraft => ({
  policyType: 'iosDeviceFeaturesConfiguration',
  property: 'iosSingleSignOnExtension',
  extensionType: 'iosAzureAdSingleSignOnExtension',
  extension: {},
  pairs: [
    { type: 'keyStringValuePair', key: 'device_registration', value: '{{DEVICEREGISTRATION}}' },
    { type: 'keyIntegerValuePair', key: 'browser_sso_interaction_enabled', value: 1 },
  ],
  bundleIds: ['com.contoso.workapp'],
  targets: [ALL_USERS],
  settings: {},
});

/** In which everything is in place. */
export function draftTenant(): TenantDraft {
  return {
    sso: [ssoDraft()],
    apps: [
      {
        appType: 'iosVppApp',
        bundleId: 'com.microsoft.azureauthenticator',
        assignments: [{ intent: 'required', target: ALL_USERS }],
      },
    ],
    compliance: [
      { policyType: 'iosCompliancePolicy', targets: [ALL_USERS], settings: { passcodeRequired: true } },
    ],
    groups: { staff: true, guests: false },
    dynamicDeviceGroups: {},
    unfilledGroups: [],
    filters: {},
    userEnrollmentProfiles: [],
    licensed: true,
    enabled: true,
    pushCertificate: '2027-01-01T00:00:00Z',
    enrollmentToken: '2027-01-01T00:00:00Z',
    appToken: undefined,
    automatedEnrollmentProfile: { requiresUserAuthentication: true, configurationWebUrl: true },
    chosenProfiles: {},
    serialNumbers: ['SERIAL000001'],
    restrictions: [],
    conditionalAccess: [],
    restrictionProfiles: [],
    emailProfiles: [],
    appConfigurations: [],
    devices: 0,
    firstRegistration: 'succeeds',
    also: [],
  };
}
