// The rows of reports about policies and their settings.
import {
  CATALOG_COMPLIANCE,
  CATALOG_SET,
  COMPLIANCE_SETS,
  type Collection,
  type Entity,
  type ManagedDevice,
  PROFILE_SETS,
} from '../../../tenant/index.ts';
import { definitionOf } from '../configuration/catalog/definitions.ts';
import { DEVICES } from '../devices/ask-device.ts';
import { settingCountsOf } from '../monitoring/setting-summaries.ts';
import type { Facts, PolicyFacts, PolicySet } from './column.ts';
import {
  COMPLIANCE,
  DEVICE_IDS,
  devicesOf,
  failingDevices,
  type Rows,
  type Source,
  type Wanted,
} from './device-rows.ts';

function policyFacts({ tenant }: Source, set: PolicySet, id: string, name: string): PolicyFacts {
  const home = set === COMPLIANCE && !tenant.collection(set).get(id) ? CATALOG_COMPLIANCE : set;
  const filterIds = tenant
    .collection(`${home}/assignments`)
    .where('$parent', id)
    .flatMap(({ target }) => target.deviceAndAppManagementAssignmentFilterId ?? [])
    .join(',');
  return { id, name, set, entity: tenant.collection(home).get(id) as Entity | undefined, filterIds };
}

/** The policies of a set, or the one that is wanted. */
function policiesOf(source: Source, set: PolicySet, wanted: Wanted): readonly PolicyFacts[] {
  const homes: readonly string[] = set === COMPLIANCE ? COMPLIANCE_SETS : [set];
  const collections = homes.map((home): Collection<Entity> => source.tenant.collection(home));
  const id = wanted('PolicyId');
  const found = collections.flatMap((policies) => (id === undefined ? [...policies] : [policies.get(id)]));
  return found.flatMap((policy) =>
    policy && isProfile(set, policy)
      ? policyFacts(source, set, policy.id, String(policy['displayName'] ?? policy['name']))
      : [],
  );
}

/** The catalog also has what devices get no profile of: what Apple devices see when they enroll; and compliance policies for Linux. */
const isProfile = (set: PolicySet, { technologies = 'mdm', platforms = 'iOS' }: Entity) =>
  (set !== CATALOG_SET || /\bmdm\b/.test(String(technologies))) &&
  (set !== COMPLIANCE || /\biOS\b/.test(String(platforms)));

/** The rows of templates, and then those of the settings catalog. */
export const configured = (rows: (set: PolicySet) => Rows): Rows =>
  function* (source, wanted) {
    for (const set of PROFILE_SETS) yield* rows(set)(source, wanted);
  };

/** How policies stand on each device that they are meant for. */
export const policyStatuses = (set: PolicySet, shown: (status: string) => boolean = () => true): Rows =>
  function* (source, wanted) {
    if (wanted(...DEVICE_IDS) !== undefined) {
      for (const device of devicesOf(source, wanted)) yield* statusesOn(source, set, device, wanted, shown);
      return;
    }
    const devices = source.tenant.collection(DEVICES);
    for (const policy of policiesOf(source, set, wanted)) {
      for (const { $device, status } of source.deviceStatuses(set, policy.id)) {
        const device = devices.get($device);
        if (device && shown(String(status))) yield { device, policy, status: String(status) };
      }
    }
  };

function* statusesOn(
  source: Source,
  set: PolicySet,
  device: ManagedDevice,
  wanted: Wanted,
  shown: (status: string) => boolean,
): Generator<Facts> {
  for (const { id, displayName, state } of source.devicePolicies.states(set, device)) {
    const only = wanted('PolicyId');
    if ((only !== undefined && only !== id) || !shown(String(state))) continue;
    yield { device, policy: policyFacts(source, set, id, String(displayName)), status: String(state) };
  }
}

/** What each status of `complianceStatus` is counted as. [documented names; which goes where is inferred] */
const COUNTERS: Readonly<Record<string, string>> = {
  compliant: 'Compliant',
  remediated: 'Compliant',
  nonCompliant: 'NonCompliant',
  error: 'Error',
  conflict: 'Conflict',
  notApplicable: 'NotApplicable',
};

/** A policy's statuses as the columns that count them. */
function countersOf(statuses: Readonly<Record<string, number>>, otherwise: string): Record<string, number> {
  const counts: Record<string, number> = {};
  const add = (counter: string, by: number) => {
    const name = `NumberOf${counter}Devices`;
    counts[name] = (counts[name] ?? 0) + by;
  };
  for (const [status, number] of Object.entries(statuses)) {
    const counter = COUNTERS[status];
    add(counter ?? otherwise, number);
    if (counter === 'NonCompliant' || counter === 'Error') add('NonCompliantOrError', number);
    if (counter !== 'Compliant' && counter !== 'NonCompliant') add('Other', number);
  }
  return counts;
}

