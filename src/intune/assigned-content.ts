import { type CompiledFilter, FilterRuleError, readFilterRule } from '../filters/index.ts';
import {
  type Assignment,
  type AssignmentFilter,
  CATALOG_COMPLIANCE,
  type Collection,
  type Entity,
  TEMPLATE_COMPLIANCE,
  type Tenant,
} from '../tenant/index.ts';
import type { EffectiveSetName, OtherAssignableSet } from './assignment-types.ts';
import { isDeviceProfile, profileOfCatalog } from './catalog-policy.ts';
import { catalogCompliancePolicies } from './compliance/catalog.ts';
import { profileOfCustom } from './custom-profile.ts';
import type { Assigned, AssignedContent } from './effective-set.ts';
import { createGroupReader, type GroupReader, type MemberLinks } from './membership.ts';
import { filterOf, groupOf } from './targeting.ts';

export const EFFECTIVE_SETS = [
  'deviceManagement/deviceConfigurations',
  'deviceManagement/deviceCompliancePolicies',
  'deviceManagement/appleUserInitiatedEnrollmentProfiles',
  'deviceManagement/deviceEnrollmentConfigurations',
  'deviceAppManagement/mobileApps',
] as const satisfies readonly EffectiveSetName[];

export const OTHER_SETS = [
  'deviceAppManagement/mobileAppConfigurations',
  'deviceAppManagement/managedAppPolicies',
  'deviceAppManagement/managedEBooks',
  'deviceManagement/configurationPolicies',
  'deviceManagement/compliancePolicies',
] as const satisfies readonly OtherAssignableSet[];

interface Filter {
  readonly id: string;
  readonly name: string;
  readonly rule?: string;
  /** Undefined: it cannot be evaluated. */
  readonly compiled: CompiledFilter | undefined;
  /** Why not. */
  readonly problem?: string;
}

/** What is assigned in a tenant, read once and again after it has changed. */
export interface Catalog extends AssignedContent {
  readonly filters: readonly Filter[];
  readonly groups: GroupReader;
}

/**
 * @param restrictionAssignments those of enrollment restrictions, where they are not what the tenant says now
 * @param members the same of memberships
 */
export function readCatalog(
  tenant: Tenant,
  restrictionAssignments: Collection<Assignment> = tenant.collection(
    'deviceManagement/deviceEnrollmentConfigurations/assignments',
  ),
  members?: MemberLinks,
): Catalog {
  const filters = tenant.collection('deviceManagement/assignmentFilters');
  const targets = [...EFFECTIVE_SETS, ...OTHER_SETS].flatMap((set) =>
    Array.from(
      set === 'deviceManagement/deviceEnrollmentConfigurations'
        ? restrictionAssignments
        : tenant.collection(`${set}/assignments`),
      ({ target }) => target as Assignment['target'],
    ),
  );
  const named = (idOf: typeof groupOf) => [...new Set(targets.map(idOf))].filter((id) => id !== '');
  return {
    configurations: [
      ...join(
        tenant.collection('deviceManagement/deviceConfigurations'),
        tenant.collection('deviceManagement/deviceConfigurations/assignments'),
      ).map(({ entity, assignments }) => ({ entity: profileOfCustom(entity), assignments })),
      ...join(
        tenant.collection('deviceManagement/configurationPolicies'),
        tenant.collection('deviceManagement/configurationPolicies/assignments'),
      )
        .filter(({ entity }) => isDeviceProfile(entity))
        .map(({ entity, assignments }) => ({ entity: profileOfCatalog(entity), assignments })),
    ],
    compliancePolicies: [
      ...join(
        tenant.collection(TEMPLATE_COMPLIANCE),
        tenant.collection(`${TEMPLATE_COMPLIANCE}/assignments`),
      ),
      ...join(
        catalogCompliancePolicies(tenant).values(),
        tenant.collection(`${CATALOG_COMPLIANCE}/assignments`),
      ),
    ],
    enrollmentProfiles: join(
      tenant.collection('deviceManagement/appleUserInitiatedEnrollmentProfiles'),
      tenant.collection('deviceManagement/appleUserInitiatedEnrollmentProfiles/assignments'),
    ),
    enrollmentConfigurations: join(
      tenant.collection('deviceManagement/deviceEnrollmentConfigurations'),
      restrictionAssignments,
    ),
    apps: join(
      tenant.collection('deviceAppManagement/mobileApps'),
      tenant.collection('deviceAppManagement/mobileApps/assignments'),
    ),
    filters: named(filterOf).map((id) => readFilter(id, filters.get(id))),
    groups: createGroupReader(tenant, named(groupOf), members),
  };
}

function join<E extends Entity, A extends Assignment>(
  entities: Iterable<E>,
  assignments: Collection<A>,
): Assigned<E, A>[] {
  return Array.from(entities, (entity) => ({ entity, assignments: assignments.where('$parent', entity.id) }));
}

function readFilter(id: string, filter: AssignmentFilter | undefined): Filter {
  if (!filter) return { id, name: id, compiled: undefined, problem: 'it does not exist' };
  const { displayName: name, rule, platform } = filter;
  const unusable = (problem: string): Filter => ({ id, name, rule, compiled: undefined, problem });
  if (platform !== undefined && platform.toLowerCase() !== 'ios') return unusable(`it is for ${platform}`);
  try {
    return { id, name, rule, compiled: readFilterRule(rule) };
  } catch (error) {
    if (!(error instanceof FilterRuleError)) throw error;
    return unusable(error.message);
  }
}
