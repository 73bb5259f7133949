import { settingProblem } from '../graph/resources/configuration/catalog/check-settings.ts';
import { configurationSetOf, profileOfCatalog } from '../intune/catalog-policy.ts';
import { unjudgedCompliancePolicies } from '../intune/compliance/catalog.ts';
import { profileOfCustom } from '../intune/custom-profile.ts';
import { isOfDynamicDevices } from '../intune/dynamic-devices.ts';
import type { EnrollmentType } from '../intune/index.ts';
import { targetKind } from '../intune/targeting.ts';
import { readSsoPolicy, UNSEEN_RULES } from '../rules/index.ts';
import {
  type Assumptions,
  assume,
  CATALOG_SET,
  COMPLIANCE_SETS,
  TEMPLATE_SET,
  type Tenant,
} from '../tenant/index.ts';
import { type Audience, assess, offeredEnrollments } from './assess.ts';
import { type CollectedObject, collectObjects, type Misfit, type Origin, originIn } from './collect.ts';
import { createFingerprints } from './fingerprint.ts';
import { createHypotheticalTenant, type HypotheticalTenant } from './hypothetical-tenant.ts';
import { addAudience, MADE_UP_PROFILE } from './made-up-tenant.ts';
import { idOf, nameOf, originKey } from './placed.ts';
import { CATALOG_COMPLIANCE_TYPE, isObject } from './recognise.ts';
import { bySeverity, type ReportedFinding, type VerifyReport } from './report.ts';
import { Locator, type SourceDocument, UnreadableInputError, valueAt } from './source-text.ts';
import { deviceAssumptions, TYPICAL_DEVICE, versionAssumptions } from './typical-device.ts';
import { catalogComplianceNotes } from './verify-tenant.ts';

/** A filter that asks for what files don't say. */
const PROFILE_NAME = /\bdevice\.enrollmentProfileName\b/i;

/** The rule of findings about what could not be read as an object of Graph. */
export const NOT_UNDERSTOOD = 'not-understood';
/** The rule of findings about settings of the catalog that their definitions don't allow. */
export const SETTING_NOT_ALLOWED = 'setting-not-allowed';

interface VerifyOptions {
  /** Judge this enrollment type only. Default: all of them. */
  readonly enrollment?: EnrollmentType;
  /** Name or bundle id of the app of the first sign-in. Default: Microsoft Teams. */
  readonly firstApp?: string;
}

export interface VerifyDocumentsOptions extends VerifyOptions {
  /** Nothing is assumed about policies, apps and their assignments: what the documents don't hold is not there. */
  readonly complete?: boolean;
  /** What is taken for true where the pages leave something open. */
  readonly assumptions?: Partial<Assumptions>;
}

/**
 * Judges policies, apps and assignments as JSON documents, together, in a tenant that has nothing else.
 * Throws UnreadableInputError for what is no JSON or holds nothing of Graph, and UnknownAppError.
 */
