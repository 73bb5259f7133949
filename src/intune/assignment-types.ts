import type { FilterableDevice } from '../filters/index.ts';
import type {
  AppleUserInitiatedEnrollmentProfile,
  DeviceEnrollmentConfiguration,
  Entity,
  MobileApp,
  Policy,
} from '../tenant/index.ts';

/** The sets whose entities are assigned to people and devices, and are in the effective set of each. */
export type EffectiveSetName =
  | 'deviceManagement/deviceConfigurations'
  | 'deviceManagement/deviceCompliancePolicies'
  | 'deviceManagement/appleUserInitiatedEnrollmentProfiles'
  | 'deviceManagement/deviceEnrollmentConfigurations'
  | 'deviceAppManagement/mobileApps';

/** What else is assigned: nothing of it is in an effective set, which thousands of devices share. */
export type OtherAssignableSet =
  | 'deviceAppManagement/mobileAppConfigurations'
  | 'deviceAppManagement/managedAppPolicies'
  | 'deviceAppManagement/managedEBooks'
  | 'deviceManagement/configurationPolicies'
  | 'deviceManagement/compliancePolicies';

export type AssignableSet = EffectiveSetName | OtherAssignableSet;

/** Whom something may apply to: a person, a device, or (the usual case) a person's device. */
export interface AssignmentSubject {
  readonly userId?: string | undefined;
  /** Absent: before enrollment, when nothing about a device is known and only user targets count. */
  readonly device?:
    | (FilterableDevice & {
        /** The Entra device's object id, by which device groups know it. */
        readonly directoryId?: string | undefined;
      })
    | undefined;
}

/** How one assignment fared. `code` is for programs, `sentence` for people. */
export interface AssignmentReason {
  readonly code:
    | 'unassigned'
    | 'wrongPlatform'
    | 'matched'
    | 'notMember'
    | 'unlicensed'
    | 'noDevice'
    | 'noUser'
    | 'excluded'
    | 'exclusionOfOtherKind'
    | 'filteredOut'
    | 'filterMatched'
    | 'filterNotEvaluable'
    | 'unknownGroup'
    | 'unknownTarget'
    | 'intentOverruled'
    | 'availableNeedsUsers'
    | 'storeAppIsOffered'
    | 'takenBack'
    | 'serialNumber'
    | 'verdict';
  readonly sentence: string;
  readonly assignment?: string;
  readonly group?: string;
  readonly filter?: string;
}

/** Whether something applies to a subject, and every step that led there, in order. */
export interface Resolution<T extends Entity = Entity> {
  readonly entity: T;
  readonly applies: boolean;
  readonly reasons: readonly AssignmentReason[];
}

export type AppIntent = 'required' | 'available' | 'uninstall' | 'none';

export interface AppResolution extends Resolution<MobileApp> {
  /** What Intune does by itself. `applies` is whether there is any intent at all. */
  readonly intent: AppIntent;
  /** The person finds it in the Company Portal, also besides `required` and, from a device group, `uninstall`. */
  readonly offered: boolean;
  /** An app that Intune has installed goes: the intent is `uninstall`, or `available` to the person and uninstall on the device. */
  readonly takesBack: boolean;
  /** VPP apps: which licence the winning assignment asks for. */
  readonly useDeviceLicensing: boolean;
  /** An app that Intune has installed stays when management ends: `uninstallOnDeviceRemoval` is false. */
  readonly staysOnRemoval: boolean;
}

/** All that Intune would give one subject. Shared between subjects that get the same: never change it. */
export interface EffectiveSet {
  readonly configurations: readonly Resolution<Policy>[];
  readonly compliancePolicies: readonly Resolution<Policy>[];
  readonly apps: readonly AppResolution[];
  readonly enrollmentProfiles: readonly Resolution<AppleUserInitiatedEnrollmentProfile>[];
  /** Without the defaults that nobody has changed, which hold for everybody. */
  readonly enrollmentConfigurations: readonly Resolution<DeviceEnrollmentConfiguration>[];
  /** Those that apply, in the order of creation. */
  readonly appliedConfigurations: readonly Policy[];
  readonly appliedCompliancePolicies: readonly Policy[];
  /** Policies and profiles whose assignments reach the subject, and that are for another platform. */
  readonly mismatched: readonly Policy[];
  /** The one with the highest priority (0) of those that apply to the person. */
  readonly enrollmentProfile: AppleUserInitiatedEnrollmentProfile | undefined;
}
