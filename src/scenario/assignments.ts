import { post } from './requests.ts';
import type { Json } from './schema/notation.ts';
import type { AssignTargets } from './schema/policies.ts';
import type { World } from './world.ts';

export const APPS = 'deviceAppManagement/mobileApps';

/** What `assign` calls its list, where that isn't `assignments`. */
const ASSIGNMENTS: Readonly<Record<string, string>> = {
  'deviceManagement/deviceEnrollmentConfigurations': 'enrollmentConfigurationAssignments',
};

type Target = Exclude<AssignTargets, string>[number];

export function targetsOf(assign: AssignTargets): readonly Target[] {
  if (assign === 'nobody') return [];
  return typeof assign === 'string' ? [assign] : assign;
}

/** What is said of an app beside whose it is. */
interface AppAssignment {
  readonly type: unknown;
  readonly intent?: string;
  readonly licence?: string;
}

/** Puts a list of assignments in the place of what a policy or app has. Throws GraphRefusal. */
export function assignTo(
  world: World,
  path: string,
  assign: AssignTargets,
  { type, intent, licence }: AppAssignment,
): void {
  const assignments = targetsOf(assign).map((target) => ({ target: targetOf(world, target) }));
  const set = path.slice(0, path.lastIndexOf('/'));
  if (intent === undefined) {
    post(world, `${path}/assign`, { [ASSIGNMENTS[set] ?? 'assignments']: assignments });
    return;
  }
  const mobileAppAssignments = assignments.map(({ target }) => ({
    '@odata.type': '#microsoft.graph.mobileAppAssignment',
    intent,
    target,
    ...(type === '#microsoft.graph.iosVppApp' && {
      settings: {
        '@odata.type': '#microsoft.graph.iosVppAppAssignmentSettings',
        useDeviceLicensing: licence === 'device',
      },
    }),
  }));
  post(world, `${path}/assign`, { mobileAppAssignments });
}

/** Throws for a group or filter that isn't there. */
export function targetOf(world: World, target: Target): Json {
  if (target === 'allUsers') return { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
  if (target === 'allDevices') return { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' };
  if ('excludeGroup' in target) {
    const groupId = idOf(world, 'groups', 'group', target.excludeGroup);
    return { '@odata.type': '#microsoft.graph.exclusionGroupAssignmentTarget', groupId };
  }
  const whom =
    'group' in target
      ? {
          '@odata.type': '#microsoft.graph.groupAssignmentTarget',
          groupId: idOf(world, 'groups', 'group', target.group),
        }
      : (targetOf(world, target.all === 'users' ? 'allUsers' : 'allDevices') as Record<string, Json>);
  const { includeFilter, excludeFilter } = target;
  const filter = includeFilter ?? excludeFilter;
  if (filter === undefined) return whom;
  if (includeFilter !== undefined && excludeFilter !== undefined)
    throw new Error('an assignment has includeFilter or excludeFilter, not both');
  return {
    ...whom,
    deviceAndAppManagementAssignmentFilterId: idOf(
      world,
      'deviceManagement/assignmentFilters',
      'filter',
      filter,
    ),
    deviceAndAppManagementAssignmentFilterType: includeFilter === undefined ? 'exclude' : 'include',
  };
}

function idOf(world: World, set: string, kind: string, name: string): string {
  const entities = Array.from(world.tenant.collection(set));
  const found = entities.find(({ displayName }) => displayName === name);
  if (found) return found.id;
  const known = entities.map(({ displayName }) => displayName);
  throw new Error(`no ${kind} is called '${name}'; there are ${known.join(', ') || 'none'}`);
}
