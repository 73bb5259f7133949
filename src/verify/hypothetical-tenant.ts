import { AUTHENTICATOR_BUNDLE_ID } from '../apple/app-catalogue.ts';
import { type AssignmentTarget, type Entity, SERVICES, Tenant, type User } from '../tenant/index.ts';
import type { CollectedObject, Misfit, Origin } from './collect.ts';
import { ASSIGNABLE, type Assignable, isObject, type JsonObject, recognise, SETS } from './recognise.ts';

const BY = SERVICES.seed;
const LICENCE = { skuId: 'licence', plan: 'intune' } as const;
const ALL_USERS = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } as const;
const FAR_FUTURE = '2099-01-01T00:00:00Z';
const ID = /^[\w-]{1,100}$/;

/** A tenant made of what documents hold and of what has to be assumed for the rest. */
export interface HypotheticalTenant {
  readonly tenant: Tenant;
  /** Where an entity was written, by set and id. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** Where an entity's assignments were written, when that is not in the entity itself. */
  readonly assignmentOrigins: ReadonlyMap<string, Origin>;
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

interface Placed extends CollectedObject {
  readonly id: string;
  readonly type: string;
  /** Undefined: the document doesn't say. */
  assignments: { value: unknown; origin: Origin }[] | undefined;
}

export function originKey(set: string, id: string): string {
  return `${set}\n${id}`;
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
        if (seen.kind === 'filter' && typeof value['rule'] !== 'string') {
          misfits.push({ document, pointer, problem: 'an assignment filter needs a rule' });
          break;
        }
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
    const set = key.slice(0, key.indexOf('\n'));
    tenant.collection(set).insert(entityOf(entity, set), BY);
    if (ASSIGNABLE.some((kind) => SETS[kind] === set)) assign(set, entity);
  }
  if (!complete) assumeTheRest();
  return { tenant, origins, assignmentOrigins, assumptions, misfits, understood, bystanders };

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

/** Adds a person with an Intune licence and, for groups of devices, that person's device; both in these groups. */
export function addAudience(tenant: Tenant, groups: Iterable<string>): { user: User; directoryId: string } {
  const number = tenant.collection('users').size + 1;
  const user = tenant.collection('users').insert(
    {
      id: `user-${number}`,
      displayName: `User ${number}`,
      userPrincipalName: `user${number}@example.com`,
      accountEnabled: true,
      assignedLicenses: [{ skuId: LICENCE.skuId, disabledPlans: [] }],
    },
    BY,
  );
  const directoryId = `device-${number}`;
  for (const group of groups) {
    tenant.links('groups/members').link(group, user.id, BY);
    tenant.links('groups/members').link(group, directoryId, BY);
  }
  return { user, directoryId };
}

/** Everything that enrollment needs, so that only the documents can be wrong. */
function seedTenant(tenant: Tenant): void {
  tenant.collection('organization').insert({ id: 'organization', displayName: 'Example' }, BY);
  tenant.collection('subscribedSkus').insert(
    {
      id: LICENCE.skuId,
      skuId: LICENCE.skuId,
      skuPartNumber: 'INTUNE_A',
      servicePlans: [{ servicePlanId: LICENCE.plan, servicePlanName: 'INTUNE_A' }],
    },
    BY,
  );
  tenant
    .collection('deviceManagement/applePushNotificationCertificate')
    .insert(
      { id: 'push-certificate', appleIdentifier: 'admin@example.com', expirationDateTime: FAR_FUTURE },
      BY,
    );
  const token = tenant.collection('deviceManagement/depOnboardingSettings').insert(
    {
      id: 'token',
      tokenName: 'Apple Business Manager',
      tokenExpirationDateTime: FAR_FUTURE,
      defaultIosEnrollmentProfile: 'modern',
    },
    BY,
  );
  tenant.collection('deviceManagement/depOnboardingSettings/enrollmentProfiles').insert(
    {
      id: 'modern',
      $parent: token.id,
      displayName: 'Setup Assistant with modern authentication',
      requiresUserAuthentication: true,
      enableAuthenticationViaCompanyPortal: false,
      configurationWebUrl: true,
    },
    BY,
  );
  tenant
    .collection('deviceManagement/depOnboardingSettings/importedAppleDeviceIdentities')
    .insert({ id: 'device', $parent: token.id, serialNumber: 'SERIAL000001' }, BY);
}

function entityOf({ id, type, value }: Placed, set: string): Entity {
  const { assignments, ...rest } = value;
  return {
    ...rest,
    ...(set === SETS.filter && typeof rest['platform'] !== 'string' && { platform: 'iOS' }),
    ...(set !== SETS.group && { '@odata.type': type }),
    id,
    displayName: nameOf(value) ?? id,
  };
}

function idOf(value: JsonObject): string | undefined {
  return typeof value['id'] === 'string' && ID.test(value['id']) ? value['id'].toLowerCase() : undefined;
}

function nameOf(value: JsonObject): string | undefined {
  return typeof value['displayName'] === 'string' && value['displayName'] !== ''
    ? value['displayName']
    : undefined;
}

const INTENTS = ['required', 'available', 'uninstall', 'availableWithoutEnrollment'];

/** An assignment as the tenant keeps it, or what is wrong with it. */
function readAssignment(value: unknown, isApp: boolean): { target: AssignmentTarget } | string {
  if (!isObject(value) || !isObject(value['target']))
    return 'an assignment has to be an object with a target';
  const target = value['target'];
  const type = target['@odata.type'];
  if (typeof type !== 'string') {
    return 'the target has no @odata.type, such as "#microsoft.graph.groupAssignmentTarget"';
  }
  const groupId = target['groupId'];
  if (/groupassignmenttarget$/i.test(type) && (typeof groupId !== 'string' || groupId === '')) {
    return 'the target is a group, but has no groupId';
  }
  if (isApp && !INTENTS.includes(value['intent'] as string)) {
    return `an app’s assignment needs an intent: ${INTENTS.join(', ')}`;
  }
  const filter = target['deviceAndAppManagementAssignmentFilterId'];
  const mode = target['deviceAndAppManagementAssignmentFilterType'];
  return {
    ...(isApp && {
      intent: value['intent'],
      settings: isObject(value['settings']) ? value['settings'] : null,
    }),
    target: {
      '@odata.type': type,
      ...(typeof groupId === 'string' && { groupId: groupId.toLowerCase() }),
      ...(typeof filter === 'string' && { deviceAndAppManagementAssignmentFilterId: filter }),
      ...((mode === 'include' || mode === 'exclude') && { deviceAndAppManagementAssignmentFilterType: mode }),
    },
  };
}

/**
 * Whose assignment this is: the context of the response names the entity, or the assignment's id begins with the
 * entity's, or there is only one entity that it can belong to.
 */
function ownerOf(
  value: JsonObject,
  context: string | undefined,
  placed: ReadonlyMap<string, Placed>,
): readonly [string, Placed] | undefined {
  const kind: readonly Assignable[] = Object.hasOwn(value, 'intent')
    ? ['app']
    : ['configuration', 'compliancePolicy', 'enrollmentProfile'];
  const sets: readonly string[] = kind.map((name) => SETS[name]);
  const candidates = [...placed].filter(([key]) => sets.includes(key.slice(0, key.indexOf('\n'))));
  const named = context && /\('([^']+)'\)\/assignments/.exec(context)?.[1]?.toLowerCase();
  const id = typeof value['id'] === 'string' ? value['id'].toLowerCase() : '';
  return (
    candidates.find(([, entity]) => entity.id === named) ??
    candidates.find(([, entity]) => id.startsWith(`${entity.id}_`)) ??
    (named === undefined && candidates.length === 1 ? candidates[0] : undefined)
  );
}
