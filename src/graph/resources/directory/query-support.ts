// Which properties of directory objects can be filtered and sorted by, and what that takes. The tables of "Advanced query
// capabilities on Microsoft Entra ID objects" (https://learn.microsoft.com/graph/aad-advanced-queries), joined by "Supports
// $filter (…)" in the descriptions of the properties [documented].

/** `default`: always. `advanced`: with `ConsistencyLevel: eventual` and `$count=true` only. */
export type Support = 'default' | 'advanced';

export interface FilterSupport {
  /** `eq` and `in`; with advanced queries `ne` and `not` too. */
  readonly eq: Support | undefined;
  readonly startsWith: Support | undefined;
  /** `ge` and `le`; of a text that can be compared with `eq` too. */
  readonly order: Support | undefined;
  /** `eq null`. */
  readonly nothing: Support | undefined;
}

/** Lines of `<eq><startsWith><ge/le><eq null> properties`: d default, a advanced, - not at all. */
const FILTERS: Readonly<Record<string, string>> = {
  administrativeUnit: `
aa-a description
dd-a displayName
d--- id isMemberManagementRestricted membershipRuleProcessingState
dd-- membershipRule`,
  application: `
d--- appId disabledByMicrosoftStatus id isDeviceOnlyAuthSupported isFallbackPublicClient signInAudience
d--a applicationTemplateId
d-da createdDateTime
d-d- deletedDateTime
aa-a description notes serviceManagementReference verifiedPublisher/displayName web/homePageUrl info/logoUrl
aa-a info/termsOfServiceUrl
dd-a displayName
aa-- federatedIdentityCredentials/issuer federatedIdentityCredentials/name federatedIdentityCredentials/subject
aa-- publicClient/redirectUris spa/redirectUris web/redirectUris
dd-- identifierUris publisherDomain tags uniqueName
a--- requiredResourceAccess/resourceAppId keyCredentials/keyId`,
  contract: `
d--- customerId id
dd-- defaultDomainName displayName`,
  device: `
d--- accountEnabled alternativeSecurityIds/type id isCompliant isManaged profileType trustType
aa-- alternativeSecurityIds/identityProvider
d-da approximateLastSignInDateTime
aa-a deviceCategory enrollmentProfileName extensionAttributes manufacturer model
dd-- deviceId hostnames physicalIds
a--a deviceOwnership isRooted managementType
dd-a displayName mdmAppId operatingSystem operatingSystemVersion
d-d- onPremisesLastSyncDateTime deletedDateTime
a-aa registrationDateTime createdDateTime
d--a onPremisesSecurityIdentifier onPremisesSyncEnabled`,
  directoryRole: `
d--- id roleTemplateId
aa-a description
da-a displayName`,
  group: `
d--- assignedLicenses/skuId createdByAppId groupTypes id isAssignableToRole mailEnabled membershipRuleProcessingState
d--- onPremisesProvisioningErrors/category onPremisesProvisioningErrors/propertyCausingError securityEnabled
d--- resourceBehaviorOptions resourceProvisioningOptions
d--d hasMembersWithLicenseErrors
dd-- classification infoCatalogs membershipRule proxyAddresses uniqueName
a-a- expirationDateTime
aa-a description preferredLanguage
dd-a displayName mail mailNickname
aa-- onPremisesSamAccountName
d-d- onPremisesLastSyncDateTime renewedDateTime deletedDateTime
d--a onPremisesSecurityIdentifier onPremisesSyncEnabled`,
  orgContact: `
aa-a companyName
dd-a department displayName givenName jobTitle mail mailNickname surname
d--- id manager/id onPremisesProvisioningErrors/category onPremisesProvisioningErrors/propertyCausingError
d-d- onPremisesLastSyncDateTime
d--a onPremisesSyncEnabled
dd-- proxyAddresses`,
  servicePrincipal: `
d--- accountEnabled disabledByMicrosoftStatus id preferredSingleSignOnMode remoteDesktopSecurityConfiguration/id
d--- servicePrincipalType
d--a applicationTemplateId
dd-- alternativeNames appId publisherName servicePrincipalNames tags
a--- appOwnerOrganizationId appRoleAssignmentRequired createdObjects/id keyCredentials/keyId
aa-a description homepage notes verifiedPublisher/displayName info/logoUrl info/termsOfServiceUrl
dd-a displayName
aa-- federatedIdentityCredentials/issuer federatedIdentityCredentials/name federatedIdentityCredentials/subject
d-d- preferredTokenSigningKeyEndDateTime
a-a- createdDateTime deletedDateTime`,
  user: `
d--- accountEnabled ageGroup assignedLicenses/skuId consentProvidedForMinor creationType externalUserState id
d--- cloudRealtimeCommunicationInfo/isSipEnabled isLicenseReconciliationNeeded isResourceAccount onPremisesImmutableId
d--- onPremisesProvisioningErrors/category onPremisesProvisioningErrors/propertyCausingError
a--- assignedPlans/capabilityStatus assignedPlans/servicePlanId authorizationInfo/certificateUserIds createdObjects/id
a--- provisionedPlans/provisioningStatus onPremisesSipInfo/isSipEnabled externalUserStateChangeDateTime
aa-- assignedPlans/service businessPhones employeeOrgData/costCenter employeeOrgData/division employeeType
aa-- onPremisesSamAccountName provisionedPlans/service
dd-a city country department displayName employeeId givenName jobTitle mail mailNickname state surname usageLocation
aa-a companyName faxNumber mobilePhone officeLocation onPremisesDistinguishedName postalCode preferredLanguage
aa-a onPremisesExtensionAttributes streetAddress
d-da createdDateTime
a-a- employeeHireDate employeeLeaveDateTime
d--d identities/issuer identities/issuerAssignedId identities/signInType
dd-- imAddresses infoCatalogs otherMails proxyAddresses onPremisesUserPrincipalName userPrincipalName
d-d- onPremisesLastSyncDateTime deletedDateTime
d--a onPremisesSecurityIdentifier onPremisesSyncEnabled userType
a--a passwordPolicies passwordProfile
d-d- signInActivity/lastSignInDateTime signInActivity/lastNonInteractiveSignInDateTime
d-d- signInActivity/lastSuccessfulSignInDateTime`,
};

