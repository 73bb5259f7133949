// Applications as this tenant knows them. https://learn.microsoft.com/graph/api/resources/serviceprincipal
import {
  findApplication,
  findMicrosoftApp,
  findPrincipal,
  firstPartyName,
  principalOfApplication,
  principalOfMicrosoft,
} from '../../../directory/index.ts';
import type { Entity, ServicePrincipal, Tenant } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';
import { removeDirectoryObject } from '../../write/remove.ts';
import { keepForRestore } from '../directory/deleted-items.ts';
import { createdObjects, memberships, relation } from '../directory/related.ts';
import { CREDENTIALS_SHOWN, changedCredentials, newCredentials, shownWithSecrets } from './credentials.ts';
import { applicationUnknown, principalExists } from './errors.ts';
import { ownCreated, owners } from './ownership.ts';

/** What a new service principal shows of its application: one of this tenant or of Microsoft's. Throws when there is none. */
function factsOf(tenant: Tenant, appId: string): ServicePrincipal {
  const id = tenant.random.guid();
  const application = findApplication(tenant, appId);
  if (application) return principalOfApplication(application, id, tenant.id);
  const microsoft = findMicrosoftApp(appId);
  if (microsoft) return principalOfMicrosoft(microsoft, id);
  const displayName = firstPartyName(appId);
  if (displayName === undefined) throw applicationUnknown(appId);
  return principalOfMicrosoft({ appId: appId.toLowerCase(), displayName }, id);
}

/** [documented] agentidentity-post. That an agent is its own application, whose id is the principal's, is inferred. */
function agentOf({ tenant, caller }: Call, draft: JsonObject): JsonObject {
  const { agentIdentityBlueprintId: blueprint } = draft;
  if (typeof blueprint !== 'string' || blueprint === '')
    throw errors.requiredPropertyMissing('agentIdentityBlueprintId');
  if (!findApplication(tenant, blueprint)) throw applicationUnknown(blueprint);
  const id = tenant.random.guid();
  return {
    accountEnabled: true,
    servicePrincipalType: 'ServiceIdentity',
    createdByAppId: caller.appId,
    ...draft,
    id,
    appId: id,
    servicePrincipalNames: [id],
  };
}

function principalOf(call: Call, draft: JsonObject): JsonObject {
  const { tenant } = call;
  if (draft['@odata.type'] === '#microsoft.graph.agentIdentity') return agentOf(call, draft);
  const { appId } = draft;
  if (typeof appId !== 'string' || appId === '') throw errors.requiredPropertyMissing('appId');
  if (findPrincipal(tenant, appId.toLowerCase())) throw principalExists(appId);
  const { id: _, ...facts } = factsOf(tenant, appId);
  return { ...facts, ...draft, appId: facts.appId, ...newCredentials(call, draft) };
}

/** Deletes a service principal as if somebody had asked for it. */
export function deletePrincipal(call: Call, principal: Entity): void {
  keepForRestore(call, 'servicePrincipals', principal);
  removeDirectoryObject(call, 'servicePrincipals', principal);
}

export const servicePrincipals: readonly Resource[] = [
  defineResource({
    path: 'servicePrincipals',
    type: 'servicePrincipal',
    family: 'directory',
    verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
    alternateKeys: ['appId'],
    settable: ['agentIdentityBlueprintId'],
    derived: [
      ...CREDENTIALS_SHOWN,
      {
        name: 'publishedPermissionScopes',
        versions: ['beta'],
        read: (principal) => (principal as ServicePrincipal).oauth2PermissionScopes,
      },
    ],
    delta: { restorable: () => true, relations: ['owners'] },
    beforeCreate: principalOf,
    shownOnce: shownWithSecrets,
    afterCreate: (call, created) => ownCreated(call, 'servicePrincipals', created),
    beforeUpdate: (call, principal, patch) => ({ ...patch, ...changedCredentials(call, principal, patch) }),
    beforeDelete: (call, principal) => keepForRestore(call, 'servicePrincipals', principal),
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/resources/serviceprincipal',
      'https://learn.microsoft.com/graph/api/serviceprincipal-post-serviceprincipals',
      'https://learn.microsoft.com/graph/api/agentidentity-post',
    ],
  }),
  owners('servicePrincipals'),
  createdObjects('servicePrincipals', 'serviceprincipal-list-createdobjects'),
  relation('servicePrincipals/ownedObjects', {
    links: 'groups/owners',
    also: ['applications/owners', 'servicePrincipals/owners'],
    direction: 'sources',
    sets: ['groups', 'applications', 'servicePrincipals'],
    page: 'serviceprincipal-list-ownedobjects',
  }),
  ...memberships('servicePrincipals', 'serviceprincipal'),
];
