// What roles there are, built in and made by the organization. What each built-in one may do isn't told here.
// https://learn.microsoft.com/graph/api/resources/unifiedroledefinition
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as graphErrors from '../../errors.ts';
import type { Call } from '../../request/call.ts';
import { BUILT_IN_ROLES } from './built-in-roles.ts';
import * as errors from './errors.ts';

const DEFINITIONS = 'roleManagement/directory/roleDefinitions';
export const ASSIGNMENTS = 'roleManagement/directory/roleAssignments';

const BUILT_IN: readonly Entity[] = BUILT_IN_ROLES.map(({ id, displayName, description, isPrivileged }) => ({
  id,
  displayName,
  description,
  isBuiltIn: true,
  isEnabled: true,
  isPrivileged,
  templateId: id,
  version: '1',
  resourceScopes: ['/'],
  rolePermissions: [],
}));

/** A role definition by its id. */
export function definitionOf({ tenant }: Pick<Call, 'tenant'>, id: string): Entity | undefined {
  const folded = id.toLowerCase();
  return tenant.collection(DEFINITIONS).get(id) ?? BUILT_IN.find((each) => each.id === folded);
}

function requireOwn(definition: Entity): void {
  if (definition['isBuiltIn'] === true) throw errors.builtInRoleFixed();
}

/** [documented] unifiedroledefinition: only built-in roles inherit; its examples inherit from Directory Readers. */
const DIRECTORY_READERS = '88d8e3e3-8f55-4a1e-953a-9b9898b8876b';

/** [inferred] of all other built-in roles but those that nobody is given: live captures have some that inherit from none. */
function inherited(call: Call, definition: Entity | undefined): readonly Entity[] {
  if (definition?.['isBuiltIn'] !== true || definition.id === DIRECTORY_READERS) return [];
  const readers = definitionOf(call, DIRECTORY_READERS);
  return readers ? [readers] : [];
}

export const inheritedDefinitions: Resource = defineResource({
  path: `${DEFINITIONS}/inheritsPermissionsFrom`,
  type: 'unifiedRoleDefinition',
  family: 'directory',
  verbs: ['list', 'get', 'count'],
  source: { kind: 'computed', compute: inherited },
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/resources/unifiedroledefinition'],
});

export const roleDefinitions: Resource = defineResource({
  path: DEFINITIONS,
  type: 'unifiedRoleDefinition',
  family: 'directory',
  source: { kind: 'stored', builtIn: () => BUILT_IN },
  expandedUnasked: ['inheritsPermissionsFrom($select=id)'],
  // [recorded] live capture: 145 of them in one answer.
  page: { default: Number.POSITIVE_INFINITY },
  beforeCreate({ tenant }, draft) {
    for (const name of ['displayName', 'rolePermissions', 'isEnabled']) {
      const value = draft[name];
      if (value === undefined || value === null || value === '')
        throw graphErrors.requiredPropertyMissing(name);
    }
    const id = String(draft['templateId'] ?? tenant.random.guid());
    // [documented] the template's id is the definition's, unless somebody chose another; a scope is deprecated and always `/`.
    return { ...draft, id, templateId: id, isBuiltIn: false, isPrivileged: false, resourceScopes: ['/'] };
  },
  beforeUpdate(_call, definition, patch) {
    requireOwn(definition);
    return patch;
  },
  beforeDelete({ tenant }, definition) {
    requireOwn(definition);
    const held = [...tenant.collection(ASSIGNMENTS)].some(
      ({ roleDefinitionId }) => roleDefinitionId === definition.id,
    );
    if (held) throw errors.roleAssigned();
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/rbacapplication-list-roledefinitions',
    'https://learn.microsoft.com/graph/api/rbacapplication-post-roledefinitions',
    'https://learn.microsoft.com/graph/api/unifiedroledefinition-delete',
  ],
});
