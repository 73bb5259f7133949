import { AUTHENTICATOR_BUNDLE_ID } from '../apple/app-catalogue.ts';
import { profileOfCatalog } from '../intune/catalog-policy.ts';
import { profileOfCustom } from '../intune/custom-profile.ts';
import { isMailPolicy } from '../intune/mail-profile.ts';
import { readSsoPolicy } from '../rules/index.ts';
import { type AssignmentTarget, type Entity, type Policy, SERVICES, Tenant } from '../tenant/index.ts';
import type { CollectedObject, Misfit, Origin } from './collect.ts';
import { seedTenant } from './made-up-tenant.ts';
import { Names } from './names.ts';
import { type AlsoKeep, placeObjects } from './place-objects.ts';
import { entityOf, nameOf, originKey, type Placed, rulesOf, setOf } from './placed.ts';
import { readAssignment } from './read-assignment.ts';
import { ASSIGNABLE, SETS } from './recognise.ts';

const BY = SERVICES.seed;
const ALL_USERS = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } as const;

/** A tenant made of what documents hold and of what has to be assumed for the rest. */
export interface HypotheticalTenant {
  readonly tenant: Tenant;
  /** What was written of the entities, by set and id. */
  readonly placed: ReadonlyMap<string, Placed>;
  /** Where an entity's assignments were written, when that is not in the entity itself. */
  readonly assignmentOrigins: ReadonlyMap<string, Origin>;
  /** The entities whose assignments are assumed, by set and id. */
  readonly assumedlyAssigned: ReadonlySet<string>;
  readonly assumptions: readonly string[];
  readonly misfits: readonly Misfit[];
  /** How many objects were understood. */
  readonly understood: number;
  /** Types of objects without a part in JIT registration, with how many there are of each. */
  readonly bystanders: ReadonlyMap<string, number>;
}

export interface HypotheticalTenantOptions {
  /** Nothing is assumed about policies, apps and their assignments: what the documents don't hold is not there. */
  readonly complete?: boolean;
  /** What to keep though it has no part in JIT registration. */
  readonly alsoKeep?: AlsoKeep;
}

