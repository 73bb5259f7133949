import { buildOfRelease } from '../../apple/os-builds.ts';
import { compareBuilds, compareVersions } from '../../filters/index.ts';
import { placeIn } from '../../intune/catalog-policy.ts';
import { complianceSetOf, unjudgedCompliancePolicies } from '../../intune/compliance/catalog.ts';
import { scheduleOf } from '../../intune/compliance/schedule.ts';
import { REGISTERS_FROM } from '../../intune/registration-os.ts';
import { unreleasedBuild, unreleasedVersion } from '../../intune/unreleased-os.ts';
import type { Entity, Policy, Tenant } from '../../tenant/index.ts';
import { reachOf } from '../reach.ts';
import type { Rule } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { SOURCES } from '../sources.ts';
import { isForIos, policiesNowAndLater } from './policies-now-and-later.ts';

/** Settings that an ordinary device can fail without its user being able to do anything about it. */
const NOT_FIXABLE = [
  {
    setting: 'osMaximumVersion',
    why: 'nobody can go back to an older iOS',
    isAbove: (version: string, limit: string) => compareVersions(version, limit) > 0,
  },
  {
    setting: 'osMaximumBuildVersion',
    why: 'nobody can go back to an older build of iOS',
    isAbove: (version: string, limit: string) => {
      const build = buildOfRelease(version);
      return build !== undefined && compareBuilds(build, limit) > 0;
    },
  },
] as const;

