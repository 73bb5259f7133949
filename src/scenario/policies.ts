import { COMPLIANCE, SSO_EXTENSION } from '../../fixtures/policies/index.ts';
import { ENROLLMENT_TYPES } from '../intune/index.ts';
import { APPS, assignTo, targetOf, targetsOf } from './assignments.ts';
import { applyPatch } from './json-patch.ts';
import { withValueAt } from './pointer.ts';
import { entities, post } from './requests.ts';
import type { Json } from './schema/notation.ts';
import type { ScenarioPolicy } from './schema/policies.ts';
import type { World } from './world.ts';

const POLICIES = {
  'sso-extension': { in: 'deviceManagement/deviceConfigurations', body: SSO_EXTENSION },
  compliance: { in: 'deviceManagement/deviceCompliancePolicies', body: COMPLIANCE },
} as const;

/** Creates and assigns a policy or app through Graph, as the administrator. Throws GraphRefusal. */
export function applyPolicy(world: World, policy: ScenarioPolicy): void {
  if ('use' in policy && policy.use === 'authenticator') {
    const [app] = entities(world, `${APPS}?$filter=displayName eq 'Microsoft Authenticator'`);
    if (!app)
      throw new Error("this tenant has no app 'Microsoft Authenticator' to assign; create one instead");
    world.remember(policy.as ?? policy.use, app, `${APPS}/${app.id}`);
    assignNew(world, APPS, app.id, policy);
    return;
  }
  if ('use' in policy && policy.use === 'enrollment-profile') {
    applyEnrollmentProfile(world, policy);
    return;
  }
  const path = 'use' in policy ? POLICIES[policy.use].in : policy.in;
  const created = post(world, path, policyBody(policy) as Json) as { id: string };
  const name = policy.as ?? ('use' in policy ? policy.use : undefined);
  if (name) world.remember(name, created, `${path}/${created.id}`);
  assignNew(world, path, created.id, policy);
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
  world.remember(policy.as ?? policy.use, profile, `${path}/${profile.id}`);
  for (const target of targetsOf(policy.assign)) {
    post(world, `${path}/${profile.id}/assignments`, {
      '@odata.type': '#microsoft.graph.appleEnrollmentProfileAssignment',
      target: targetOf(world, target),
    });
  }
}

/** What goes to Graph for a policy or app that is created; undefined for what is made in another way. */
export function policyBody(policy: ScenarioPolicy): Json | undefined {
  if (!('use' in policy)) return applyPatch(policy.create, policy.patch ?? []);
  return policy.use === 'sso-extension' || policy.use === 'compliance' ? changed(policy) : undefined;
}

function changed(policy: Extract<ScenarioPolicy, { use: keyof typeof POLICIES }>): Json {
  let body = structuredClone(POLICIES[policy.use].body) as unknown as Json;
  for (const [pointer, value] of Object.entries(policy.set ?? {})) body = withValueAt(body, pointer, value);
  for (const pointer of policy.remove ?? []) body = withValueAt(body, pointer, undefined);
  return applyPatch(body, policy.patch ?? []);
}

/** What nobody is to have needs no request. */
function assignNew(world: World, path: string, id: string, policy: ScenarioPolicy): void {
  if (policy.assign === 'nobody') return;
  const app = 'intent' in policy && path === APPS;
  assignTo(world, `${path}/${id}`, policy.assign, {
    ...(app && { intent: policy.intent, licence: policy.licence }),
    type: 'create' in policy ? policy.create['@odata.type'] : '#microsoft.graph.iosVppApp',
  });
}
