// Which profiles want different values for the same settings, and on how many devices.
import { type Entity, type ManagedDevice, PROFILE_SETS } from '../../../tenant/index.ts';
import { defineResource } from '../../declare/resource.ts';
import type { Call } from '../../request/call.ts';
import { CONFIGURATION_SERVICE } from '../configuration/policies.ts';
import { DEVICES } from '../devices/ask-device.ts';

interface SettingState {
  readonly setting: string;
  readonly state: string;
  readonly sources?: readonly { readonly id: string }[];
}

interface Conflict {
  readonly policies: readonly { readonly id: string }[];
  readonly settings: Set<string>;
  devices: number;
}

/** The conflicts on a device, by the profiles that have a part in them: with the settings, as each of them calls these. */
function conflictsOn({ devicePolicies }: Call, device: ManagedDevice): ReadonlyMap<string, Conflict> {
  const found = new Map<string, Conflict>();
  for (const set of PROFILE_SETS) {
    for (const { settingStates } of devicePolicies.states(set, device)) {
      for (const { setting, state, sources = [] } of settingStates as readonly SettingState[]) {
        if (state !== 'conflict') continue;
        const key = sources.map(({ id }) => id).join(' ');
        const known = found.get(key) ?? { policies: sources, settings: new Set<string>(), devices: 1 };
        known.settings.add(setting);
        found.set(key, known);
      }
    }
  }
  return found;
}

/** A row for the same profiles [inferred]. Only devices are looked at of which something is wrong with their profiles. */
function summarize(call: Call): readonly Entity[] {
  const devices = call.tenant.collection(DEVICES);
  const all = new Map<string, Conflict>();
  for (const state of ['conflict', 'error']) {
    for (const row of devices.rowsWhere('$configuration', state)?.after() ?? []) {
      for (const [key, conflict] of conflictsOn(call, devices.at(row) as ManagedDevice)) {
        const known = all.get(key);
        if (known) known.devices += 1;
        else all.set(key, conflict);
      }
    }
  }
  return [...all].map(([key, { policies, settings, devices: impacted }]) => ({
    id: call.tenant.random.fork(`conflict ${key}`).guid(),
    conflictingDeviceConfigurations: policies,
    contributingSettings: [...settings],
    deviceCheckinsImpacted: impacted,
  }));
}

export const conflictSummary = defineResource({
  path: 'deviceManagement/deviceConfigurationConflictSummary',
  type: 'deviceConfigurationConflictSummary',
  family: 'intune',
  service: CONFIGURATION_SERVICE,
  versions: ['beta'],
  source: { kind: 'computed', compute: summarize },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-deviceconfigurationconflictsummary',
  ],
});
