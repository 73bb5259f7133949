// Settings of the whole directory and of groups, made from templates. v1.0 and beta have other names for the same.
// https://learn.microsoft.com/graph/api/resources/groupsetting
import { defineResource, type Resource, type ResourceDeclaration } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';
import { settingExists, settingUnknown, settingValueInvalid, templateUnknown } from './errors.ts';
import {
  GUEST_TEMPLATE,
  SETTING_TEMPLATES,
  type SettingTemplate,
  settingTemplate,
} from './setting-templates.ts';

const TENANT_WIDE = 'groupSettings';
const OF_GROUPS = 'groups/settings';

interface Value {
  readonly name: string;
  readonly value: string;
}

const valuesOf = (draft: JsonObject): readonly Value[] =>
  Array.isArray(draft['values']) ? (draft['values'] as Value[]) : [];

/** [documented] what each type of .NET's takes; a GUID may be left empty. */
const FORMS: Readonly<Record<string, RegExp>> = {
  'System.Boolean': /^(?:true|false)$/i,
  'System.Int32': /^\d{1,9}$/,
  'System.Guid': /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/i,
};

/** All settings of a template: as given, else as they are, else as the template has them. [inferred] that the rest is filled in. */
function complete(template: SettingTemplate, given: readonly Value[], present: readonly Value[]): Value[] {
  for (const { name, value } of given) {
    const setting = template.values.find((each) => each.name === name);
    if (!setting) throw settingUnknown(name, template.displayName);
    if (FORMS[setting.type]?.test(String(value ?? '')) === false) throw settingValueInvalid(name);
  }
  const find = (values: readonly Value[], name: string) => values.find((each) => each.name === name)?.value;
  return template.values.map(({ name, defaultValue }) => ({
    name,
    value: find(given, name) ?? find(present, name) ?? defaultValue,
  }));
}

function made(call: Call, draft: JsonObject): JsonObject {
  const id = draft['templateId'];
  if (!id) throw errors.requiredPropertyMissing('templateId');
  const template = settingTemplate(String(id));
  const isOfGroup = call.resource.path === OF_GROUPS;
  // [documented] the one template for a single group is for nothing else.
  if (!template || (template.id === GUEST_TEMPLATE) !== isOfGroup) throw templateUnknown(String(id));
  const present = isOfGroup
    ? call.tenant.collection(OF_GROUPS).where('$parent', call.parent?.id)
    : [...call.tenant.collection(TENANT_WIDE)];
  if (present.some(({ templateId }) => templateId === template.id)) throw settingExists();
  return {
    displayName: template.displayName,
    templateId: template.id,
    values: complete(template, valuesOf(draft), []),
    ...(isOfGroup ? {} : { $tenantWide: true }),
  };
}

type Place = Pick<ResourceDeclaration, 'path' | 'type' | 'versions' | 'source'>;

function settings(place: Place): Resource {
  return defineResource({
    ...place,
    family: 'directory',
    settable: ['templateId'],
    beforeCreate: made,
    beforeUpdate(_call, setting, patch) {
      const template = settingTemplate(String(setting['templateId']));
      if (!template || patch['values'] === undefined) return {};
      return { values: complete(template, valuesOf(patch), valuesOf(setting)) };
    },
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/group-post-settings',
      'https://learn.microsoft.com/graph/api/groupsetting-update',
    ],
  });
}

function templates(place: Place): Resource {
  return defineResource({
    ...place,
    family: 'directory',
    verbs: ['list', 'get'],
    source: { kind: 'computed', compute: () => SETTING_TEMPLATES, complete: true },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/groupsettingtemplate-list'],
  });
}

const V1 = ['v1.0'] as const;
const BETA = ['beta'] as const;

export const directorySettings: readonly Resource[] = [
  settings({ path: TENANT_WIDE, type: 'groupSetting', versions: V1 }),
  settings({
    path: 'settings',
    type: 'directorySetting',
    versions: BETA,
    source: { kind: 'view', of: TENANT_WIDE, property: '$tenantWide', value: () => true },
  }),
  settings({ path: OF_GROUPS, type: 'groupSetting', versions: V1 }),
  settings({ path: OF_GROUPS, type: 'directorySetting', versions: BETA }),
  templates({ path: 'groupSettingTemplates', type: 'groupSettingTemplate', versions: V1 }),
  templates({ path: 'directorySettingTemplates', type: 'directorySettingTemplate', versions: BETA }),
];
