// Properties that an application adds to the directory's objects.
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { extensionExists } from './errors.ts';

/** [documented] extensionProperty */
const DATA_TYPES = ['Binary', 'Boolean', 'DateTime', 'Integer', 'LargeInteger', 'String'];
const TARGETS = ['User', 'Group', 'AdministrativeUnit', 'Application', 'Device', 'Organization'];

function check({ name, dataType, targetObjects }: JsonObject): void {
  if (!name) throw errors.requiredPropertyMissing('name');
  if (!dataType) throw errors.requiredPropertyMissing('dataType');
  if (!DATA_TYPES.includes(String(dataType)))
    throw errors.invalidPropertyValue('dataType', 'ExtensionProperty');
  const targets = (targetObjects ?? []) as readonly string[];
  if (targets.length === 0) throw errors.requiredPropertyMissing('targetObjects');
  if (!targets.every((each) => TARGETS.includes(each)))
    throw errors.invalidPropertyValue('targetObjects', 'ExtensionProperty');
}

export const extensionProperties: Resource = defineResource({
  path: 'applications/extensionProperties',
  type: 'extensionProperty',
  family: 'directory',
  verbs: ['list', 'get', 'create', 'delete', 'count'],
  beforeCreate({ parent, tenant }, draft) {
    check(draft);
    // [documented] extensionProperty: its name is made of the application's id and the name that was asked for.
    const appId = String(parent?.['appId'] ?? '').replaceAll('-', '');
    const name = `extension_${appId}_${draft['name']}`;
    const siblings = tenant.collection('applications/extensionProperties').where('$parent', parent?.id);
    if (siblings.some((each) => each['name'] === name)) throw extensionExists(name);
    return { ...draft, name, appDisplayName: parent?.['displayName'] ?? null, isSyncedFromOnPremises: false };
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/application-post-extensionproperty',
    'https://learn.microsoft.com/graph/api/application-list-extensionproperty',
    'https://learn.microsoft.com/graph/api/extensionproperty-get',
    'https://learn.microsoft.com/graph/api/extensionproperty-delete',
  ],
});
