import { renderPlist } from '../../src/intune/plist.ts';
import { assume, type Entity, SERVICES, type Tenant } from '../../src/tenant/index.ts';
import { choice } from './catalog.ts';

const by = SERVICES.seed;
/** The application id of Microsoft Intune Enrollment. */
const ENROLLMENT = 'd4ebce55-015a-49b5-a083-c84d1797ae8c';

const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const COMPLIANCE = 'deviceManagement/deviceCompliancePolicies';
const CATALOG_COMPLIANCE = 'deviceManagement/compliancePolicies';
const APPS = 'deviceAppManagement/mobileApps';
const PROFILES = 'deviceManagement/depOnboardingSettings/enrollmentProfiles';
const OWN_PROFILES = 'deviceManagement/appleUserInitiatedEnrollmentProfiles';
const RESTRICTIONS = 'deviceManagement/deviceEnrollmentConfigurations';
const EVERYBODY = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };

export type Break = (tenant: Tenant) => void;

const all = (tenant: Tenant, set: string) => [...tenant.collection(set)];

/** Changes every entity of a set. */
const change =
  (set: string, patch: (entity: Entity) => object): Break =>
  (tenant) => {
    for (const entity of all(tenant, set)) tenant.collection(set).update(entity.id, patch(entity), by);
  };

const remove =
  (set: string): Break =>
  (tenant) => {
    for (const { id } of all(tenant, set)) tenant.collection(set).remove(id, by);
  };

const insert = (tenant: Tenant, set: string, entity: Entity): void => {
  if (!tenant.collection(set).get(entity.id)) tenant.collection(set).insert(entity, by);
};

const extension = (patch: (extension: Record<string, unknown>) => object): Break =>
  change(CONFIGURATIONS, ({ iosSingleSignOnExtension: known }) =>
    known
      ? {
          iosSingleSignOnExtension: { ...(known as object), ...patch(known as Record<string, unknown>) },
        }
      : {},
  );

/** Makes the compliance policies such of the settings catalog, assigned as they were, that demand a passcode. */
function moveToCatalog(tenant: Tenant): void {
  const required = 'ios_systemsecurity_passcoderequired';
  const settingInstance = choice(required, `${required}_true`);
  for (const { id } of all(tenant, COMPLIANCE)) {
    const $settings = [{ id: '0', settingInstance }];
    insert(tenant, CATALOG_COMPLIANCE, { id, name: 'Catalog', platforms: 'iOS', $settings } as Entity);
    for (const row of all(tenant, `${COMPLIANCE}/assignments`))
      if (row['$parent'] === id) insert(tenant, `${CATALOG_COMPLIANCE}/assignments`, row);
  }
  remove(`${COMPLIANCE}/assignments`)(tenant);
  remove(COMPLIANCE)(tenant);
}

/** Changes the pair with that key, if nobody has changed its key before. */
const pair = (key: string, patch: object): Break =>
  extension(({ configurations }) => ({
    configurations: ((configurations ?? []) as { key: string }[]).map((each) =>
      each.key === key ? { ...each, ...patch } : each,
    ),
  }));

const add = (key: string, value: string): Break =>
  extension(({ configurations }) => ({
    configurations: [
      ...((configurations ?? []) as object[]),
      { '@odata.type': '#microsoft.graph.keyStringValuePair', key, value },
    ],
  }));

const aimed = (set: string, target: object): Break => change(`${set}/assignments`, () => ({ target }));
const toGroup =
  (set: string, name: string): Break =>
  (tenant) => {
    const groupId = tenant.collection('groups').where('displayName', name)[0]?.id;
    aimed(set, { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId })(tenant);
  };
const exclude =
  (set: string, name: string): Break =>
  (tenant) => {
    const groupId = tenant.collection('groups').where('displayName', name)[0]?.id ?? '';
    const target = { '@odata.type': '#microsoft.graph.exclusionGroupAssignmentTarget', groupId };
    for (const { id } of all(tenant, set))
      insert(tenant, `${set}/assignments`, { id: `${id}-not-${name}`, $parent: id, target });
  };

