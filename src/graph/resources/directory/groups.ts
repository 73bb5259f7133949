import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource, type Verb } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { type Call, now } from '../../request/call.ts';
import { addLink, linkTarget, referencedId } from '../../write/references.ts';
import { securityIdentifier } from './security-identifier.ts';

/** [documented] what a new group must have. */
const REQUIRED = ['displayName', 'mailEnabled', 'mailNickname', 'securityEnabled'];

/** [documented] how many references one request may add. */
const BIND_LIMIT = 20;

/** [recorded] on lists without $select. */
const TIPS =
  'Use $select to choose only the properties your app needs, as this can lead to performance improvements. For example: GET groups?$select=appMetadata,assignedLabels';

const MEMBER_SETS = ['users', 'groups', 'devices', 'servicePrincipals'];

const related = (
  name: string,
  options: {
    readonly links: string;
    readonly direction: 'targets' | 'sources';
    readonly sets: readonly string[];
    readonly transitive?: boolean;
    readonly editable?: boolean;
  },
): Resource => {
  const verbs: Verb[] = ['list', 'get', 'count'];
  if (options.editable) verbs.push('addReference', 'removeReference');
  const { links, direction, sets, transitive = false } = options;
  return defineResource({
    path: `groups/${name}`,
    type: 'directoryObject',
    family: 'directory',
    verbs,
    source: { kind: 'linked', links, direction, sets, transitive },
    evidence: 'documented',
    sources: [`https://learn.microsoft.com/graph/api/group-list-${name.toLowerCase()}`],
  });
};

const members = related('members', {
  links: 'groups/members',
  direction: 'targets',
  sets: MEMBER_SETS,
  editable: true,
});

const owners = related('owners', {
  links: 'groups/owners',
  direction: 'targets',
  sets: ['users', 'servicePrincipals'],
  editable: true,
});

/** `members@odata.bind`: what to link when a group is created or changed. Throws before anything is written. */
function boundReferences(
  call: Call,
  body: JsonObject,
): { readonly resource: Resource; readonly id: string }[] {
  return [members, owners].flatMap((resource) => {
    const references = body[`${resource.name}@odata.bind`];
    if (!Array.isArray(references)) return [];
    // [inferred] the wording; the limit is documented.
    if (references.length > BIND_LIMIT) {
      throw errors.invalidValues(
        `The number of references in the request exceeds the maximum of ${BIND_LIMIT} per request.`,
      );
    }
    return references.map((reference) => ({
      resource,
      id: linkTarget(call, resource, referencedId(reference)).id,
    }));
  });
}

function addBound(call: Call, group: Entity, body: JsonObject): void {
  for (const { resource, id } of boundReferences(call, body)) {
    addLink({ ...call, parent: group }, resource, id);
  }
}

/** What the service itself knows about a new group. [documented] by the examples of creating one. */
function knownOf(call: Call, draft: JsonObject): JsonObject {
  const id = call.tenant.random.guid();
  const [organization] = call.tenant.collection('organization');
  const domains = (organization?.['verifiedDomains'] ?? []) as readonly {
    name: string;
    isDefault?: boolean;
  }[];
  const domain = (domains.find(({ isDefault }) => isDefault) ?? domains[0])?.name;
  const mail = draft['mailEnabled'] && domain ? `${draft['mailNickname']}@${domain}` : undefined;
  const unified = ((draft['groupTypes'] as string[] | undefined) ?? []).includes('Unified');
  return {
    id,
    securityIdentifier: securityIdentifier(id),
    renewedDateTime: now(call),
    createdByAppId: call.caller.appId,
    ...(organization ? { organizationId: organization.id } : {}),
    ...(mail ? { mail, proxyAddresses: [`SMTP:${mail}`] } : {}),
    ...(unified ? { visibility: 'Public' } : {}),
  };
}

export const groups: readonly Resource[] = [
  defineResource({
    path: 'groups',
    type: 'group',
    family: 'directory',
    tips: TIPS,
    // [documented] group: delta; of deleted groups only Microsoft 365 groups can be restored.
    delta: {
      restorable: ({ groupTypes }) => Array.isArray(groupTypes) && groupTypes.includes('Unified'),
      relations: ['members', 'owners'],
      unasked: ['members'],
    },
    verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
    beforeCreate(call, draft) {
      for (const name of REQUIRED) {
        const value = draft[name];
        if (value === undefined || value === null || value === '') throw errors.requiredPropertyMissing(name);
      }
      const dynamic = ((draft['groupTypes'] as string[] | undefined) ?? []).includes('DynamicMembership');
      if (dynamic && !draft['membershipRule']) throw errors.requiredPropertyMissing('membershipRule');
      boundReferences(call, draft);
      return { ...knownOf(call, draft), ...draft };
    },
    afterCreate: addBound,
    beforeUpdate(call, group, patch) {
      // [documented] it can't be cleared; the wording for that is inferred.
      if ('displayName' in patch && !patch['displayName'])
        throw errors.invalidPropertyValue('displayName', 'Group');
      addBound(call, group, patch);
      return patch;
    },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/resources/group'],
  }),
  members,
  owners,
  related('memberOf', {
    links: 'groups/members',
    direction: 'sources',
    sets: ['groups'],
  }),
  related('transitiveMemberOf', {
    links: 'groups/members',
    direction: 'sources',
    sets: ['groups'],
    transitive: true,
  }),
  related('transitiveMembers', {
    links: 'groups/members',
    direction: 'targets',
    sets: MEMBER_SETS,
    transitive: true,
  }),
];
