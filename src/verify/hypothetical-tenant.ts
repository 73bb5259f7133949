import { AUTHENTICATOR_BUNDLE_ID } from '../apple/app-catalogue.ts';
import { type AssignmentTarget, SERVICES, Tenant } from '../tenant/index.ts';
import type { CollectedObject, Misfit, Origin } from './collect.ts';
import { seedTenant } from './made-up-tenant.ts';
import { entityOf, idOf, nameOf, originKey, type Placed, setOf } from './placed.ts';
import { ownerOf, readAssignment } from './read-assignment.ts';
import { ASSIGNABLE, isObject, type JsonObject, recognise, SETS } from './recognise.ts';

const BY = SERVICES.seed;
const ALL_USERS = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } as const;

/** A tenant made of what documents hold and of what has to be assumed for the rest. */
export interface HypotheticalTenant {
  readonly tenant: Tenant;
  /** Where an entity was written, by set and id. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** Where an entity's assignments were written, when that is not in the entity itself. */
  readonly assignmentOrigins: ReadonlyMap<string, Origin>;
  /** The objects as they were written, by set and id. */
  readonly objects: ReadonlyMap<string, JsonObject>;
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
}

export function createHypotheticalTenant(
  objects: readonly CollectedObject[],
  options: HypotheticalTenantOptions = {},
): HypotheticalTenant {
  const complete = options.complete ?? false;
  const tenant = new Tenant();
  const origins = new Map<string, Origin>();
  const assignmentOrigins = new Map<string, Origin>();
  const assumptions: string[] = [];
  const misfits: Misfit[] = [];
  const bystanders = new Map<string, number>();
  const placed = new Map<string, Placed>();
  const loose: { value: JsonObject; origin: Origin; context: string | undefined }[] = [];
  let understood = 0;

  for (const object of objects) {
    const seen = recognise(object.value);
    const { document, pointer, value } = object;
    switch (seen.is) {
      case 'unknown':
        misfits.push({ document, pointer, problem: seen.problem });
        continue;
      case 'bystander':
        bystanders.set(seen.type, (bystanders.get(seen.type) ?? 0) + 1);
        break;
      case 'assignment':
        loose.push({ value, origin: { document, pointer }, context: object.context });
        break;
      case 'assignmentList':
        for (const [index, entry] of (value[seen.property] as unknown[]).entries()) {
          const origin = { document, pointer: `${pointer}/${seen.property}/${index}` };
          if (isObject(entry)) loose.push({ value: entry, origin, context: object.context });
          else misfits.push({ ...origin, problem: 'an assignment has to be an object with a target' });
        }
        break;
      case 'entity': {
        const set = SETS[seen.kind];
        const id = idOf(value) ?? `${seen.kind}-${placed.size + 1}`;
        const key = originKey(set, id);
        if (placed.has(key)) {
          misfits.push({
            document,
            pointer,
            problem: `the id ${id} was there already; only the first object counts`,
          });
          break;
        }
        if (seen.assumed)
          assumptions.push(`${nameOf(value) ?? id} has no @odata.type and is taken for ${seen.type}.`);
        const own = value['assignments'];
        placed.set(key, {
          ...object,
          id,
          type: seen.type,
          assignments: Array.isArray(own)
            ? own.map((entry: unknown, index) => ({
                value: entry,
                origin: { document, pointer: `${pointer}/assignments/${index}` },
              }))
            : undefined,
        });
        origins.set(key, { document, pointer });
        break;
      }
    }
    understood += 1;
  }

  for (const { value, origin, context } of loose) {
    const owner = ownerOf(value, context, placed);
    if (!owner) {
      misfits.push({ ...origin, problem: 'nothing says which policy or app this assignment belongs to' });
      continue;
    }
    const [key, entity] = owner;
    if (!assignmentOrigins.has(key)) assignmentOrigins.set(key, origin);
    entity.assignments ??= [];
    entity.assignments.push({ value, origin });
  }

  seedTenant(tenant);
  for (const [key, entity] of placed) {
    const set = setOf(key);
    tenant.collection(set).insert(entityOf(entity, set, misfits), BY);
  }
  for (const [key, entity] of placed) {
    if (ASSIGNABLE.some((kind) => SETS[kind] === setOf(key))) assign(setOf(key), entity);
  }
  if (!complete) assumeTheRest();
  const written = new Map(Array.from(placed, ([key, { value }]) => [key, value]));
  return {
    tenant,
    origins,
    assignmentOrigins,
    objects: written,
    assumptions,
    misfits,
    understood,
    bystanders,
  };

  function assign(set: string, entity: Placed): void {
    const isApp = set === SETS.app;
    if (entity.assignments === undefined && !complete) {
      assumptions.push(
        `${nameOf(entity.value) ?? entity.id} comes without assignments and is taken to be assigned to all users${isApp ? ' as required' : ''}.`,
      );
      insertAssignment(set, entity.id, { target: ALL_USERS, ...(isApp && { intent: 'required' }) });
      return;
    }
    for (const { value, origin } of entity.assignments ?? []) {
      const read = readAssignment(value, isApp);
      if (typeof read === 'string') misfits.push({ ...origin, problem: read });
      else insertAssignment(set, entity.id, read);
    }
  }

  function insertAssignment(set: string, parent: string, assignment: { target: AssignmentTarget }): void {
    const assignments = tenant.collection(`${set}/assignments`);
    const { groupId } = assignment.target;
    if (groupId !== undefined && !tenant.collection('groups').get(groupId)) {
      tenant.collection('groups').insert({ id: groupId, displayName: groupId }, BY);
    }
    assignments.insert(
      { id: `assignment-${assignments.size + 1}-${parent}`, $parent: parent, ...assignment },
      BY,
    );
  }

  function assumeTheRest(): void {
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
