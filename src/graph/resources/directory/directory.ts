// The directory's other sets.
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';

const registered = (name: 'registeredOwners' | 'registeredUsers'): Resource =>
  defineResource({
    path: `devices/${name}`,
    type: 'directoryObject',
    family: 'directory',
    verbs: ['list', 'get', 'count', 'addReference', 'removeReference'],
    source: {
      kind: 'linked',
      links: `devices/${name}`,
      direction: 'targets',
      sets: ['users', 'servicePrincipals'],
    },
    evidence: 'documented',
    sources: [`https://learn.microsoft.com/graph/api/device-list-${name.toLowerCase()}`],
  });

const memberships = (name: 'memberOf' | 'transitiveMemberOf'): Resource =>
  defineResource({
    path: `devices/${name}`,
    type: 'directoryObject',
    family: 'directory',
    verbs: ['list', 'get', 'count'],
    source: {
      kind: 'linked',
      links: 'groups/members',
      direction: 'sources',
      sets: ['groups'],
      transitive: name === 'transitiveMemberOf',
    },
    evidence: 'documented',
    sources: [`https://learn.microsoft.com/graph/api/device-list-${name.toLowerCase()}`],
  });

const devices: readonly Resource[] = [
  defineResource({
    path: 'devices',
    type: 'device',
    family: 'directory',
    verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
    alternateKeys: ['deviceId'],
    // [documented] device: delta; the restorable ones are applications, groups, service principals and users.
    delta: { restorable: () => false },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/resources/device'],
  }),
  registered('registeredOwners'),
  registered('registeredUsers'),
  memberships('memberOf'),
  memberships('transitiveMemberOf'),
];

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

/** How many units of each product are assigned: counted, so that it is right after each assignment. */
function skusWithConsumption(call: Call): readonly Entity[] {
  const consumed = new Map<string, number>();
  for (const user of call.tenant.collection('users')) {
    for (const { skuId } of user.assignedLicenses ?? []) {
      const key = skuId.toLowerCase();
      consumed.set(key, (consumed.get(key) ?? 0) + 1);
    }
  }
  return [...call.tenant.collection('subscribedSkus')].map((sku) => ({
    ...sku,
    consumedUnits: consumed.get(sku.skuId.toLowerCase()) ?? 0,
  }));
}

const organization: readonly Resource[] = [
  defineResource({
    path: 'organization',
    type: 'organization',
    family: 'directory',
    verbs: ['list', 'get', 'update'],
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/resources/organization'],
  }),
  defineResource({
    path: 'subscribedSkus',
    type: 'subscribedSku',
    family: 'directory',
    verbs: ['list', 'get'],
    source: { kind: 'computed', compute: skusWithConsumption },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/resources/subscribedsku'],
  }),
  defineResource({
    path: 'directoryObjects',
    type: 'directoryObject',
    family: 'directory',
    verbs: ['get'],
    source: {
      kind: 'union',
      sets: ['users', 'groups', 'devices', 'servicePrincipals', 'applications', 'organization'],
    },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/directoryobject-get'],
  }),
];

export const directoryResources: readonly Resource[] = [...devices, ...applications, ...organization];