export function verifyDocuments(
  documents: readonly SourceDocument[],
  options: VerifyDocumentsOptions = {},
): VerifyReport {
  const { objects, misfits, notes, bystanders } = collectObjects(documents);
  const paths = documents.map(({ path }) => path);
  const made = createHypotheticalTenant(objects, paths, options);
  if (options.assumptions) assume(made.tenant, options.assumptions);
  const problems = [...misfits, ...made.misfits];
  const [firstProblem] = problems;
  if (made.understood + bystanders.length === 0 && firstProblem) {
    const { path, text } = documents[firstProblem.document] as SourceDocument;
    throw new UnreadableInputError(
      path,
      firstProblem.problem,
      new Locator(text).locate(firstProblem.pointer),
    );
  }
  const assumptions = [...notes, ...made.assumptions, ...catalogComplianceNotes(made.tenant)];
  const audiences = audiencesOf(made, assumptions);
  assumptions.push(
    'The users have an Intune licence, and the tenant has what enrollment needs: an Apple push certificate, an enrollment token and profiles.',
  );
  const enrollments = options.enrollment
    ? [options.enrollment]
    : offeredEnrollments(made.tenant, audiences, assumptions);
  const { depends, ...assessment } = assess(made.tenant, audiences, {
    enrollments,
    hypothetical: true,
    ...(options.firstApp !== undefined && { firstApp: options.firstApp }),
  });
  assumptions.push(...versionAssumptions(assessment.enrollments), ...depends);
  const locators = documents.map(({ text }) => new Locator(text));
  const fingerprint = createFingerprints();
  const reported = (rule: string, misfit: Misfit, fix: string): ReportedFinding => ({
    rule,
    severity: 'warning',
    message: misfit.problem.charAt(0).toUpperCase() + misfit.problem.slice(1),
    fix,
    enrollments,
    ...placeOf(misfit, documents, locators),
    fingerprint: fingerprint({
      rule,
      entity: documents[misfit.document]?.path ?? '',
      pointer: misfit.pointer,
      content: misfit.problem,
    }),
  });
  const findings = [
    ...assessment.findings.map((finding) => placeFinding(finding, made, documents, locators, fingerprint)),
    ...settingsNotAllowed(objects, made.tenant).map((misfit) =>
      reported(SETTING_NOT_ALLOWED, misfit, 'Correct the setting, or leave it out.'),
    ),
    ...problems.map((misfit) =>
      reported(NOT_UNDERSTOOD, misfit, 'Correct it, or leave it out: it was not judged.'),
    ),
  ];
  return {
    ...assessment,
    findings: findings.sort(bySeverity),
    assumptions,
    notJudged: countTypes(made.bystanders, [
      ...bystanders,
      ...unjudgedCompliancePolicies(made.tenant).map(() => CATALOG_COMPLIANCE_TYPE),
    ]),
    needsRun: UNSEEN_RULES,
  };
}

/** The settings of the settings catalog that their definitions don't allow, as far as these are known. */
function settingsNotAllowed(objects: readonly CollectedObject[], tenant: Tenant): Misfit[] {
  return objects.flatMap((object) => {
    const { settings, templateReference: template } = object.value;
    if (!Array.isArray(settings)) return [];
    const templateId = isObject(template) ? String(template['templateId'] ?? '') : '';
    return settings.flatMap((setting, index): Misfit[] => {
      if (!isObject(setting) || !isObject(setting['settingInstance'])) return [];
      const problem = settingProblem(tenant, setting, templateId);
      const name = nameOf(object.value) ?? idOf(object.value) ?? 'a policy';
      return problem === undefined
        ? []
        : [
            {
              ...originIn(object, `/settings/${index}`),
              problem: `A setting of "${name}" is not what its definition allows: ${problem}`,
            },
          ];
    });
  });
}

/**
 * The people to judge: one for each SSO policy, who is in the groups that it is assigned to and in no other, so that
 * an app or policy for another group does not count as theirs. Where nobody knows whom it is assigned to, it is those of all the rest.
 */
function audiencesOf({ tenant, assumedlyAssigned }: HypotheticalTenant, assumptions: string[]): Audience[] {
  const memberships = new Map<string, readonly string[]>();
  const policies = [
    ...Array.from(tenant.collection(TEMPLATE_SET), profileOfCustom),
    ...Array.from(tenant.collection(CATALOG_SET), profileOfCatalog),
  ];
  for (const policy of policies) {
    const sso = readSsoPolicy(policy);
    if (sso?.platform !== 'iOS') continue;
    const assignments = tenant.collection(`${configurationSetOf(policy)}/assignments`);
    const targets = assignments.where('$parent', policy.id).map(({ target }) => target);
    const included = targets.filter((target) => targetKind(target) !== 'exclusion');
    if (included.length === 0) continue;
    const everybody = included.some((target) => targetKind(target) !== 'group');
    const unknown = assumedlyAssigned.has(originKey(configurationSetOf(policy), policy.id));
    const groups = unknown
      ? groupsOfAll(tenant)
      : everybody
        ? []
        : included.map(({ groupId }) => groupId ?? '').sort();
    const joined = withoutDynamicDevices(tenant, groups);
    memberships.set(joined.join(), joined);
  }
  if (memberships.size === 0) memberships.set('', withoutDynamicDevices(tenant, groupsOfAll(tenant)));
  const named = [...memberships.values()].filter((groups) => groups.length > 0);
  if (named.length > 0) {
    assumptions.push(
      named.length === 1
        ? `The user is a member of ${list(tenant, named[0] ?? [])}, and of no other group.`
        : `There is a user for each audience of an SSO policy (${named.map((groups) => list(tenant, groups)).join('; ')}), each in no other group.`,
    );
  } else if (tenant.collection('groups').size > 0) {
    assumptions.push('The user is a member of no group.');
  }
  assumptions.push(...deviceAssumptions(tenant));
  if (
    [...tenant.collection('deviceManagement/assignmentFilters')].some(({ rule }) => PROFILE_NAME.test(rule))
  )
    assumptions.push(`The profile of automated enrollment is called “${MADE_UP_PROFILE}”.`);
  return [...memberships.values()].map((groups) => {
    const { user, directoryId } = addAudience(tenant, groups);
    return {
      user,
      device: { osVersion: TYPICAL_DEVICE.osVersion, subject: { ...TYPICAL_DEVICE, directoryId } },
    };
  });
}

