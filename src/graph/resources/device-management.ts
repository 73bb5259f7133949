import type { Entity } from '../../tenant/index.ts';
import { defineResource, type Resource } from '../declare/resource.ts';
import type { Call } from '../request/call.ts';
import { CONFIGURATION_SERVICE } from './configuration/policies.ts';
import { APP_ROOT, CONFIGURATION, DEVICE_MANAGEMENT } from './permissions.ts';

/** What each state of a device is counted as. [documented] */
const STATE_COUNTERS: Readonly<Record<string, string>> = {
  unknown: 'unknownDeviceCount',
  compliant: 'compliantDeviceCount',
  noncompliant: 'nonCompliantDeviceCount',
  conflict: 'conflictDeviceCount',
  error: 'errorDeviceCount',
  inGracePeriod: 'inGracePeriodCount',
  configManager: 'configManagerCount',
};

/** Computed from the devices; each state is looked up in the index, so the cost doesn't grow with them. */
function complianceStateSummary(call: Call): Entity {
  const devices = call.tenant.collection('deviceManagement/managedDevices');
  const counts: Record<string, number> = {};
  for (const [state, counter] of Object.entries(STATE_COUNTERS)) {
    counts[counter] = devices.countWhere('complianceState', state);
  }
  return { id: [...call.tenant.collection('deviceManagement')][0]?.id ?? '', ...counts };
}

/** The roots of Intune's part of Graph. */
export const deviceManagement: readonly Resource[] = [
  defineResource({
    path: 'deviceManagement',
    type: 'deviceManagement',
    family: 'intune',
    service: CONFIGURATION_SERVICE,
    singleton: true,
    permissions: DEVICE_MANAGEMENT,
    verbs: ['get', 'update'],
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-devicemanagement'],
  }),
  defineResource({
    path: 'deviceManagement/deviceCompliancePolicyDeviceStateSummary',
    type: 'deviceCompliancePolicyDeviceStateSummary',
    family: 'intune',
    service: CONFIGURATION_SERVICE,
    singleton: true,
    permissions: CONFIGURATION,
    verbs: ['get'],
    source: { kind: 'computed', compute: (call) => [complianceStateSummary(call)] },
    evidence: 'recorded',
    sources: [
      'https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-devicecompliancepolicydevicestatesummary',
    ],
  }),
  defineResource({
    path: 'deviceAppManagement',
    type: 'deviceAppManagement',
    family: 'intune',
    service: 'AppLifecycle_2203/StatelessAppMetadataFEService',
    singleton: true,
    permissions: APP_ROOT,
    verbs: ['get'],
    source: {
      kind: 'computed',
      compute: (call) => [{ id: [...call.tenant.collection('deviceManagement')][0]?.id ?? '' }],
    },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/resources/intune-apps-deviceappmanagement'],
  }),
];
