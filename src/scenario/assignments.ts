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

/** Throws for a group that isn't there. */
export function targetOf(world: World, target: Target): Json {
  if (target === 'allUsers') return { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
  if (target === 'allDevices') return { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' };
  const [type, displayName] =
    'group' in target
      ? ['#microsoft.graph.groupAssignmentTarget', target.group]
      : ['#microsoft.graph.exclusionGroupAssignmentTarget', target.excludeGroup];
  const [group] = world.tenant.collection('groups').where('displayName', displayName);
  if (!group) {
    const known = Array.from(world.tenant.collection('groups'), (each) => each.displayName);
    throw new Error(`no group is called '${displayName}'; there are ${known.join(', ') || 'none'}`);
  }
  return { '@odata.type': type, groupId: group.id };
}
