// Policies for managed apps: what protects and configures apps by themselves, whoever manages the device. They live in one
// set, and those of each platform are shown in a set of their own.
import { type Entity, SERVICES } from '../../../tenant/index.ts';
import { defineResource, type Resource, type ResourceDeclaration } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import { type Call, now } from '../../request/call.ts';
import { assignmentRow, markAssigned, targetKey } from '../assignments.ts';
import { deploymentSummary } from './managed-registrations.ts';
import { RECORDED_BY_TERRAFORM_PROVIDER, resourcePage } from './paths.ts';

export const POLICIES = 'deviceAppManagement/managedAppPolicies';
const SERVICE = 'StatelessAppProtectionFEService';
const EXCLUSION = '#microsoft.graph.exclusionGroupAssignmentTarget';
const NO_SOURCE = '00000000-0000-0000-0000-000000000000';

/** [recorded] what ids of policies begin with: those that protect, and those that configure. */
const PREFIXES: readonly (readonly [RegExp, string])[] = [
  [/\.(?:ios|android|windows)ManagedAppProtection$/, 'T_'],
  [/\.targetedManagedAppConfiguration$/, 'A_'],
];

/** [recorded] an opaque text that changes with the policy: the last digits but four are the time, in seconds. */
export function versionOf(call: Call): string {
  const seconds = Math.floor(call.tenant.clock.now / 1000);
  return `"${call.tenant.random.guid().slice(0, 8)}-0000-0d00-0000-${seconds.toString(16)}0000"`;
}

function beforeCreate(call: Call, draft: JsonObject): JsonObject {
  const type = String(draft['@odata.type'] ?? call.resource.typeName);
  const prefix = PREFIXES.find(([pattern]) => pattern.test(type))?.[1] ?? '';
  return { ...draft, id: `${prefix}${call.tenant.random.guid()}`, version: versionOf(call) };
}

const shared = {
  family: 'intune',
  service: SERVICE,
  beforeCreate,
  beforeUpdate: (call, _policy, patch) => ({ ...patch, version: versionOf(call) }),
  // [recorded] "by design", whatever the pages say: microsoft-graph-docs-contrib#8701, of those for iOS and Android; [inferred] the others.
  answersUpdate: false,
} as const satisfies Partial<ResourceDeclaration>;

/** [recorded] an app is named after what identifies it on its platform; its version is a number that means nothing. */
export function managedAppRow(policy: Entity, body: JsonObject): Entity {
  const identifier = (body['mobileAppIdentifier'] ?? {}) as JsonObject;
  const [id, platform] =
    [
      [identifier['bundleId'], 'ios'],
      [identifier['packageId'], 'android'],
      [identifier['windowsAppId'], 'windows'],
    ].find(([value]) => typeof value === 'string') ?? [];
  const name = id === undefined ? String(body['id'] ?? identifier['@odata.type']) : `${id}.${platform}`;
  const local = name.toLowerCase();
  return {
    '@odata.type': '#microsoft.graph.managedMobileApp',
    ...body,
    id: `${policy.id}_${local}`,
    version: String(hash(local)),
    $parent: policy.id,
  };
}

/** Java's of a text: the numbers have its range. [inferred] */
function hash(text: string): number {
  let value = 0;
  for (let index = 0; index < text.length; index += 1)
    value = (Math.imul(31, value) + text.charCodeAt(index)) | 0;
  return value;
}

/** [recorded] an assignment is named after the group, and whether it includes or excludes it. */
export function managedAssignmentRow(policy: Entity, body: JsonObject): Entity {
  const row = assignmentRow(policy, body);
  const target = row['target'] as JsonObject;
  const suffix = target['@odata.type'] === EXCLUSION ? 'excl' : 'incl';
  return { ...row, id: `${policy.id}_${targetKey(target)}_${suffix}`, sourceId: NO_SOURCE };
}

/** Keeps the number of apps in a policy true. */
export function countApps(call: Call, policy: Entity): void {
  const deployedAppCount = call.tenant.collection(`${POLICIES}/apps`).countWhere('$parent', policy.id);
  const change = { deployedAppCount, version: versionOf(call), lastModifiedDateTime: now(call) };
  call.tenant.collection(POLICIES).update(policy.id, change, SERVICES.intune);
}

type Children = 'apps' | 'assignments' | 'deploymentSummary' | 'settings';

