import type { Entity } from '../../tenant/index.ts';
import { type Declarations, defineResource, type Resource } from '../declare/resource.ts';
import type { Call } from '../request/call.ts';
import { CONFIGURATION_SERVICE } from './configuration/policies.ts';

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
const resources: readonly Resource[] = [
  defineResource({
    path: 'deviceManagement',
    type: 'deviceManagement',
    family: 'intune',
    service: CONFIGURATION_SERVICE,
    singleton: true,
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
    alwaysThere: true,
    verbs: ['get', 'update'],
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/resources/intune-apps-deviceappmanagement'],
  }),
];

export const deviceManagement: Declarations = { resources, operations: [] };
