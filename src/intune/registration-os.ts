import { compareVersions } from '../filters/index.ts';

/** Which iOS and iPadOS Microsoft Entra ID registers. Source: What is device registration? */
export const REGISTERS_FROM = '15.0';

/** Whether a device with this version can be registered. */
export function registersOs(osVersion: string): boolean {
  return compareVersions(osVersion, REGISTERS_FROM) >= 0;
}
