import type { ComparisonSight } from '../filters/index.ts';
import { type Assignment, CATALOG_SET, type Collection, onceFor, type Tenant } from '../tenant/index.ts';
import { type Catalog, EFFECTIVE_SETS, OTHER_SETS, readCatalog } from './assigned-content.ts';
import type {
  AssignableSet,
  AssignmentSubject,
  EffectiveSet,
  EffectiveSetName,
  OtherAssignableSet,
  Resolution,
} from './assignment-types.ts';
import { CATALOG_SOURCES } from './compliance/catalog.ts';
import { resolveAll, resolveEnrollmentConfigurations, resolveOther } from './effective-set.ts';
import { createLicenseCheck } from './license.ts';
import { type GroupSet, type MemberLinks, NO_GROUPS } from './membership.ts';
import type { Membership } from './targeting.ts';

/** Who gets what in a tenant, always as the tenant stands at the moment of asking. */
export interface Assignments {
  /** All that a subject gets and does not get. The common case costs a look-up: subjects alike share one answer. */
  effective(subject: AssignmentSubject): EffectiveSet;
  /** The restrictions and limits of enrollment among it, without working out all the rest for a subject that never comes again. */
  enrollmentConfigurations(subject: AssignmentSubject): EffectiveSet['enrollmentConfigurations'];
  /** Why a subject gets a policy or app, or why not; undefined when there is no such thing. */
  explain(set: AssignableSet, id: string, subject: AssignmentSubject): Resolution | undefined;
  /** What the decisions about a subject have seen, for telling them. */
  evidence(subject: AssignmentSubject): AssignmentEvidence;
  /** Whether something reaches a subject that devices are told of in other ways than by policies and apps. */
  reaches(set: OtherAssignableSet, id: string, subject: AssignmentSubject): boolean;
}

/** Groups and filters by their ids in lower case, as the decisions saw them. */
export interface AssignmentEvidence {
  /** The groups through which the user or the device belongs to a group, from its own to that one. */
  path(of: 'user' | 'device', group: string): readonly string[] | undefined;
  filter(id: string): FilterSight | undefined;
}

/** A filter, and what it sees of a subject's device. */
export interface FilterSight {
  readonly name: string;
  readonly rule?: string;
  /** Absent: it cannot be evaluated, or there is no device. */
  readonly matches?: boolean;
  /** Why it cannot be evaluated. */
  readonly problem?: string;
  readonly comparisons: readonly ComparisonSight[];
}

/** How many different answers are kept; reached only by tenants whose filters tell most devices apart. */
export const EFFECTIVE_SETS_KEPT = 4096;

/** All that assignments can tell subjects apart by. */
interface Standing {
  readonly user: GroupSet;
  readonly device: GroupSet;
  readonly hasUser: boolean;
  readonly hasDevice: boolean;
  readonly licensed: boolean;
  /** One character a filter of the catalog: `+` matches, `-` does not, `?` cannot be told. */
  readonly verdicts: string;
}

/** The tenant's assignments; one for each tenant, so that all who ask share what it remembers. */
export const assignmentsOf = onceFor((tenant: Tenant) => createAssignments(tenant));

/** All that a subject gets and does not get, with the reasons. */
export function resolveEffectiveSet(tenant: Tenant, subject: AssignmentSubject): EffectiveSet {
  return assignmentsOf(tenant).effective(subject);
}

/**
 * @param restrictionAssignments those of enrollment restrictions, where they are not what the tenant says now; they stay as they are
 * @param members the same of memberships
 */
