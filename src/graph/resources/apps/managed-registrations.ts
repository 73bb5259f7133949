// Apps that asked for policies: each app of each person on each device once.
import type { Entity } from '../../../tenant/index.ts';
import { COLLECTION_VERBS, defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import { type Call, now } from '../../request/call.ts';
import { page, resourcePage } from './paths.ts';

export const REGISTRATIONS = 'deviceAppManagement/managedAppRegistrations';
const POLICIES = 'deviceAppManagement/managedAppPolicies';
const SERVICE = 'StatelessAppProtectionFEService';

const policiesOf = (call: Call, registration: Entity | undefined): readonly Entity[] =>
  ((registration?.['$policies'] ?? []) as readonly string[]).flatMap(
    (id) => call.tenant.collection(POLICIES).get(id) ?? [],
  );

/** How many people have a policy, in all and for each app. [documented] */
export function deploymentSummary(call: Call, policy: Entity): Entity {
  const users = new Set<unknown>();
  const perApp = new Map<string, { readonly identifier: unknown; readonly users: Set<unknown> }>();
  for (const { userId, appIdentifier } of call.tenant
    .collection(REGISTRATIONS)
    .where('$policies', policy.id)) {
    users.add(userId);
    const key = JSON.stringify(appIdentifier);
    const app = perApp.get(key) ?? { identifier: appIdentifier, users: new Set() };
    app.users.add(userId);
    perApp.set(key, app);
  }
  return {
    id: policy.id,
    displayName: policy['displayName'],
    configurationDeployedUserCount: users.size,
    lastRefreshTime: now(call),
    configurationDeploymentSummaryPerApp: [...perApp.values()].map((app) => ({
      mobileAppIdentifier: app.identifier,
      configurationAppliedUserCount: app.users.size,
    })),
    version: policy['version'],
  };
}

const policySet = (name: string): Resource =>
  defineResource({
    path: `${REGISTRATIONS}/${name}`,
    type: 'managedAppPolicy',
    family: 'intune',
    service: SERVICE,
    verbs: COLLECTION_VERBS,
    source: { kind: 'computed', compute: policiesOf },
    evidence: 'inferred',
    sources: [resourcePage('intune-mam-managedappregistration')],
  });

/** The people with an app that something is wrong with. */
export const flaggedUsers: Operation = {
  on: 'managedAppRegistration',
  name: 'getUserIdsWithFlaggedAppRegistration',
  bound: 'set',
  run(call) {
    const flagged = call.tenant.collection(REGISTRATIONS).where('flaggedReasons', 'rootedDevice');
    return [...new Set(flagged.map(({ userId }) => userId))];
  },
  evidence: 'documented',
  sources: [page('intune-mam-managedappregistration-getuseridswithflaggedappregistration')],
};

export const managedRegistrations: readonly Resource[] = [
  defineResource({
    path: REGISTRATIONS,
    type: 'managedAppRegistration',
    family: 'intune',
    service: SERVICE,
    evidence: 'documented',
    sources: [resourcePage('intune-mam-managedappregistration')],
  }),
  policySet('appliedPolicies'),
  policySet('intendedPolicies'),
  defineResource({
    path: 'users/managedAppRegistrations',
    type: 'managedAppRegistration',
    family: 'intune',
    service: SERVICE,
    verbs: ['list', 'get', 'count'],
    source: { kind: 'view', of: REGISTRATIONS, property: 'userId', value: (user) => user?.id },
    evidence: 'documented',
    sources: [resourcePage('intune-mam-managedappregistration')],
  }),
];
