import {
  CATALOG_SET,
  DEVIATIONS,
  type Deviation,
  deviationKey,
  type Entity,
  type ManagedDevice,
  type Policy,
  TEMPLATE_COMPLIANCE,
  type Tenant,
} from '../tenant/index.ts';
import { assignmentsOf } from './assignment.ts';
import { CATALOG_SETTINGS, configurationSetOf } from './catalog-policy.ts';
import { settingsWithValues } from './catalog-settings.ts';
import { BUILT_IN_SETTINGS } from './compliance/built-in.ts';
import { compliancePolicyOf } from './compliance/catalog.ts';
import { settingsInUse } from './compliance/policy.ts';
import { scheduleOf } from './compliance/schedule.ts';
import { complianceStatus, disputed, MISMATCHED, profileStatus, type StatusSet } from './device-statuses.ts';
import { subjectOf } from './managed-device.ts';
import { profileConflicts } from './profile-conflicts.ts';

/** A setting that a compliance policy demands. */
export interface PolicySetting {
  /** The property of the policy, or a built-in setting's name. */
  readonly property: string;
  /** As Graph names it: `IOSCompliancePolicy.PasscodeRequired`. [recorded] */
  readonly setting: string;
  /** For people. */
  readonly title: string;
}

/** The name under which Graph shows the policy that every tenant has. [recorded] */
const BUILT_IN_POLICY = 'Default Device Compliance Policy';

const BUILT_IN: readonly PolicySetting[] = BUILT_IN_SETTINGS.map(({ setting, title }) => ({
  property: setting,
  setting,
  title,
}));

const pascal = (name: string) => name.replace(/^(?:ios|.)/, (start) => start.toUpperCase());

/** What a compliance policy of either kind demands; without a policy, what the built-in one does. */
export function demandedSettings(tenant: Tenant, entity: Entity | undefined): readonly PolicySetting[] {
  if (!entity) return BUILT_IN;
  const policy = compliancePolicyOf(tenant, entity.id);
  return policy ? policySettings(policy) : [];
}

