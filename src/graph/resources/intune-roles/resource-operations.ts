// What can be allowed at all: Intune's own list of operations, which roles pick from.
import { createBuiltIn } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import { INTUNE_OPERATIONS } from './resource-operations-table.ts';
import { page, ROLE_SERVICE } from './services.ts';
import { grantsOf, scopesOf } from './standing.ts';

const operations = createBuiltIn(() => INTUNE_OPERATIONS.map((each) => ({ ...each })));

export const resourceOperations: Resource = defineResource({
  path: 'deviceManagement/resourceOperations',
  type: 'resourceOperation',
  family: 'intune',
  service: ROLE_SERVICE,
  source: { kind: 'stored', builtIn: operations },
  // [documented] intune-rbac-resourceoperation-create sends both.
  settable: ['resource', 'enabledForScopeValidation'],
  evidence: 'recorded',
  sources: [
    page('resources/intune-rbac-resourceoperation'),
    'https://learn.microsoft.com/intune/intune-service/fundamentals/role-based-access-control-reference',
  ],
});

/** [inferred] the scopes of those assignments by which somebody may do it: groups, or the words for everybody. */
export const getScopesForUser: Operation = {
  on: 'resourceOperation',
  name: 'getScopesForUser',
  run: ({ tenant }, operation, { userid }) => [
    ...new Set(
      grantsOf(tenant, String(userid ?? ''))
        .filter(({ actions }) => operation && actions.includes(operation.id))
        .flatMap(({ assignment }) => scopesOf(assignment)),
    ),
  ],
  evidence: 'inferred',
  sources: [page('intune-rbac-resourceoperation-getscopesforuser')],
};
