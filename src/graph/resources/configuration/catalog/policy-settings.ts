// The settings of a policy of the catalog, as they are kept in it: numbered from 0, secrets sealed.
import type { Entity } from '../../../../tenant/index.ts';
import { defineResource, type Resource, type ResourceDeclaration } from '../../../declare/resource.ts';
import type { JsonObject } from '../../../model/index.ts';
import type { Call } from '../../../request/call.ts';
import { checkSettings } from './check-settings.ts';
import { definitionOf } from './definitions.ts';
import { CATALOG_SERVICE } from './index.ts';

/** Where a policy keeps its settings. */
export const SETTINGS = '$settings';

const SECRET = '#microsoft.graph.deviceManagementConfigurationSecretSettingValue';

/** [recorded] more than this many settings come in pages: terraform-provider-microsoft365. */
const PAGE = { default: 25, next: 'cosmos' } as const;

export function settingsOf(policy: JsonObject | undefined): readonly Entity[] {
  return (policy?.[SETTINGS] ?? []) as readonly Entity[];
}

function templateOf(policy: JsonObject | undefined): string {
  return String((policy?.['templateReference'] as JsonObject | null | undefined)?.['templateId'] ?? '');
}

/** What a policy is to set, checked and ready to be kept. Throws GraphError. */
export function keptSettings(call: Call, policy: JsonObject, settings: unknown): readonly Entity[] {
  const given = (settings ?? []) as readonly JsonObject[];
  checkSettings(call, given, templateOf(policy));
  return given.map(({ settingInstance }, index) => ({
    id: String(index),
    settingInstance: sealed(call, settingInstance),
  }));
}

/**
 * Secrets are never read back: [documented] what is read is a token that stands for the encrypted value, and sending the token
 * again keeps the secret. The secrets themselves are not kept here.
 */
function sealed(call: Call, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => sealed(call, each));
  if (value === null || typeof value !== 'object') return value;
  const object = value as JsonObject;
  if (object['@odata.type'] === SECRET && object['valueState'] !== 'encryptedValueToken') {
    return { ...object, valueState: 'encryptedValueToken', value: call.tenant.random.guid() };
  }
  return Object.fromEntries(Object.entries(object).map(([name, each]) => [name, sealed(call, each)]));
}

/** The ids of the definitions that a setting's instance uses, from the outermost in. */
function definitionIds(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(definitionIds);
  if (value === null || typeof value !== 'object') return [];
  const { settingDefinitionId: id, ...rest } = value as JsonObject;
  return [...(typeof id === 'string' ? [id] : []), ...Object.values(rest).flatMap(definitionIds)];
}

/** The settings below a policy, and their definitions. */
export function policySettings(
  path: string,
  settings: Pick<ResourceDeclaration, 'verbs' | 'evidence' | 'sources'>,
): Resource[] {
  const shared = { versions: ['beta'], family: 'intune', service: CATALOG_SERVICE } as const;
  return [
    defineResource({
      path: `${path}/settings`,
      type: 'deviceManagementConfigurationSetting',
      ...shared,
      source: { kind: 'inside', property: SETTINGS },
      page: PAGE,
      beforeCreate(call, draft) {
        const { parent } = call;
        checkSettings(call, [draft], templateOf(parent));
        const last = settingsOf(parent).at(-1);
        return {
          settingInstance: sealed(call, draft['settingInstance']),
          id: String(Number(last?.id ?? -1) + 1),
        };
      },
      beforeUpdate(call, setting, patch) {
        checkSettings(call, [{ ...setting, ...patch }], templateOf(call.parent));
        return 'settingInstance' in patch
          ? { settingInstance: sealed(call, patch['settingInstance']) }
          : patch;
      },
      ...settings,
    }),
    defineResource({
      path: `${path}/settings/settingDefinitions`,
      type: 'deviceManagementConfigurationSettingDefinition',
      ...shared,
      verbs: ['list', 'get', 'count'],
      source: {
        kind: 'computed',
        compute: ({ tenant }, setting) =>
          [...new Set(definitionIds(setting?.['settingInstance']))].flatMap(
            (id) => definitionOf(id, tenant) ?? [],
          ),
      },
      evidence: 'documented',
      sources: settings.sources,
    }),
  ];
}