/** Groups that take in devices by a rule have nobody in them, and no device that has just been enrolled. */
const withoutDynamicDevices = (tenant: Tenant, groups: readonly string[]) =>
  groups.filter((id) => !isOfDynamicDevices(tenant.collection('groups').get(id)));

/** Without an SSO policy that is assigned to anybody: the groups that anything is assigned to. */
function groupsOfAll(tenant: Tenant): string[] {
  const groups = new Set<string>();
  for (const set of [...COMPLIANCE_SETS, 'deviceAppManagement/mobileApps'] as const) {
    for (const { target } of tenant.collection(`${set}/assignments`)) {
      if (targetKind(target) === 'group' && target.groupId) groups.add(target.groupId);
    }
  }
  return [...groups];
}

function list(tenant: Tenant, groups: readonly string[]): string {
  return groups.map((id) => tenant.collection('groups').get(id)?.displayName ?? id).join(' and ');
}

function placeFinding(
  finding: ReportedFinding,
  { placed, assignmentOrigins }: HypotheticalTenant,
  documents: readonly SourceDocument[],
  locators: readonly Locator[],
  fingerprint: ReturnType<typeof createFingerprints>,
): ReportedFinding {
  const { subject, repair, ...rest } = finding;
  const { rule, pointer = '' } = finding;
  const key = subject && originKey(subject.set, subject.id);
  const object = key === undefined ? undefined : placed.get(key);
  if (key === undefined || !object) {
    return { ...rest, fingerprint: fingerprint({ rule, entity: '', pointer: '', content: '' }) };
  }
  const apart = pointer === '/assignments' ? assignmentOrigins.get(key) : undefined;
  const { value } = object;
  const entity = idOf(value) ?? nameOf(value) ?? documents[object.document]?.path ?? '';
  return {
    ...rest,
    ...placeOf(apart ?? originIn(object, pointer), documents, locators),
    // What was written in another form is a copy of something else: mending it would mend nothing.
    ...(repair &&
      !object.places && {
        repair: repair.map((change) => ({ ...change, pointer: object.pointer + change.pointer })),
      }),
    fingerprint: fingerprint({ rule, entity, pointer, content: valueAt(value, pointer) }),
  };
}

export function countTypes(counted: ReadonlyMap<string, number>, more: readonly string[]) {
  const counts = new Map(counted);
  for (const type of more) counts.set(type, (counts.get(type) ?? 0) + 1);
  return Array.from(counts, ([type, count]) => ({ type, count }));
}

function placeOf(origin: Origin, documents: readonly SourceDocument[], locators: readonly Locator[]) {
  const place = locators[origin.document]?.locate(origin.pointer);
  return {
    path: documents[origin.document]?.path ?? '',
    pointer: place?.pointer ?? origin.pointer,
    ...(place && { line: place.line, column: place.column, endColumn: place.endColumn }),
  };
}