const filtered =
  (set: string, mode: string, rule: string): Break =>
  (tenant) => {
    const filter = `filter-${rule.toLowerCase()}`;
    insert(tenant, 'deviceManagement/assignmentFilters', {
      id: filter,
      displayName: filter,
      platform: 'iOS',
      rule,
    });
    change(`${set}/assignments`, ({ target }) => ({
      target: {
        ...(target as object),
        deviceAndAppManagementAssignmentFilterId: filter,
        deviceAndAppManagementAssignmentFilterType: mode,
      },
    }))(tenant);
  };

const restrict =
  (iosRestriction: object): Break =>
  (tenant) => {
    const id = JSON.stringify(iosRestriction);
    const type = '#microsoft.graph.deviceEnrollmentPlatformRestrictionsConfiguration';
    insert(tenant, RESTRICTIONS, { '@odata.type': type, id, displayName: id, priority: 1, iosRestriction });
    insert(tenant, `${RESTRICTIONS}/assignments`, { id: `${id}-a`, $parent: id, target: EVERYBODY });
  };

const access =
  (app: string, grantControls: object, conditions: object = {}): Break =>
  (tenant) => {
    const id = `${app}-${JSON.stringify({ grantControls, conditions })}`;
    insert(tenant, 'identity/conditionalAccess/policies', {
      id,
      displayName: id,
      state: 'enabled',
      conditions: {
        users: { includeUsers: ['All'] },
        applications: { includeApplications: [app] },
        ...conditions,
      },
      grantControls: { operator: 'OR', ...grantControls },
    });
  };

/** A block with a filter for devices. */
const filteredAccess = (mode: 'include' | 'exclude', rule: string, app = 'All') =>
  access(app, { builtInControls: ['block'] }, { devices: { deviceFilter: { mode, rule } } });

/** An app protection policy for everybody, for one app or a group of them. */
const protect =
  (app: string, more: object = {}): Break =>
  (tenant) => {
    const set = 'deviceAppManagement/managedAppPolicies';
    const id = `protects-${app}-${Object.keys(more)}`;
    const type = '#microsoft.graph.iosManagedAppProtection';
    const appGroupType = app.includes('.') ? 'selectedPublicApps' : app;
    insert(tenant, set, { '@odata.type': type, id, displayName: id, appGroupType, ...more });
    insert(tenant, `${set}/assignments`, { id: `${id}-a`, $parent: id, target: EVERYBODY });
    const mobileAppIdentifier = { '@odata.type': '#microsoft.graph.iosMobileAppIdentifier', bundleId: app };
    if (app.includes('.'))
      insert(tenant, `${set}/apps`, { id: `${id}-app`, $parent: id, mobileAppIdentifier });
  };

/** Assigns an app that the tenant has to everybody. */
const give =
  (bundleId: string, intent: string): Break =>
  (tenant) => {
    const app = all(tenant, APPS).find((each) => each['bundleId'] === bundleId);
    const id = `${bundleId}-${intent}`;
    insert(tenant, `${APPS}/assignments`, { id, $parent: app?.id ?? '', intent, target: EVERYBODY });
  };

const offer =
  (defaultEnrollmentType: string): Break =>
  (tenant) => {
    const id = defaultEnrollmentType;
    insert(tenant, OWN_PROFILES, {
      id,
      displayName: id,
      platform: 'iOS',
      priority: 0,
      defaultEnrollmentType,
    });
    insert(tenant, `${OWN_PROFILES}/assignments`, { id: `${id}-a`, $parent: id, target: EVERYBODY });
  };

/** Of the enrollment profile that devices get when nobody assigns them one; there is one for each other way. */
const setup = (patch: object) => change(PROFILES, ({ isDefault }) => (isDefault ? patch : {}));

/** Another SSO policy for everybody, before or behind the one that there is. */
const another = (place: 'before' | 'behind', extension: object) =>
  policy(place, '#microsoft.graph.iosDeviceFeaturesConfiguration', { iosSingleSignOnExtension: extension });

