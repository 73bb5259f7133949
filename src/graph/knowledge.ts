// What Graph is told by whoever simulates Intune's device-facing services and sign-ins.
import type { DeviceApps, DevicePolicies, DeviceStatuses, SignInPolicies } from './types.ts';

export interface Knowledge {
  readonly deviceStatuses: DeviceStatuses;
  readonly devicePolicies: DevicePolicies;
  readonly deviceApps: DeviceApps;
  readonly signInPolicies: SignInPolicies;
}

/** Who isn't told anything knows of no status, no setting and no app. */
const NOTHING: Knowledge = {
  deviceStatuses: () => [],
  devicePolicies: {
    overview: () => ({ devices: {}, users: {}, latest: undefined }),
    states: () => [],
    settings: () => [],
  },
  deviceApps: { states: () => [], reaches: () => false, isLicensed: () => false },
  signInPolicies: () => [],
};

export function knowledgeOf({
  deviceStatuses = NOTHING.deviceStatuses,
  devicePolicies = NOTHING.devicePolicies,
  deviceApps = NOTHING.deviceApps,
  signInPolicies = NOTHING.signInPolicies,
}: Partial<Knowledge>): Knowledge {
  return { deviceStatuses, devicePolicies, deviceApps, signInPolicies };
}
