import { assume } from '../../src/tenant/index.ts';
import {
  APPS,
  access,
  add,
  aimed,
  all,
  another,
  type Break,
  by,
  COMPLIANCE,
  CONFIGURATIONS,
  change,
  EVERYBODY,
  exclude,
  extension,
  filtered,
  filteredAccess,
  give,
  insert,
  MICROSOFT_EXTENSION,
  mail,
  moveToCatalog,
  offer,
  PROFILES,
  pair,
  protect,
  redirect,
  remove,
  restrict,
  setup,
  toGroup,
  uploaded,
} from './ways-to-break.ts';

/** The application id of Microsoft Intune Enrollment. */
const ENROLLMENT = 'd4ebce55-015a-49b5-a083-c84d1797ae8c';
const DYNAMIC_DEVICES = 'iPhones and iPads (dynamic devices)';
const KEY = 'device_registration';
const BROWSER = 'browser_sso_interaction_enabled';

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
  complianceUpTo18: change(COMPLIANCE, () => ({ osMaximumVersion: '18.0' })),
  ssoByOwnName: filtered(CONFIGURATIONS, 'include', '(device.deviceName -contains "iPhone")'),
  ssoByName: filtered(CONFIGURATIONS, 'include', '(device.deviceName -startsWith "Priya")'),
  ssoByGenericName: filtered(CONFIGURATIONS, 'include', '(device.deviceName -eq "iPhone")'),
  ssoByCategory: filtered(CONFIGURATIONS, 'include', '(device.deviceCategory -eq "Sales")'),
  complianceNotForTests: filtered(COMPLIANCE, 'exclude', '(device.deviceName -startsWith "TEST-")'),
  appByName: filtered(APPS, 'exclude', '(device.deviceName -contains "Priya")'),
  namedByTemplate: change(PROFILES, () => ({ deviceNameTemplate: 'CORP-{{SERIAL}}' })),
  ssoForCorporateNames: filtered(CONFIGURATIONS, 'include', '(device.deviceName -startsWith "CORP-")'),
  corporateNamesBlocked: filteredAccess('include', 'device.displayName -startsWith "CORP-"'),
  namesBlocked: filteredAccess('include', 'device.displayName -contains "Priya"'),
  unmarkedBlocked: filteredAccess(
    'include',
    'device.isCompliant -eq True -and device.extensionAttribute1 -ne "SAW"',
  ),
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
  mailDemanded: change(COMPLIANCE, () => ({ managedEmailProfileRequired: true })),
  mailForAll: mail(EVERYBODY),
  mailForOthers: mail('Sales'),
  mailLate: mail(DYNAMIC_DEVICES),
  mailToNobody: mail(),
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
