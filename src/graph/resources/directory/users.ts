import { isStrongPassword, type PasswordProfile, withPassword } from '../../../directory/index.ts';
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { type Call, now } from '../../request/call.ts';
import { keepForRestore } from './deleted-items.ts';
import { passwordTooWeak } from './errors.ts';
import { LICENSE_PROPERTIES, licenseDetails } from './licenses.ts';
import { createdObjects, memberships, relation } from './related.ts';
import { refuseRestricted } from './restricted.ts';
import { securityIdentifier } from './security-identifier.ts';

/** [documented] what v1.0 shows of a user unasked. */
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

/**
 * What beta shows: nearly all that the directory itself has. [recorded] https://stackoverflow.com/q/55268885, and whole in Twilio's
 * guide to extension properties as claims for Flex.
 */
const BETA_PROPERTIES = [
  'id deletedDateTime accountEnabled ageGroup businessPhones city createdDateTime creationType companyName',
  'consentProvidedForMinor country department displayName employeeId employeeHireDate employeeType faxNumber givenName',
  'imAddresses infoCatalogs isManagementRestricted isResourceAccount jobTitle legalAgeGroupClassification mail mailNickname',
  'mobilePhone onPremisesDistinguishedName officeLocation onPremisesDomainName onPremisesImmutableId',
  'onPremisesLastSyncDateTime onPremisesSecurityIdentifier onPremisesSamAccountName onPremisesSyncEnabled',
  'onPremisesUserPrincipalName otherMails passwordPolicies postalCode preferredDataLocation preferredLanguage proxyAddresses',
  'refreshTokensValidFromDateTime showInAddressList signInSessionsValidFromDateTime state streetAddress surname usageLocation',
  'userPrincipalName externalUserState externalUserStateChangeDateTime userType employeeOrgData passwordProfile',
  'assignedLicenses assignedPlans deviceKeys identities onPremisesExtensionAttributes onPremisesProvisioningErrors',
  'provisionedPlans',
].flatMap((names) => names.split(' '));

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
  checkValues(call, draft, undefined);
}

function checkValues(call: Call, values: JsonObject, user: Entity | undefined): void {
  const { mailNickname, passwordProfile, usageLocation, userPrincipalName, displayName } = values;
  if (mailNickname !== undefined && BAD_NICKNAME.test(String(mailNickname)))
    throw errors.invalidPropertyValue('mailNickname', 'User');
  // [documented] two letters, ISO 3166.
  if (typeof usageLocation === 'string' && !/^[A-Za-z]{2}$/.test(usageLocation))
    throw errors.invalidPropertyValue('usageLocation', 'User');
  if (userPrincipalName !== undefined) checkPrincipalName(call, userPrincipalName, user?.id);
  // [documented] it can't be cleared; the wording for that is inferred.
  if (displayName !== undefined && !displayName) throw errors.invalidPropertyValue('displayName', 'User');
  const password = (passwordProfile as JsonObject | null | undefined)?.['password'];
  if (typeof password === 'string' && !isStrongPassword(password)) throw passwordTooWeak();
}

/** A user principal name is unique, and its domain is one of the organization's verified ones. */
function checkPrincipalName(call: Call, name: unknown, self: string | undefined): void {
  const match = /^[^@\s#]+(?:#EXT#)?@([^@\s]+)$/.exec(String(name));
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

/** How a user signs in: with the principal name. [documented] by the examples of reading identities */
function identities({ userPrincipalName }: Entity): unknown {
  if (typeof userPrincipalName !== 'string') return undefined;
  const issuer = userPrincipalName.slice(userPrincipalName.lastIndexOf('@') + 1);
  return [{ signInType: 'userPrincipalName', issuer, issuerAssignedId: userPrincipalName }];
}

/** Everything that a user may own. */
const OWNED = ['groups', 'applications', 'servicePrincipals'];

export const users: readonly Resource[] = [
  defineResource({
    path: 'users',
    type: 'user',
    family: 'directory',
    verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
    alternateKeys: ['userPrincipalName'],
    plainAlternateKey: true,
    defaultSelect: { 'v1.0': DEFAULT_PROPERTIES, beta: BETA_PROPERTIES },
    writeOnly: ['passwordProfile'],
    derived: [
      { name: 'securityIdentifier', read: ({ id }) => securityIdentifier(id) },
      { name: 'identities', read: (user) => user['identities'] ?? identities(user) },
      // [recorded] with the answers that BETA_PROPERTIES are known from.
      {
        name: 'onPremisesExtensionAttributes',
        read: ({ onPremisesExtensionAttributes: set }) => ({ ...(set as JsonObject | null | undefined) }),
      },
      ...LICENSE_PROPERTIES,
    ],
    beforeCreate(call, draft) {
      checkNewUser(call, draft);
      const password = withPassword({}, draft['passwordProfile'] as PasswordProfile, now(call));
      return { userType: 'Member', creationType: null, ...password, ...draft };
    },
    beforeUpdate(call, user, patch) {
      refuseRestricted(call, user);
      checkValues(call, patch, user);
      const profile = patch['passwordProfile'] as PasswordProfile | null | undefined;
      return profile ? { ...withPassword(user, profile, now(call)), ...patch } : patch;
    },
    beforeDelete(call, user) {
      refuseRestricted(call, user);
      keepForRestore(call, 'users', user);
    },
    // [documented] user: delta; deleted users can be restored.
    delta: { restorable: () => true, relations: ['manager'] },
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/resources/user',
      'https://learn.microsoft.com/graph/api/user-post-users',
      'https://learn.microsoft.com/graph/api/user-update',
    ],
  }),
  ...memberships('users', 'user'),
  ...(['ownedDevices', 'registeredDevices'] as const).map((name) =>
    relation(`users/${name}`, {
      links: name === 'ownedDevices' ? 'devices/registeredOwners' : 'devices/registeredUsers',
      direction: 'sources',
      sets: ['devices'],
      page: `user-list-${name.toLowerCase()}`,
    }),
  ),
  createdObjects('users', 'user-list-createdobjects'),
  relation('users/ownedObjects', {
    links: 'groups/owners',
    also: ['applications/owners', 'servicePrincipals/owners'],
    direction: 'sources',
    sets: OWNED,
    page: 'user-list-ownedobjects',
  }),
  defineResource({
    path: 'users/manager',
    type: 'directoryObject',
    family: 'directory',
    singleton: true,
    verbs: ['get', 'setReference', 'removeReference'],
    source: { kind: 'linked', links: 'users/manager', direction: 'targets', sets: ['users', 'contacts'] },
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/user-list-manager',
      'https://learn.microsoft.com/graph/api/user-post-manager',
      'https://learn.microsoft.com/graph/api/user-delete-manager',
    ],
  }),
  relation('users/directReports', {
    links: 'users/manager',
    also: ['contacts/manager'],
    direction: 'sources',
    sets: ['users', 'contacts'],
    page: 'user-list-directreports',
  }),
  relation('users/sponsors', {
    links: 'users/sponsors',
    direction: 'targets',
    sets: ['users', 'groups'],
    editable: true,
    page: 'user-list-sponsors',
  }),
  defineResource({
    path: 'users/licenseDetails',
    type: 'licenseDetails',
    family: 'directory',
    verbs: ['list', 'get'],
    source: { kind: 'computed', compute: (call, user) => (user ? licenseDetails(call.tenant, user) : []) },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/user-list-licensedetails'],
  }),
];
