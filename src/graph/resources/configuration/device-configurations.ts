import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';
import { assignAll } from '../assignments.ts';
import { encryptOmaSettings } from './oma-settings.ts';
import { CONFIGURATION_SERVICE, policyChildren } from './policies.ts';

const path = 'deviceManagement/deviceConfigurations';
const GROUP = '#microsoft.graph.groupAssignmentTarget';
const EXCLUDED_GROUP = '#microsoft.graph.exclusionGroupAssignmentTarget';

/** Beta takes the older form of assignments too; both say the same. */
const assign: Operation = {
  on: 'deviceConfiguration',
  name: 'assign',
  run(call, policy, { assignments, deviceConfigurationGroupAssignments: groups }, signature) {
    if (assignments === undefined && groups === undefined) {
      throw errors.missingParameters(['assignments'], signature.name);
    }
    if (!policy) return [];
    const fromGroups = ((groups ?? []) as JsonObject[]).map(({ targetGroupId, excludeGroup }) => ({
      target: { '@odata.type': excludeGroup ? EXCLUDED_GROUP : GROUP, groupId: targetGroupId },
    }));
    return assignAll(call, policy, [...((assignments ?? []) as JsonObject[]), ...fromGroups]);
  },
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/intune-deviceconfig-deviceconfiguration-assign'],
};

/** The older form of a policy's assignments: those to groups. */
function groupAssignments(call: Call, policy: Entity | undefined): readonly Entity[] {
  if (!policy) return [];
  return call.tenant
    .collection('deviceManagement/deviceConfigurations/assignments')
    .where('$parent', policy.id)
    .flatMap(({ id, target: { '@odata.type': type, groupId } }) =>
      groupId === undefined
        ? []
        : [{ id, $parent: policy.id, targetGroupId: groupId, excludeGroup: type === EXCLUDED_GROUP }],
    );
}

interface TargetedUserAndDevice extends JsonObject {
  readonly deviceId: string;
}

/** The users and devices that policies reach, each device once. */
const getTargetedUsersAndDevices: Operation = {
  on: 'deviceConfiguration',
  bound: 'set',
  name: 'getTargetedUsersAndDevices',
  run(call, _entity, { deviceConfigurationIds: ids = [] }) {
    const devices = call.tenant.collection('deviceManagement/managedDevices');
    const reached = new Map<string, TargetedUserAndDevice>();
    for (const id of ids as readonly string[]) {
      for (const { $device } of call.deviceStatuses(path, id)) {
        const device = devices.get($device);
        if (!device || reached.has($device)) continue;
        reached.set($device, {
          deviceId: device.id,
          deviceName: device.deviceName,
          userId: device.userId ?? '',
          userDisplayName: device.userDisplayName ?? '',
          userPrincipalName: device.userPrincipalName ?? '',
          lastCheckinDateTime: device.lastSyncDateTime,
        });
      }
    }
    return [...reached.values()];
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/intune-shared-deviceconfiguration-gettargetedusersanddevices?view=graph-rest-beta',
  ],
};

export const configurationOperations: readonly Operation[] = [assign, getTargetedUsersAndDevices];

const below = (name: string, declaration: Omit<Parameters<typeof defineResource>[0], 'path' | 'family'>) =>
  defineResource({
    path: `${path}/${name}`,
    family: 'intune',
    service: CONFIGURATION_SERVICE,
    ...declaration,
  });

/** Device configuration policies of every platform. The SSO extension is a property of beta's type only. */
export const deviceConfigurations: readonly Resource[] = [
  defineResource({
    path,
    type: 'deviceConfiguration',
    family: 'intune',
    service: CONFIGURATION_SERVICE,
    verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
    beforeCreate: (call, draft) => encryptOmaSettings(call, draft),
    beforeUpdate: (call, policy, patch) => encryptOmaSettings(call, patch, policy),
    // [recorded] in exports of policies; that it is so of every type is inferred.
    derived: [{ name: 'supportsScopeTags', versions: ['beta'], read: () => true }],
    evidence: 'recorded',
    sources: ['https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-deviceconfiguration'],
  }),
  ...policyChildren({
    path,
    assignmentType: 'deviceConfigurationAssignment',
    prefix: 'deviceConfiguration',
    assignments: {
      verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
      evidence: 'documented',
      sources: [
        'https://learn.microsoft.com/graph/api/intune-deviceconfig-deviceconfigurationassignment-create',
      ],
    },
  }),
  // Can be read, and not written [recorded].
  below('groupAssignments', {
    type: 'deviceConfigurationGroupAssignment',
    versions: ['beta'],
    verbs: ['list', 'get', 'count'],
    source: { kind: 'computed', compute: groupAssignments },
    evidence: 'recorded',
    sources: [
      'https://github.com/microsoftgraph/microsoft-graph-docs/issues/1854',
      'https://github.com/microsoftgraph/microsoft-graph-docs/issues/19924',
    ],
  }),
  below('groupAssignments/deviceConfiguration', {
    type: 'deviceConfiguration',
    versions: ['beta'],
    singleton: true,
    verbs: ['get'],
    source: {
      kind: 'computed',
      compute: (call, { $parent } = { id: '' }) => {
        const policy = call.tenant.collection(path).get(String($parent));
        return policy ? [policy] : [];
      },
    },
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-deviceconfigurationgroupassignment?view=graph-rest-beta',
    ],
  }),
  // Of the certificate profiles. No simulated authority issues certificates: there are those that callers note.
  below('managedDeviceCertificateStates', {
    type: 'managedDeviceCertificateState',
    versions: ['beta'],
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-manageddevicecertificatestate?view=graph-rest-beta',
    ],
  }),
];
