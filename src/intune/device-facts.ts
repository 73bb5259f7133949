import type { EnrollmentType } from './enrollment/types.ts';

/** What an MDM client reports of its passcode (`SecurityInfo`), as far as compliance asks. */
export interface PasscodeFacts {
  readonly length: number;
  /** A pattern such as 1234 or 1111. */
  readonly simple: boolean;
  readonly alphanumeric: boolean;
  /** How many characters are neither letters nor digits. */
  readonly specialCharacters: number;
  /** When it was set, in milliseconds since the epoch; absent: never expires here. */
  readonly setAt?: number;
  /** How many changes ago the same passcode was in use: 1 is the one before. Absent: it is new. */
  readonly reusedFrom?: number | undefined;
}

/** Apple's queries by which a device tells what compliance asks. */
export const MDM_QUERIES = [
  'SecurityInfo',
  'DeviceInformation',
  'InstalledApplicationList',
  'ProfileList',
] as const;
export type MdmQuery = (typeof MDM_QUERIES)[number];

/** What few devices have to tell: absent is the ordinary case. */
export interface DeviceHealth {
  /** With a Rapid Security Response its supplemental build: `20E772520a`. Absent: nobody has said it. */
  readonly osBuildVersion?: string | undefined;
  /** Minutes after the screen has locked until the passcode is asked for; absent: at once. */
  readonly passcodeDelayMinutes?: number | undefined;
  /** What the mobile threat defense partner says; absent: no signal. */
  readonly threatLevel?: ThreatLevel | undefined;
  /** What Microsoft Defender for Endpoint says; absent: no signal. */
  readonly defenderRisk?: ThreatLevel | undefined;
  /** Queries that the device answers with an error. */
  readonly failingQueries?: readonly MdmQuery[] | undefined;
}

/** `deviceThreatProtectionLevel`, from the safest to the riskiest. */
export const THREAT_LEVELS = ['secured', 'low', 'medium', 'high'] as const;
export type ThreatLevel = (typeof THREAT_LEVELS)[number];

interface ReportedApp {
  readonly bundleId: string;
  readonly name?: string;
  readonly managed: boolean;
}

/** What a device reports at a check-in; everything that compliance and assignment filters look at. */
export interface DeviceFacts extends DeviceHealth {
  readonly enrollmentType: EnrollmentType;
  readonly deviceName: string;
  /** The product name: `iPhone 16`, `iPad Air (M2)`. */
  readonly model: string;
  readonly osVersion: string;
  /** Absent: no passcode. */
  readonly passcode?: PasscodeFacts | undefined;
  /** Minutes until the screen locks; 0 is never. */
  readonly autoLockMinutes: number;
  readonly jailbroken: boolean;
  /** `managed`: Intune's profile is there; `unmanaged`: the person has set the account up. Absent: no mail account. */
  readonly email?: 'managed' | 'unmanaged' | undefined;
  readonly apps: readonly ReportedApp[];
}

export const isIPad = (model: string): boolean => model.startsWith('iPad');

/** `managedDevice.operatingSystem`. The two names are what the service shows; no page lists them (inferred). */
export function operatingSystemOf(model: string): 'iOS' | 'iPadOS' {
  return isIPad(model) ? 'iPadOS' : 'iOS';
}

/** What Apple calls the kind of device. */
export const deviceKindOf = (model: string): 'iPhone' | 'iPad' => (isIPad(model) ? 'iPad' : 'iPhone');

/**
 * `device.operatingSystem` in Entra ID, which rules of dynamic groups know as `deviceOSType`: not what Intune calls it.
 * "Manage rules for dynamic membership groups" has had both names in its examples (azure-docs, 2018); that an iPhone whose example
 * is `iOS` now is one that Intune doesn't manage is inferred.
 */
export const directoryOperatingSystemOf = (model: string): 'iPhone' | 'iPad' => deviceKindOf(model);
