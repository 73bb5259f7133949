import { isDynamicGroup, licensesOf } from '../../../directory/index.ts';
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type LinkChange, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call, now } from '../../request/call.ts';
import { keepForRestore } from './deleted-items.ts';
import { groupHasLicenses, lastOwner, mailEnabledGroupUnsupported, referenceInvalid } from './errors.ts';
import { changeMembership, MEMBERSHIP_PROPERTIES } from './membership-rules.ts';
import { GROUP_MEMBERS, MEMBER_SETS, memberships, OWNER_SETS, relation } from './related.ts';
import { refuseRestricted } from './restricted.ts';
import { securityIdentifier } from './security-identifier.ts';

/** [documented] what a new group must have. */
const REQUIRED = ['displayName', 'mailEnabled', 'mailNickname', 'securityEnabled'];

/** [recorded] on lists without $select. */
const TIPS =
  'Use $select to choose only the properties your app needs, as this can lead to performance improvements. For example: GET groups?$select=appMetadata,assignedLabels';

/**
 * What Exchange knows about a Microsoft 365 group, and what it says until somebody changes that. [documented] group: these come
 * with $select only; group-get shows the id beside them.
 */
const OF_EXCHANGE: Readonly<Record<string, boolean | number>> = {
  allowExternalSenders: false,
  autoSubscribeNewMembers: false,
  hideFromAddressLists: false,
  hideFromOutlookClients: false,
  isSubscribedByMail: true,
  unseenCount: 0,
};

const GROUP_TYPES = ['Unified', 'DynamicMembership'];

const typesOf = (group: JsonObject): readonly string[] => (group['groupTypes'] as string[] | undefined) ?? [];
const isUnified = (group: JsonObject) => typesOf(group).includes('Unified');

/** What the service itself knows about a new group. [documented] by the examples of creating one. */
function knownOf(call: Call, draft: JsonObject): JsonObject {
  const [organization] = call.tenant.collection('organization');
  const domains = (organization?.['verifiedDomains'] ?? []) as readonly {
    name: string;
    isDefault?: boolean;
  }[];
  const domain = (domains.find(({ isDefault }) => isDefault) ?? domains[0])?.name;
  const mail = draft['mailEnabled'] && domain ? `${draft['mailNickname']}@${domain}` : undefined;
  return {
    renewedDateTime: now(call),
    createdByAppId: call.caller.appId,
    ...(organization ? { organizationId: organization.id } : {}),
    ...(mail ? { mail, proxyAddresses: [`SMTP:${mail}`] } : {}),
    ...(isUnified(draft) ? { visibility: 'Public' } : {}),
    writebackConfiguration: { isEnabled: null, onPremisesGroupType: null },
  };
}

function checkNewGroup(call: Call, draft: JsonObject): void {
  for (const name of REQUIRED) {
    const value = draft[name];
    if (value === undefined || value === null || value === '') throw errors.requiredPropertyMissing(name);
  }
  // [documented] group-post-groups: mail-enabled security groups and distribution lists can't be created.
  if (draft['mailEnabled'] && !isUnified(draft)) throw mailEnabledGroupUnsupported();
  // [recorded] microsoft-graph-docs#9556: whose members follow from a rule can't be given any.
  if (isDynamicGroup(draft) && draft['members@odata.bind']) throw errors.insufficientPrivileges();
  // [documented] the property isAssignableToRole; [inferred] the wording.
  if (draft['isAssignableToRole'] && (!draft['securityEnabled'] || isDynamicGroup(draft))) {
    throw errors.invalidPropertyValue('isAssignableToRole', 'Group');
  }
  checkValues(call, draft, undefined);
}

function checkValues(call: Call, values: JsonObject, group: Entity | undefined): void {
  const { displayName, mailNickname, uniqueName } = values;
  const groups = call.tenant.collection('groups');
  if (typesOf(values).some((each) => !GROUP_TYPES.includes(each)))
    throw errors.invalidPropertyValue('groupTypes', 'Group');
  // [documented] it can't be cleared; the wording for that is inferred.
  if (displayName !== undefined && !displayName) throw errors.invalidPropertyValue('displayName', 'Group');
  if (typeof uniqueName === 'string') {
    // [documented] it is unique, and can't be changed once it is there.
    if (group?.['uniqueName'] !== undefined && group['uniqueName'] !== uniqueName)
      throw errors.readOnlyProperty('uniqueName');
    const [taken] = groups.where('uniqueName', uniqueName);
    if (taken && taken.id !== group?.id) throw errors.duplicateValue('uniqueName');
  }
  // [documented] the nicknames of mail-enabled groups are unique.
  if (mailNickname !== undefined && isUnified(group ? { ...group, ...values } : values)) {
    const taken = groups.where('mailNickname', String(mailNickname)).find((each) => each['mailEnabled']);
    if (taken && taken.id !== group?.id) throw errors.duplicateValue('mailNickname');
  }
}