function policySettings(policy: Policy): readonly PolicySetting[] {
  const type = policy['@odata.type'].replace(/^#?microsoft\.graph\./, '');
  return settingsInUse(policy).map(({ property, title }) => ({
    property,
    setting: `${pascal(type)}.${pascal(property)}`,
    title,
  }));
}

/** How the policies of a set stand on a device, as Graph lists them below it. */
export function devicePolicyStates(tenant: Tenant, set: StatusSet, device: ManagedDevice): readonly Entity[] {
  const { appliedConfigurations, appliedCompliancePolicies, mismatched } = assignmentsOf(tenant).effective(
    subjectOf(device),
  );
  if (set !== TEMPLATE_COMPLIANCE) {
    const stateOf = set === CATALOG_SET ? catalogState : configurationState;
    return [
      ...appliedConfigurations
        .filter((policy) => configurationSetOf(policy) === set)
        .map((policy) => stateOf(device, policy, appliedConfigurations)),
      ...mismatched
        .filter((policy) => !isCompliance(policy) && configurationSetOf(policy) === set)
        .map((policy) => mismatchedState(device, policy)),
    ];
  }
  return [
    builtInState(tenant, device),
    ...appliedCompliancePolicies.map((policy) => {
      const { graceHours } = scheduleOf(tenant, policy.id);
      const known = complianceStatus(device, policy, graceHours, tenant.clock.now);
      const { status } = disputed(tenant, appliedCompliancePolicies, policy, known);
      const settings = policySettings(policy);
      return {
        ...common(device, policy.id, policy.displayName, 'iOS', status),
        version: policy.version,
        settingCount: settings.length,
        settingStates: settings.map((each) => settingState(device, policy, each, status === 'unknown')),
      };
    }),
    ...mismatched.filter(isCompliance).map((policy) => mismatchedState(device, policy)),
  ];
}

const isCompliance = (policy: Policy) => /CompliancePolicy$/.test(policy['@odata.type']);

/** A policy for another platform. None of its settings is anything to the device. */
function mismatchedState(device: ManagedDevice, policy: Policy): Entity {
  const { id, displayName, version } = policy;
  const platform = PLATFORMS.find((each) => typeName(policy).startsWith(each)) ?? 'all';
  return {
    ...common(
      device,
      id,
      displayName,
      platform === 'windows10' ? 'windows10AndLater' : platform,
      MISMATCHED.status,
    ),
    version,
    settingCount: 0,
    settingStates: [],
  };
}

/** How the names of types begin, as `policyPlatformType` has them; Windows 10 is called by more there. */
const PLATFORMS = ['macOS', 'windows10', 'androidWorkProfile', 'androidForWork', 'android'] as const;

function builtInState(tenant: Tenant, device: ManagedDevice): Entity {
  const unknown = device.complianceState === 'unknown';
  const settingStates = BUILT_IN.map((each) => settingState(device, undefined, each, unknown));
  const failing = settingStates.some(({ state }) => state === 'nonCompliant');
  const status = unknown ? 'unknown' : failing ? 'nonCompliant' : 'compliant';
  return {
    // [inferred] one id for the tenant; that the row is there is known from practice.
    ...common(device, tenant.random.fork(BUILT_IN_POLICY).guid(), BUILT_IN_POLICY, 'all', status),
    settingCount: BUILT_IN.length,
    settingStates,
  };
}

/** A profile shows the settings that the device refused, or that other profiles want otherwise: nothing tells more. */
function configurationState(device: ManagedDevice, policy: Policy, all: readonly Policy[]): Entity {
  const error = device.$profileErrors?.[policy.id];
  const { status } = profileStatus(device, policy, all);
  const type = pascal(typeName(policy));
  const refused =
    error === undefined
      ? []
      : [{ ...ofUser(device), setting: type, state: 'error', errorDescription: error }];
  const disputed =
    status === 'conflict'
      ? (profileConflicts(all).get(policy.id) ?? []).map(({ property, policies }) => ({
          ...ofUser(device),
          // [inferred] named like the settings of compliance policies.
          setting: `${type}.${pascal(property)}`,
          state: 'conflict',
          sources: policies.map(sourceOf),
        }))
      : [];
  const settingStates = [...refused, ...disputed];
  return {
    ...common(device, policy.id, policy.displayName, 'iOS', status),
    version: policy.version,
    settingCount: settingStates.length,
    settingStates,
  };
}

/** [inferred] a device takes or refuses a profile as a whole, so each of its settings stands as the policy does; but for conflicts. */
function catalogState(device: ManagedDevice, policy: Policy, all: readonly Policy[]): Entity {
  const { status } = profileStatus(device, policy, all);
  const settings = settingsWithValues(policy[CATALOG_SETTINGS]);
  const disputed = status === 'conflict' ? (profileConflicts(all).get(policy.id) ?? []) : [];
  return {
    ...common(device, policy.id, policy.displayName, 'iOS', status),
    settingCount: settings.length,
    settingStates: settings.map((setting) => {
      const conflict = disputed.find(({ property }) => property === setting);
      if (conflict)
        return { ...ofUser(device), setting, state: 'conflict', sources: conflict.policies.map(sourceOf) };
      return { ...ofUser(device), setting, state: disputed.length > 0 ? 'compliant' : status };
    }),
  };
}

const sourceOf = ({ id, displayName }: Policy) => ({ id, displayName, sourceType: 'deviceConfiguration' });

const typeName = (policy: Policy) => policy['@odata.type'].replace(/^#?microsoft\.graph\./, '');

function common(device: ManagedDevice, id: string, displayName: string, platformType: string, state: string) {
  const { userId, userPrincipalName } = device;
  return {
    id,
    displayName,
    platformType,
    state,
    userId: userId ?? '',
    userPrincipalName: userPrincipalName ?? '',
  };
}

function ofUser({ userId, userDisplayName, userPrincipalName }: ManagedDevice) {
  return {
    userId: userId ?? '',
    userName: userDisplayName ?? '',
    userPrincipalName: userPrincipalName ?? '',
    userEmail: userPrincipalName ?? '',
  };
}

/** How a setting stood on a device when it was last judged; undefined: it was compliant. */
function deviationOf(
  { $deviations = [] }: ManagedDevice,
  policyId: string,
  property: string,
): Deviation | undefined {
  return DEVIATIONS.find((state) => $deviations.includes(deviationKey(state, policyId, property)));
}

function settingState(
  device: ManagedDevice,
  policy: Policy | undefined,
  { property, setting }: PolicySetting,
  unknown: boolean,
) {
  return {
    ...ofUser(device),
    setting,
    settingName: setting,
    state: unknown ? 'unknown' : (deviationOf(device, policy?.id ?? '', property) ?? 'compliant'),
    sources: policy ? [sourceOf(policy)] : [],
  };
}
