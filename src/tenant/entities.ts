import type {
  ApplePushNotificationCertificate,
  AppleUserInitiatedEnrollmentProfile,
  BusinessManagerDevice,
  DepEnrollmentProfile,
  DepOnboardingSetting,
  ImportedAppleDeviceIdentity,
  ImportedDeviceIdentity,
  PurchasedApp,
  VppToken,
} from './apple-entities.ts';
import type { Entity } from './entity.ts';
import type {
  Application,
  AppRoleAssignment,
  DelegatedGrant,
  DirectoryRole,
  FederatedIdentityCredential,
  ServicePrincipal,
} from './sign-in-entities.ts';

/**
 * What the services and devices read and write of the sets they share, by set. Only what the simulation itself uses is
 * typed; everything else that Graph stores is reached as `unknown`.
 */
export interface Entities {
  organization: Organization;
  users: User;
  groups: Group;
  devices: DirectoryDevice;
  applications: Application;
  'applications/federatedIdentityCredentials': FederatedIdentityCredential;
  servicePrincipals: ServicePrincipal;
  appRoleAssignments: AppRoleAssignment;
  oauth2PermissionGrants: DelegatedGrant;
  directoryRoles: DirectoryRole;
  subscribedSkus: SubscribedSku;
  deviceManagement: DeviceManagement;
  'deviceManagement/managedDevices': ManagedDevice;
  'deviceManagement/deviceConfigurations': Policy;
  'deviceManagement/deviceConfigurations/assignments': Assignment;
  'deviceManagement/configurationPolicies/assignments': Assignment;
  'deviceManagement/deviceCompliancePolicies': Policy;
  'deviceManagement/deviceCompliancePolicies/assignments': Assignment;
  'deviceManagement/deviceCompliancePolicies/scheduledActionsForRule': ScheduledActionsForRule;
  'deviceManagement/compliancePolicies/assignments': Assignment;
  'deviceManagement/compliancePolicies/scheduledActionsForRule': ScheduledActionsForRule;
  'deviceManagement/appleUserInitiatedEnrollmentProfiles': AppleUserInitiatedEnrollmentProfile;
  'deviceManagement/appleUserInitiatedEnrollmentProfiles/assignments': Assignment;
  'deviceManagement/deviceEnrollmentConfigurations': DeviceEnrollmentConfiguration;
  'deviceManagement/deviceEnrollmentConfigurations/assignments': Assignment;
  'deviceManagement/importedDeviceIdentities': ImportedDeviceIdentity;
  'deviceManagement/applePushNotificationCertificate': ApplePushNotificationCertificate;
  'deviceManagement/depOnboardingSettings': DepOnboardingSetting;
  'deviceManagement/depOnboardingSettings/enrollmentProfiles': DepEnrollmentProfile;
  'deviceManagement/depOnboardingSettings/importedAppleDeviceIdentities': ImportedAppleDeviceIdentity;
  'apple/businessManager': BusinessManagerDevice;
  'apple/purchases': PurchasedApp;
  'deviceManagement/assignmentFilters': AssignmentFilter;
  'deviceAppManagement/mobileApps': MobileApp;
  'deviceAppManagement/mobileApps/assignments': AppAssignment;
  'deviceAppManagement/vppTokens': VppToken;
}

export interface Organization extends Entity {
  readonly displayName: string;
}

export interface User extends Entity {
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly mail?: string | null;
  readonly accountEnabled?: boolean;
  /** Refresh tokens from before are void. */
  readonly signInSessionsValidFromDateTime?: string | null;
  /** What is kept of the password, if Graph gave the user one: by creating the user, or later. */
  readonly $password?: string;
  /** Whether it must be changed at the next sign-in. */
  readonly $passwordExpired?: boolean;
  readonly assignedLicenses?: readonly {
    readonly skuId: string;
    readonly disabledPlans?: readonly string[];
  }[];
  /** Whence the licences are: directly or through groups. Absent: all directly. */
  readonly licenseAssignmentStates?: readonly object[];
}

/** Members are the link `groups/members` (users, devices and groups). A dynamic group has a `membershipRule`. */
export interface Group extends Entity {
  readonly displayName: string;
  readonly groupTypes?: readonly string[];
  readonly membershipRule?: string | null;
}

/** A device in Entra ID. Its owner is the link `devices/registeredOwners`, its user `devices/registeredUsers`. */
export interface DirectoryDevice extends Entity {
  readonly deviceId: string;
  readonly displayName: string;
  readonly operatingSystem: string;
  readonly operatingSystemVersion: string;
  readonly isManaged: boolean;
  readonly isCompliant: boolean;
  readonly trustType?: string | null;
  readonly profileType?: string | null;
  readonly deviceOwnership?: string;
  readonly enrollmentType?: string;
  readonly registrationDateTime?: string;
}

export interface SubscribedSku extends Entity {
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly servicePlans: readonly { readonly servicePlanId: string; readonly servicePlanName: string }[];
}

/** The singleton; `settings` are Intune's tenant-wide ones. */
export interface DeviceManagement extends Entity {
  readonly intuneAccountId: string;
  readonly settings: {
    readonly secureByDefault: boolean;
    readonly deviceComplianceCheckinThresholdDays: number;
    readonly [setting: string]: unknown;
  };
}