/** [documented] "You can't manually add or remove a member of a dynamic membership group"; [inferred] in which words. */
function checkMembers(call: Call, member: Entity, change: LinkChange): void {
  const { parent } = call;
  if (!parent) return;
  refuseRestricted(call, parent);
  if (isDynamicGroup(parent)) throw errors.insufficientPrivileges();
  if (change === 'unlink') return;
  const type = String(member['@odata.type']);
  // [documented] group-post-members: Microsoft 365 groups have users, role-assignable groups have no groups.
  const unfit = isUnified(parent)
    ? type !== '#microsoft.graph.user'
    : parent['isAssignableToRole'] && type === '#microsoft.graph.group';
  if (unfit || member.id === parent.id) throw referenceInvalid('members');
}

/** [documented] group-delete-owners: the last owner that is a user stays. */
function checkOwners(call: Call, owner: Entity, change: LinkChange): void {
  const { parent, tenant } = call;
  if (parent) refuseRestricted(call, parent);
  if (change === 'link' || !parent || !tenant.collection('users').get(owner.id)) return;
  const others = tenant.links('groups/owners').targets(parent.id);
  if (!others.some((id) => id !== owner.id && tenant.collection('users').get(id))) throw lastOwner();
}

export const groups: readonly Resource[] = [
  defineResource({
    path: 'groups',
    type: 'group',
    family: 'directory',
    tips: TIPS,
    alternateKeys: ['uniqueName'],
    settable: ['uniqueName'],
    selectedWithId: Object.keys(OF_EXCHANGE),
    // [documented] group: the status of its rule is read of one group, by $select.
    selectOnly: [...MEMBERSHIP_PROPERTIES.map(({ name }) => name), ...Object.keys(OF_EXCHANGE)],
    derived: [
      ...Object.entries(OF_EXCHANGE).map(([name, value]) => ({
        name,
        read: (group: Entity) => group[name] ?? (isUnified(group) ? value : null),
      })),
      { name: 'securityIdentifier', read: ({ id }) => securityIdentifier(id) },
      ...MEMBERSHIP_PROPERTIES,
    ],
    // [documented] group: delta; of deleted groups only Microsoft 365 groups can be restored.
    delta: { restorable: isUnified, relations: ['members', 'owners'], unasked: ['members'] },
    verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
    beforeCreate(call, draft) {
      checkNewGroup(call, draft);
      return { ...knownOf(call, draft), ...draft, ...changeMembership(call, draft) };
    },
    afterCreate(call, group, body) {
      const { caller, tenant } = call;
      // [documented] group-post-groups: who creates a group without owners owns it.
      if (caller.kind === 'delegated' && caller.userId !== undefined && !body['owners@odata.bind']) {
        if (tenant.collection('users').get(caller.userId))
          tenant.links('groups/owners').link(group.id, caller.userId, actorOf(call));
      }
    },
    beforeUpdate(call, group, patch) {
      refuseRestricted(call, group);
      checkValues(call, patch, group);
      // [documented] immutable.
      if (
        patch['isAssignableToRole'] !== undefined &&
        Boolean(patch['isAssignableToRole']) !== Boolean(group['isAssignableToRole'])
      )
        throw errors.readOnlyProperty('isAssignableToRole');
      return { ...patch, ...changeMembership(call, patch, group) };
    },
    beforeDelete(call, group) {
      refuseRestricted(call, group);
      if (licensesOf(group).length > 0) throw groupHasLicenses();
      if (isUnified(group)) keepForRestore(call, 'groups', group);
    },
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/resources/group',
      'https://learn.microsoft.com/graph/api/group-post-groups',
    ],
  }),
  relation('groups/members', {
    links: GROUP_MEMBERS,
    direction: 'targets',
    sets: MEMBER_SETS,
    editable: true,
    beforeLink: checkMembers,
    page: 'group-list-members',
  }),
  relation('groups/owners', {
    links: 'groups/owners',
    direction: 'targets',
    sets: OWNER_SETS,
    editable: true,
    beforeLink: checkOwners,
    page: 'group-list-owners',
  }),
  ...memberships('groups', 'group'),
  relation('groups/transitiveMembers', {
    links: GROUP_MEMBERS,
    direction: 'targets',
    sets: MEMBER_SETS,
    transitive: true,
    page: 'group-list-transitivemembers',
  }),
];