/** Collections whose `$count` can be filtered by, in advanced queries. */
const COUNTS: Readonly<Record<string, string>> = {
  administrativeUnit: '',
  application: 'extensionProperties federatedIdentityCredentials owners createdOnBehalfOf',
  contract: '',
  device: 'physicalIds systemLabels',
  directoryRole: '',
  group: 'assignedLicenses onPremisesProvisioningErrors owners proxyAddresses',
  orgContact: 'onPremisesProvisioningErrors proxyAddresses',
  servicePrincipal: 'federatedIdentityCredentials ownedObjects owners',
  user: 'assignedLicenses onPremisesProvisioningErrors otherMails ownedDevices ownedObjects proxyAddresses',
};

/** What can be sorted by. */
const ORDERS: Readonly<Record<string, string>> = {
  administrativeUnit: 'a:createdDateTime a:deletedDateTime a:displayName',
  application: 'a:createdDateTime a:deletedDateTime a:displayName',
  contract: '',
  device: 'a:approximateLastSignInDateTime a:createdDateTime a:deletedDateTime a:displayName',
  directoryRole: '',
  group: 'a:createdDateTime a:deletedDateTime d:displayName',
  orgContact: 'a:createdDateTime a:displayName',
  servicePrincipal: 'a:createdDateTime a:deletedDateTime a:displayName',
  user: 'a:createdDateTime a:deletedDateTime d:displayName d:userPrincipalName',
};

/** The one way to ask for the end of a text. */
const ENDINGS = new Set(['mail', 'othermails', 'userprincipalname', 'proxyaddresses']);

/** What the directory can do with the properties of one type. Names are found in any case. */
export interface QuerySupport {
  readonly filters: ReadonlyMap<string, FilterSupport>;
  readonly counts: ReadonlySet<string>;
  readonly orders: ReadonlyMap<string, Support>;
}

const LEVELS: Readonly<Record<string, Support>> = { d: 'default', a: 'advanced' };

const words = (text = '') => text.split(' ').filter(Boolean);

const SUPPORT = new Map(Object.keys(FILTERS).map((type) => [type, supportOf(type)]));

/** Of a directory object's type (without `microsoft.graph.`); undefined for a type that the page says nothing of. */
export function querySupport(type: string): QuerySupport | undefined {
  // A set of mixed objects can do what any of them can.
  return type === 'directoryObject' ? mixedSupport() : SUPPORT.get(type);
}

/** Whether the end of a property's text can be asked for, in advanced queries. */
export function supportsEndsWith(property: string): boolean {
  return ENDINGS.has(property.toLowerCase());
}

function supportOf(type: string): QuerySupport {
  const filters = new Map<string, FilterSupport>();
  for (const line of (FILTERS[type] ?? '').trim().split('\n')) {
    const [code = '', ...names] = line.split(' ');
    const [eq, startsWith, order, nothing] = [...code].map((each) => LEVELS[each]);
    for (const name of names) filters.set(name.toLowerCase(), { eq, startsWith, order, nothing });
  }
  const orders = words(ORDERS[type]).map((each) => {
    const [level = '', name = ''] = each.split(':');
    return [name.toLowerCase(), LEVELS[level] ?? 'advanced'] as const;
  });
  const counts = words(COUNTS[type]).map((name) => name.toLowerCase());
  return { filters, counts: new Set(counts), orders: new Map(orders) };
}

let mixed: QuerySupport | undefined;

function mixedSupport(): QuerySupport {
  mixed ??= {
    filters: new Map([...SUPPORT.values()].flatMap(({ filters }) => [...filters])),
    counts: new Set([...SUPPORT.values()].flatMap(({ counts }) => [...counts])),
    orders: new Map([['displayname', 'advanced']]),
  };
  return mixed;
}