/** What stands below a policy; `path` is the set that it is shown in. */
function children(path: string, names: readonly Children[], extra: Partial<ResourceDeclaration>): Resource[] {
  const below = (name: Children, type: string, more: Partial<ResourceDeclaration>) =>
    defineResource({
      path: `${path}/${name}`,
      type,
      family: 'intune',
      service: SERVICE,
      ...(path === POLICIES
        ? {}
        : {
            source: {
              kind: 'view',
              of: `${POLICIES}/${name}`,
              property: '$parent',
              value: (policy) => policy?.id,
            },
          }),
      evidence: 'recorded',
      sources: [resourcePage(`intune-mam-${type.toLowerCase()}`), RECORDED_BY_TERRAFORM_PROVIDER],
      ...extra,
      ...more,
    });
  const made: Record<Children, () => Resource> = {
    apps: () =>
      below('apps', 'managedMobileApp', {
        localIds: true,
        beforeCreate: (call, draft) => (call.parent ? { ...managedAppRow(call.parent, draft) } : draft),
        afterCreate: (call) => call.parent && countApps(call, call.parent),
        afterDelete: (call) => call.parent && countApps(call, call.parent),
      }),
    assignments: () =>
      below('assignments', 'targetedManagedAppPolicyAssignment', {
        localIds: true,
        beforeCreate: (call, draft) =>
          call.parent ? { ...managedAssignmentRow(call.parent, draft) } : draft,
        afterCreate: (call) => call.parent && markAssigned(call, POLICIES, call.parent),
        afterDelete: (call) => call.parent && markAssigned(call, POLICIES, call.parent),
        // [recorded] POST isn't routed for these two: msgraph-sdk-powershell#2985.
        ...(/(?:ios|android)ManagedAppProtections$/.test(path)
          ? { verbs: ['list', 'get', 'update', 'delete', 'count'] }
          : {}),
        sources: [
          resourcePage('intune-mam-targetedmanagedapppolicyassignment'),
          RECORDED_BY_TERRAFORM_PROVIDER,
          'https://github.com/microsoftgraph/msgraph-sdk-powershell/issues/2985',
        ],
      }),
    deploymentSummary: () =>
      below('deploymentSummary', 'managedAppPolicyDeploymentSummary', {
        singleton: true,
        source: {
          kind: 'computed',
          compute: (call, policy) => (policy ? [deploymentSummary(call, policy)] : []),
        },
        evidence: 'documented',
        sources: [resourcePage('intune-mam-managedapppolicydeploymentsummary')],
      }),
    settings: () =>
      below('settings', 'deviceManagementConfigurationSetting', { versions: ['beta'], localIds: true }),
  };
  return names.map((name) => made[name]());
}

/** The policies of one type in a set of their own. */
function setOf(
  name: string,
  type: string,
  names: readonly Children[],
  extra: Pick<ResourceDeclaration, 'versions'> | undefined = undefined,
): Resource[] {
  const path = `deviceAppManagement/${name}`;
  return [
    defineResource({
      ...shared,
      ...extra,
      path,
      type,
      source: {
        kind: 'view',
        of: POLICIES,
        property: '@odata.type',
        value: () => `#microsoft.graph.${type}`,
      },
      evidence: 'recorded',
      sources: [resourcePage(`intune-mam-${type.toLowerCase()}`), RECORDED_BY_TERRAFORM_PROVIDER],
    }),
    ...children(path, names, extra ?? {}),
  ];
}

export const managedPolicies: readonly Resource[] = [
  defineResource({
    ...shared,
    path: POLICIES,
    type: 'managedAppPolicy',
    evidence: 'recorded',
    sources: [resourcePage('intune-mam-managedapppolicy'), RECORDED_BY_TERRAFORM_PROVIDER],
  }),
  ...children(POLICIES, ['apps', 'assignments', 'deploymentSummary', 'settings'], {}),
  ...setOf('iosManagedAppProtections', 'iosManagedAppProtection', [
    'apps',
    'assignments',
    'deploymentSummary',
  ]),
  ...setOf('androidManagedAppProtections', 'androidManagedAppProtection', [
    'apps',
    'assignments',
    'deploymentSummary',
  ]),
  ...setOf(
    'windowsManagedAppProtections',
    'windowsManagedAppProtection',
    ['apps', 'assignments', 'deploymentSummary'],
    { versions: ['beta'] },
  ),
  ...setOf('defaultManagedAppProtections', 'defaultManagedAppProtection', ['apps', 'deploymentSummary']),
  ...setOf('targetedManagedAppConfigurations', 'targetedManagedAppConfiguration', [
    'apps',
    'assignments',
    'deploymentSummary',
    'settings',
  ]),
];