export function createHypotheticalTenant(
  objects: readonly CollectedObject[],
  paths: readonly string[],
  options: HypotheticalTenantOptions = {},
): HypotheticalTenant {
  const complete = options.complete ?? false;
  const tenant = new Tenant();
  const { placed, assignmentOrigins, groupNames, bystanders, understood, ...found } = placeObjects(
    objects,
    paths,
    options.alsoKeep,
    options.alsoKeep === undefined,
  );
  const assumptions = [...found.assumptions];
  const misfits = [...found.misfits];
  const unreached: string[] = [];
  const assumedlyAssigned = new Set<string>();
  const names = new Names(tenant, groupNames);

  seedTenant(tenant);
  const demandsMail = [...placed.values()].some(demandsMailProfile);
  for (const [key, entity] of placed) {
    const set = setOf(key);
    tenant.collection(set).insert(entityOf(entity, set, misfits), BY);
    if (set !== SETS.compliancePolicy && set !== SETS.catalogCompliance) continue;
    for (const rule of rulesOf(entity)) insertOnce(`${set}/scheduledActionsForRule`, rule);
  }
  for (const [key, entity] of placed) {
    if (ASSIGNABLE.some((kind) => SETS[kind] === setOf(key))) assign(setOf(key), entity);
  }
  if (unreached.length > 0)
    assumptions.push(
      `Whether ${unreached.join(' and ')}, which ${unreached.length === 1 ? 'comes' : 'come'} without assignments, ${unreached.length === 1 ? 'is' : 'are'} in conflict with other profiles was not judged.`,
    );
  if (!complete) assumeTheRest();
  return {
    tenant,
    placed,
    assignmentOrigins,
    assumedlyAssigned,
    assumptions,
    misfits,
    understood,
    bystanders,
  };

  function insertOnce(set: string, row: Entity): void {
    const rows = tenant.collection(set);
    if (!rows.get(row.id)) rows.insert(row, BY);
  }

  function assign(set: string, entity: Placed): void {
    const isApp = set === SETS.app;
    if (entity.assignments === undefined && isBystander(set, entity.id) && !(demandsMail && isMail(entity))) {
      if (!complete) unreached.push(`"${nameOf(entity.value) ?? entity.id}"`);
      return;
    }
    if (entity.assignments === undefined && !complete) {
      assumptions.push(
        `${nameOf(entity.value) ?? entity.id} comes without assignments and is taken to be assigned to all users${isApp ? ' as required' : ''}.`,
      );
      insertAssignment(set, entity.id, { target: ALL_USERS, ...(isApp && { intent: 'required' }) });
      assumedlyAssigned.add(originKey(set, entity.id));
      return;
    }
    for (const { value, origin } of entity.assignments ?? []) {
      const read = readAssignment(value, isApp, names);
      if (typeof read === 'string') misfits.push({ ...origin, problem: read });
      else insertAssignment(set, entity.id, read);
    }
  }

  /** A profile that counts only for its conflicts with others: whom it is for, when nobody says, is nobody's mistake. */
  function isBystander(set: string, id: string): boolean {
    const templates = tenant.collection(SETS.configuration);
    const policy =
      set === SETS.configuration
        ? profileOfCustom(templates.get(id) as Policy)
        : set === SETS.catalogPolicy &&
          profileOfCatalog(tenant.collection(SETS.catalogPolicy).get(id) as Entity);
    return policy !== false && readSsoPolicy(policy) === undefined;
  }

  function insertAssignment(set: string, parent: string, assignment: { target: AssignmentTarget }): void {
    const assignments = tenant.collection(`${set}/assignments`);
    assignments.insert(
      { id: `assignment-${assignments.size + 1}-${parent}`, $parent: parent, ...assignment },
      BY,
    );
  }

  function assumeMailProfile(): void {
    const profiles = tenant.collection(SETS.configuration);
    if (!demandsMail || [...profiles].some(isMailPolicy)) return;
    const id = 'assumed-email-profile';
    const type = '#microsoft.graph.iosEasEmailProfileConfiguration';
    profiles.insert({ '@odata.type': type, id, displayName: 'Email' }, BY);
    insertAssignment(SETS.configuration, id, { target: ALL_USERS });
    assumptions.push('An email profile, which a compliance policy demands, is assigned to all users.');
  }

  function assumeTheRest(): void {
    assumeMailProfile();
    const apps = tenant.collection('deviceAppManagement/mobileApps');
    if (![...apps].some(({ bundleId }) => String(bundleId).toLowerCase() === AUTHENTICATOR_BUNDLE_ID)) {
      const id = 'assumed-authenticator';
      const type = '#microsoft.graph.iosVppApp';
      apps.insert(
        {
          '@odata.type': type,
          id,
          displayName: 'Microsoft Authenticator',
          bundleId: AUTHENTICATOR_BUNDLE_ID,
        },
        BY,
      );
      insertAssignment(SETS.app, id, { target: ALL_USERS, ...{ intent: 'required' } });
      assumptions.push(
        'Microsoft Authenticator is assigned to all users as a required app, with user licences.',
      );
    }
    const policies = tenant.collection('deviceManagement/deviceCompliancePolicies');
    // Whoever has one of the settings catalog takes it for the compliance policy.
    if (tenant.collection(SETS.catalogCompliance).size > 0) return;
    if (![...policies].some((policy) => policy['@odata.type'] === '#microsoft.graph.iosCompliancePolicy')) {
      const id = 'assumed-compliance-policy';
      policies.insert(
        { '@odata.type': '#microsoft.graph.iosCompliancePolicy', id, displayName: 'Compliance' },
        BY,
      );
      insertAssignment(SETS.compliancePolicy, id, { target: ALL_USERS });
      assumptions.push('A compliance policy for iOS/iPadOS is assigned to all users.');
    }
  }
}

/** In the settings catalog, where assumptions decide whether it is judged so, by the id of the setting's option. */
const demandsMailProfile = ({ value }: Placed): boolean =>
  value['managedEmailProfileRequired'] === true ||
  (value['settings'] !== undefined &&
    /managedemailprofilerequired_(?:true|1)"/i.test(JSON.stringify(value['settings'])));

const isMail = ({ value }: Placed): boolean => {
  const type = value['@odata.type'];
  return typeof type === 'string' && isMailPolicy({ '@odata.type': type });
};
