// Who has a role, and over whom: shown in a set of their own and, in short, below the role.
import type { Entity, Tenant } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';
import { referencedId } from '../../write/references.ts';
import { builtInRoles } from './built-in-roles.ts';
import * as errors from './errors.ts';
import { findTag } from './scope-tags.ts';
import { page, ROLE_ASSIGNMENTS, ROLE_SERVICE, ROLES } from './services.ts';

const TYPE = 'deviceAndAppManagementRoleAssignment';
const DEFINITION = 'roleDefinition@odata.bind';
const TAGS = 'roleScopeTags@odata.bind';
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function findRole(tenant: Tenant, id: unknown): Entity | undefined {
  if (typeof id !== 'string') return undefined;
  return (
    tenant.collection(ROLES).get(id) ?? builtInRoles(tenant).find((each) => each.id === id.toLowerCase())
  );
}

/** The role that an assignment is of. */
export const roleOf = (tenant: Tenant, assignment: Entity | undefined): Entity | undefined =>
  findRole(tenant, assignment?.['$definition']);

/**
 * What an assignment says of others, by their ids. [recorded] that role and tags come as references, and that the answer doesn't
 * say which one is wrong.
 */
function withReferences(call: Call, { [DEFINITION]: bound, [TAGS]: tags, ...draft }: JsonObject) {
  const role = bound === undefined ? undefined : findRole(call.tenant, referencedId(bound));
  if (bound !== undefined && !role) throw errors.assignmentInvalid();
  const tagIds = (tags as readonly unknown[] | undefined)?.map(referencedId);
  if (tagIds?.some((id) => !findTag(call.tenant, id))) throw errors.assignmentInvalid();
  return {
    ...draft,
    ...(role ? { $definition: role.id } : {}),
    ...(tagIds ? { roleScopeTagIds: tagIds } : {}),
  };
}

/**
 * [recorded] groups can only be named where the scope is what they are. What isn't a group's id is taken, as Microsoft's
 * examples send it.
 */
export function checkScopes({ scopeType = 'resourceScope', resourceScopes }: JsonObject): void {
  const named = ((resourceScopes ?? []) as readonly unknown[]).some((id) => GUID.test(String(id)));
  if (named && scopeType !== 'resourceScope') throw errors.scopesNeedScopeType();
}

const computedRole = {
  kind: 'computed' as const,
  compute: (call: Call, assignment: Entity | undefined) => {
    const role = roleOf(call.tenant, assignment);
    return role ? [role] : [];
  },
};

/** The role of an assignment, from the assignment. */
const itsRole = (path: string): Resource =>
  defineResource({
    path: `${path}/roleDefinition`,
    type: 'roleDefinition',
    family: 'intune',
    service: ROLE_SERVICE,
    singleton: true,
    permissionPath: ROLES,
    verbs: ['get'],
    source: computedRole,
    evidence: 'documented',
    sources: [page('resources/intune-rbac-roleassignment')],
  });

export const roleAssignments: readonly Resource[] = [
  defineResource({
    path: ROLE_ASSIGNMENTS,
    type: TYPE,
    family: 'intune',
    service: ROLE_SERVICE,
    beforeCreate(call, draft) {
      const assignment = withReferences(call, draft);
      checkScopes(assignment);
      // [recorded] without any, an assignment has none: not the built-in one that other things get.
      return { roleScopeTagIds: [], ...assignment };
    },
    beforeUpdate(call, assignment, patch) {
      const change = withReferences(call, patch);
      checkScopes({ ...assignment, ...change });
      return change;
    },
    evidence: 'recorded',
    sources: [
      page('resources/intune-rbac-deviceandappmanagementroleassignment'),
      'https://github.com/Microsoft365DSC/Microsoft365DSC/issues/6394',
      'https://github.com/microsoft/Intune-PowerShell-SDK/issues/123',
      'https://github.com/rknightion/graph2otel',
    ],
  }),
  itsRole(ROLE_ASSIGNMENTS),
  defineResource({
    path: `${ROLES}/roleAssignments`,
    type: 'roleAssignment',
    family: 'intune',
    service: ROLE_SERVICE,
    source: {
      kind: 'view',
      of: ROLE_ASSIGNMENTS,
      property: '$definition',
      value: (role) => role?.id,
    },
    // [recorded] what an assignment is over and whom it is for isn't shown here.
    complete: (_call, assignment) => ({
      ...assignment,
      '@odata.type': `#microsoft.graph.${TYPE}`,
      members: [],
    }),
    // [recorded] neither POST nor PATCH is routed, whatever the pages say; of DELETE nothing is on record [documented].
    verbs: ['list', 'get', 'delete'],
    evidence: 'recorded',
    sources: [
      'https://github.com/microsoftgraph/microsoft-graph-docs/issues/6223',
      'https://github.com/microsoftgraph/microsoft-graph-docs/issues/20088',
      'https://github.com/microsoftgraph/microsoft-graph-docs/issues/12674',
      'https://github.com/rknightion/graph2otel',
    ],
  }),
  itsRole(`${ROLES}/roleAssignments`),
];
