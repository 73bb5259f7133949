// What callers are told of their own standing in Intune, and of somebody else's.
import type { Operation } from '../../declare/resource.ts';
import type { Call } from '../../request/call.ts';
import { permissionOf } from './built-in-roles.ts';
import { OPERATION_PREFIX } from './resource-operations-table.ts';
import { allTags } from './scope-tags.ts';
import { page } from './services.ts';
import { effectiveActions, type Grant, grantsOf, hasFullAccess } from './standing.ts';

const ROOT = { on: 'deviceManagement' } as const;

/** [inferred] an application has no role: what it may do is what its permissions say. */
const actionsOfCaller = ({ tenant, caller }: Call): readonly string[] =>
  caller.userId === undefined ? [] : effectiveActions(tenant, caller.userId);

const grantsOfCaller = ({ tenant, caller }: Call): readonly Grant[] =>
  caller.userId === undefined ? [] : grantsOf(tenant, caller.userId);

/** Those by which the caller may do anything with a resource: `MobileApps`. */
const grantsFor = (call: Call, resource: unknown): readonly Grant[] =>
  grantsOfCaller(call).filter(({ actions }) =>
    actions.some((each) =>
      each.toLowerCase().startsWith(`${OPERATION_PREFIX}${String(resource)}_`.toLowerCase()),
    ),
  );

const isUnlimited = ({ tenant, caller }: Call): boolean =>
  caller.userId === undefined || hasFullAccess(tenant, caller.userId);

export const ownPermissions: readonly Operation[] = [
  {
    ...ROOT,
    name: 'getEffectivePermissions',
    run(call, _root, { scope }, { returns }) {
      if (scope) call.note('getEffectivePermissions(scope): permissions in all scopes are answered');
      const actions = actionsOfCaller(call);
      // One form of the function answers with names, the other with permissions as roles have them.
      return returns?.type === 'Edm.String' ? actions : [permissionOf(actions)];
    },
    evidence: 'documented',
    sources: [page('intune-rbac-devicemanagement-geteffectivepermissions')],
  },
  {
    ...ROOT,
    name: 'getAssignedRoleDetails',
    run(call) {
      const grants = grantsOfCaller(call);
      return {
        roleDefinitionIds: [...new Set(grants.map(({ role }) => role.id))],
        roleAssignmentIds: grants.map(({ assignment }) => assignment.id),
      };
    },
    evidence: 'documented',
    sources: [page('intune-rbac-devicemanagement-getassignedroledetails')],
  },
  {
    ...ROOT,
    name: 'retrieveUserRoleDetail',
    run({ tenant }, _root, { userid }) {
      const user = String(userid ?? '');
      const roles = new Map(grantsOf(tenant, user).map((grant) => [grant.role.id, grant]));
      return {
        permissions: effectiveActions(tenant, user),
        roleDefinitions: [...roles.values()].map(({ role, actions }) => ({
          roleDefinitionDisplayName: role['displayName'],
          permissions: actions,
        })),
      };
    },
    evidence: 'documented',
    sources: [page('intune-rbac-devicemanagement-retrieveuserroledetail')],
  },
  {
    ...ROOT,
    name: 'scopedForResource',
    // [inferred] whether all that gives the caller something to do there is limited by scope tags.
    run(call, _root, { resource }) {
      if (isUnlimited(call)) return false;
      const grants = grantsFor(call, resource);
      return (
        grants.length > 0 &&
        grants.every(({ assignment }) => ((assignment['roleScopeTagIds'] ?? []) as unknown[]).length > 0)
      );
    },
    evidence: 'inferred',
    sources: [page('intune-rbac-devicemanagement-scopedforresource')],
  },
  {
    ...ROOT,
    name: 'getRoleScopeTagsByResource',
    // [recorded] IntuneWin32App#77: what somebody with a limited role may use of the tags, while listing all is refused.
    run(call, _root, { resource }) {
      const tags = allTags(call.tenant);
      if (isUnlimited(call)) return tags;
      const own = new Set(
        grantsFor(call, resource).flatMap(({ assignment }) => assignment['roleScopeTagIds'] ?? []),
      );
      return tags.filter(({ id }) => own.has(id));
    },
    evidence: 'recorded',
    sources: ['https://github.com/MSEndpointMgr/IntuneWin32App/issues/77'],
  },
];