const policy =
  (place: 'before' | 'behind', type: string, content: object): Break =>
  (tenant) => {
    const policies = tenant.collection(CONFIGURATIONS);
    const known = place === 'before' ? [...policies] : [];
    for (const { id } of known) policies.remove(id, by);
    // The same may be there before and behind.
    const id = `${place}-${JSON.stringify(content)}`;
    insert(tenant, CONFIGURATIONS, { '@odata.type': type, id, displayName: id, ...content });
    insert(tenant, `${CONFIGURATIONS}/assignments`, { id: `${id}-a`, $parent: id, target: EVERYBODY });
    for (const policy of known) policies.insert(policy, by);
  };

const redirect = (extensionIdentifier: string, ...urlPrefixes: string[]) => ({
  '@odata.type': '#microsoft.graph.iosRedirectSingleSignOnExtension',
  extensionIdentifier,
  urlPrefixes,
});

/** A profile that somebody has made and uploaded. */
const uploaded = (place: 'before' | 'behind', ...URLs: string[]) => {
  const sso = { PayloadType: 'com.apple.extensiblesso', ExtensionIdentifier: MICROSOFT_EXTENSION };
  const ExtensionData = { device_registration: '{{DEVICEREGISTRATION}}' };
  const PayloadContent = [{ ...sso, Type: 'Redirect', URLs, ExtensionData }];
  const payload = btoa(renderPlist({ PayloadType: 'Configuration', PayloadContent }));
  return policy(place, '#microsoft.graph.iosCustomConfiguration', { payload });
};

const DYNAMIC_DEVICES = 'iPhones and iPads (dynamic devices)';
const KEY = 'device_registration';
const BROWSER = 'browser_sso_interaction_enabled';
const MICROSOFT_EXTENSION = 'com.microsoft.azureauthenticator.ssoextension';

