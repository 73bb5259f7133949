// Licences of users: given by an administrator or through groups. https://learn.microsoft.com/entra/fundamentals/concept-group-based-licensing
import { toIso } from '../../clock/index.ts';
import type { Entity, SubscribedSku, Tenant, User } from '../../tenant/index.ts';

export interface AssignedLicense {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
}

/** How a licence came to a user, and how that went. */
export interface LicenseState extends AssignedLicense {
  /** null: directly. */
  readonly assignedByGroup: string | null;
  readonly state: 'Active' | 'Error';
  readonly error: 'None' | 'CountViolation';
  readonly lastUpdatedDateTime: string;
}

export const skuOf = (tenant: Tenant, skuId: string): SubscribedSku | undefined =>
  tenant.collection('subscribedSkus').where('skuId', skuId)[0];

/** The licences of a user or group. */
export function licensesOf(entity: Entity): readonly AssignedLicense[] {
  const licenses = (entity['assignedLicenses'] ?? []) as readonly Partial<AssignedLicense>[];
  return licenses.map(({ skuId = '', disabledPlans = [] }) => ({
    skuId: skuId.toLowerCase(),
    disabledPlans,
  }));
}

/** Whence a user's licences are. A user whom nobody has given any through Graph has them directly. */
export function statesOf(user: Entity): readonly LicenseState[] {
  const known = user['licenseAssignmentStates'] as readonly LicenseState[] | undefined;
  if (known) return known;
  const at = String(user['createdDateTime'] ?? toIso(0));
  return licensesOf(user).map((license) => ({
    ...license,
    assignedByGroup: null,
    state: 'Active',
    error: 'None',
    lastUpdatedDateTime: at,
  }));
}

/** What a user has by these states: a plan is off only when every assignment turns it off. [documented] */
export function effectiveLicenses(states: readonly LicenseState[]): readonly AssignedLicense[] {
  const bySku = new Map<string, readonly string[]>();
  for (const { skuId, disabledPlans, state } of states) {
    if (state !== 'Active') continue;
    const before = bySku.get(skuId);
    bySku.set(skuId, before ? before.filter((plan) => disabledPlans.includes(plan)) : disabledPlans);
  }
  return [...bySku].map(([skuId, disabledPlans]) => ({ skuId, disabledPlans }));
}

/** How many users have a product: counted by an index, however many users there are. */
export function consumedUnits(tenant: Tenant, skuId: string): number {
  return tenant.collection('users').countWhere('assignedLicenses/skuId', skuId);
}

/** How many more users can have a product. A product that says nothing of its units has no end. */
export function availableUnits(tenant: Tenant, sku: SubscribedSku): number {
  const units = sku['prepaidUnits'] as { enabled?: number; warning?: number } | undefined;
  if (!units) return Number.POSITIVE_INFINITY;
  return (units.enabled ?? 0) + (units.warning ?? 0) - consumedUnits(tenant, sku.skuId);
}

interface ServicePlan {
  readonly servicePlanId: string;
  readonly servicePlanName: string;
  readonly appliesTo?: string;
}

/** Which service a plan belongs to, as users show it (known from practice); elsewhere the plan's own name. */
const SERVICES: readonly (readonly [RegExp, string])[] = [
  [/^INTUNE/, 'SCO'],
  [/^EXCHANGE/, 'exchange'],
  [/^SHAREPOINT/, 'SharePoint'],
  [/^TEAMS/, 'TeamspaceAPI'],
  [/^AAD_PREMIUM/, 'AADPremiumService'],
  [/^MFA_/, 'MultiFactorService'],
  [/^MCO/, 'MicrosoftCommunicationsOnline'],
  [/^RMS_/, 'RMSOnline'],
  [/^OFFICESUBSCRIPTION/, 'MicrosoftOffice'],
];

const serviceOf = (plan: string) => SERVICES.find(([begins]) => begins.test(plan))?.[1] ?? plan;

/** `assignedPlans`: the service plans that a user's licences bring. */
export interface AssignedPlan {
  readonly assignedDateTime: string;
  readonly capabilityStatus: 'Enabled' | 'Deleted';
  readonly service: string;
  readonly servicePlanId: string;
}

export function assignedPlans(tenant: Tenant, user: User | Entity): readonly AssignedPlan[] {
  const states = statesOf(user);
  return licensesOf(user).flatMap(({ skuId, disabledPlans }) => {
    const plans = (skuOf(tenant, skuId)?.servicePlans ?? []) as readonly ServicePlan[];
    const assignedDateTime = states.find((each) => each.skuId === skuId)?.lastUpdatedDateTime ?? toIso(0);
    return plans
      .filter(({ appliesTo }) => appliesTo !== 'Company')
      .map(({ servicePlanId, servicePlanName }) => ({
        assignedDateTime,
        capabilityStatus: disabledPlans.includes(servicePlanId) ? ('Deleted' as const) : ('Enabled' as const),
        service: serviceOf(servicePlanName),
        servicePlanId,
      }));
  });
}
