// The directory's other sets.
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';

function requireName(_call: Call, draft: JsonObject): JsonObject {
  if (!draft['displayName']) throw errors.requiredPropertyMissing('displayName');
  return draft;
}

/** A service principal is made for an application of this tenant, and takes its name from it. */
function principalOf(call: Call, draft: JsonObject): JsonObject {
  const appId = draft['appId'];
  if (typeof appId !== 'string') throw errors.requiredPropertyMissing('appId');
  if (call.tenant.collection('servicePrincipals').where('appId', appId).length > 0) {
    throw errors.duplicateValue('appId');
  }
  const [application] = call.tenant.collection('applications').where('appId', appId);
  return {
    accountEnabled: true,
    servicePrincipalType: 'Application',
    displayName: application?.displayName ?? appId,
    appDisplayName: application?.displayName ?? appId,
    servicePrincipalNames: [appId],
    appOwnerOrganizationId: application ? call.tenant.id : null,
    ...draft,
  };
}

const applications: readonly Resource[] = [
  defineResource({
    path: 'applications',
    type: 'application',
    family: 'directory',
    verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
    alternateKeys: ['appId'],
    delta: { restorable: () => true },
    // The service makes it; a body can't choose it [documented].
    beforeCreate: (call, draft) => ({
      signInAudience: 'AzureADMyOrg',
      ...requireName(call, draft),
      appId: call.tenant.random.guid(),
    }),
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/resources/application'],
  }),
  defineResource({
    path: 'servicePrincipals',
    type: 'servicePrincipal',
    family: 'directory',
    verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
    alternateKeys: ['appId'],
    delta: { restorable: () => true },
    beforeCreate: principalOf,
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/resources/serviceprincipal'],
  }),
];

const organization: readonly Resource[] = [
  defineResource({
    path: 'organization',
    type: 'organization',
    family: 'directory',
    verbs: ['list', 'get', 'update'],
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/resources/organization'],
  }),
];

export const directoryResources: readonly Resource[] = [...applications, ...organization];
