// What policies of the settings catalog are made of: definitions, their categories, templates of policies.
import type { Entity, Tenant } from '../../../../tenant/index.ts';
import { defineResource, type Resource, type ResourceDeclaration } from '../../../declare/resource.ts';
import { complianceCategories, configurationCategories } from './categories.ts';
import { complianceDefinitions, configurationDefinitions, definitionOf } from './definitions.ts';
import { policyTemplates, settingTemplatesOf } from './templates.ts';

/** [recorded] in the inner URL of errors: microsoft-graph-docs-contrib#2018 and others. */
export const CATALOG_SERVICE = 'DeviceConfigV2/DCV2GraphService';

const SOURCES = [
  'https://learn.microsoft.com/graph/api/resources/intune-deviceconfigv2-devicemanagementconfigurationsettingdefinition?view=graph-rest-beta',
  'https://github.com/pl4nty/intune-change-tracking',
];

const catalogSet = (
  path: string,
  type: string,
  source: ResourceDeclaration['source'],
  extra: Partial<ResourceDeclaration> = {},
): Resource =>
  defineResource({
    path: `deviceManagement/${path}`,
    type,
    versions: ['beta'],
    family: 'intune',
    service: CATALOG_SERVICE,
    ...(source ? { source } : {}),
    evidence: 'recorded',
    sources: SOURCES,
    ...extra,
  });

const builtIn = (entities: (tenant: Tenant) => readonly Entity[]) => ({
  kind: 'stored' as const,
  builtIn: entities,
});

/** What a definition may be called. */
const DEFINITION_ID = /^[\w$.{}~-]+$/;

/**
 * Policies name definitions by their ids, so one that is created keeps the id that it comes with. [inferred] the service is not known
 * to take any; here they are how a tenant gets what another one has.
 */
const keepId: ResourceDeclaration['beforeCreate'] = (_call, draft, { id }) =>
  typeof id === 'string' && DEFINITION_ID.test(id) ? { ...draft, id } : draft;

/** [recorded] all definitions come at once, all eighteen thousand of them. */
const UNPAGED = {
  default: Number.POSITIVE_INFINITY,
  maximum: Number.POSITIVE_INFINITY,
  next: 'opaque',
  tooLarge: 'clamp',
} as const;

/** A setting's definition, and those of all that belongs to it. */
function definitionsWithin(id: string): readonly Entity[] {
  const definition = definitionOf(id);
  if (!definition) return [];
  const options = (definition['options'] ?? []) as readonly Entity[];
  const below = [definition, ...options].flatMap(
    (each) => (each['dependedOnBy'] ?? []) as readonly { readonly dependedOnBy: string }[],
  );
  const ids = new Set(below.map(({ dependedOnBy }) => dependedOnBy));
  return [definition, ...[...ids].flatMap(definitionsWithin)];
}

const DEFINITION = 'deviceManagementConfigurationSettingDefinition';
const CATEGORY = 'deviceManagementConfigurationCategory';
const TEMPLATES = 'configurationPolicyTemplates';

export const catalog: readonly Resource[] = [
  catalogSet('configurationSettings', DEFINITION, builtIn(configurationDefinitions), {
    page: UNPAGED,
    beforeCreate: keepId,
  }),
  catalogSet('complianceSettings', DEFINITION, builtIn(complianceDefinitions), {
    page: UNPAGED,
    beforeCreate: keepId,
  }),
  catalogSet(
    'configurationCategories',
    CATEGORY,
    builtIn(() => configurationCategories),
  ),
  catalogSet('complianceCategories', CATEGORY, builtIn(complianceCategories)),
  catalogSet(
    TEMPLATES,
    'deviceManagementConfigurationPolicyTemplate',
    builtIn(() => policyTemplates),
  ),
  catalogSet(`${TEMPLATES}/settingTemplates`, 'deviceManagementConfigurationSettingTemplate', {
    kind: 'computed',
    compute: (_call, template) => (template ? settingTemplatesOf(template.id) : []),
  }),
  catalogSet(`${TEMPLATES}/settingTemplates/settingDefinitions`, DEFINITION, {
    kind: 'computed',
    compute: (_call, template) =>
      definitionsWithin(
        String((template?.['settingInstanceTemplate'] as Entity | undefined)?.['settingDefinitionId']),
      ),
  }),
];
