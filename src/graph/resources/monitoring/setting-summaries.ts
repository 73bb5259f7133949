// How devices stand with single settings of compliance policies, from the keys that a check-in leaves on a device's record.
import {
  COMPLIANCE_SETS,
  DEVIATIONS,
  type Deviation,
  deviationKey,
  type Entity,
  type ManagedDevice,
} from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import type { Call } from '../../request/call.ts';
import type { DeviceStatus } from '../../types.ts';
import { CONFIGURATION_SERVICE } from '../configuration/policies.ts';
import { DEVICES } from '../devices/ask-device.ts';

const PATH = 'deviceManagement/deviceCompliancePolicySettingStateSummaries';

/** A setting with the policies that demand it; the built-in one has the id ''. */
interface DemandedSetting {
  readonly setting: string;
  readonly property: string;
  readonly policies: readonly string[];
}

type Counting = Pick<Call, 'tenant' | 'devicePolicies'>;

/** The built-in settings, and those that any policy demands. [recorded: only these are listed] */
function demandedSettings({ tenant, devicePolicies }: Counting): readonly DemandedSetting[] {
  const found = new Map<string, DemandedSetting>();
  const add = (policy: Entity | undefined) => {
    for (const { setting, property } of devicePolicies.settings(policy)) {
      const policies = [...(found.get(setting)?.policies ?? []), policy?.id ?? ''];
      found.set(setting, { setting, property, policies });
    }
  };
  add(undefined);
  for (const set of COMPLIANCE_SETS) for (const policy of tenant.collection(set)) add(policy);
  return [...found.values()];
}

/** Counted by index; a device with two policies that demand the same counts for each of them [inferred]. */
function countOf({ tenant }: Counting, { property, policies }: DemandedSetting) {
  const devices = tenant.collection(DEVICES);
  let [evaluated, nonCompliant, unknown, error] = [0, 0, 0, 0];
  const count = (state: Deviation, policy: string) =>
    devices.countWhere('$deviations', deviationKey(state, policy, property));
  for (const policy of policies) {
    evaluated +=
      policy === ''
        ? devices.size - devices.countWhere('complianceState', 'unknown')
        : devices.countWhere('$evaluated', policy);
    nonCompliant += count('nonCompliant', policy);
    unknown += count('unknown', policy);
    error += count('error', policy);
  }
  const compliant = Math.max(evaluated - nonCompliant - unknown - error, 0);
  return { compliant, nonCompliant, unknown, error };
}

/** On how many devices each demanded setting stands how. */
export function settingCountsOf(call: Counting) {
  return demandedSettings(call).map((each) => ({ setting: each.setting, ...countOf(call, each) }));
}

function summaryOf(call: Call, demanded: DemandedSetting): Entity {
  const { setting, policies } = demanded;
  const { compliant, nonCompliant, unknown, error } = countOf(call, demanded);
  return {
    id: setting,
    setting,
    // [recorded] the same text.
    settingName: setting,
    platformType: policies[0] === '' ? 'all' : 'iOS',
    compliantDeviceCount: compliant,
    nonCompliantDeviceCount: nonCompliant,
    unknownDeviceCount: unknown,
    errorDeviceCount: error,
  };
}

/** How a setting stands on each device that was judged by it, in the order of the devices. */
function* settingStates(call: Call, summary: Entity, after: string | undefined): Generator<DeviceStatus> {
  const demanded = demandedSettings(call).find(({ setting }) => setting === summary.id);
  if (!demanded) return;
  const devices = call.tenant.collection(DEVICES);
  const [only, ...more] = demanded.policies;
  const row = after === undefined ? -1 : (devices.rowOf(after) ?? -1);
  // With one policy, the index leads from device to device.
  const rows =
    only && more.length === 0
      ? (devices.rowsWhere('$evaluated', only)?.after(row) ?? [])
      : devices.rowsAfter(row);
  for (const each of rows) {
    const device = devices.at(each) as ManagedDevice;
    const policies = demanded.policies.filter((id) =>
      id === '' ? device.complianceState !== 'unknown' : device.$evaluated?.includes(id),
    );
    if (policies.length > 0) yield settingState(device, demanded, policies);
  }
}

function settingState(
  device: ManagedDevice,
  { setting, property }: DemandedSetting,
  policies: readonly string[],
): DeviceStatus {
  const state =
    DEVIATIONS.find((each) =>
      policies.some((id) => device.$deviations?.includes(deviationKey(each, id, property))),
    ) ?? 'compliant';
  const { complianceGracePeriodExpirationDateTime: grace } = device;
  return {
    id: `${setting}_${device.id}`,
    $device: device.id,
    setting,
    settingName: setting,
    deviceId: device.id,
    deviceName: device.deviceName,
    deviceModel: device.model,
    userId: device.userId ?? '',
    userName: device.userDisplayName ?? '',
    userEmail: (device['emailAddress'] as string | undefined) ?? device.userPrincipalName ?? '',
    userPrincipalName: device.userPrincipalName ?? '',
    state,
    ...(grace === undefined ? {} : { complianceGracePeriodExpirationDateTime: grace }),
  };
}

export const settingSummaries: readonly Resource[] = [
  defineResource({
    path: PATH,
    type: 'deviceCompliancePolicySettingStateSummary',
    family: 'intune',
    service: CONFIGURATION_SERVICE,
    source: {
      kind: 'computed',
      compute: (call) => demandedSettings(call).map((each) => summaryOf(call, each)),
    },
    evidence: 'recorded',
    sources: [
      'https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-devicecompliancepolicysettingstatesummary',
      'https://github.com/rknightion/graph2otel',
    ],
  }),
  defineResource({
    path: `${PATH}/deviceComplianceSettingStates`,
    type: 'deviceComplianceSettingState',
    family: 'intune',
    service: CONFIGURATION_SERVICE,
    source: { kind: 'perDevice', list: settingStates },
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-devicecompliancesettingstate',
    ],
  }),
];
