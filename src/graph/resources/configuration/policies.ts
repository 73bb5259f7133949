// What configuration and compliance policies have in common: assignments, statuses, overviews.

import type { Entity } from '../../../tenant/index.ts';
import {
  COLLECTION_VERBS,
  defineResource,
  type Resource,
  type ResourceDeclaration,
  SINGLETON_VERBS,
} from '../../declare/resource.ts';
import type { Call } from '../../request/call.ts';
import type { DeviceStatuses } from '../../types.ts';
import { singleAssignments } from '../assignments.ts';
import { statusOverview, userStatuses } from './policy-status.ts';
import { settingSummaries } from './setting-summaries.ts';

/** [recorded] in the inner URL of errors. */
export const CONFIGURATION_SERVICE = 'DeviceConfiguration_2203/StatelessDeviceConfigurationFEService';

const SOURCES = ['https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-conceptual'];

/** The sets below a policy. `prefix` is what its types begin with: `deviceConfiguration`, `deviceCompliance`. */
export function policyChildren(options: {
  readonly path: Parameters<DeviceStatuses>[0];
  readonly assignmentType: string;
  readonly prefix: string;
  readonly assignments: Pick<ResourceDeclaration, 'verbs' | 'evidence' | 'sources'>;
}): Resource[] {
  const { path, prefix } = options;
  const below = (
    name: string,
    type: string,
    extra: Pick<ResourceDeclaration, 'verbs'> & Partial<ResourceDeclaration>,
  ): Resource =>
    defineResource({
      path: `${path}/${name}`,
      type,
      family: 'intune',
      service: CONFIGURATION_SERVICE,
      evidence: 'documented',
      sources: SOURCES,
      ...extra,
    });
  const computed = (compute: (call: Call, policy: Entity) => readonly Entity[]) => ({
    source: {
      kind: 'computed' as const,
      compute: (call: Call, policy: Entity | undefined) => (policy ? compute(call, policy) : []),
    },
  });
  return [
    below('assignments', options.assignmentType, {
      ...options.assignments,
      ...singleAssignments,
    }),
    below('deviceStatuses', `${prefix}DeviceStatus`, {
      verbs: COLLECTION_VERBS,
      source: {
        kind: 'perDevice',
        list: ({ deviceStatuses }, policy, after) => deviceStatuses(path, policy.id, after),
      },
    }),
    below('userStatuses', `${prefix}UserStatus`, {
      verbs: COLLECTION_VERBS,
      ...computed((call, policy) => userStatuses(call.deviceStatuses(path, policy.id), policy)),
    }),
    below('deviceSettingStateSummaries', 'settingStateDeviceSummary', {
      verbs: COLLECTION_VERBS,
      ...computed(settingSummaries(path)),
    }),
    below('deviceStatusOverview', `${prefix}DeviceOverview`, {
      verbs: SINGLETON_VERBS,
      singleton: true,
      evidence: 'recorded',
      ...computed(({ devicePolicies }, policy) => {
        const { devices, latest } = devicePolicies.overview(path, policy.id);
        return [statusOverview(policy, devices, latest)];
      }),
    }),
    below('userStatusOverview', `${prefix}UserOverview`, {
      verbs: SINGLETON_VERBS,
      singleton: true,
      evidence: 'recorded',
      ...computed(({ devicePolicies }, policy) => {
        const { users, latest } = devicePolicies.overview(path, policy.id);
        return [statusOverview(policy, users, latest)];
      }),
    }),
  ];
}
