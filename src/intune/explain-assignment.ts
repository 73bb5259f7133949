import { isEnrollmentPolicy } from '../apple/enrollment-policy.ts';
import type { ComparisonSight } from '../filters/index.ts';
import { CATALOG_COMPLIANCE, CATALOG_SET, type Entity, type Group, type Tenant } from '../tenant/index.ts';
import { OTHER_SETS } from './assigned-content.ts';
import { type AssignmentEvidence, assignmentsOf } from './assignment.ts';
import type {
  AppIntent,
  AppResolution,
  AssignableSet,
  AssignmentReason,
  AssignmentSubject,
  EffectiveSet,
  EffectiveSetName,
  Resolution,
} from './assignment-types.ts';
import { configurationSetOf, isDeviceProfile } from './catalog-policy.ts';
import { catalogCompliancePolicies, complianceSetOf } from './compliance/catalog.ts';

/** A group that an assignment names, and how the subject belongs to it. */
export interface ExplainedGroup {
  readonly id: string;
  /** Absent: there is no such group. */
  readonly name?: string;
  /** The rule by which a dynamic group finds its members. */
  readonly membershipRule?: string;
  /** Groups from the subject's own to this one; one entry for the user, one for the device. */
  readonly memberships: readonly {
    readonly of: 'user' | 'device';
    readonly path: readonly { readonly id: string; readonly name: string; readonly dynamic: boolean }[];
  }[];
}

/** A filter that was asked, with what it saw. */
export interface ExplainedFilter {
  readonly id: string;
  readonly name: string;
  /** Absent: there is no such filter. */
  readonly rule?: string;
  /** Absent: it cannot be evaluated; `problem` says why. */
  readonly matches?: boolean;
  readonly problem?: string;
  readonly comparisons: readonly ComparisonSight[];
}

/** One step of a decision, in the order in which it was taken. */
export interface AssignmentStep {
  readonly code: AssignmentReason['code'];
  readonly sentence: string;
  /** The id of the assignment that the step is about. */
  readonly assignment?: string;
  readonly group?: ExplainedGroup;
  readonly filter?: ExplainedFilter;
}

/** Profiles of automated enrollment are chosen by a device's serial number, and assigned in no other way. */
export const DEP_PROFILES = 'deviceManagement/depOnboardingSettings/enrollmentProfiles';

/** Whether a subject gets something, and every step that led there. */
export interface AssignmentExplanation {
  readonly set: AssignableSet | typeof DEP_PROFILES;
  readonly id: string;
  readonly name: string;
  /** The type's name in Graph, without its namespace. */
  readonly type: string;
  readonly applies: boolean;
  /** Of an app: what Intune does with it by itself. */
  readonly intent?: AppIntent;
  /** Of an app: whether the person finds it in the Company Portal. */
  readonly offered?: boolean;
  readonly steps: readonly AssignmentStep[];
}

/** What is explained, in this order, before what is in no effective set. */
const PARTS = [
  ['deviceAppManagement/mobileApps', 'apps'],
  ['deviceManagement/appleUserInitiatedEnrollmentProfiles', 'enrollmentProfiles'],
  ['deviceManagement/deviceEnrollmentConfigurations', 'enrollmentConfigurations'],
] as const satisfies readonly (readonly [EffectiveSetName, keyof EffectiveSet])[];

/**
 * Why a subject gets each of the tenant's policies, apps, enrollment profiles and restrictions, app configurations and
 * protections, and books, or why not.
 */
export function explainAssignments(tenant: Tenant, subject: AssignmentSubject): AssignmentExplanation[] {
  const assignments = assignmentsOf(tenant);
  const effective = assignments.effective(subject);
  const tell = teller(tenant, assignments.evidence(subject));
  return [
    ...effective.configurations.map((resolution) => tell(configurationSetOf(resolution.entity), resolution)),
    ...effective.compliancePolicies.map((resolution) => tell(complianceSetOf(resolution.entity), resolution)),
    ...PARTS.flatMap(([set, part]) =>
      effective[part].map((resolution: Resolution | AppResolution) => tell(set, resolution)),
    ),
    ...OTHER_SETS.flatMap((set) =>
      Array.from(tenant.collection(set))
        .filter((entity) => set !== CATALOG_SET || !isDeviceProfile(entity))
        // Nobody is assigned to what sets devices up: serial numbers are.
        .filter((entity) => !isEnrollmentPolicy(entity))
        .filter(({ id }) => set !== CATALOG_COMPLIANCE || !catalogCompliancePolicies(tenant).has(id))
        .map(({ id }) => tell(set, assignments.explain(set, id, subject) as Resolution)),
    ),
  ];
}

