// Devices that a compliance policy wants retired: an administrator confirms it, or takes them off the list.
import { HOUR, toIso } from '../../../clock/index.ts';
import {
  COMPLIANCE_SETS,
  type Entity,
  type ManagedDevice,
  type ScheduledActionsForRule,
} from '../../../tenant/index.ts';
import type { Operation } from '../../declare/resource.ts';
import { actorOf, type Call } from '../../request/call.ts';
import { askDevice, DEVICES } from '../devices/ask-device.ts';
import { DEVICE_ACTIONS, type DeviceAction } from '../devices/device-action-table.ts';

const RETIRE = DEVICE_ACTIONS.find(({ name }) => name === 'retire') as DeviceAction;

/** How many devices of a report are shown when nothing else is said. [recorded] Intune's reports: 50 rows a page. */
const REPORT_PAGE = 50;

interface Retirement {
  readonly device: ManagedDevice;
  readonly policy: Entity;
  /** Milliseconds since the epoch. */
  readonly after: number;
}

/** The hours after which a policy wants a failing device retired, one for each such action; none: it never does. */
function retireHours(call: Call, policyId: string): readonly number[] {
  const rules = COMPLIANCE_SETS.flatMap(
    (set) =>
      call.tenant
        .collection(`${set}/scheduledActionsForRule`)
        .where('$parent', policyId) as ScheduledActionsForRule[],
  );
  return rules.flatMap(({ scheduledActionConfigurations: actions = [] }) =>
    actions.flatMap(({ actionType, gracePeriodHours = 0 }) =>
      actionType === 'retire' ? [gracePeriodHours] : [],
    ),
  );
}

/**
 * The devices whose time has come, by the policy that wants it first. Only failing devices are looked at, through the index.
 * [documented] one that was taken off the list stays off "until the action to Add device to retire list is applied to that device again"
 * (Configure actions for noncompliance). [inferred] that a device is listed once.
 */
function* retirements(call: Call): Generator<Retirement, void> {
  const policies = COMPLIANCE_SETS.map((set) => call.tenant.collection(set));
  const hours = new Map<string, readonly number[]>();
  const { now } = call.tenant.clock;
  const devices = call.tenant.collection(DEVICES);
  for (const state of ['noncompliant', 'inGracePeriod']) {
    for (const device of devices.where('complianceState', state)) {
      if (device.managementState === 'retirePending' || device.managementState === 'wipePending') continue;
      const cleared = Number(device['$retirementCleared'] ?? Number.NEGATIVE_INFINITY);
      let first: Retirement | undefined;
      for (const [policyId, since] of Object.entries(device.$noncompliantSince ?? {})) {
        const waits = hours.get(policyId) ?? retireHours(call, policyId);
        hours.set(policyId, waits);
        const policy = policies.map((set) => set.get(policyId)).find((each) => each !== undefined);
        if (!policy) continue;
        for (const wait of waits) {
          const after = since + wait * HOUR;
          if (after > cleared && after <= now && (!first || after < first.after))
            first = { device, policy, after };
        }
      }
      if (first) yield first;
    }
  }
}

function rowOf({ device, policy, after }: Retirement) {
  return {
    id: device.id,
    managedDeviceId: device.id,
    managedDeviceName: device.deviceName,
    deviceType: device.operatingSystem === 'iPadOS' ? 'iPad' : 'iPhone',
    complianceState: 'nonCompliant',
    retireAfterDateTime: toIso(after),
    managementAgent: device['managementAgent'] ?? 'mdm',
    ownerType: device.managedDeviceOwnerType,
    deviceCompliancePolicyId: policy.id,
    deviceCompliancePolicyName: policy['displayName'] ?? policy['name'],
    roleScopeTagIds: device['roleScopeTagIds'] ?? ['0'],
  };
}

const page = (name: string) =>
  `https://learn.microsoft.com/graph/api/intune-deviceconfig-devicecompliancepolicy-${name.toLowerCase()}?view=graph-rest-beta`;

const getDevicesScheduledToRetire: Operation = {
  on: 'deviceCompliancePolicy',
  bound: 'set',
  name: 'getDevicesScheduledToRetire',
  run: (call) => Array.from(retirements(call), rowOf),
  evidence: 'documented',
  sources: [page('getDevicesScheduledToRetire')],
};

const setScheduledRetireState: Operation = {
  on: 'deviceCompliancePolicy',
  bound: 'set',
  name: 'setScheduledRetireState',
  run(call, _entity, { managedDeviceIds = [], scopedToAllDevices = false, state }) {
    const ids = new Set(managedDeviceIds as readonly string[]);
    for (const { device } of [...retirements(call)]) {
      if (!scopedToAllDevices && !ids.has(device.id)) continue;
      if (state === 'confirmRetire') askDevice(call, device, RETIRE, {});
      else if (state === 'cancelRetire') {
        const cleared = { $retirementCleared: call.tenant.clock.now, retireAfterDateTime: undefined };
        call.tenant.collection(DEVICES).update(device.id, cleared, actorOf(call));
      }
    }
  },
  evidence: 'documented',
  sources: [page('setScheduledRetireState')],
};

/** [inferred] the columns: those that the same devices have in getDevicesScheduledToRetire, named as reports name theirs. */
const COLUMNS = {
  DeviceId: 'managedDeviceId',
  DeviceName: 'managedDeviceName',
  ComplianceState: 'complianceState',
  ManagementAgent: 'managementAgent',
  OwnerType: 'ownerType',
  PolicyId: 'deviceCompliancePolicyId',
  PolicyName: 'deviceCompliancePolicyName',
  RetireAfterDateTime: 'retireAfterDateTime',
} as const;

const getNoncompliantDevicesToRetire: Operation = {
  on: 'deviceCompliancePolicy',
  bound: 'set',
  name: 'getNoncompliantDevicesToRetire',
  run(call, _entity, { skip = 0, top = REPORT_PAGE }) {
    const rows = Array.from(retirements(call), rowOf);
    const shown = rows.slice(Number(skip), Number(skip) + Number(top));
    return JSON.stringify({
      TotalRowCount: rows.length,
      Schema: Object.keys(COLUMNS).map((Column) => ({ Column, PropertyType: 'String' })),
      Values: shown.map((row) => Object.values(COLUMNS).map((property) => row[property])),
      SessionId: '',
    });
  },
  evidence: 'inferred',
  sources: [page('getNoncompliantDevicesToRetire')],
};

/** What is shown is always up to date here, so there is nothing to refresh. */
const refreshDeviceComplianceReportSummarization: Operation = {
  on: 'deviceCompliancePolicy',
  bound: 'set',
  name: 'refreshDeviceComplianceReportSummarization',
  run: () => undefined,
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/intune-shared-devicecompliancepolicy-refreshdevicecompliancereportsummarization?view=graph-rest-beta',
  ],
};

export const retirementOperations: readonly Operation[] = [
  getDevicesScheduledToRetire,
  setScheduledRetireState,
  getNoncompliantDevicesToRetire,
  refreshDeviceComplianceReportSummarization,
];
