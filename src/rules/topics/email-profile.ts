import { configurationSetOf, placeIn } from '../../intune/catalog-policy.ts';
import { complianceSetOf } from '../../intune/compliance/catalog.ts';
import { scheduleOf } from '../../intune/compliance/schedule.ts';
import type { Resolution } from '../../intune/index.ts';
import { isMailPolicy } from '../../intune/mail-profile.ts';
import { targetKind } from '../../intune/targeting.ts';
import type { Group, Policy } from '../../tenant/index.ts';
import { reachOf } from '../reach.ts';
import type { Rule } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { SOURCES } from '../sources.ts';
import { policiesNowAndLater } from './policies-now-and-later.ts';

export const emailProfileRules: readonly Rule[] = [
  {
    id: 'email-profile-missing',
    title: 'The email profile that a compliance policy demands does not come, or comes late',
    severity: 'blocker',
    // The check opens in the app as ever, and lets nobody in as long as there is no profile.
    blocks: 'access',
    evidence: 'documented',
    source: SOURCES.complianceSettings,
    symptom:
      'The check in the app says that the email profile of the company is not on the device, and leaves nothing to do but to contact IT.',
    graph:
      'managedDevice.complianceState is noncompliant, or inGracePeriod as long as there is time; the setting that fails is managedEmailProfileRequired.',
    fix: 'Assign an email profile to the same users or groups as the compliance policy that demands it.',
    *find(situation) {
      for (const { policy, late } of policiesNowAndLater(situation)) {
        if (policy['managedEmailProfileRequired'] !== true) continue;
        const profiles = situation.effective.configurations.filter(({ entity }) => isMailPolicy(entity));
        if (profiles.some(({ applies }) => applies)) continue;
        const subject = { set: complianceSetOf(policy), id: policy.id };
        const place = { subject, pointer: placeIn(policy, '/managedEmailProfileRequired').pointer };
        const demand = `${when(late)}"${policy.displayName}" demands a managed email profile`;
        const hours = scheduleOf(situation.tenant, policy.id).graceHours;
        const coming = profiles.flatMap((profile) => {
          const by = lateGroupOf(situation, profile);
          return by ? [{ name: profile.entity.displayName, by }] : [];
        })[0];
        if (coming) {
          // Both come at once then.
          if (coming.by.id === late?.id) continue;
          yield {
            ...place,
            message: `${demand}, and "${coming.name}" comes through the dynamic group ${coming.by.displayName}, which fills minutes to hours after enrollment: until then, and until the check-in after it, the device is ${meanwhile(hours)}`,
            severity: 'degraded',
            uncertain: true,
          };
          continue;
        }
        yield {
          ...place,
          message: `${demand}, and ${whyNone(profiles)}: ${late ? 'it' : 'the device'} is ${forGood(hours)}`,
          ...(late && ({ uncertain: true } as const)),
        };
      }
    },
  },
  {
    id: 'email-profile-other-group',
    title: 'The email profile is assigned to other groups than the compliance policy that demands it',
    severity: 'warning',
    evidence: 'documented',
    source: SOURCES.complianceSettings,
    symptom:
      'By Microsoft’s page, the device is noncompliant though the profile is on it. The simulation takes it for compliant.',
    graph:
      'managedDevice.complianceState may be noncompliant, with managedEmailProfileRequired as the setting that fails.',
    fix: 'Assign the email profile to the same groups as the compliance policy.',
    *find(situation) {
      const profiles = situation.effective.appliedConfigurations.filter(isMailPolicy);
      if (profiles.length === 0) return;
      const ofProfiles = profiles.map((policy) => groupsOf(situation, configurationSetOf(policy), policy));
      for (const policy of situation.effective.appliedCompliancePolicies) {
        if (policy['managedEmailProfileRequired'] !== true) continue;
        const set = complianceSetOf(policy);
        const groups = groupsOf(situation, set, policy);
        const isShared = (others: readonly string[]) =>
          others.length === 0 || others.some((id) => groups.includes(id));
        if (groups.length === 0 || ofProfiles.some(isShared)) continue;
        yield {
          message: `"${policy.displayName}" demands a managed email profile, and "${profiles[0]?.displayName}" is assigned to other groups, though the device gets both`,
          subject: { set, id: policy.id },
          pointer: placeIn(policy, '/managedEmailProfileRequired').pointer,
        };
      }
    },
  },
];

const when = (late: Group | undefined) =>
  late ? `When the dynamic group ${late.displayName} has the device: ` : '';

const meanwhile = (hours: number) =>
  hours === 0
    ? 'noncompliant, and nobody can do anything about it'
    : `in its grace period, which ends ${hours} hours after the first check`;

const forGood = (hours: number) =>
  hours === 0
    ? 'noncompliant from the first check on, for good'
    : `in its grace period for ${hours} hours from the first check on, and noncompliant after that, for good`;

function whyNone(profiles: readonly Resolution<Policy>[]): string {
  const [first] = profiles;
  if (!first) return 'there is none for iOS/iPadOS';
  const { reason, why } = reachOf(first);
  const name = `"${first.entity.displayName}"`;
  return reason === 'unassigned'
    ? `${name} is assigned to nobody`
    : `${name} does not reach the device (${why})`;
}

/** The dynamic group of devices through which a profile may still come. */
function lateGroupOf(situation: Situation, profile: Resolution<Policy>): Group | undefined {
  return reachOf(profile).reason === 'notTargeted'
    ? situation.dynamicDeviceGroupOf(configurationSetOf(profile.entity), profile.entity)
    : undefined;
}

/** The groups that a policy is assigned to; none, when it is for all users or devices. */
function groupsOf(
  { tenant }: Situation,
  set: ReturnType<typeof complianceSetOf> | ReturnType<typeof configurationSetOf>,
  { id }: Policy,
): readonly string[] {
  const targets = tenant
    .collection(`${set}/assignments`)
    .where('$parent', id)
    .map(({ target }) => target)
    .filter((target) => targetKind(target) !== 'exclusion');
  return targets.every((target) => targetKind(target) === 'group')
    ? targets.flatMap(({ groupId }) => groupId ?? [])
    : [];
}