/** Whether a subject gets one policy or app, and every step that led there; undefined when there is no such policy or app. */
export function explainAssignment(
  tenant: Tenant,
  subject: AssignmentSubject,
  set: AssignableSet,
  id: string,
): AssignmentExplanation | undefined {
  const assignments = assignmentsOf(tenant);
  const resolution = assignments.explain(set, id, subject);
  return resolution && teller(tenant, assignments.evidence(subject))(set, resolution);
}

/** Adds to the reasons of decisions what they saw: the decisions themselves stay as they were taken. */
function teller(tenant: Tenant, evidence: AssignmentEvidence) {
  const groups = tenant.collection('groups');

  const step = ({ code, sentence, assignment, group, filter }: AssignmentReason): AssignmentStep => ({
    code,
    sentence,
    ...(assignment !== undefined && { assignment }),
    ...(group !== undefined && { group: explainGroup(group) }),
    ...(filter !== undefined && { filter: explainFilter(filter) }),
  });

  function explainGroup(id: string): ExplainedGroup {
    const group = groups.get(id);
    const memberships = (['user', 'device'] as const).flatMap((of) => {
      const path = evidence.path(of, id);
      return path ? [{ of, path: path.map(nameGroup) }] : [];
    });
    return {
      id,
      ...(group && { name: group.displayName }),
      ...(isDynamic(group) && { membershipRule: group?.membershipRule ?? '' }),
      memberships,
    };
  }

  function nameGroup(id: string) {
    const group = groups.get(id);
    return { id, name: group?.displayName ?? id, dynamic: isDynamic(group) };
  }

  const explainFilter = (id: string): ExplainedFilter => ({
    id,
    ...(evidence.filter(id) ?? { name: id, comparisons: [] }),
  });

  return (set: AssignableSet, resolution: Resolution | AppResolution): AssignmentExplanation => {
    const { entity, applies, reasons } = resolution;
    return {
      set,
      id: entity.id,
      name: String(entity['displayName'] ?? entity['name'] ?? entity.id),
      type: typeOf(entity, set),
      applies,
      ...('intent' in resolution && { intent: resolution.intent, offered: resolution.offered }),
      steps: reasons.map(step),
    };
  };
}

const isDynamic = (group: Group | undefined) => group?.groupTypes?.includes('DynamicMembership') ?? false;

/** Where a set has one type only, its entities have none of their own. */
const typeOf = (entity: Entity, set: AssignableSet) =>
  String(
    (set === CATALOG_SET || set === CATALOG_COMPLIANCE ? undefined : entity['@odata.type']) ??
      set.replace(/^.*\/(.*?)(?:(ie)?s)$/, (_, stem, ies) => stem + (ies ? 'y' : '')),
  ).replace(/^#?microsoft\.graph\./, '');

/** A step for people: its sentence, then how the subject belongs to the group and what the filter saw. */
export function stepLines({ sentence, group, filter }: AssignmentStep): string[] {
  const lines = [sentence];
  for (const { of, path } of group?.memberships ?? []) {
    const way = path.map(({ name, dynamic }) => `“${name}”${dynamic ? ' (dynamic)' : ''}`).join(' in ');
    if (path.length > 1 || path[0]?.dynamic) lines.push(`  the ${of} is in ${way}`);
  }
  if (group?.membershipRule !== undefined)
    lines.push(`  its members are found by the rule ${group.membershipRule}`);
  if (filter?.rule !== undefined) lines.push(`  the filter’s rule: ${filter.rule}`);
  if (filter?.problem !== undefined) lines.push(`  it cannot be evaluated: ${filter.problem}`);
  for (const { comparison, value, holds } of filter?.comparisons ?? []) {
    const seen = value === undefined ? 'no value' : `“${value}”`;
    lines.push(`  ${comparison}: ${holds ? 'true' : 'false'}, the device has ${seen}`);
  }
  return lines;
}