export interface ManagedDevice extends Entity {
  readonly deviceName: string;
  readonly userId?: string;
  readonly userPrincipalName?: string;
  readonly userDisplayName?: string;
  readonly operatingSystem: string;
  readonly osVersion: string;
  readonly model: string;
  readonly serialNumber?: string;
  readonly managedDeviceOwnerType: 'personal' | 'company';
  readonly deviceEnrollmentType: string;
  readonly isSupervised?: boolean;
  readonly complianceState: string;
  readonly complianceGracePeriodExpirationDateTime?: string;
  readonly azureADRegistered: boolean;
  readonly azureADDeviceId: string;
  readonly deviceRegistrationState: string;
  readonly enrollmentProfileName?: string;
  readonly enrolledDateTime: string;
  readonly lastSyncDateTime: string;
  /** The object id of the device's Entra device, which exists from enrollment on, registered or not. */
  readonly $directoryDevice?: string;
  /** Since when (milliseconds since the epoch) the device fails a compliance policy, by the policy's id. */
  readonly $noncompliantSince?: Readonly<Record<string, number>>;
  /** The same for policies of which settings are in Error and none fails. */
  readonly $errorSince?: Readonly<Record<string, number>>;
  /** Up to when actions for noncompliance with a policy were taken, by the policy's id. */
  readonly $actedUntil?: Readonly<Record<string, number>>;
  /** The same of notifications on the device, which wait for a check-in. */
  readonly $pushedUntil?: Readonly<Record<string, number>>;
  /** The id of its `deviceManagement/deviceCategories`. */
  readonly $category?: string;
  /** The ids of the compliance policies that it was last judged by. */
  readonly $evaluated?: readonly string[];
  /** The settings of those that it fails, says nothing of or answers with an error, as keys: see `deviationKey`. */
  readonly $deviations?: readonly string[];
  /** How its configuration profiles stand, all together. */
  readonly $configuration?: 'unknown' | 'notApplicable' | 'compliant' | 'conflict' | 'error';
  /** The ids of the apps that it last reported. */
  readonly $apps?: readonly string[];
  /** Since when an action for noncompliance wants it retired. */
  readonly retireAfterDateTime?: string;
  /** Whether an administrator has said that it doesn't comply, whatever its policies say. */
  readonly $markedNoncompliant?: true;
  /** How Graph shows what an administrator asked of the device, the latest of each action. */
  readonly deviceActionResults?: readonly DeviceActionResult[];
  /** `retirePending` and `wipePending` until the device hears of it. */
  readonly managementState?: string;
  /** Whether Intune knows the device to be in lost mode. */
  readonly lostModeState?: 'disabled' | 'enabled';
  /** What an administrator asked of the device that it hasn't heard of yet, in order. */
  readonly $remoteActions?: readonly RemoteAction[];
  /** What the device answered when a configuration profile was refused, by the policy's id. */
  readonly $profileErrors?: Readonly<Record<string, string>>;
}

/** An action by its name in Graph, with its parameters. */
export interface RemoteAction {
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The row of `deviceManagement/remoteActionAudits` that tells of it. */
  readonly audit?: string;
}

/** `#microsoft.graph.deviceActionResult`, or a type derived from it that tells more. */
export interface DeviceActionResult {
  readonly '@odata.type': string;
  readonly actionName: string;
  readonly actionState: 'pending' | 'done' | 'failed' | 'notSupported';
  readonly startDateTime: string;
  readonly lastUpdatedDateTime: string;
  readonly [detail: string]: unknown;
}

/** A configuration or compliance policy: `@odata.type` says which. Always stored with its `@odata.type`. */
export interface Policy extends Entity {
  readonly '@odata.type': string;
  readonly displayName: string;
  readonly version?: number;
}

export interface AssignmentTarget {
  readonly '@odata.type': string;
  readonly groupId?: string;
  readonly deviceAndAppManagementAssignmentFilterId?: string | null;
  readonly deviceAndAppManagementAssignmentFilterType?: 'none' | 'include' | 'exclude';
}

/** `rule` is in the filter language: `(device.model -startsWith "iPad")`. */
export interface AssignmentFilter extends Entity {
  readonly displayName: string;
  readonly platform: string;
  readonly rule: string;
}

export interface Assignment extends Entity {
  readonly $parent: string;
  readonly target: AssignmentTarget;
}

export interface AppAssignment extends Assignment {
  readonly intent: 'required' | 'available' | 'uninstall' | 'availableWithoutEnrollment';
  readonly settings?: {
    readonly '@odata.type': string;
    readonly useDeviceLicensing?: boolean;
    readonly uninstallOnDeviceRemoval?: boolean | null;
  } | null;
}

/** The actions for noncompliance of a compliance policy. */
export interface ScheduledActionsForRule extends Entity {
  readonly $parent: string;
  readonly ruleName: string | null;
  readonly scheduledActionConfigurations: readonly {
    readonly id: string;
    readonly actionType: string;
    readonly gracePeriodHours: number;
    readonly [property: string]: unknown;
  }[];
}

/**
 * Who may enroll what: a limit, a restriction of platforms, or something for other platforms; `@odata.type` says which. The
 * id is `<guid>_<kind>`. 1 is the highest priority; the defaults have 0 and come last.
 */
export interface DeviceEnrollmentConfiguration extends Entity {
  readonly '@odata.type': string;
  readonly priority: number;
  readonly displayName?: string | null;
  readonly description?: string | null;
  readonly limit?: number;
  /** Of a restriction of one platform. */
  readonly platformType?: string;
  readonly platformRestriction?: EnrollmentPlatformRestriction | null;
  /** Of a restriction of all platforms. */
  readonly iosRestriction?: EnrollmentPlatformRestriction | null;
}

export interface EnrollmentPlatformRestriction {
  readonly platformBlocked?: boolean;
  readonly personalDeviceEnrollmentBlocked?: boolean;
  /** Empty or null: any. */
  readonly osMinimumVersion?: string | null;
  readonly osMaximumVersion?: string | null;
  readonly [property: string]: unknown;
}

export interface MobileApp extends Entity {
  readonly '@odata.type': string;
  readonly displayName: string;
  readonly bundleId?: string;
}
