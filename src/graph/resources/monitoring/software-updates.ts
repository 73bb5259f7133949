// How devices stand with policies about software updates: as with any other profile, and by the version that they have.
import type { Entity, ManagedDevice } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import type { LazyRows } from '../../declare/source.ts';
import type { Call } from '../../request/call.ts';
import type { DeviceStatus } from '../../types.ts';
import { CONFIGURATION_SERVICE } from '../configuration/policies.ts';
import { userStatuses } from '../configuration/policy-status.ts';
import { DEVICES } from '../devices/ask-device.ts';

const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const IOS_UPDATES = '#microsoft.graph.iosUpdateConfiguration';

function updatePolicies({ tenant }: Call): readonly Entity[] {
  return [...tenant.collection(CONFIGURATIONS)].filter((policy) => policy['@odata.type'] === IOS_UPDATES);
}

/** [inferred] a device that has the wanted version has installed it; of the others nothing is known before they say so. */
function statusOf(call: Call, policy: Entity, { $device, ...status }: DeviceStatus): Entity {
  const device = call.tenant.collection(DEVICES).get($device) as ManagedDevice;
  const { desiredOsVersion: wanted } = policy;
  return {
    id: status.id,
    deviceId: device.id,
    deviceDisplayName: device.deviceName,
    deviceModel: device.model,
    userId: device.userId ?? '',
    userName: device.userDisplayName ?? '',
    userPrincipalName: device.userPrincipalName ?? '',
    osVersion: device.osVersion,
    status: status['status'],
    lastReportedDateTime: status['lastReportedDateTime'],
    installStatus: typeof wanted === 'string' && wanted === device.osVersion ? 'success' : 'unknown',
  };
}

/** How many rows of devices a policy may have before the next one's begin. */
const SPAN = 2 ** 26;

/** One policy after the other, each in the order of its devices; made page by page. */
function statusRows(call: Call): LazyRows {
  const policies = updatePolicies(call);
  const devices = call.tenant.collection(DEVICES);
  const made = new Map<number, Entity>();
  const statuses = (policy: Entity, after: string | undefined) =>
    call.deviceStatuses(CONFIGURATIONS, policy.id, after);
  function* after(position: number) {
    for (const [index, policy] of policies.entries()) {
      let row = position - index * SPAN;
      if (row >= SPAN - 1) continue;
      while (row >= 0 && !devices.at(row)) row -= 1;
      for (const status of statuses(policy, devices.at(row)?.id)) {
        const own = devices.rowOf(status.$device);
        if (own === undefined) continue;
        made.set(index * SPAN + own, statusOf(call, policy, status));
        yield index * SPAN + own;
      }
    }
  }
  return {
    after,
    at: (position) => made.get(position),
    find(id) {
      const policy = policies.find((each) => id.startsWith(`${each.id}_`));
      for (const status of policy ? statuses(policy, undefined) : []) {
        if (policy && status.id === id) return statusOf(call, policy, status);
      }
      return undefined;
    },
  };
}

const COUNTERS: Readonly<Record<string, string>> = {
  compliant: 'compliant',
  nonCompliant: 'nonCompliant',
  remediated: 'remediated',
  error: 'error',
  conflict: 'conflict',
  notApplicable: 'notApplicable',
};

/** All update policies together; the same goes through all devices as a policy's own overview does. */
function summary(call: Call): Entity {
  const counts: Record<string, number> = {};
  const count = (statuses: Iterable<Entity>, what: 'Device' | 'User') => {
    for (const { status } of statuses) {
      const counter = `${COUNTERS[String(status)] ?? 'unknown'}${what}Count`;
      counts[counter] = (counts[counter] ?? 0) + 1;
    }
  };
  for (const policy of updatePolicies(call)) {
    count(call.deviceStatuses(CONFIGURATIONS, policy.id), 'Device');
    count(userStatuses(call.deviceStatuses(CONFIGURATIONS, policy.id), policy), 'User');
  }
  return { id: call.tenant.collection('deviceManagement').first?.id ?? '', ...counts };
}

const SOURCE = 'https://learn.microsoft.com/graph/api/resources/intune-deviceconfig';

export const softwareUpdates: readonly Resource[] = [
  defineResource({
    path: 'deviceManagement/softwareUpdateStatusSummary',
    type: 'softwareUpdateStatusSummary',
    family: 'intune',
    service: CONFIGURATION_SERVICE,
    singleton: true,
    verbs: ['get', 'update'],
    source: { kind: 'computed', compute: (call) => [summary(call)] },
    evidence: 'documented',
    sources: [`${SOURCE}-softwareupdatestatussummary`],
  }),
  defineResource({
    path: 'deviceManagement/iosUpdateStatuses',
    type: 'iosUpdateDeviceStatus',
    family: 'intune',
    service: CONFIGURATION_SERVICE,
    source: { kind: 'lazy', rows: statusRows },
    evidence: 'documented',
    sources: [`${SOURCE}-iosupdatedevicestatus`],
  }),
];
