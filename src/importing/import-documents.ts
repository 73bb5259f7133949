import { describeTenant } from '../../fixtures/describe-tenant.ts';
import { graphModel, type JsonObject } from '../graph/model/index.ts';
import { targetKey } from '../graph/resources/assignments.ts';
import { adoptProfile } from '../graph/resources/enrollment/dep-profiles.ts';
import { adoptPolicy } from '../graph/resources/enrollment/enrollment-policies.ts';
import {
  type Collection,
  type Entity,
  type ScheduledActionsForRule,
  SERVICES,
  type Tenant,
} from '../tenant/index.ts';
import { collectObjects } from '../verify/collect.ts';
import { createHypotheticalTenant } from '../verify/hypothetical-tenant.ts';
import { originKey } from '../verify/placed.ts';
import { ASSIGNABLE, SETS } from '../verify/recognise.ts';
import { Locator, type SourceDocument, UnreadableInputError } from '../verify/source-text.ts';
import { countTypes } from '../verify/verify-documents.ts';
import { catalogComplianceNotes } from '../verify/verify-tenant.ts';
import { Privacy } from './privacy.ts';

const BY = SERVICES.seed;

/** What became of an export. */
export interface ImportReport {
  /** How many objects came into which set. */
  readonly imported: readonly { readonly set: string; readonly count: number }[];
  /** What Tenantless does not keep: how many of which type. */
  readonly leftOut: readonly { readonly type: string; readonly count: number }[];
  /** What could not be read, with its place. */
  readonly problems: readonly { readonly path: string; readonly line: number; readonly problem: string }[];
  /** How many people, secrets and uploaded files were replaced. */
  readonly replaced: { readonly people: number; readonly secrets: number; readonly files: number };
  /** What was taken for granted, in sentences. */
  readonly notes: readonly string[];
}

/**
 * Puts the policies, apps, groups, filters and assignments of an export into a tenant that has people and what enrollment needs.
 * They get ids of their own, and what says whose tenant it was is replaced. Throws UnreadableInputError for what is no
 * JSON, or holds nothing of Graph.
 */
export function importDocuments(tenant: Tenant, documents: readonly SourceDocument[]): ImportReport {
  const { objects, misfits, notes, bystanders } = collectObjects(documents);
  const paths = documents.map(({ path }) => path);
  const made = createHypotheticalTenant(objects, paths, { complete: true, alsoKeep: homeOf });
  const locators = documents.map(({ text }) => new Locator(text));
  const problems = [...misfits, ...made.misfits].map(({ document, pointer, problem }) => ({
    path: paths[document] ?? '',
    line: locators[document]?.locate(pointer)?.line ?? 1,
    problem,
  }));
  const [first] = problems;
  if (made.understood + bystanders.length === 0 && first)
    throw new UnreadableInputError(first.path, first.problem);

  const sets: readonly string[] = Object.values(SETS);
  // How devices are set up is made up beside what was written.
  const entitiesOf = (set: string) =>
    [...made.tenant.collection(set)].filter(
      ({ id }) => set !== SETS.setupProfile || made.placed.has(originKey(set, id)),
    );
  const ids = new Map<string, string>();
  // By the ids of definitions, policies say what they set.
  for (const set of sets)
    for (const { id } of set === SETS.complianceDefinition ? [] : entitiesOf(set))
      ids.set(id.toLowerCase(), tenant.random.guid());
  const privacy = new Privacy(ids, describeTenant(tenant).domain, tenant.seed);
  for (const { value } of objects) privacy.learn(value);

  let withoutToken = 0;
  const imported = sets.flatMap((set) => {
    const entities = entitiesOf(set);
    const count = entities.filter((entity) => settle(tenant, set, moved(entity, ids, privacy))).length;
    withoutToken += entities.length - count;
    return count > 0 ? [{ set, count }] : [];
  });
  let assignments = 0;
  for (const set of sets) {
    for (const row of made.tenant.collection(`${set}/assignments`)) {
      const { $parent = '', ...rest } = privacy.replaced(row) as JsonObject & { $parent?: string };
      const parent = ids.get($parent.toLowerCase()) ?? $parent;
      const id = `${parent}_${targetKey(rest['target'] as JsonObject)}`;
      const rows = tenant.collection(`${set}/assignments`);
      if (rows.get(id)) continue;
      rows.insert({ ...rest, id, $parent: parent } as Entity, BY);
      assignments += 1;
    }
  }
  for (const set of [SETS.compliancePolicy, SETS.catalogCompliance]) {
    for (const row of made.tenant.collection(`${set}/scheduledActionsForRule`))
      tenant.collection(`${set}/scheduledActionsForRule`).insert(movedRule(row, ids, privacy, tenant), BY);
  }
  const populated = populate(
    tenant,
    [...made.tenant.collection(SETS.group)].map(({ id }) => ids.get(id.toLowerCase()) ?? id),
  );
  return {
    imported: assignments > 0 ? [...imported, { set: 'assignments', count: assignments }] : imported,
    leftOut: countTypes(made.bystanders, bystanders),
    problems,
    replaced: { people: privacy.people, secrets: privacy.secrets, files: privacy.files },
    notes: [
      ...notes,
      ...made.assumptions,
      ...catalogComplianceNotes(made.tenant),
      ...(assignments === 0 && imported.some(({ set }) => ASSIGNABLE.some((kind) => SETS[kind] === set))
        ? ['The export has no assignments, so nobody gets what it holds: assign it.']
        : []),
      ...(withoutToken > 0
        ? [
            `${withoutToken} enrollment ${withoutToken === 1 ? 'policy or profile was' : 'policies or profiles were'} left out: the tenant has no token of automated device enrollment.`,
          ]
        : []),
      ...(populated > 0
        ? [
            `The people of the tenant were spread over ${populated} group${populated === 1 ? '' : 's'}; who is a member is not in an export.`,
          ]
        : []),
      'Names of policies, apps and groups, and descriptions, are as they were, but for addresses and domains in them.',
    ],
  };
}