export const complianceRules: readonly Rule[] = [
  {
    id: 'compliance-policy-missing',
    title: 'No compliance policy reaches the device',
    severity: 'degraded',
    blocks: 'remediation',
    evidence: 'documented',
    source: SOURCES.jit,
    symptom:
      'The device registers, but no compliance check opens in the app. Company Portal says that no compliance policies have been assigned.',
    graph:
      'managedDevice.complianceState follows the tenant’s setting for devices without a policy (secureByDefault).',
    fix: 'Assign an iOS/iPadOS compliance policy to the users whose devices should be checked.',
    *find(situation) {
      const { effective, tenant } = situation;
      const applied = effective.appliedCompliancePolicies.some(isForIos);
      if (applied) return;
      const meant = effective.compliancePolicies.filter(({ entity }) => isForIos(entity));
      if (meant.length === 0) {
        const [unjudged] = unjudgedCompliancePolicies(tenant);
        yield {
          message: unjudged
            ? `There is nothing to check or to remediate: "${unjudged.name}" is no compliance policy that an iPhone is judged by, as ${unjudged.why}`
            : 'There is no compliance policy for iOS/iPadOS, so there is nothing to check or to remediate',
        };
      }
      const found = meant.map((resolution) => {
        const { reason, why } = reachOf(resolution);
        const set = complianceSetOf(resolution.entity);
        const late =
          reason === 'notTargeted' ? situation.dynamicDeviceGroupOf(set, resolution.entity) : undefined;
        return { resolution, reason, why, late };
      });
      // One that comes later is enough, whatever becomes of the others.
      const uncertain = found.some(({ late }) => late);
      for (const { resolution, reason, why, late } of found) {
        const name = `"${resolution.entity.displayName}"`;
        yield {
          message: late
            ? `${name} reaches devices through the dynamic group ${late.displayName}, which fills minutes to hours after enrollment: the first sign-in is not to be relied on to check anything`
            : reason === 'unassigned'
              ? `${name} is assigned to nobody, so there is nothing to check or to remediate`
              : `${name} does not reach the device: ${why}`,
          ...about(resolution.entity, '/assignments'),
          ...(uncertain && { uncertain: true }),
        };
      }
    },
  },
  {
    id: 'compliance-not-met',
    title: 'The device does not meet a compliance policy',
    severity: 'warning',
    evidence: 'documented',
    source: SOURCES.jit,
    symptom:
      'The Company Portal website opens in the app, says what is wrong and what to do, and lets the person in after Recheck.',
    graph: 'managedDevice.complianceState is noncompliant, or inGracePeriod as long as there is time.',
    fix: 'Do what the page in the app says, and tap Recheck.',
    needsRun: 'it depends on what the device is like',
    *find({ device: { failing = [] } }) {
      for (const { title, reason, userAction } of failing) {
        yield {
          message: `${title} is not met${reason ? `: ${reason.replace(/\.$/, '')}` : ''}`,
          ...(userAction !== undefined && { fix: userAction }),
        };
      }
    },
  },
  {
    id: 'compliance-not-user-fixable',
    title: 'A compliance setting that the user cannot fix',
    severity: 'warning',
    evidence: 'documented',
    source: SOURCES.complianceSettings,
    symptom: 'The check in the app names the reason, but Recheck never helps: the user has to call IT.',
    graph: 'managedDevice.complianceState stays noncompliant.',
    fix: 'Leave the setting out, or make sure that no device is above the limit.',
    *find(situation) {
      const { osVersion = situation.device.subject?.osVersion } = situation.device;
      for (const { policy, when } of nowAndLater(situation)) {
        for (const { setting, why, isAbove } of NOT_FIXABLE) {
          const limit = policy[setting];
          if (typeof limit !== 'string' || limit === '') continue;
          // This one ends without access; one below the limit never notices.
          const isThisOne = osVersion !== undefined && when === '' && isAbove(osVersion, limit);
          yield {
            message: `${when}"${policy.displayName}" sets ${setting} to ${limit}: a device above it${isThisOne ? `, such as this one with iOS ${osVersion},` : ''} stays noncompliant, as ${why}`,
            ...about(policy, `/${setting}`),
            ...(isThisOne && ({ severity: 'degraded', blocks: 'access', uncertain: true } as const)),
          };
        }
      }
    },
  },
  {
    id: 'compliance-impossible',
    title: 'No device can meet the compliance policies',
    severity: 'blocker',
    // The check opens in the app as ever, and never lets anybody in.
    blocks: 'access',
    evidence: 'documented',
    source: SOURCES.complianceSettings,
    symptom: 'The check in the app names the reason, and Recheck never helps, whatever the person does.',
    graph: 'managedDevice.complianceState is noncompliant on every device.',
    fix: 'Make the versions a range that has something in it.',
    *find(situation) {
      const { effective, enrollment } = situation;
      yield* restrictedFirstApp(situation);
      const policies = effective.appliedCompliancePolicies.filter(isForIos);
      yield* belowRegistration(policies, enrollment.minimumOs);
      for (const { minimum, maximum, compare } of RANGES) {
        const least = extreme(policies, minimum, (a, b) => compare(a, b) > 0);
        const most = extreme(policies, maximum, (a, b) => compare(a, b) < 0);
        if (!least || !most || compare(least.limit, most.limit) <= 0) continue;
        yield {
          message: `"${least.policy.displayName}" sets ${minimum} to ${least.limit} and "${most.policy.displayName}" ${maximum} to ${most.limit}: there is nothing between`,
          ...about(least.policy, `/${minimum}`),
        };
      }
    },
  },
  {
    id: 'compliance-version-unreleased',
    title: 'A compliance policy asks for an iOS that nobody has released',
    severity: 'blocker',
    blocks: 'access',
    evidence: 'inferred',
    source: SOURCES.appleReleases,
    symptom:
      'The check in the app tells the person to update, and Software Update offers nothing that is new enough.',
    graph: 'managedDevice.complianceState is noncompliant on every device.',
    fix: 'Ask for a version that there is. If Apple has released it since, this is known to a newer Tenantless.',
    *find(situation) {
      for (const { policy, when } of nowAndLater(situation)) {
        for (const { setting, unreleased } of MINIMA) {
          const limit = policy[setting];
          const found = typeof limit === 'string' ? unreleased(limit) : undefined;
          if (!found) continue;
          yield {
            message: `${when}"${policy.displayName}" sets ${setting} to ${limit}, and the newest release that is known here is ${found.newest}${found.certain ? '' : '; Apple may have released others since'}`,
            ...about(policy, `/${setting}`),
            ...((!found.certain || when !== '') && ({ severity: 'warning', blocks: false } as const)),
          };
        }
      }
    },
  },
  {
    id: 'noncompliance-mail-without-message',
    title: 'An e-mail about noncompliance that nobody gets',
    severity: 'warning',
    evidence: 'documented',
    source: SOURCES.noncomplianceActions,
    symptom: 'The person of a device that does not comply gets no e-mail about it.',
    graph:
      'notificationTemplateId of the action names no notificationMessageTemplate, or one without a localizedNotificationMessage in its defaultLocale.',
    fix: 'Create a notification message template with a default message, and choose it in the action.',
    *find({ effective, tenant, hypothetical }) {
      // Exports of policies don't hold the templates.
      if (hypothetical) return;
      for (const policy of effective.appliedCompliancePolicies.filter(isForIos)) {
        for (const { type, template: id } of scheduleOf(tenant, policy.id).actions) {
          if (type !== 'notification') continue;
          const template = tenant.collection(MAIL_TEMPLATES).get(id);
          if (template && hasDefaultMessage(tenant, template)) continue;
          yield {
            message: template
              ? `"${policy.displayName}" sends an e-mail from the template "${template['displayName']}", which has no message in its default language`
              : `"${policy.displayName}" sends an e-mail from the template ${id === '' ? 'of no id' : id}, which does not exist`,
            ...about(policy, '/scheduledActionsForRule'),
          };
        }
      }
    },
  },
];

