// Delegated permissions: what was granted to clients, and which permissions need no administrator.
import { findGrant, grantId } from '../../../directory/index.ts';
import type { ServicePrincipal } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';
import { permissionEntryExists } from './errors.ts';

const GRANTS = 'oauth2PermissionGrants';

/** [documented] oauth2permissiongrant-post */
function complete({ tenant }: Call, draft: JsonObject): JsonObject {
  const { clientId, consentType, resourceId } = draft;
  for (const [name, value] of Object.entries({ clientId, consentType, resourceId }))
    if (!value) throw errors.requiredPropertyMissing(name);
  const isForOne = consentType === 'Principal';
  if (!isForOne && consentType !== 'AllPrincipals')
    throw errors.invalidPropertyValue('consentType', 'OAuth2PermissionGrant');
  const principalId = isForOne ? draft['principalId'] : null;
  if (isForOne && !principalId) throw errors.requiredPropertyMissing('principalId');
  for (const id of [clientId, resourceId])
    if (!tenant.collection('servicePrincipals').get(String(id))) throw errors.directoryNotFound(String(id));
  if (isForOne && !tenant.collection('users').get(String(principalId)))
    throw errors.directoryNotFound(String(principalId));
  const user = isForOne ? String(principalId) : undefined;
  if (findGrant(tenant, String(clientId), String(resourceId), user)) throw permissionEntryExists();
  return { ...draft, id: grantId(String(clientId), String(resourceId), user), principalId };
}

const page = (name: string) => `https://learn.microsoft.com/graph/api/${name}`;

function view(path: string, property: 'clientId' | 'principalId', name: string): Resource {
  return defineResource({
    path,
    type: 'oAuth2PermissionGrant',
    family: 'directory',
    verbs: ['list', 'get', 'count'],
    source: { kind: 'view', of: GRANTS, property, value: (parent) => parent?.id },
    evidence: 'documented',
    sources: [page(name)],
  });
}

export const permissionGrants: readonly Resource[] = [
  defineResource({
    path: GRANTS,
    type: 'oAuth2PermissionGrant',
    family: 'directory',
    verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
    delta: { restorable: () => false },
    beforeCreate: complete,
    beforeUpdate(_call, grant, patch) {
      // [documented] oauth2permissiongrant-update: only the scope can be changed; [inferred] in which words that is refused.
      for (const [name, value] of Object.entries(patch))
        if (name !== 'scope' && value !== (grant[name] ?? null)) throw errors.readOnlyProperty(name);
      return patch;
    },
    evidence: 'documented',
    sources: ['list', 'get', 'post', 'update', 'delete', 'delta'].map((verb) =>
      page(`oauth2permissiongrant-${verb}`),
    ),
  }),
  view(
    'servicePrincipals/oauth2PermissionGrants',
    'clientId',
    'serviceprincipal-list-oauth2permissiongrants',
  ),
  view('users/oauth2PermissionGrants', 'principalId', 'user-list-oauth2permissiongrants'),
];

const CLASSIFICATIONS = 'servicePrincipals/delegatedPermissionClassifications';

/** Which delegated permissions of an API users may consent to by themselves, where a policy goes by that. */
export const permissionClassifications: Resource = defineResource({
  path: CLASSIFICATIONS,
  type: 'delegatedPermissionClassification',
  family: 'directory',
  verbs: ['list', 'get', 'create', 'delete', 'count'],
  beforeCreate({ parent, tenant }, draft) {
    const { permissionId, permissionName, classification } = draft;
    if (!permissionId && !permissionName) throw errors.requiredPropertyMissing('permissionId');
    if (!classification) throw errors.requiredPropertyMissing('classification');
    const offered = (parent as ServicePrincipal | undefined)?.oauth2PermissionScopes ?? [];
    const scope = offered.find(({ id, value }) =>
      permissionId ? id === permissionId : value === permissionName,
    );
    // [inferred] the wording: that the permission is one of the API's is documented.
    if (!scope) throw errors.invalidPropertyValue('permissionId', 'DelegatedPermissionClassification');
    const siblings = tenant.collection(CLASSIFICATIONS).where('$parent', parent?.id);
    if (siblings.some((each) => each['permissionId'] === scope.id))
      throw errors.duplicateValue('permissionId');
    return { ...draft, permissionId: scope.id, permissionName: scope.value };
  },
  evidence: 'documented',
  sources: ['list', 'post', 'delete'].map((verb) =>
    page(`serviceprincipal-${verb}-delegatedpermissionclassifications`),
  ),
});
