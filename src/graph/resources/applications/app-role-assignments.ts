// Who has which app role of which application: seen from whoever has it, and from the application.
import { assignmentId, hasRole } from '../../../directory/index.ts';
import type { ServicePrincipal } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { findIn } from '../../query/linked.ts';
import { type Call, now } from '../../request/call.ts';
import { permissionAssigned, permissionUnknown } from './errors.ts';

/** [documented] appRoleAssignment: of an application without roles of its own. */
const DEFAULT_ROLE = '00000000-0000-0000-0000-000000000000';

/** What can have an app role, and as what an assignment names it. */
const PRINCIPALS: Readonly<Record<string, string>> = {
  users: 'User',
  groups: 'Group',
  servicePrincipals: 'ServicePrincipal',
};

type Side = 'principalId' | 'resourceId';

function complete(call: Call, side: Side, draft: JsonObject): JsonObject {
  const { tenant, parent } = call;
  const own = parent?.id ?? '';
  // [inferred] that the path decides.
  if (draft[side] !== undefined && draft[side] !== own)
    call.note(`${side} ${draft[side]} has no effect: the path says whose assignment it is`);
  const wanted: JsonObject = { ...draft, [side]: own };
  const { principalId, resourceId, appRoleId = DEFAULT_ROLE } = wanted;
  for (const [name, value] of Object.entries({ principalId, resourceId }))
    if (!value) throw errors.requiredPropertyMissing(name);
  const kind = Object.keys(PRINCIPALS).find((set) => tenant.collection(set).get(String(principalId)));
  const principal = kind === undefined ? undefined : findIn(call, [kind], String(principalId));
  if (kind === undefined || !principal) throw errors.directoryNotFound(String(principalId));
  const resource = tenant.collection('servicePrincipals').get(String(resourceId));
  if (!resource) throw errors.directoryNotFound(String(resourceId));
  checkRole(call, resource, String(appRoleId), kind);
  if (hasRole(tenant, principal.id, resource.id, String(appRoleId))) throw permissionAssigned();
  return {
    id: assignmentId(principal.id, resource.id, String(appRoleId)),
    appRoleId,
    createdDateTime: now(call),
    principalDisplayName: principal['displayName'] ?? null,
    principalId: principal.id,
    principalType: PRINCIPALS[kind],
    resourceDisplayName: resource.displayName ?? null,
    resourceId: resource.id,
  };
}

function checkRole(call: Call, resource: ServicePrincipal, roleId: string, kind: string): void {
  if (roleId === DEFAULT_ROLE) return;
  const role = resource.appRoles?.find(({ id }) => id === roleId);
  if (!role) throw permissionUnknown(resource.appId);
  const member = kind === 'servicePrincipals' ? 'Application' : 'User';
  if (role.allowedMemberTypes.includes(member)) return;
  call.note({
    what: `the role ${role.value} is not for ${kind}, and is assigned all the same`,
    source: 'https://learn.microsoft.com/graph/api/resources/approle',
    instead: `Assign a role whose allowedMemberTypes has ${member}.`,
  });
}

/** @param page the reference page of creating one, without its address and verb */
function assignments(path: string, side: Side, page: string): Resource {
  return defineResource({
    path,
    type: 'appRoleAssignment',
    family: 'directory',
    verbs: ['list', 'get', 'create', 'delete', 'count'],
    source: { kind: 'view', of: 'appRoleAssignments', property: side, value: (parent) => parent?.id },
    derived: [
      {
        name: 'creationTimestamp',
        versions: ['beta'],
        mirrors: 'createdDateTime',
        read: (assignment) => assignment['createdDateTime'],
      },
    ],
    beforeCreate: (call, draft) => complete(call, side, draft),
    evidence: 'documented',
    sources: ['list', 'post', 'delete'].map(
      (verb) => `https://learn.microsoft.com/graph/api/${page.replace('*', verb)}`,
    ),
  });
}

export const appRoleAssignments: readonly Resource[] = [
  assignments('users/appRoleAssignments', 'principalId', 'user-*-approleassignments'),
  assignments('groups/appRoleAssignments', 'principalId', 'group-*-approleassignments'),
  assignments('servicePrincipals/appRoleAssignments', 'principalId', 'serviceprincipal-*-approleassignments'),
  assignments('servicePrincipals/appRoleAssignedTo', 'resourceId', 'serviceprincipal-*-approleassignedto'),
];
