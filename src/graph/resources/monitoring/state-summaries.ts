// How many devices and users stand how, counted by indexes: what it costs doesn't grow with the fleet.
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import type { Call } from '../../request/call.ts';
import { CONFIGURATION_SERVICE } from '../configuration/policies.ts';
import { DEVICES } from '../devices/ask-device.ts';

/** What each state of a device is counted as. [documented] */
const COMPLIANCE_COUNTERS: Readonly<Record<string, string>> = {
  unknown: 'unknownDeviceCount',
  compliant: 'compliantDeviceCount',
  noncompliant: 'nonCompliantDeviceCount',
  conflict: 'conflictDeviceCount',
  error: 'errorDeviceCount',
  inGracePeriod: 'inGracePeriodCount',
  configManager: 'configManagerCount',
};

const tenantRow = (call: Call, counts: Readonly<Record<string, number>>): Entity => ({
  id: call.tenant.collection('deviceManagement').first?.id ?? '',
  ...counts,
});

function complianceStates(call: Call): Entity {
  const devices = call.tenant.collection(DEVICES);
  const counts: Record<string, number> = {};
  for (const [state, counter] of Object.entries(COMPLIANCE_COUNTERS)) {
    counts[counter] = devices.countWhere('complianceState', state);
  }
  return tenantRow(call, counts);
}

/** Every device by how its profiles stand, all together; one that hasn't said anything is unknown. */
function configurationStates(call: Call): Entity {
  const devices = call.tenant.collection(DEVICES);
  const count = (state: string) => devices.countWhere('$configuration', state);
  const [compliant, error, notApplicable] = [count('compliant'), count('error'), count('notApplicable')];
  const conflict = count('conflict');
  return tenantRow(call, {
    compliantDeviceCount: compliant,
    conflictDeviceCount: conflict,
    errorDeviceCount: error,
    notApplicableDeviceCount: notApplicable,
    unknownDeviceCount: devices.size - compliant - conflict - error - notApplicable,
  });
}

/** Users who have a device: of those with several, the worst counts. Goes through the devices that aren't as they should be. */
function configurationUserStates(call: Call): Entity {
  const devices = call.tenant.collection(DEVICES);
  const counted = new Set<string>();
  const count = (state: string) => {
    let users = 0;
    for (const row of devices.rowsWhere('$configuration', state)?.after() ?? []) {
      const user = devices.at(row)?.userId;
      if (user === undefined || counted.has(user)) continue;
      counted.add(user);
      users += 1;
    }
    return users;
  };
  const [error, conflict] = [count('error'), count('conflict')];
  const [unknown, notApplicable] = [count('unknown'), count('notApplicable')];
  return tenantRow(call, {
    errorUserCount: error,
    conflictUserCount: conflict,
    unknownUserCount: unknown,
    notApplicableUserCount: notApplicable,
    compliantUserCount: devices.countValues('userId') - error - conflict - unknown - notApplicable,
  });
}

const SOURCE = 'https://learn.microsoft.com/graph/api/resources/intune-deviceconfig';

function summary(
  name: string,
  type: string,
  compute: (call: Call) => Entity,
  more: Partial<Resource> = {},
): Resource {
  return defineResource({
    path: `deviceManagement/${name}`,
    type,
    family: 'intune',
    service: CONFIGURATION_SERVICE,
    singleton: true,
    verbs: ['get', 'update'],
    source: { kind: 'computed', compute: (call) => [compute(call)] },
    evidence: 'documented',
    sources: [`${SOURCE}-${type.toLowerCase()}`],
    ...more,
  });
}

export const stateSummaries: readonly Resource[] = [
  summary(
    'deviceCompliancePolicyDeviceStateSummary',
    'deviceCompliancePolicyDeviceStateSummary',
    complianceStates,
    { evidence: 'recorded' },
  ),
  summary(
    'deviceConfigurationDeviceStateSummaries',
    'deviceConfigurationDeviceStateSummary',
    configurationStates,
  ),
  summary(
    'deviceConfigurationUserStateSummaries',
    'deviceConfigurationUserStateSummary',
    configurationUserStates,
    { versions: ['beta'] },
  ),
];
