// Settings that several policies refer to instead of setting them themselves.
import type { Entity, Tenant } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import { shownOf } from '../../query/rows.ts';
import { actorOf, now } from '../../request/call.ts';
import { CATALOG_SERVICE } from './catalog/index.ts';
import { completePolicy } from './catalog/policies.ts';
import { settingsOf } from './catalog/policy-settings.ts';

const TYPE = 'deviceManagementReusablePolicySetting';
const path = 'deviceManagement/reusablePolicySettings';

const POLICIES = 'deviceManagement/configurationPolicies';
const REFERENCE = '#microsoft.graph.deviceManagementConfigurationReferenceSettingValue';

const PAGE_OF = 'https://learn.microsoft.com/graph/api';
const SOURCES = [
  `${PAGE_OF}/resources/intune-deviceconfigv2-devicemanagementreusablepolicysetting?view=graph-rest-beta`,
];

function refersTo(value: unknown, id: string): boolean {
  if (Array.isArray(value)) return value.some((each) => refersTo(each, id));
  if (value === null || typeof value !== 'object') return false;
  const object = value as JsonObject;
  if (object['@odata.type'] === REFERENCE) return object['value'] === id;
  return Object.values(object).some((each) => refersTo(each, id));
}

/** The policies whose settings refer to a reusable one. */
function referencing(tenant: Tenant, id: string): readonly Entity[] {
  return [...tenant.collection(POLICIES)].filter((policy) => refersTo(settingsOf(policy), id));
}

export const reusablePolicySettings: readonly Resource[] = [
  defineResource({
    path,
    type: TYPE,
    versions: ['beta'],
    family: 'intune',
    service: CATALOG_SERVICE,
    complete: ({ tenant }, setting) => ({
      ...setting,
      referencingConfigurationPolicyCount: referencing(tenant, setting.id).length,
    }),
    evidence: 'documented',
    sources: SOURCES,
  }),
  defineResource({
    path: `${path}/referencingConfigurationPolicies`,
    type: 'deviceManagementConfigurationPolicy',
    versions: ['beta'],
    family: 'intune',
    service: CATALOG_SERVICE,
    verbs: ['list', 'get', 'count'],
    source: {
      kind: 'computed',
      compute: ({ tenant }, setting) => (setting ? referencing(tenant, setting.id) : []),
    },
    complete: completePolicy(POLICIES),
    evidence: 'documented',
    sources: SOURCES,
  }),
];

/** [inferred] that a clone has the same name. */
export const cloneReusableSetting: Operation = {
  on: TYPE,
  name: 'clone',
  run(call, setting) {
    if (!setting) return undefined;
    const at = now(call);
    const { referencingConfigurationPolicyCount: _, ...cloned } = setting;
    const clone = call.tenant.collection(path).insert(
      {
        ...cloned,
        id: call.tenant.random.guid(),
        createdDateTime: at,
        lastModifiedDateTime: at,
        version: 1,
      },
      actorOf(call),
    );
    return shownOf(call, call.resource, clone);
  },
  evidence: 'documented',
  sources: [
    `${PAGE_OF}/intune-deviceconfigv2-devicemanagementreusablepolicysetting-clone?view=graph-rest-beta`,
  ],
};
