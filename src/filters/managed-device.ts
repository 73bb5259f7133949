import type { FilterableDevice } from './properties.ts';

/** What of a managed device's record rules may read. */
interface ManagedDeviceRecord {
  readonly deviceName: string;
  readonly model: string;
  readonly osVersion: string;
  readonly managedDeviceOwnerType: 'personal' | 'company';
  readonly enrollmentProfileName?: string | undefined;
  readonly [property: string]: unknown;
}

/** What a device says of itself at a check-in, before its record does. */
interface Newer {
  readonly deviceName: string;
  readonly osVersion: string;
  readonly jailbroken: boolean;
}

/** `managedDevice.jailBroken` is a text; `Unknown` until the first check-in. */
const ROOTED: Readonly<Record<string, boolean>> = { True: true, False: false };

/** A managed device as rules see it; with the facts of a check-in, as it is now. */
export function filterableDevice(device: ManagedDeviceRecord, newer?: Newer): FilterableDevice {
  return {
    deviceName: newer?.deviceName ?? device.deviceName,
    manufacturer: (device['manufacturer'] as string | undefined) ?? 'Apple',
    model: device.model,
    deviceCategory: device['deviceCategoryDisplayName'] as string | undefined,
    osVersion: newer?.osVersion ?? device.osVersion,
    ownership: device.managedDeviceOwnerType,
    enrollmentProfileName: device.enrollmentProfileName,
    isRooted: newer ? newer.jailbroken : ROOTED[device['jailBroken'] as string],
  };
}
