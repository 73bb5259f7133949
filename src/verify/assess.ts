import { type EnrollmentType, enrollmentFacts, JUST_IN_TIME_TYPES } from '../intune/index.ts';
import {
  type Finding,
  type ObservedDevice,
  PARTS,
  RECOMMENDED_FIRST_APP,
  ruleOf,
  rulePage,
  Situation,
  type UncertainPart,
} from '../rules/index.ts';
import type { Tenant, User } from '../tenant/index.ts';
import { judgeInDoubt, type Remarks } from './doubt.ts';
import { bySeverity, type EnrollmentVerdict, type ReportedFinding } from './report.ts';
import { devicesFor } from './typical-device.ts';
import { askedByRules, variantsOf } from './variants.ts';

/** People who get the same policies and apps, by one of them. */
export interface Audience {
  readonly user: User;
  readonly device?: ObservedDevice;
}

export interface AssessOptions {
  /** Only these count. Default: all with which just-in-time registration works. */
  readonly enrollments?: readonly EnrollmentType[];
  /** Name or bundle id. Default: Microsoft Teams. */
  readonly firstApp?: string;
  /** The tenant is made up around a few documents. */
  readonly hypothetical?: boolean;
}

export interface Assessment {
  readonly verdict: 'pass' | 'fail';
  readonly firstApp: string;
  readonly enrollments: readonly EnrollmentVerdict[];
  readonly findings: readonly ReportedFinding[];
  /** What would come out otherwise for another device than the usual one, in sentences. */
  readonly depends: readonly string[];
}

/**
 * Judges every audience with every enrollment type; the worst outcome of an enrollment type counts.
 * Throws UnknownAppError.
 */
export function assess(
  tenant: Tenant,
  audiences: readonly Audience[],
  options: AssessOptions = {},
): Assessment {
  const types = options.enrollments ?? JUST_IN_TIME_TYPES;
  const found = new Map<string, { finding: Finding; enrollments: Set<EnrollmentType> }>();
  const enrollments: EnrollmentVerdict[] = [];
  const asked = askedByRules(tenant);
  const remarks: Remarks = new Map();
  let firstApp = options.firstApp ?? RECOMMENDED_FIRST_APP;
  for (const type of types) {
    // Of nobody there is nothing good to say.
    const some = audiences.length > 0;
    const outcome = { registers: some, remediates: some, access: some };
    const certain = new Set<UncertainPart>();
    const rules = new Set<string>();
    const versions: string[] = [];
    for (const audience of audiences) {
      const more = { firstApp, ...(options.hypothetical && ({ hypothetical: true } as const)) };
      const situation = situationOf(tenant, audience, type, more);
      const { osVersion } = situation.device;
      if (osVersion !== undefined && !versions.includes(osVersion)) versions.push(osVersion);
      firstApp = situation.firstApp.name;
      const variants = audience.device ? variantsOf(asked, audience.user, audience.device) : [];
      const like = (device: ObservedDevice) => situationOf(tenant, { ...audience, device }, type, more);
      const judgement = judgeInDoubt(situation, variants, like, remarks);
      for (const part of PARTS) {
        outcome[part] &&= judgement[part];
        if (!judgement[part] && !judgement.uncertain.includes(part)) certain.add(part);
      }
      for (const finding of judgement.findings) {
        rules.add(finding.rule);
        const key = JSON.stringify([finding.rule, finding.subject, finding.pointer, finding.message]);
        const entry = found.get(key) ?? { finding, enrollments: new Set() };
        entry.enrollments.add(type);
        found.set(key, entry);
      }
    }
    const uncertain = PARTS.filter((part) => some && !outcome[part] && !certain.has(part));
    enrollments.push({
      type,
      title: enrollmentFacts(type).title,
      ...outcome,
      ...(uncertain.length > 0 && { uncertain }),
      ...(versions.length > 0 && { osVersions: versions }),
      findings: [...rules],
    });
  }
  const findings = [...found.values()].map(({ finding, enrollments: where }) =>
    reported(finding, [...where]),
  );
  const stuck = enrollments.some((outcome) => PARTS.some((part) => !outcome[part]));
  const blocker = findings.some(({ severity }) => severity === 'blocker');
  return {
    verdict: stuck || blocker ? 'fail' : 'pass',
    firstApp,
    enrollments,
    findings: findings.sort(bySeverity),
    depends: Array.from(remarks, ([sentence, those]) =>
      those.length === types.length
        ? `${sentence}.`
        : `${sentence} (${those.map((type) => enrollmentFacts(type).title).join(', ')}).`,
    ),
  };
}

/** For the usual device, or one with another release where an enrollment restriction lets none with that enroll. */
function situationOf(
  tenant: Tenant,
  { user, device }: Audience,
  enrollmentType: EnrollmentType,
  more: { readonly firstApp?: string; readonly hypothetical?: true } = {},
): Situation {
  const about = { user, enrollmentType, settled: true, ...more };
  if (!device) return new Situation(tenant, about);
  let first: Situation | undefined;
  for (const each of devicesFor(enrollmentType, device)) {
    const situation = new Situation(tenant, { ...about, device: each });
    if (!isOutOfRange(situation)) return situation;
    first ??= situation;
  }
  return first ?? new Situation(tenant, about);
}

const isOutOfRange = ({ enrollmentDecision: decision }: Situation) =>
  !decision.allowed && decision.refusal.code === 'OsVersionRestricted';

/** Refusals that mean that a tenant doesn't use an enrollment type, and not that something is wrong with it. */
const NOT_USED: readonly string[] = [
  'EnrollmentTypeNotOffered',
  'EnrollmentProgramTokenMissing',
  'PersonalDeviceBlocked',
];

/** The enrollment types that are open to any of the people; all of them when none is. Says what was left out. */
export function offeredEnrollments(
  tenant: Tenant,
  audiences: readonly Audience[],
  assumptions: string[],
): EnrollmentType[] {
  const all = [...JUST_IN_TIME_TYPES];
  const offered = all.filter((type) =>
    audiences.some((audience) => {
      const situation = situationOf(tenant, audience, type);
      const decision = situation.enrollmentDecision;
      // No device with a version that the organization wants has such an enrollment any more.
      const isOver = enrollmentFacts(type).removedInOs !== undefined && isOutOfRange(situation);
      return decision.allowed || !(isOver || NOT_USED.includes(decision.refusal.code));
    }),
  );
  if (offered.length === 0 || offered.length === all.length) return all;
  const left = all.filter((type) => !offered.includes(type)).map((type) => enrollmentFacts(type).title);
  assumptions.push(
    `Not judged, as the enrollment profiles, tokens and restrictions don’t offer them: ${left.join(', ')}.`,
  );
  return offered;
}

function reported(finding: Finding, enrollments: readonly EnrollmentType[]): ReportedFinding {
  const { symptom, graph, source, evidence } = ruleOf(finding);
  return {
    ...finding,
    symptom,
    graph,
    source: source.url,
    sourceTitle: source.title,
    page: rulePage(finding.rule),
    evidence,
    enrollments,
  };
}
