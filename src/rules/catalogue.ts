import type { Finding, Rule } from './rule.ts';
import { appListRules } from './topics/app-list.ts';
import { authenticatorRules } from './topics/authenticator.ts';
import { browserKeyRules } from './topics/browser-key.ts';
import { companyPortalRules } from './topics/company-portal.ts';
import { complianceRules } from './topics/compliance.ts';
import { conditionalAccessRules } from './topics/conditional-access.ts';
import { deviceManagementRules } from './topics/device-management.ts';
import { emailProfileRules } from './topics/email-profile.ts';
import { enrollmentRules } from './topics/enrollment.ts';
import { enrollmentRefusedRules } from './topics/enrollment-refused.ts';
import { firstAppRules } from './topics/first-app.ts';
import { networkRules } from './topics/network.ts';
import { profileConflictRules } from './topics/profile-conflict.ts';
import { registrationRules } from './topics/registration.ts';
import { registrationKeyRules } from './topics/registration-key.ts';
import { secondFactorRules } from './topics/second-factor.ts';
import { ssoPolicyRules } from './topics/sso-policy.ts';

/** Everything that can go wrong, in the order in which it would: from enrollment to remediation. */
export const RULES: readonly Rule[] = [
  ...enrollmentRules,
  ...enrollmentRefusedRules,
  ...secondFactorRules,
  ...deviceManagementRules,
  ...ssoPolicyRules,
  ...profileConflictRules,
  ...registrationKeyRules,
  ...browserKeyRules,
  ...appListRules,
  ...authenticatorRules,
  ...firstAppRules,
  ...networkRules,
  ...registrationRules,
  ...conditionalAccessRules,
  ...complianceRules,
  ...emailProfileRules,
  ...companyPortalRules,
];

const BY_ID: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

export function findRule(id: string): Rule | undefined {
  return BY_ID.get(id);
}

/** The rule of a finding. Throws for a finding that was not made by this catalogue. */
export function ruleOf(finding: Pick<Finding, 'rule'>): Rule {
  const rule = BY_ID.get(finding.rule);
  if (!rule) throw new Error(`there is no rule '${finding.rule}'`);
  return rule;
}

/** A rule that `verify` cannot find: it depends on what only shows when a device lives through it. */
export interface UnseenRule {
  readonly rule: string;
  readonly title: string;
  readonly why: string;
}

export const UNSEEN_RULES: readonly UnseenRule[] = RULES.flatMap(({ id, title, needsRun }) =>
  needsRun === undefined ? [] : [{ rule: id, title, why: needsRun }],
);

/** A rule as a page of documentation, in Markdown. */
export function describeRule(rule: Rule): string {
  const blocks = rule.blocks ? ` It keeps the device from ${rule.blocks}.` : '';
  return [
    `# ${rule.title}`,
    `\`${rule.id}\` · ${rule.severity} · ${rule.evidence}`,
    `**What the user sees.** ${rule.symptom}`,
    `**What the admin sees in Graph.** ${rule.graph}${blocks}`,
    `**Fix.** ${rule.fix}`,
    `Source: [${rule.source.title}](${rule.source.url})`,
  ].join('\n\n');
}