/** Policies with how many devices they stand how on; what is counted is kept up to date by the journal. */
export const policyCounts = (
  set: PolicySet,
  shown: (counts: Readonly<Record<string, number>>) => boolean = () => true,
): Rows =>
  function* (source, wanted) {
    for (const policy of policiesOf(source, set, wanted)) {
      const { devices } = source.devicePolicies.overview(set, policy.id);
      const counts = countersOf(devices, set === COMPLIANCE ? 'NotEvaluated' : 'InProgress');
      if (shown(counts)) yield { policy, counts };
    }
  };

/** Whether anything is wrong with a policy on some device. */
export const someFail = (counts: Readonly<Record<string, number>>) =>
  (counts['NumberOfNonCompliantOrErrorDevices'] ?? 0) + (counts['NumberOfConflictDevices'] ?? 0) > 0;
export const fails = (status: string) => ['nonCompliant', 'error', 'conflict'].includes(status);

/** The id of a setting in reports [recorded: a GUID]; ours follows from its name. */
const settingIdOf = ({ tenant }: Pick<Source, 'tenant'>, setting: string) =>
  tenant.random.fork(`intune/settings/${setting}`).guid();

/** How single settings stand on devices. `failing`: only what fails, and only devices that don't comply are looked at. */
export const settingStatuses = (set: PolicySet, failing = false): Rows =>
  function* (source, wanted) {
    const ids = new Map<string, string>();
    const idOf = (setting: string) => {
      const id = ids.get(setting) ?? settingIdOf(source, setting);
      ids.set(setting, id);
      return id;
    };
    const [policyId, settingName] = [wanted('PolicyId'), wanted('SettingName', 'SettingNm')];
    const wantedId = wanted('SettingId');
    const devices =
      failing && set === COMPLIANCE ? failingDevices(source, wanted) : devicesOf(source, wanted);
    for (const device of devices) {
      for (const { id, displayName, settingStates } of source.devicePolicies.states(set, device)) {
        if (policyId !== undefined && policyId !== id) continue;
        for (const each of settingStates as readonly Entity[]) {
          const [name, status] = [String(each['setting']), String(each['state'])];
          const setting =
            set === CATALOG_SET ? String(definitionOf(name, source.tenant)?.['displayName'] ?? name) : name;
          if (settingName !== undefined && settingName !== setting) continue;
          if (failing && !fails(status)) continue;
          const settingId = idOf(name);
          if (wantedId !== undefined && wantedId !== settingId) continue;
          const policy = policyFacts(source, set, id, String(displayName));
          yield { device, policy, setting, settingId, status };
        }
      }
    }
  };

/** The settings of compliance policies with how many devices they stand how on, counted by indexes. */
export const settingCounts: Rows = function* (source) {
  for (const { setting, ...counted } of settingCountsOf(source)) {
    yield {
      setting,
      settingId: settingIdOf(source, setting),
      counts: {
        NumberOfCompliantDevices: counted.compliant,
        NumberOfNonCompliantDevices: counted.nonCompliant,
        NumberOfNotEvaluatedDevices: counted.unknown,
      },
    };
  }
};

/** The settings of each policy, or of the one that is wanted, with how many devices they stand how on. */
export const settingCountsByPolicy = (set: PolicySet, failing = false): Rows =>
  function* (source, wanted) {
    const found = new Map<string, { facts: Facts; statuses: Record<string, number> }>();
    for (const { device: _, status = 'unknown', ...facts } of settingStatuses(set, failing)(source, wanted)) {
      const key = `${facts.policy?.id} ${facts.settingId}`;
      const known = found.get(key) ?? { facts, statuses: {} as Record<string, number> };
      found.set(key, known);
      known.statuses[status] = (known.statuses[status] ?? 0) + 1;
    }
    for (const { facts, statuses } of found.values()) {
      yield { ...facts, counts: countersOf(statuses, 'NotEvaluated') };
    }
  };

export const policies: Rows = function* (source, wanted) {
  const sets: readonly PolicySet[] = [COMPLIANCE, ...PROFILE_SETS];
  for (const set of sets) {
    for (const policy of policiesOf(source, set, wanted)) yield { policy };
  }
};
