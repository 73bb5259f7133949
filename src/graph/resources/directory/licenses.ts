// Products, and the licences of users and groups.
import { toIso } from '../../../clock/index.ts';
import {
  type AssignedLicense,
  assignedPlans,
  availableUnits,
  consumedUnits,
  effectiveLicenses,
  type LicenseState,
  licensesOf,
  membersWithErrors,
  processUser,
  queueGroup,
  skuOf,
  statesOf,
} from '../../../directory/index.ts';
import type { Entity, Tenant } from '../../../tenant/index.ts';
import {
  type DerivedProperty,
  defineResource,
  type Operation,
  type Resource,
} from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call } from '../../request/call.ts';
import { licenseNotHeld, licensesExhausted } from './errors.ts';

interface Change {
  readonly added: readonly AssignedLicense[];
  readonly removed: readonly string[];
}

/** What a request wants, with products that there are. */
function readChange({ tenant }: Call, { addLicenses, removeLicenses }: JsonObject): Change {
  const added = (addLicenses as JsonObject[]).map(
    (each): AssignedLicense => ({
      skuId: String(each['skuId']).toLowerCase(),
      disabledPlans: ((each['disabledPlans'] as string[] | undefined) ?? []).map((id) => id.toLowerCase()),
    }),
  );
  const removed = (removeLicenses as string[]).map((id) => id.toLowerCase());
  for (const { skuId } of added) if (!skuOf(tenant, skuId)) throw errors.licenseUnknown(skuId);
  for (const skuId of removed) if (!skuOf(tenant, skuId)) throw errors.licenseUnknown(skuId);
  return { added, removed };
}

function assignToUser(call: Call, user: Entity, { added, removed }: Change): Entity {
  const { tenant } = call;
  // [documented] a user needs one before a licence can be assigned directly.
  if (added.length > 0 && !user['usageLocation']) throw errors.usageLocationMissing();
  const before = statesOf(user);
  const had = new Set(licensesOf(user).map(({ skuId }) => skuId));
  for (const skuId of removed) {
    if (!before.some((each) => each.skuId === skuId && each.assignedByGroup === null)) throw licenseNotHeld();
  }
  for (const { skuId } of added) {
    const sku = skuOf(tenant, skuId);
    if (sku && !had.has(skuId) && availableUnits(tenant, sku) <= 0) throw licensesExhausted(skuId);
  }
  const at = toIso(tenant.clock.now);
  const gone = new Set([...removed, ...added.map(({ skuId }) => skuId)]);
  const states = [
    ...before.filter(({ skuId, assignedByGroup }) => assignedByGroup !== null || !gone.has(skuId)),
    ...added.map(
      (license): LicenseState => ({
        ...license,
        assignedByGroup: null,
        state: 'Active',
        error: 'None',
        lastUpdatedDateTime: at,
      }),
    ),
  ];
  const change = { assignedLicenses: effectiveLicenses(states), licenseAssignmentStates: states };
  return tenant.collection('users').update(user.id, change, actorOf(call));
}

const assignUserLicense: Operation = {
  on: 'user',
  name: 'assignLicense',
  run: (call, user, parameters) => user && assignToUser(call, user, readChange(call, parameters)),
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/user-assignlicense'],
};

const assignGroupLicense: Operation = {
  on: 'group',
  name: 'assignLicense',
  status: 202,
  run(call, group, parameters) {
    if (!group) return undefined;
    const { added, removed } = readChange(call, parameters);
    const gone = new Set([...removed, ...added.map(({ skuId }) => skuId)]);
    const kept = licensesOf(group).filter(({ skuId }) => !gone.has(skuId));
    const change = {
      assignedLicenses: [...kept, ...added],
      licenseProcessingState: { state: 'QueuedForProcessing' },
    };
    const changed = call.tenant.collection('groups').update(group.id, change, actorOf(call));
    queueGroup(call.tenant, group.id);
    return changed;
  },
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/group-assignlicense'],
};

const reprocessLicenseAssignment: Operation = {
  on: 'user',
  name: 'reprocessLicenseAssignment',
  run: ({ tenant }, user) => user && processUser(tenant, user),
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/user-reprocesslicenseassignment'],
};

/** The licences of a user, with the service plans that they bring. */
export function licenseDetails(tenant: Tenant, user: Entity): readonly Entity[] {
  return licensesOf(user).flatMap(({ skuId, disabledPlans }) => {
    const sku = skuOf(tenant, skuId);
    if (!sku) return [];
    const servicePlans = sku.servicePlans.map((plan) => ({
      ...plan,
      provisioningStatus: disabledPlans.includes(plan.servicePlanId) ? 'Disabled' : 'Success',
    }));
    return [{ id: `${user.id}_${skuId}`, skuId, skuPartNumber: sku.skuPartNumber, servicePlans }];
  });
}

/** Properties of users that follow from their licences. */
export const LICENSE_PROPERTIES: readonly DerivedProperty[] = [
  { name: 'assignedPlans', read: (user, tenant) => assignedPlans(tenant, user) },
  { name: 'licenseAssignmentStates', read: (user) => statesOf(user) },
  {
    name: 'provisionedPlans',
    read: (user, tenant) =>
      assignedPlans(tenant, user).map(({ capabilityStatus, service }) => ({
        capabilityStatus,
        provisioningStatus: 'Success',
        service,
      })),
  },
];

export const licenses: readonly Resource[] = [
  defineResource({
    path: 'subscribedSkus',
    type: 'subscribedSku',
    family: 'directory',
    verbs: ['list', 'get'],
    source: {
      kind: 'computed',
      compute: ({ tenant }) =>
        [...tenant.collection('subscribedSkus')].map((sku) => ({
          ...sku,
          consumedUnits: consumedUnits(tenant, sku.skuId),
        })),
    },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/resources/subscribedsku'],
  }),
  defineResource({
    path: 'groups/membersWithLicenseErrors',
    type: 'directoryObject',
    family: 'directory',
    verbs: ['list', 'get', 'count'],
    source: {
      kind: 'computed',
      compute: ({ tenant }, group) =>
        (group ? membersWithErrors(tenant, group.id) : []).map((user) => ({
          '@odata.type': '#microsoft.graph.user',
          ...user,
        })),
    },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/group-list-memberswithlicenseerrors'],
  }),
];

export const licenseOperations: readonly Operation[] = [
  assignUserLicense,
  assignGroupLicense,
  reprocessLicenseAssignment,
];
