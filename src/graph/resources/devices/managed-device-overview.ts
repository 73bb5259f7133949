// How many devices there are of each kind, counted by the index: what it costs doesn't grow with them.
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import { type Call, now } from '../../request/call.ts';
import { DEVICES } from './ask-device.ts';

/** The counters of `deviceOperatingSystemSummary`, and which `operatingSystem` goes into each. [documented names] */
const SYSTEMS: Readonly<Record<string, readonly string[]>> = {
  iosCount: ['iOS', 'iPadOS'],
  macOSCount: ['macOS'],
  windowsCount: ['Windows'],
  windowsMobileCount: ['Windows Phone'],
  androidCount: ['Android'],
  chromeOSCount: ['ChromeOS'],
  linuxCount: ['Linux'],
};

function overview(call: Call): Entity {
  const devices = call.tenant.collection(DEVICES);
  const summary: Record<string, number> = {};
  let known = 0;
  for (const [counter, systems] of Object.entries(SYSTEMS)) {
    const count = systems.reduce((sum, system) => sum + devices.countWhere('operatingSystem', system), 0);
    summary[counter] = count;
    known += count;
  }
  const { size } = devices;
  return {
    id: call.tenant.collection('deviceManagement').first?.id ?? '',
    enrolledDeviceCount: size,
    // Nothing here is managed by Exchange ActiveSync or Configuration Manager.
    mdmEnrolledCount: size,
    dualEnrolledDeviceCount: 0,
    deviceOperatingSystemSummary: { ...summary, unknownCount: size - known },
    deviceExchangeAccessStateSummary: { unavailableDeviceCount: 0, unknownDeviceCount: size },
    lastModifiedDateTime: now(call),
    managedDeviceModelsAndManufacturers: {
      deviceModels: devices.valuesOf('model'),
      deviceManufacturers: devices.valuesOf('manufacturer'),
    },
  };
}

export const managedDeviceOverview: Resource = defineResource({
  path: 'deviceManagement/managedDeviceOverview',
  type: 'managedDeviceOverview',
  family: 'intune',
  service: 'DeviceFE/StatelessDeviceFEService',
  singleton: true,
  verbs: ['get', 'update'],
  source: { kind: 'computed', compute: (call) => [overview(call)] },
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/resources/intune-devices-manageddeviceoverview'],
});
