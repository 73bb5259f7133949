// Which assignments use which filter.
import type { Entity, Tenant } from '../../../tenant/index.ts';
import type { JsonObject } from '../../model/index.ts';

/** [documented] `associatedAssignmentPayloadType`; which set is which is inferred from the members' names. */
const PAYLOAD_TYPES: Readonly<Record<string, string>> = {
  'deviceManagement/deviceConfigurations': 'deviceConfigurationAndCompliance',
  'deviceManagement/deviceCompliancePolicies': 'deviceConfigurationAndCompliance',
  'deviceManagement/configurationPolicies': 'deviceManagmentConfigurationAndCompliancePolicy',
  'deviceManagement/compliancePolicies': 'deviceManagmentConfigurationAndCompliancePolicy',
  'deviceManagement/deviceEnrollmentConfigurations': 'enrollmentConfiguration',
  'deviceAppManagement/mobileApps': 'application',
};

const ASSIGNMENTS = '/assignments';

/** An assignment that has a filter. */
export interface FilteredAssignment {
  /** `include` or `exclude`. */
  readonly mode: string;
  readonly payloadId: string;
  readonly payloadType: string;
  readonly groupId: string | null;
}

type ByFilter = ReadonlyMap<string, readonly FilteredAssignment[]>;

const known = new WeakMap<Tenant, { readonly state: string; readonly byFilter: ByFilter }>();

/** The assignments that use a filter, of whatever has assignments; found anew when any of them has changed. */
export function assignmentsWith(tenant: Tenant, filterId: string): readonly FilteredAssignment[] {
  const sets = tenant.collectionNames().filter((name) => name.endsWith(ASSIGNMENTS));
  const state = sets.map((name) => `${name} ${tenant.collection(name).version}`).join();
  let found = known.get(tenant);
  if (found?.state !== state) {
    found = { state, byFilter: readAll(tenant, sets) };
    known.set(tenant, found);
  }
  return found.byFilter.get(filterId) ?? [];
}

function readAll(tenant: Tenant, sets: readonly string[]): ByFilter {
  const byFilter = new Map<string, FilteredAssignment[]>();
  for (const name of sets) {
    const payloadType = PAYLOAD_TYPES[name.slice(0, -ASSIGNMENTS.length)] ?? 'unknown';
    for (const row of tenant.collection(name)) {
      const filter = filterOf(row);
      if (!filter) continue;
      const rows = byFilter.get(filter.id) ?? [];
      rows.push({ ...filter, payloadId: String(row['$parent']), payloadType });
      byFilter.set(filter.id, rows);
    }
  }
  return byFilter;
}

function filterOf({ target }: Entity) {
  const {
    deviceAndAppManagementAssignmentFilterId: id,
    deviceAndAppManagementAssignmentFilterType: mode,
    groupId,
  } = (target ?? {}) as JsonObject;
  if (typeof id !== 'string' || id === '' || mode === 'none' || mode === undefined) return undefined;
  return { id: id.toLowerCase(), mode: String(mode), groupId: typeof groupId === 'string' ? groupId : null };
}
