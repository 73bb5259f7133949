// Whom a change in Intune is meant for. Source: "Common questions with policies and profiles", change-based syncs.
import {
  type Assignment,
  type AssignmentTarget,
  changedProperties,
  type Entity,
  type JournalEntry,
  type Tenant,
} from '../tenant/index.ts';
import { targetKind } from './targeting.ts';

/** What devices hear of from Intune. Policies for managed apps come to the apps themselves. */
const SETS = [
  'deviceManagement/deviceConfigurations',
  'deviceManagement/deviceCompliancePolicies',
  'deviceManagement/configurationPolicies',
  'deviceManagement/compliancePolicies',
  'deviceAppManagement/mobileApps',
  'deviceAppManagement/mobileAppConfigurations',
] as const;
type NotifiedSet = (typeof SETS)[number];

/** What changes with every write, and nothing that a device would hear of. */
const BOOKKEEPING = new Set(['lastModifiedDateTime', 'version', 'isAssigned']);

const NOBODY: readonly string[] = [];

/**
 * Makes what says whom a journal entry is meant for: `users`, `devices`, `group <id>` for all that belongs to a group, or
 * `member <id>` for a user, a device or a group that came or went.
 */
export function changedAudiences(tenant: Tenant): (entry: JournalEntry) => readonly string[] {
  const members = tenant.links('groups/members');
  const assignmentSets = SETS.map((set) => tenant.collection(`${set}/assignments`));
  /** The set of `SETS` that a set is or belongs to; the journal asks at each write of a fleet. */
  const parents = new Map<string, NotifiedSet | undefined>();
  /** In lower case, the groups that some assignment names, as of the assignments' versions. */
  let named = new Set<string>();
  let namedAt = '';

  function parentOf(set: string): NotifiedSet | undefined {
    if (!parents.has(set))
      parents.set(
        set,
        SETS.find((each) => set === each || set.startsWith(`${each}/`)),
      );
    return parents.get(set);
  }

  const assigned = (set: string, id: string): string[] =>
    tenant
      .collection(`${set}/assignments`)
      .where('$parent', id)
      .flatMap((row) => audienceOf(row as Assignment));

  function isNamed(group: string): boolean {
    const versions = assignmentSets.map(({ version }) => version).join(' ');
    if (versions !== namedAt) {
      const targets = assignmentSets.flatMap((set) =>
        Array.from(set, ({ target }) => target as AssignmentTarget),
      );
      named = new Set(targets.map(({ groupId }) => groupId?.toLowerCase() ?? ''));
      namedAt = versions;
    }
    return named.has(group.toLowerCase());
  }

  /** [documented] a device is told of a dynamic group at its next check-in; of the others only those matter that something is assigned to. */
  function concerns(group: string, member: string): boolean {
    const types = tenant.collection('groups').get(group)?.groupTypes ?? [];
    if (types.includes('DynamicMembership') && tenant.collection('devices').get(member)) return false;
    const around = new Set([group]);
    for (const each of around) {
      if (isNamed(each)) return true;
      for (const outer of members.sources(each)) around.add(outer);
    }
    return false;
  }

  return (entry) => {
    const { set, change, id, target, before, after } = entry;
    if (set === 'groups/members')
      return target !== undefined && concerns(id, target) ? [`member ${target}`] : NOBODY;
    const parent = parentOf(set);
    if (parent === undefined) return NOBODY;
    if (set === `${parent}/assignments`)
      return [before, after].flatMap((row) => (row ? audienceOf(row as Assignment) : []));
    if (set !== parent) return assigned(parent, String((after ?? before)?.['$parent'] ?? ''));
    const told = change === 'update' && changedProperties(entry).some(isTold);
    return told ? assigned(parent, id) : NOBODY;
  };
}

const isTold = (name: string) => !name.startsWith('$') && !BOOKKEEPING.has(name);

/** [documented] an app that is merely offered causes no notification. */
function audienceOf({ target, intent }: Entity & Pick<Assignment, 'target'>): readonly string[] {
  if (typeof intent === 'string' && /^available/i.test(intent)) return NOBODY;
  switch (targetKind(target)) {
    case 'allUsers':
      return ['users'];
    case 'allDevices':
      return ['devices'];
    case 'group':
    case 'exclusion':
      return target.groupId ? [`group ${target.groupId}`] : NOBODY;
    default:
      return NOBODY;
  }
}
