import type { EnrollmentType } from './enrollment-types.ts';

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
  readonly reusedFrom?: number;
}

/** `deviceThreatProtectionLevel`, from the safest to the riskiest. */
export type ThreatLevel = 'secured' | 'low' | 'medium' | 'high';

interface ReportedApp {
  readonly bundleId: string;
  readonly name?: string;
  readonly managed: boolean;
}

/** What a device reports at a check-in; everything that compliance and assignment filters look at. */
export interface DeviceFacts {
  readonly enrollmentType: EnrollmentType;
  readonly deviceName: string;
  /** The product name: `iPhone 16`, `iPad Air (M2)`. */
  readonly model: string;
  readonly osVersion: string;
  /** With a Rapid Security Response its supplemental build: `20E772520a`. */
  readonly osBuildVersion?: string;
  /** Absent: no passcode. */
  readonly passcode?: PasscodeFacts | undefined;
  /** Minutes until the screen locks; 0 is never. */
  readonly autoLockMinutes: number;
  readonly jailbroken: boolean;
  /** What the mobile threat defense partner says; absent: no signal. */
  readonly threatLevel?: ThreatLevel;
  /** What Microsoft Defender for Endpoint says; absent: no signal. */
  readonly defenderRisk?: ThreatLevel;
  /** `managed`: Intune's profile is there; `unmanaged`: the person has set the account up. Absent: no mail account. */
  readonly email?: 'managed' | 'unmanaged';
  readonly apps: readonly ReportedApp[];
}

/** `managedDevice.operatingSystem`. The two names are what the service shows; no page lists them (inferred). */
export function operatingSystemOf(model: string): 'iOS' | 'iPadOS' {
  return model.startsWith('iPad') ? 'iPadOS' : 'iOS';
}

/**
 * `device.operatingSystem` in Entra ID, which rules of dynamic groups know as `deviceOSType`: not what Intune calls it.
 * "Manage rules for dynamic membership groups" has had both names in its examples (azure-docs, 2018); that an iPhone whose example
 * is `iOS` now is one that Intune doesn't manage is inferred.
 */
export function directoryOperatingSystemOf(model: string): 'iPhone' | 'iPad' {
  return model.startsWith('iPad') ? 'iPad' : 'iPhone';
}
