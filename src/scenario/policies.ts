import { COMPLIANCE, SSO_EXTENSION } from '../../fixtures/policies/index.ts';
import { ENROLLMENT_TYPES } from '../intune/index.ts';
import { withValueAt } from './pointer.ts';
import type { Json, ScenarioPolicy } from './schema.ts';
import type { GraphAnswer, World } from './world.ts';

const POLICIES = {
  'sso-extension': { in: 'deviceManagement/deviceConfigurations', body: SSO_EXTENSION },
  compliance: { in: 'deviceManagement/deviceCompliancePolicies', body: COMPLIANCE },
} as const;

const APPS = 'deviceAppManagement/mobileApps';

/** What `assign` calls its list, where that isn't `assignments`. */
const ASSIGNMENTS: Readonly<Record<string, string>> = {
  'deviceManagement/deviceEnrollmentConfigurations': 'enrollmentConfigurationAssignments',
};

/** Graph refused what a scenario wanted to put in. */
class GraphRefusal extends Error {
  readonly answer: GraphAnswer;

  constructor(request: string, answer: GraphAnswer) {
    const error = (answer.body as { error?: { code?: string; message?: string } } | undefined)?.error;
    super(
      `${request} was answered with ${answer.status} ${error?.code ?? ''}: ${error?.message ?? 'no message'}`,
    );
    this.name = 'GraphRefusal';
    this.answer = answer;
  }
}

/** Creates and assigns a policy or app through Graph, as the administrator. Throws GraphRefusal. */
export function applyPolicy(world: World, policy: ScenarioPolicy): void {
  if ('use' in policy && policy.use === 'authenticator') {
    const [app] = entities(world, `${APPS}?$filter=displayName eq 'Microsoft Authenticator'`);
    if (!app)
      throw new Error("this tenant has no app 'Microsoft Authenticator' to assign; create one instead");
    world.remember(policy.as ?? policy.use, app);
    assignTo(world, APPS, app.id, policy);
    return;
  }
  if ('use' in policy && policy.use === 'enrollment-profile') {
    applyEnrollmentProfile(world, policy);
    return;
  }
  const path = 'use' in policy ? POLICIES[policy.use].in : policy.in;
  const created = post(world, path, policyBody(policy) as Json) as { id: string };
  const name = policy.as ?? ('use' in policy ? policy.use : undefined);
  if (name) world.remember(name, created);
  assignTo(world, path, created.id, policy);
}

/** Enrollment profiles have no `assign`: each assignment is created by itself. */
function applyEnrollmentProfile(
  world: World,
  policy: Extract<ScenarioPolicy, { use: 'enrollment-profile' }>,
): void {
  const path = 'deviceManagement/appleUserInitiatedEnrollmentProfiles';
  const facts = ENROLLMENT_TYPES.find(({ type }) => type === policy.type);
  const profile = post(world, path, {
    '@odata.type': '#microsoft.graph.appleUserInitiatedEnrollmentProfile',
    displayName: facts?.title ?? policy.type,
    platform: 'iOS',
    defaultEnrollmentType: facts?.profileType ?? 'unknown',
  }) as { id: string };
  world.remember(policy.as ?? policy.use, profile);
  for (const target of targetsOf(policy)) {
    post(world, `${path}/${profile.id}/assignments`, {
      '@odata.type': '#microsoft.graph.appleEnrollmentProfileAssignment',
      target: targetOf(world, target),
    });
  }
}

function targetsOf({ assign }: ScenarioPolicy): readonly Target[] {
  if (assign === 'nobody') return [];
  return typeof assign === 'string' ? [assign] : assign;
}

/** What goes to Graph for a policy or app that is created; undefined for what is made in another way. */
export function policyBody(policy: ScenarioPolicy): Json | undefined {
  if (!('use' in policy)) return policy.create;
  return policy.use === 'sso-extension' || policy.use === 'compliance' ? changed(policy) : undefined;
}

function changed(policy: Extract<ScenarioPolicy, { use: keyof typeof POLICIES }>): Json {
  let body = structuredClone(POLICIES[policy.use].body) as unknown as Json;
  for (const [pointer, value] of Object.entries(policy.set ?? {})) body = withValueAt(body, pointer, value);
  for (const pointer of policy.remove ?? []) body = withValueAt(body, pointer, undefined);
  return body;
}

function assignTo(world: World, path: string, id: string, policy: ScenarioPolicy): void {
  const targets = targetsOf(policy);
  if (targets.length === 0) return;
  const assignments = targets.map((target) => ({ target: targetOf(world, target) }));
  if (path !== APPS || !('intent' in policy)) {
    post(world, `${path}/${id}/assign`, { [ASSIGNMENTS[path] ?? 'assignments']: assignments });
    return;
  }
  const type = 'create' in policy ? policy.create['@odata.type'] : '#microsoft.graph.iosVppApp';
  const mobileAppAssignments = assignments.map(({ target }) => ({
    '@odata.type': '#microsoft.graph.mobileAppAssignment',
    intent: policy.intent,
    target,
    ...(type === '#microsoft.graph.iosVppApp' && {
      settings: {
        '@odata.type': '#microsoft.graph.iosVppAppAssignmentSettings',
        useDeviceLicensing: policy.licence === 'device',
      },
    }),
  }));
  post(world, `${path}/${id}/assign`, { mobileAppAssignments });
}

type Target = Exclude<ScenarioPolicy['assign'], string>[number];

function targetOf(world: World, target: Target): Json {
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

function post(world: World, path: string, body: Json): Json | undefined {
  const answer = world.request({ method: 'POST', path: `/beta/${path}`, body });
  if (answer.status >= 300) throw new GraphRefusal(`POST /beta/${path}`, answer);
  return answer.body;
}

function entities(world: World, path: string): { id: string }[] {
  const answer = world.request({ method: 'GET', path: `/beta/${path}` });
  if (answer.status >= 300) throw new GraphRefusal(`GET /beta/${path}`, answer);
  return (answer.body as { value: { id: string }[] }).value;
}
