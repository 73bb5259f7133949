// What a device must be for Intune to take a request about it.
import type { ManagedDevice } from '../../../tenant/index.ts';

export type Need =
  /** An iPhone or iPad. */
  | 'apple'
  /** A device of any platform that isn't there by user enrollment, which leaves the device itself to its owner. */
  | 'deviceEnrollment'
  | 'supervised'
  /** The nearest thing to a Shared iPad that a record shows [inferred]. */
  | 'supervisedIpad'
  | 'windows'
  | 'macOS'
  | 'android'
  | 'chromeOS'
  /** What Intune itself takes care of, on a device of any platform. */
  | 'any';

/** `operatingSystem` of the platforms that can do what an iPhone or iPad can't. [inferred] */
const PLATFORMS: Readonly<Partial<Record<Need, RegExp>>> = {
  windows: /^windows/i,
  macOS: /^macos/i,
  android: /^android/i,
  chromeOS: /^chrome/i,
  any: /(?:)/,
};

/** Platforms of which it is known what they understand; a record of any other may understand anything. */
const KNOWN = /^(?:ios|ipados|windows|macos|android|chrome|linux)/i;

/** `deviceEnrollmentType` of those who enrolled with a work account beside their own, all of which are users' own. */
const USER_ENROLLMENT = /^apple.*UserEnrollment/;

export const isAppleMobile = ({ operatingSystem }: ManagedDevice): boolean =>
  operatingSystem === 'iOS' || operatingSystem === 'iPadOS';

/** Whether a device is what a request is for. */
export function meets(device: ManagedDevice, need: Need): boolean {
  const { operatingSystem, isSupervised = false, deviceEnrollmentType } = device;
  if (!KNOWN.test(operatingSystem ?? '')) return true;
  const platform = PLATFORMS[need];
  if (platform) return platform.test(operatingSystem);
  if (need === 'deviceEnrollment') return !USER_ENROLLMENT.test(deviceEnrollmentType);
  if (!isAppleMobile(device)) return false;
  if (need === 'supervisedIpad') return isSupervised && operatingSystem === 'iPadOS';
  return need === 'apple' || isSupervised;
}