const MAIL_TEMPLATES = 'deviceManagement/notificationMessageTemplates';

/** [documented] who has another language than the template's messages gets the default one. */
function hasDefaultMessage(
  tenant: Tenant,
  { id, defaultLocale }: Entity & { defaultLocale?: unknown },
): boolean {
  const locale = String(defaultLocale ?? '').toLowerCase();
  return tenant
    .collection(`${MAIL_TEMPLATES}/localizedNotificationMessages`)
    .where('$parent', id)
    .some((message) => String(message['locale']).toLowerCase() === locale);
}

/** The policies that judge the device, and those that may do so later; `when` begins a sentence about it. */
const nowAndLater = (situation: Situation) =>
  Array.from(policiesNowAndLater(situation), ({ policy, late }) => ({
    policy,
    when: late ? `When the dynamic group ${late.displayName} has the device: ` : '',
  }));

/** What says how new iOS has to be, and whether there is any that new. */
const MINIMA = [
  { setting: 'osMinimumVersion', unreleased: unreleasedVersion },
  { setting: 'osMinimumBuildVersion', unreleased: unreleasedBuild },
] as const;

/** A policy that forbids the very app that the person signs in to first, unless management brings it. */
function* restrictedFirstApp({ effective, firstApp, managesFirstApp, enrollment }: Situation) {
  // User enrollment shows no apps of the person's own.
  if (managesFirstApp || enrollment.userEnrollment) return;
  for (const policy of effective.appliedCompliancePolicies.filter(isForIos)) {
    const { displayName, restrictedApps } = policy;
    const apps: readonly { readonly appId?: unknown }[] = Array.isArray(restrictedApps) ? restrictedApps : [];
    const isFirst = (appId: unknown) => String(appId).toLowerCase() === firstApp.bundleId.toLowerCase();
    if (!apps.some((app) => isFirst(app?.appId))) continue;
    yield {
      message: `"${displayName}" forbids ${firstApp.name}, in which the first sign-in is, and no assignment makes it a managed app`,
      fix: `Take ${firstApp.name} off the restricted apps, or assign it as a required app.`,
      ...about(policy, '/restrictedApps'),
    };
  }
}

/** A maximum version with which no device enrolls and registers. */
function* belowRegistration(policies: readonly Policy[], minimumOs: string) {
  const from = compareVersions(minimumOs, REGISTERS_FROM) > 0 ? minimumOs : REGISTERS_FROM;
  const most = extreme(policies, 'osMaximumVersion', (a, b) => compareVersions(a, b) < 0);
  if (!most || compareVersions(most.limit, from) >= 0) return;
  yield {
    message: `"${most.policy.displayName}" sets osMaximumVersion to ${most.limit}, and devices enroll in this way and register from iOS ${from} on`,
    ...about(most.policy, '/osMaximumVersion'),
  };
}

/** A compliance policy and a place in it, as it was written. */
const about = (policy: Policy, pointer: string) => ({
  subject: { set: complianceSetOf(policy), id: policy.id },
  pointer: placeIn(policy, pointer).pointer,
});

const RANGES = [
  { minimum: 'osMinimumVersion', maximum: 'osMaximumVersion', compare: compareVersions },
  { minimum: 'osMinimumBuildVersion', maximum: 'osMaximumBuildVersion', compare: compareBuilds },
] as const;

/** The strictest limit that the policies set, with the policy that sets it. */
function extreme(
  policies: readonly Policy[],
  setting: string,
  isStricter: (limit: string, than: string) => boolean,
): { readonly policy: Policy; readonly limit: string } | undefined {
  let found: { policy: Policy; limit: string } | undefined;
  for (const policy of policies) {
    const limit = policy[setting];
    if (typeof limit !== 'string' || limit === '') continue;
    if (!found || isStricter(limit, found.limit)) found = { policy, limit };
  }
  return found;
}