export function createAssignments(
  tenant: Tenant,
  restrictionAssignments?: Collection<Assignment>,
  members?: MemberLinks,
): Assignments {
  const users = tenant.collection('users');
  const groups = tenant.collection('groups');
  const filters = tenant.collection('deviceManagement/assignmentFilters');
  const isLicensed = createLicenseCheck(tenant);
  const sources = [
    groups,
    filters,
    ...EFFECTIVE_SETS.flatMap((set) => [tenant.collection(set), tenant.collection(`${set}/assignments`)]),
    ...OTHER_SETS.map((set) => tenant.collection(`${set}/assignments`)),
    tenant.collection(CATALOG_SET),
    ...CATALOG_SOURCES.map((set) => tenant.collection(set)),
  ];
  const versions: number[] = sources.map(({ version }) => version);
  const kept: Kept = new Map();
  let size = 0;
  let catalog = readCatalog(tenant, restrictionAssignments, members);

  function current(): Catalog {
    let changed = false;
    for (let i = 0; i < sources.length; i += 1) {
      const version = (sources[i] as Collection).version;
      if (version !== versions[i]) {
        versions[i] = version;
        changed = true;
      }
    }
    if (changed) {
      catalog = readCatalog(tenant, restrictionAssignments, members);
      forget();
    }
    return catalog;
  }

  function forget(): void {
    kept.clear();
    size = 0;
  }

  function standingOf(
    { userId, device }: AssignmentSubject,
    { groups: reader, filters: used }: Catalog,
  ): Standing {
    const user = userId === undefined ? undefined : users.get(userId);
    let verdicts = '';
    for (const { compiled } of used) {
      verdicts += compiled === undefined || !device ? '?' : compiled.matches(device) ? '+' : '-';
    }
    return {
      user: user ? reader.of(user.id) : NO_GROUPS,
      device: device?.directoryId ? reader.of(device.directoryId) : NO_GROUPS,
      hasUser: user !== undefined,
      hasDevice: device !== undefined,
      licensed: user !== undefined && isLicensed(user),
      verdicts,
    };
  }

  function membershipOf(standing: Standing, { filters: used }: Catalog): Membership {
    return {
      hasUser: standing.hasUser,
      hasDevice: standing.hasDevice,
      licensed: standing.licensed,
      userIn: (group) => standing.user.has(group),
      deviceIn: (group) => standing.device.has(group),
      filterMatches(id) {
        const verdict = standing.verdicts[used.findIndex((filter) => filter.id === id)];
        return verdict === '?' ? undefined : verdict === '+';
      },
      groupName: (group) => groups.get(group)?.displayName,
      filterName: (id) => used.find((filter) => filter.id === id)?.name ?? id,
    };
  }

  const keyOf = ({ hasUser, hasDevice, licensed }: Standing) =>
    (hasUser ? 1 : 0) + (hasDevice ? 2 : 0) + (licensed ? 4 : 0);

  return {
    effective(subject) {
      const known = current();
      const standing = standingOf(subject, known);
      const key = keyOf(standing);
      const alike = shelf(shelf(shelf(kept, standing.user), standing.device), standing.verdicts);
      let effective = alike.get(key);
      if (!effective) {
        effective = resolveAll(known, membershipOf(standing, known));
        if (size >= EFFECTIVE_SETS_KEPT) forget();
        else alike.set(key, effective);
        size += 1;
      }
      return effective;
    },
    enrollmentConfigurations(subject) {
      const known = current();
      const standing = standingOf(subject, known);
      const { user, device, verdicts } = standing;
      return (
        kept.get(user)?.get(device)?.get(verdicts)?.get(keyOf(standing))?.enrollmentConfigurations ??
        resolveEnrollmentConfigurations(known, membershipOf(standing, known))
      );
    },
    explain(set, id, subject) {
      if (isOther(set)) return resolveOne(set, id, subject);
      const effective = this.effective(subject);
      const resolutions: readonly Resolution[] = effective[PARTS[set]];
      return resolutions.find(({ entity }) => entity.id === id);
    },
    evidence({ userId, device }) {
      const { groups: reader, filters: used } = current();
      return {
        path(of, group) {
          const member = of === 'user' ? userId : device?.directoryId;
          return member === undefined ? undefined : reader.path(member, group);
        },
        filter(id) {
          const filter = used.find((each) => each.id === id);
          if (!filter) return undefined;
          const { name, rule, compiled, problem } = filter;
          return {
            name,
            ...(rule !== undefined && { rule }),
            ...(problem !== undefined && { problem }),
            ...(compiled && !device && { problem: 'no device is enrolled yet' }),
            ...(compiled && device && { matches: compiled.matches(device) }),
            comparisons: compiled && device ? compiled.inspect(device) : [],
          };
        },
      };
    },
    reaches: (set, id, subject) => resolveOne(set, id, subject)?.applies === true,
  };

  function resolveOne(
    set: OtherAssignableSet,
    id: string,
    subject: AssignmentSubject,
  ): Resolution | undefined {
    const entity = tenant.collection(set).get(id);
    if (!entity) return undefined;
    const known = current();
    // [documented] app protection reaches people: "Assign app protection policies to user groups".
    const seen = set === 'deviceAppManagement/managedAppPolicies' ? { userId: subject.userId } : subject;
    const assignments = tenant.collection(`${set}/assignments`).where('$parent', id) as Assignment[];
    return resolveOther(set, entity, assignments, membershipOf(standingOf(seen, known), known));
  }
}

/** Answers by all that tells subjects apart: the user's groups, the device's, the filters' verdicts, the flags. */
type Kept = Map<GroupSet, Map<GroupSet, Map<string, Map<number, EffectiveSet>>>>;

function shelf<K, I, V>(shelves: Map<K, Map<I, V>>, key: K): Map<I, V> {
  let found = shelves.get(key);
  if (!found) {
    found = new Map();
    shelves.set(key, found);
  }
  return found;
}

const PARTS = {
  'deviceManagement/deviceConfigurations': 'configurations',
  'deviceManagement/deviceCompliancePolicies': 'compliancePolicies',
  'deviceManagement/appleUserInitiatedEnrollmentProfiles': 'enrollmentProfiles',
  'deviceManagement/deviceEnrollmentConfigurations': 'enrollmentConfigurations',
  'deviceAppManagement/mobileApps': 'apps',
} as const satisfies Record<EffectiveSetName, keyof EffectiveSet>;

const isOther = (set: AssignableSet): set is OtherAssignableSet => !(set in PARTS);