/** One mistake each, by name: what it changes in a tenant in which everything is in place. */
export const BREAKS: Readonly<Record<string, Break>> = {
  keySpace: pair(KEY, { key: `${KEY} ` }),
  keyCase: pair(KEY, { key: 'Device_Registration' }),
  valueSpace: pair(KEY, { value: ' {{DEVICEREGISTRATION}}' }),
  valueMixed: pair(KEY, { value: '{{DeviceRegistration}}' }),
  valueLower: pair(KEY, { value: '{{deviceregistration}}' }),
  keyType: pair(KEY, { '@odata.type': '#microsoft.graph.keyIntegerValuePair', value: 1 }),
  keyTwice: add(KEY, '{{DEVICEREGISTRATION}}'),
  browserSpace: pair(BROWSER, { key: ` ${BROWSER}` }),
  browserOff: pair(BROWSER, { value: 0 }),
  browserText: pair(BROWSER, { '@odata.type': '#microsoft.graph.keyStringValuePair', value: '1' }),
  noPairs: extension(() => ({ configurations: [] })),
  emptyList: extension(() => ({ bundleIdAccessControlList: [] })),
  microsoftInList: extension(() => ({ bundleIdAccessControlList: ['com.microsoft.Office.Outlook'] })),
  blockList: add('AppBlockList', 'com.contoso.workapp'),
  prefix: add('AppPrefixAllowList', 'com.contoso.'),
  sharedDeviceMode: extension(() => ({ enableSharedDeviceMode: true })),
  redirect: extension(() => ({
    '@odata.type': '#microsoft.graph.iosRedirectSingleSignOnExtension',
    extensionIdentifier: 'com.microsoft.azureauthenticator.ssoextension',
    urlPrefixes: ['https://login.microsoftonline.com'],
  })),
  ssoGone: remove(CONFIGURATIONS),
  ssoUnassigned: remove(`${CONFIGURATIONS}/assignments`),
  ssoExcluded: exclude(CONFIGURATIONS, 'IT'),
  ssoElsewhere: toGroup(CONFIGURATIONS, 'Sales'),
  ssoFilteredOut: filtered(CONFIGURATIONS, 'exclude', '(device.manufacturer -eq "Apple")'),
  ssoFilteredIn: filtered(CONFIGURATIONS, 'include', '(device.manufacturer -ne "Apple")'),
  ssoNotRooted: filtered(CONFIGURATIONS, 'include', '(device.isRooted -eq "False")'),
  complianceRootedUnknown: filtered(COMPLIANCE, 'include', '(device.isRooted -eq "Unknown")'),
  ssoWithoutProfileName: filtered(CONFIGURATIONS, 'include', '(device.enrollmentProfileName -eq null)'),
  complianceByProfileName: filtered(COMPLIANCE, 'include', '(device.enrollmentProfileName -ne null)'),
  complianceForCorporate: filtered(COMPLIANCE, 'exclude', '(device.deviceOwnership -eq "Personal")'),
  ssoToDynamicDevices: toGroup(CONFIGURATIONS, DYNAMIC_DEVICES),
  complianceToDynamicDevices: toGroup(COMPLIANCE, DYNAMIC_DEVICES),
  appToDynamicDevices: toGroup(APPS, DYNAMIC_DEVICES),
  complianceToDynamicWithin(tenant) {
    const [dynamic] = tenant.collection('groups').where('displayName', DYNAMIC_DEVICES);
    insert(tenant, 'groups', { id: 'around', displayName: 'Around' });
    tenant.links('groups/members').link('around', dynamic?.id ?? '', by);
    toGroup(COMPLIANCE, 'Around')(tenant);
  },
  /** Of everything two: the first for others, the second for a group that fills later. */
  lateAndElsewhere(tenant) {
    for (const set of [CONFIGURATIONS, COMPLIANCE, APPS]) {
      toGroup(set, 'Sales')(tenant);
      const [dynamic] = tenant.collection('groups').where('displayName', DYNAMIC_DEVICES);
      const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: dynamic?.id };
      for (const entity of all(tenant, set)) {
        const id = `${entity.id}-late`;
        insert(tenant, set, { ...entity, id });
        insert(tenant, `${set}/assignments`, { id: `${id}-a`, $parent: id, intent: 'required', target });
      }
    }
  },
  complianceForOldOs: change(COMPLIANCE, () => ({ osMaximumVersion: '14.8' })),
  ssoToDevices: aimed(CONFIGURATIONS, { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' }),
  ssoTwice(tenant) {
    for (const policy of all(tenant, CONFIGURATIONS)) {
      insert(tenant, CONFIGURATIONS, { ...policy, id: `${policy.id}-too` });
      const id = `${policy.id}-too-a`;
      insert(tenant, `${CONFIGURATIONS}/assignments`, { id, $parent: `${policy.id}-too`, target: EVERYBODY });
    }
  },
  typeOfMac: extension(() => ({ '@odata.type': '#microsoft.graph.macOSAzureAdSingleSignOnExtension' })),
  addressesLeftOver: extension(() => ({ urlPrefixes: ['https://login.microsoftonline.com/common'] })),
  redirectBefore: another('before', redirect('com.contoso.sso', 'HTTPS://login.MicrosoftOnline.com/')),
  redirectBehind: another('behind', redirect('com.contoso.sso', 'https://STS.windows.net')),
  redirectForNothing: another('before', redirect(MICROSOFT_EXTENSION)),
  redirectForAnother: another('before', redirect(MICROSOFT_EXTENSION, 'https://login.microsoftonline.us')),
  kerberosBefore: another('before', {
    '@odata.type': '#microsoft.graph.iosKerberosSingleSignOnExtension',
    realm: 'CONTOSO.COM',
    domains: ['login.microsoftonline.com'],
  }),
  uploadedBefore: uploaded('before', 'https://login.microsoftonline.com'),
  uploadedBehind: uploaded('behind', 'https://login.microsoftonline.com'),
  uploadedForAnother: uploaded('before', 'https://login.microsoftonline.us'),
  browserReal: pair(BROWSER, { '@odata.type': '#microsoft.graph.keyRealValuePair', value: 0 }),
  complianceGone: remove(COMPLIANCE),
  complianceInCatalog: moveToCatalog,
  complianceInInferredCatalog(tenant) {
    moveToCatalog(tenant);
    assume(tenant, { catalogCompliance: 'inferred' });
  },
  complianceExcluded: exclude(COMPLIANCE, 'IT'),
  complianceUnassigned: remove(`${COMPLIANCE}/assignments`),
  appUnassigned: remove(`${APPS}/assignments`),
  appOffered: change(`${APPS}/assignments`, () => ({ intent: 'available' })),
  appUninstalled: change(`${APPS}/assignments`, () => ({ intent: 'uninstall' })),
  appForDevices: change(`${APPS}/assignments`, ({ settings }) => ({
    settings: { ...(settings as object), useDeviceLicensing: true },
  })),
  appElsewhere: toGroup(APPS, 'Sales'),
  appFromStore: change(APPS, () => ({ '@odata.type': '#microsoft.graph.iosStoreApp' })),
  appWithSpace: change(APPS, ({ bundleId }) => ({ bundleId: `${bundleId} ` })),
  locationTokenExpired: change('deviceAppManagement/vppTokens', () => ({
    expirationDateTime: '2025-01-01T00:00:00Z',
  })),
  disabled: change('users', () => ({ accountEnabled: false })),
  notLicensed: change('users', () => ({ assignedLicenses: [] })),
  noPushCertificate: remove('deviceManagement/applePushNotificationCertificate'),
  pushCertificateExpired: change('deviceManagement/applePushNotificationCertificate', () => ({
    expirationDateTime: '2025-01-01T00:00:00Z',
  })),
  enrollmentTokenExpired: change('deviceManagement/depOnboardingSettings', () => ({
    tokenExpirationDateTime: '2025-01-01T00:00:00Z',
  })),
  legacySetup: setup({ configurationWebUrl: false }),
  companyPortalSetup: setup({ enableAuthenticationViaCompanyPortal: true }),
  otherDefault(tenant) {
    const profile = all(tenant, PROFILES).find(
      ({ enableAuthenticationViaCompanyPortal }) => enableAuthenticationViaCompanyPortal,
    );
    change('deviceManagement/depOnboardingSettings', () => ({
      defaultIosEnrollmentProfile: profile?.id,
    }))(tenant);
  },
  withoutUser: setup({ requiresUserAuthentication: false }),
  platformBlocked: restrict({ platformBlocked: true }),
  personalBlocked: restrict({ personalDeviceEnrollmentBlocked: true }),
  versionBlocked: restrict({ osMinimumVersion: '99.0' }),
  offersAccountDriven: offer('accountDrivenUserEnrollment'),
  offersWeb: offer('webDeviceEnrollment'),
  accessNeedsCompliance: access('All', { builtInControls: ['compliantDevice'] }),
  accessBlocked: access('All', { builtInControls: ['block'] }),
  otherPlacesBlocked: access(
    'All',
    { builtInControls: ['block'] },
    { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
  ),
  legacyAccessBlocked: access('All', { builtInControls: ['block'] }, { clientAppTypes: ['other'] }),
  browsersBlocked: access('Office365', { builtInControls: ['block'] }, { clientAppTypes: ['browser'] }),
  allBrowsersBlocked: access('All', { builtInControls: ['block'] }, { clientAppTypes: ['browser'] }),
  adminPortalsBlocked: access('MicrosoftAdminPortals', { builtInControls: ['block'] }),
  intuneBlocked: access('0000000a-0000-0000-c000-000000000000', { builtInControls: ['block'] }),
  allButOfficeBlocked: access(
    'All',
    { builtInControls: ['block'] },
    { applications: { includeApplications: ['All'], excludeApplications: ['Office365', ENROLLMENT] } },
  ),
  allButOfficeAndIntuneBlocked: access(
    'All',
    { builtInControls: ['block'] },
    {
      applications: {
        includeApplications: ['All'],
        excludeApplications: ['Office365', ENROLLMENT, '0000000a-0000-0000-c000-000000000000'],
      },
    },
  ),
  insidersBlocked: access('All', { builtInControls: ['block'] }, { insiderRiskLevels: 'elevated' }),
  guestsBlocked: access(
    'All',
    { builtInControls: ['block'] },
    {
      users: {
        includeUsers: ['None'],
        includeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'internalGuest,b2bCollaborationGuest' },
      },
    },
  ),
  domainOrTerms: access('All', { builtInControls: ['domainJoinedDevice'], termsOfUse: ['terms'] }),
  accessNeedsDomain: access('Office365', { builtInControls: ['domainJoinedDevice'] }),
  enrollmentNeedsDomain: access(ENROLLMENT, { builtInControls: ['domainJoinedDevice'] }),
  enrollmentNeedsCompliance: access(ENROLLMENT, { builtInControls: ['compliantDevice'] }),
  enrollmentNeedsFactor: access(ENROLLMENT, { builtInControls: ['mfa'] }),
  unregisteredBlocked: filteredAccess('include', 'device.trustType -ne "Workplace"'),
  incompliantBlocked: filteredAccess('exclude', 'device.isCompliant -eq True'),
  registeredButIncompliantBlocked: filteredAccess(
    'include',
    'device.trustType -eq "Workplace" -and device.isCompliant -ne True',
  ),
  personalBlockedByFilter: filteredAccess('include', 'device.deviceOwnership -eq "Personal"'),
  compliantBlocked: filteredAccess('include', 'device.isCompliant -eq True'),
  otherModelsBlocked: filteredAccess('exclude', '(device.model -startsWith "iPad")'),
  profileBlocked: filteredAccess('include', 'device.enrollmentProfileName -ne null'),
  iPhonesSpared: filteredAccess('exclude', 'device.operatingSystem -in ["IPhone", "iPad"]', ENROLLMENT),
  androidBlocked: filteredAccess('include', 'device.operatingSystem -startsWith "Android"'),
  markedSpared: filteredAccess('exclude', 'device.extensionAttribute1 -eq "SAW"', 'Office365'),
  unreadableFilter: filteredAccess('include', 'device.model -like "iPhone"'),
  appsMustBeProtected: access('All', { builtInControls: ['compliantApplication'] }),
  appsMustBeApproved: access('All', { builtInControls: ['approvedApplication'] }),
  protectedOrCompliant: access('Office365', { builtInControls: ['compliantApplication', 'compliantDevice'] }),
  teamsProtected: protect('com.microsoft.skype.teams'),
  outlookProtected: protect('com.microsoft.Office.Outlook'),
  coreAppsProtected: protect('allCoreMicrosoftApps'),
  unmanagedProtected: protect('allCoreMicrosoftApps', { targetedAppManagementLevels: 'unmanaged' }),
  outlookAssigned: give('com.microsoft.Office.Outlook', 'required'),
  edgeOffered: give('com.microsoft.msedge', 'available'),
  workAppAssigned: give('com.contoso.workapp', 'required'),
  registrationBlocked: access(
    'None',
    { builtInControls: ['block'] },
    { applications: { includeUserActions: ['urn:user:registerdevice'] } },
  ),
  enrollmentNeedsKey: access(ENROLLMENT, {
    authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' },
  }),
  firstFails: (tenant) => void assume(tenant, { firstRegistration: 'failsOnce' }),
  firstFailsForAnother(tenant) {
    assume(tenant, { firstRegistration: 'failsOnce' });
    const times = { enrolledDateTime: '2026-01-01T00:00:00Z', lastSyncDateTime: '2026-01-01T00:00:00Z' };
    const device = { deviceName: 'First', model: 'iPhone 15', osVersion: '18.5', complianceState: 'unknown' };
    insert(tenant, 'deviceManagement/managedDevices', { id: 'first', ...device, ...times });
  },
  lastProfileWins: (tenant) => void assume(tenant, { twoSsoProfiles: 'lastReplaces' }),
  noProfileWins: (tenant) => void assume(tenant, { twoSsoProfiles: 'neither' }),
  redirectRegisters: (tenant) => void assume(tenant, { redirectTypeRegisters: 'yes' }),
  listNotDelivered: (tenant) => void assume(tenant, { appListDelivery: 'notDelivered' }),
  enrollmentRuleBlocks: (tenant) => void assume(tenant, { deviceRuleAtEnrollment: 'blocks' }),
};
