// Who holds which role, and for what. Members of directory roles and of administrative units' roles are in here as well, as in
// the service. https://learn.microsoft.com/graph/api/resources/unifiedroleassignment
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as graphErrors from '../../errors.ts';
import { findIn } from '../../query/linked.ts';
import { actorOf, type Call } from '../../request/call.ts';
import { ROLE_MEMBERS } from '../directory/related.ts';
import { builtInRole } from './built-in-roles.ts';
import { activeRole, checkHolder, HOLDER_SETS, ROLES } from './directory-roles.ts';
import * as errors from './errors.ts';
import { packedId } from './packed-ids.ts';
import { ASSIGNMENTS, definitionOf } from './role-definitions.ts';
import { SCOPED_MEMBERS, scopedMembership, UNITS } from './scoped-members.ts';

const WHOLE_DIRECTORY = '/';
const UNIT = /^\/administrativeUnits\/([^/]+)$/i;
/** What a scope can be besides the directory and its units: an application, a service principal, a group … */
const SCOPE_SETS = ['applications', 'servicePrincipals', 'groups', 'users', 'devices'];

/** Where an assignment is kept, if it is a member of a directory role or of one for a unit. */
interface Home {
  readonly roleId: string;
  readonly unitId: string | undefined;
}

interface Assignment extends Entity {
  readonly principalId: string;
  readonly roleDefinitionId: string;
  readonly directoryScopeId: string;
}

function assignment(principalId: string, roleDefinitionId: string, unitId?: string): Assignment {
  const scoped = unitId === undefined ? [] : [unitId];
  return {
    id: packedId([roleDefinitionId, principalId, ...scoped], '-1'),
    principalId,
    roleDefinitionId,
    directoryScopeId: unitId === undefined ? WHOLE_DIRECTORY : `/administrativeUnits/${unitId}`,
  };
}

function heldRoles({ tenant }: Call): readonly Assignment[] {
  const members = tenant.links(ROLE_MEMBERS);
  const roles = tenant.collection(ROLES);
  const scoped = [...tenant.collection(SCOPED_MEMBERS)].flatMap(({ roleId, roleMemberInfo, $parent }) => {
    const role = roles.get(String(roleId));
    const { id } = roleMemberInfo as { readonly id: string };
    return role ? [assignment(id, role.roleTemplateId, String($parent))] : [];
  });
  const whole = [...roles].flatMap(({ id, roleTemplateId }) =>
    members.targets(id).map((holder) => assignment(holder, roleTemplateId)),
  );
  return [...whole, ...scoped];
}

/** Where a role of that kind is kept; undefined: in the set's own collection. */
function homeOf({ tenant }: Call, { roleDefinitionId, directoryScopeId }: Assignment): Home | undefined {
  const unitId = UNIT.exec(directoryScopeId)?.[1];
  const role = builtInRole(roleDefinitionId);
  if (!role || (directoryScopeId !== WHOLE_DIRECTORY && unitId === undefined)) return undefined;
  const [active] = tenant.collection(ROLES).where('roleTemplateId', role.id);
  return { roleId: active?.id ?? '', unitId };
}

function checkScope(call: Call, scope: unknown): void {
  if (scope === WHOLE_DIRECTORY) return;
  if (typeof scope !== 'string' || !scope.startsWith('/')) throw errors.scopeInvalid(String(scope));
  const unit = UNIT.exec(scope)?.[1];
  const found = unit ? call.tenant.collection(UNITS).get(unit) : findIn(call, SCOPE_SETS, scope.slice(1));
  if (!found) throw errors.scopeInvalid(scope);
}

