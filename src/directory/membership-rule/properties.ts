// What rules may say of users and devices. Names of rules are the old directory's; Graph calls many of them otherwise.
// [documented] https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership
import type { Entity, Tenant } from '../../tenant/index.ts';
import { type AssignedPlan, assignedPlans } from '../licensing/licenses.ts';
import type { Operator } from './rule.ts';

/** Whom a rule selects. */
export type RuleObject = 'user' | 'device';

/** What a property's values are, which says how they can be compared. `labels` are whole: no rule looks for a part of one. */
export type PropertyType = 'text' | 'boolean' | 'moment' | 'texts' | 'labels' | 'plans' | 'groups';

export interface RuleProperty {
  /** As a rule writes it: `user.department`, `assignedPlan.service`, `_`. */
  readonly path: string;
  readonly name: string;
  readonly type: PropertyType;
  /** What it can be compared by, where that is less than its type allows. */
  readonly operators?: readonly Operator[];
  /** The stored property that it follows from. */
  readonly stored: string;
  /** Of a user or device; of a property of elements: of an element. */
  readonly read: (subject: unknown, tenant: Tenant) => unknown;
}

type Reader = (subject: Entity, tenant: Tenant) => unknown;

function property(
  object: string,
  name: string,
  type: PropertyType,
  stored = name,
  read: Reader = (subject) => subject[stored],
): RuleProperty {
  return { path: `${object}.${name}`, name, type, stored, read: read as RuleProperty['read'] };
}

const first =
  (name: string): Reader =>
  (subject) =>
    (subject[name] as readonly unknown[] | undefined)?.[0];

/** `extensionAttribute1` to `15`, which Graph has in an object of their own. */
const extensionAttributes = (object: RuleObject, stored: string): RuleProperty[] =>
  Array.from({ length: 15 }, (_, index) => {
    const name = `extensionAttribute${index + 1}`;
    const read: Reader = (subject) => (subject[stored] as Record<string, unknown> | undefined)?.[name];
    return property(object, name, 'text', stored, read);
  });

const texts = (object: RuleObject, names: readonly string[]) =>
  names.map((name) => property(object, name, 'text'));

/** Texts that Graph has under another name. */
const renamed = (object: RuleObject, names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([name, stored]) => property(object, name, 'text', stored));

const USER: readonly RuleProperty[] = [
  property('user', 'accountEnabled', 'boolean'),
  property('user', 'dirSyncEnabled', 'boolean', 'onPremisesSyncEnabled'),
  property('user', 'employeeHireDate', 'moment'),
  ...texts('user', [
    'city',
    'companyName',
    'country',
    'department',
    'displayName',
    'employeeId',
    'givenName',
  ]),
  ...texts('user', ['jobTitle', 'mail', 'mailNickname', 'onPremisesDistinguishedName', 'passwordPolicies']),
  ...texts('user', ['onPremisesSecurityIdentifier', 'postalCode', 'preferredLanguage', 'state', 'surname']),
  ...texts('user', ['streetAddress', 'usageLocation', 'userPrincipalName', 'userType']),
  ...renamed('user', {
    facsimileTelephoneNumber: 'faxNumber',
    mobile: 'mobilePhone',
    objectId: 'id',
    physicalDeliveryOfficeName: 'officeLocation',
  }),
  property('user', 'sipProxyAddress', 'text', 'imAddresses', first('imAddresses')),
  property('user', 'telephoneNumber', 'text', 'businessPhones', first('businessPhones')),
  property('user', 'otherMails', 'texts'),
  property('user', 'proxyAddresses', 'texts'),
  property('user', 'assignedPlans', 'plans', 'assignedLicenses', (user, tenant) =>
    assignedPlans(tenant, user),
  ),
  property('user', 'memberOf', 'groups'),
  ...extensionAttributes('user', 'onPremisesExtensionAttributes'),
];

const DEVICE: readonly RuleProperty[] = [
  property('device', 'accountEnabled', 'boolean'),
  property('device', 'isRooted', 'boolean'),
  ...texts('device', ['deviceCategory', 'deviceId', 'deviceOwnership', 'displayName', 'managementType']),
  ...texts('device', ['enrollmentProfileName', 'profileType']),
  ...renamed('device', {
    deviceManagementAppId: 'mdmAppId',
    deviceManufacturer: 'manufacturer',
    deviceModel: 'model',
    deviceOSType: 'operatingSystem',
    deviceOSVersion: 'operatingSystemVersion',
    deviceTrustType: 'trustType',
    objectId: 'id',
  }),
  property('device', 'devicePhysicalIds', 'texts', 'physicalIds'),
  property('device', 'systemLabels', 'texts'),
  property('device', 'memberOf', 'groups'),
  ...extensionAttributes('device', 'extensionAttributes'),
];

const PLAN = (['capabilityStatus', 'service', 'servicePlanId'] as const).map((name) =>
  property('assignedPlan', name, 'text', name, (plan) => (plan as unknown as AssignedPlan)[name]),
);

/** [documented] property names are case sensitive; the same page, and practice, write them in any case. */
const byName = (properties: readonly RuleProperty[]) =>
  new Map(properties.map((each) => [each.name.toLowerCase(), each]));

const PROPERTIES = { user: byName(USER), device: byName(DEVICE), assignedplan: byName(PLAN) };

/** [documented] the custom extension properties of users: of an application, by its id without hyphens. */
const CUSTOM = /^extension_[0-9a-f]{32}_\w+$/i;

/** The property of that name; undefined when there is none that rules may use. */
export type PropertyLookup = (object: RuleObject | 'assignedplan', name: string) => RuleProperty | undefined;

/** Those of membership rules. */
export function propertyOf(object: RuleObject | 'assignedplan', name: string): RuleProperty | undefined {
  const known = PROPERTIES[object].get(name.toLowerCase());
  if (known || object !== 'user' || !CUSTOM.test(name)) return known;
  return property('user', name, 'text');
}

/** What stands for an element of a list of texts. */
export const ELEMENT: RuleProperty = {
  path: '_',
  name: '_',
  type: 'text',
  stored: '_',
  read: (element) => element,
};
