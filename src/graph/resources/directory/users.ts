import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call } from '../../request/call.ts';

/** [documented] what a user is shown with unasked. */
const DEFAULT_PROPERTIES = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
];

/** [documented] what a new user must have. */
const REQUIRED = ['accountEnabled', 'displayName', 'mailNickname', 'userPrincipalName'];

/** [documented] characters that a mail nickname must not have. */
const BAD_NICKNAME = /[@()\\[\]";:<>, ]/;

function checkNewUser(call: Call, draft: JsonObject): void {
  const profile = draft['passwordProfile'] as JsonObject | null | undefined;
  if (!profile?.['password']) throw errors.passwordRequired();
  for (const name of REQUIRED) {
    const value = draft[name];
    if (value === undefined || value === null || value === '') throw errors.requiredPropertyMissing(name);
  }
  if (BAD_NICKNAME.test(String(draft['mailNickname'])))
    throw errors.invalidPropertyValue('mailNickname', 'User');
  checkPrincipalName(call, draft['userPrincipalName'], undefined);
}

/** A user principal name is unique, and its domain is one of the organization's verified ones. */
function checkPrincipalName(call: Call, name: unknown, self: string | undefined): void {
  const match = /^[^@\s#]+@([^@\s]+)$/.exec(String(name));
  if (!match) throw errors.invalidPropertyValue('userPrincipalName', 'User');
  const domains = [...call.tenant.collection('organization')].flatMap(
    (organization) => (organization['verifiedDomains'] as readonly { name: string }[] | undefined) ?? [],
  );
  const domain = match[1]?.toLowerCase();
  if (domains.length > 0 && !domains.some((each) => each.name.toLowerCase() === domain)) {
    throw errors.domainNotVerified();
  }
  const [taken] = call.tenant.collection('users').where('userPrincipalName', String(name));
  if (taken && taken.id !== self) throw errors.duplicateValue('userPrincipalName');
}

interface License {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
}

export const assignLicense: Operation = {
  on: 'user',
  name: 'assignLicense',
  run(call, user, { addLicenses, removeLicenses }) {
    if (!user) return undefined;
    const skus = call.tenant.collection('subscribedSkus');
    const removed = removeLicenses as string[];
    const added = (addLicenses as JsonObject[]).map(
      (each): License => ({
        skuId: String(each['skuId']).toLowerCase(),
        disabledPlans: (each['disabledPlans'] as string[] | undefined) ?? [],
      }),
    );
    for (const skuId of [...added.map((each) => each.skuId), ...removed]) {
      if (skus.where('skuId', skuId).length === 0) throw errors.licenseUnknown(skuId);
    }
    if (added.length > 0 && !user['usageLocation']) throw errors.usageLocationMissing();
    const gone = new Set([...removed.map((each) => each.toLowerCase()), ...added.map((each) => each.skuId)]);
    const present = (user['assignedLicenses'] as readonly License[] | undefined) ?? [];
    const assignedLicenses = [...present.filter((each) => !gone.has(each.skuId.toLowerCase())), ...added];
    const { tenant } = call;
    return tenant.collection('users').update(user.id, { assignedLicenses }, actorOf(call));
  },
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/user-assignlicense'],
};

/** The licences of a user, with the service plans that they bring. */
function licenseDetails(call: Call, user: Entity): readonly Entity[] {
  const licenses = (user['assignedLicenses'] as readonly License[] | undefined) ?? [];
  return licenses.flatMap(({ skuId }) => {
    const [sku] = call.tenant.collection('subscribedSkus').where('skuId', skuId);
    if (!sku) return [];
    return [
      { id: `${user.id}_${skuId}`, skuId, skuPartNumber: sku.skuPartNumber, servicePlans: sku.servicePlans },
    ];
  });
}

const related = (name: string, links: string, direction: 'targets' | 'sources', sets: readonly string[]) =>
  defineResource({
    path: `users/${name}`,
    type: 'directoryObject',
    family: 'directory',
    verbs: ['list', 'get', 'count'],
    source: {
      kind: 'linked',
      links,
      direction,
      sets,
      ...(name.startsWith('transitive') ? { transitive: true } : {}),
    },
    evidence: 'documented',
    sources: [`https://learn.microsoft.com/graph/api/user-list-${name.toLowerCase()}`],
  });

export const users: readonly Resource[] = [
  defineResource({
    path: 'users',
    type: 'user',
    family: 'directory',
    verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
    alternateKeys: ['userPrincipalName'],
    plainAlternateKey: true,
    defaultSelect: DEFAULT_PROPERTIES,
    writeOnly: ['passwordProfile'],
    beforeCreate(call, draft) {
      checkNewUser(call, draft);
      return { userType: 'Member', creationType: null, ...draft };
    },
    beforeUpdate(call, user, patch) {
      if (patch['userPrincipalName'] !== undefined)
        checkPrincipalName(call, patch['userPrincipalName'], user.id);
      // [documented] it can't be cleared; the wording for that is inferred.
      if ('displayName' in patch && !patch['displayName'])
        throw errors.invalidPropertyValue('displayName', 'User');
      return patch;
    },
    // [documented] user: delta; deleted users can be restored.
    delta: { restorable: () => true },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/resources/user'],
  }),
  related('memberOf', 'groups/members', 'sources', ['groups']),
  related('transitiveMemberOf', 'groups/members', 'sources', ['groups']),
  related('ownedDevices', 'devices/registeredOwners', 'sources', ['devices']),
  related('registeredDevices', 'devices/registeredUsers', 'sources', ['devices']),
  defineResource({
    path: 'users/manager',
    type: 'directoryObject',
    family: 'directory',
    singleton: true,
    verbs: ['get', 'setReference', 'removeReference'],
    source: { kind: 'linked', links: 'users/manager', direction: 'targets', sets: ['users'] },
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/user-list-manager',
      'https://learn.microsoft.com/graph/api/user-post-manager',
      'https://learn.microsoft.com/graph/api/user-delete-manager',
    ],
  }),
  defineResource({
    path: 'users/directReports',
    type: 'directoryObject',
    family: 'directory',
    verbs: ['list', 'get', 'count'],
    source: { kind: 'linked', links: 'users/manager', direction: 'sources', sets: ['users'] },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/user-list-directreports'],
  }),
  defineResource({
    path: 'users/licenseDetails',
    type: 'licenseDetails',
    family: 'directory',
    verbs: ['list', 'get'],
    source: { kind: 'computed', compute: (call, user) => (user ? licenseDetails(call, user) : []) },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/user-list-licensedetails'],
  }),
];