export const roleAssignments: readonly Resource[] = [
  defineResource({
    path: ASSIGNMENTS,
    type: 'unifiedRoleAssignment',
    family: 'directory',
    verbs: ['list', 'get', 'create', 'delete', 'count'],
    source: { kind: 'computed', compute: heldRoles },
    settable: ['roleDefinitionId'],
    beforeCreate(call, draft) {
      const { principalId, roleDefinitionId, directoryScopeId, appScopeId } = draft;
      for (const name of ['principalId', 'roleDefinitionId'])
        if (!draft[name]) throw graphErrors.requiredPropertyMissing(name);
      if (!directoryScopeId && !appScopeId) throw errors.scopeMissing();
      const principal = findIn(call, HOLDER_SETS, String(principalId));
      if (!principal) throw graphErrors.directoryNotFound(String(principalId));
      checkHolder(principal);
      const definition = definitionOf(call, String(roleDefinitionId));
      if (!definition) throw graphErrors.directoryNotFound(String(roleDefinitionId));
      if (directoryScopeId) checkScope(call, directoryScopeId);
      const same = (each: Entity) =>
        each['principalId'] === principal.id &&
        each['roleDefinitionId'] === definition.id &&
        (each['directoryScopeId'] ?? null) === (directoryScopeId ?? null) &&
        (each['appScopeId'] ?? null) === (appScopeId ?? null);
      if ([...heldRoles(call), ...call.tenant.collection(ASSIGNMENTS)].some(same))
        throw errors.conflictingObject();
      return {
        ...draft,
        id: packedId([definition.id, principal.id], '-1'),
        ...(directoryScopeId === WHOLE_DIRECTORY ? {} : { id: call.tenant.random.guid() }),
        principalId: principal.id,
        roleDefinitionId: definition.id,
      };
    },
    keep(call, entity) {
      const made = entity as Assignment;
      if (!homeOf(call, made)) return undefined;
      const role = builtInRole(made.roleDefinitionId);
      if (!role) return undefined;
      const active = activeRole(call, role);
      const unitId = UNIT.exec(made.directoryScopeId)?.[1];
      if (unitId === undefined)
        call.tenant.links(ROLE_MEMBERS).link(active.id, made.principalId, actorOf(call));
      else
        call.tenant
          .collection(SCOPED_MEMBERS)
          .insert(scopedMembership(call, unitId, active.id, made.principalId), actorOf(call));
      return assignment(made.principalId, role.id, unitId);
    },
    discard(call, entity) {
      const held = entity as Assignment;
      const home = homeOf(call, held);
      if (!home) return false;
      const { tenant } = call;
      if (home.unitId === undefined)
        tenant.links(ROLE_MEMBERS).unlink(home.roleId, held.principalId, actorOf(call));
      else {
        const id = packedId([home.roleId, home.unitId, held.principalId], 'U');
        tenant.collection(SCOPED_MEMBERS).remove(id, actorOf(call));
      }
      return true;
    },
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments',
      'https://learn.microsoft.com/graph/api/rbacapplication-post-roleassignments',
      'https://learn.microsoft.com/graph/api/unifiedroleassignment-delete',
    ],
  }),
  defineResource({
    path: `${ASSIGNMENTS}/roleDefinition`,
    type: 'unifiedRoleDefinition',
    family: 'directory',
    singleton: true,
    verbs: ['get'],
    source: {
      kind: 'computed',
      compute: (call, parent) => one(definitionOf(call, String(parent?.['roleDefinitionId']))),
    },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/unifiedroleassignment-get'],
  }),
  related('principal', (call, { principalId }) => findIn(call, HOLDER_SETS, String(principalId))),
  related('directoryScope', (call, { directoryScopeId }) => {
    const scope = String(directoryScopeId);
    const unit = UNIT.exec(scope)?.[1];
    if (scope === WHOLE_DIRECTORY) return findIn(call, ['organization'], call.tenant.id);
    return unit ? findIn(call, [UNITS], unit) : findIn(call, SCOPE_SETS, scope.slice(1));
  }),
];

const one = (entity: Entity | undefined): readonly Entity[] => (entity ? [entity] : []);

function related(name: string, find: (call: Call, assignment: Entity) => Entity | undefined): Resource {
  return defineResource({
    path: `${ASSIGNMENTS}/${name}`,
    type: 'directoryObject',
    family: 'directory',
    singleton: true,
    verbs: ['get'],
    source: { kind: 'computed', compute: (call, parent) => one(parent && find(call, parent)) },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/unifiedroleassignment-get'],
  });
}
