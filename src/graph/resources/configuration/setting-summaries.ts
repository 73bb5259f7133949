// How many devices stand how with each setting of a policy: counted by index, from what check-ins leave on devices.
import { type Deviation, deviationKey, type Entity } from '../../../tenant/index.ts';
import type { Call } from '../../request/call.ts';

type Path = Parameters<Call['deviceStatuses']>[0];

const row = (policy: Entity, setting: string, counts: Readonly<Record<string, number>>): Entity => ({
  // [inferred] the form of the id.
  id: `${policy.id}_${setting}`,
  settingName: setting,
  ...counts,
});

/** What a compliance policy demands, with the devices that were judged by it. */
function demanded(call: Call, policy: Entity): readonly Entity[] {
  const devices = call.tenant.collection('deviceManagement/managedDevices');
  const evaluated = devices.countWhere('$evaluated', policy.id);
  return call.devicePolicies.settings(policy).map(({ setting, property }) => {
    const count = (state: Deviation) =>
      devices.countWhere('$deviations', deviationKey(state, policy.id, property));
    const [nonCompliant, unknown, error] = [count('nonCompliant'), count('unknown'), count('error')];
    return row(policy, setting, {
      compliantDeviceCount: Math.max(evaluated - nonCompliant - unknown - error, 0),
      nonCompliantDeviceCount: nonCompliant,
      unknownDeviceCount: unknown,
      errorDeviceCount: error,
    });
  });
}

/** A profile is one setting, and only where devices refused it: they tell no more. */
function refused(call: Call, policy: Entity): readonly Entity[] {
  const { error = 0 } = call.devicePolicies.overview(
    'deviceManagement/deviceConfigurations',
    policy.id,
  ).devices;
  const type = String(policy['@odata.type'] ?? '').replace(/^#?microsoft\.graph\./, '');
  // As the device's own list of states names it.
  const setting = type.replace(/^(?:ios|.)/, (start) => start.toUpperCase());
  return error === 0 ? [] : [row(policy, setting, { errorDeviceCount: error })];
}

/** The rows below a policy of the set at `path`. */
export const settingSummaries = (path: Path) =>
  path === 'deviceManagement/deviceConfigurations' ? refused : demanded;
