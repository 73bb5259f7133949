// A profile of automated enrollment as a policy of the settings catalog: an "enrollment policy".
import type { DepEnrollmentProfile, Entity, Tenant } from '../tenant/index.ts';

const POLICIES = 'deviceManagement/configurationPolicies';

type Technologies = string | null | undefined;

export function isEnrollmentPolicy(policy: Entity): boolean {
  return /\benrollment\b/i.test((policy['technologies'] as Technologies) ?? '');
}

/** The policy that a token's profile stands for; undefined for a profile that is one itself. */
export function policyBehind(tenant: Tenant, { $policy }: DepEnrollmentProfile): Entity | undefined {
  return $policy === undefined ? undefined : tenant.collection(POLICIES).get($policy);
}

interface Instance {
  readonly settingDefinitionId?: string;
  readonly choiceSettingValue?: { readonly value?: string; readonly children?: readonly Instance[] };
}

/** What a policy chooses: setting definitions, and of each option what its id ends in. */
export function choicesOf(policy: Entity): ReadonlyMap<string, string> {
  const choices = new Map<string, string>();
  const read = ({ settingDefinitionId: id, choiceSettingValue: chosen }: Instance): void => {
    if (id === undefined || !chosen) return;
    choices.set(id, String(chosen.value).slice(id.length + 1));
    chosen.children?.forEach(read);
  };
  const settings = (policy['$settings'] ?? []) as readonly { readonly settingInstance: Instance }[];
  for (const { settingInstance } of settings) read(settingInstance);
  return choices;
}

/** The group that devices are added to while they enroll with the policy ("enrollment time grouping"). */
export function groupsOf(policy: Entity): readonly string[] {
  const targets = (policy['$enrollmentTimeTargets'] ?? []) as readonly { readonly targetId?: string }[];
  return targets.flatMap(({ targetId }) => targetId ?? []);
}