const HOMES = [
  ['deviceConfiguration', 'configuration'],
  ['deviceCompliancePolicy', 'compliancePolicy'],
  ['mobileApp', 'app'],
  ['deviceManagementConfigurationPolicy', 'catalogPolicy'],
  ['depIOSEnrollmentProfile', 'setupProfile'],
] as const;

/** The set of a type that the model has. */
function homeOf(name: string) {
  const type = graphModel('beta').type(`microsoft.graph.${name}`);
  return HOMES.find(([base]) => type?.isA(`microsoft.graph.${base}`))?.[1];
}

/** Puts an entity where it belongs. False: it belongs to a token, and there is none. */
function settle(tenant: Tenant, set: string, entity: Entity): boolean {
  if (set === SETS.setupProfile) return adoptProfile(tenant, entity, BY);
  const own = adoptPolicy(tenant, entity, BY);
  if (own) (tenant.collection(set) as Collection).insert(own, BY);
  return own !== undefined;
}

/** An entity under its new id, without what is private. */
function moved(entity: Entity, ids: ReadonlyMap<string, string>, privacy: Privacy): Entity {
  const { id, ...rest } = entity;
  return { ...(privacy.replaced(rest) as object), id: ids.get(id.toLowerCase()) ?? id } as Entity;
}

/** The actions for noncompliance of a policy, with the policy's new id and ids of their own. */
function movedRule(
  row: ScheduledActionsForRule,
  ids: ReadonlyMap<string, string>,
  privacy: Privacy,
  tenant: Tenant,
): ScheduledActionsForRule {
  const { $parent = '', ...rule } = privacy.replaced(row) as ScheduledActionsForRule;
  return {
    ...rule,
    id: tenant.random.guid(),
    $parent: ids.get($parent.toLowerCase()) ?? $parent,
    scheduledActionConfigurations: (rule.scheduledActionConfigurations ?? []).map((action) => ({
      ...action,
      id: tenant.random.guid(),
    })),
  };
}

/** Gives each group with assigned members some of the people, in turn. Returns how many groups that were. */
function populate(tenant: Tenant, groupIds: readonly string[]): number {
  const people = [...tenant.collection('users')];
  const groups = groupIds.filter((id) => {
    const types = tenant.collection('groups').get(id)?.groupTypes as readonly string[] | undefined;
    return !types?.includes('DynamicMembership');
  });
  if (people.length === 0) return 0;
  const members = tenant.links('groups/members');
  for (const [index, group] of groups.entries()) {
    const first = people[index % people.length] as Entity;
    const share = people.filter((_, number) => number % groups.length === index);
    for (const { id } of share.length > 0 ? share : [first]) members.link(group, id, BY);
  }
  return groups.length;
}
