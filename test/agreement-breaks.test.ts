import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENROLLMENT_TYPES, type EnrollmentType } from '../src/intune/enrollment/types.ts';
import { applyPolicy } from '../src/scenario/policies.ts';
import { scenarioSchema } from '../src/scenario/schema.ts';
import { createWorld } from '../src/scenario/world.ts';
import { assume, type Entity, SERVICES, type Tenant } from '../src/tenant/index.ts';
import { verifyTenant } from '../src/verify/index.ts';

/*
 * A tenant in which everything is in place, broken in up to three places at once: where one mistake hides another, or makes up for it, what
 * verify says and what a phone lives through must still be the same.
 */

const RUNS = Number(process.env['AGREEMENT_RUNS'] ?? 300);
const SEED = Number(process.env['AGREEMENT_SEED'] ?? 1);
const USER = 'priya.raman@contoso.com';
const ENROLLMENT = 'd4ebce55-015a-49b5-a083-c84d1797ae8c';
const by = SERVICES.seed;

const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const COMPLIANCE = 'deviceManagement/deviceCompliancePolicies';
const APPS = 'deviceAppManagement/mobileApps';
const PROFILES = 'deviceManagement/depOnboardingSettings/enrollmentProfiles';
const OWN_PROFILES = 'deviceManagement/appleUserInitiatedEnrollmentProfiles';
const RESTRICTIONS = 'deviceManagement/deviceEnrollmentConfigurations';
const EVERYBODY = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };

type Break = (tenant: Tenant) => void;

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
  change(CONFIGURATIONS, ({ iosSingleSignOnExtension: known }) => ({
    iosSingleSignOnExtension: { ...(known as object), ...patch(known as Record<string, unknown>) },
  }));

/** Changes the pair with that key, if nobody has changed its key before. */
const pair = (key: string, patch: object): Break =>
  extension(({ configurations }) => ({
    configurations: (configurations as { key: string }[]).map((each) =>
      each.key === key ? { ...each, ...patch } : each,
    ),
  }));

const add = (key: string, value: string): Break =>
  extension(({ configurations }) => ({
    configurations: [
      ...(configurations as object[]),
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
    const filter = `filter-${rule.length}`;
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
  (app: string, grantControls: object): Break =>
  (tenant) => {
    const id = `${app}-${JSON.stringify(grantControls)}`;
    insert(tenant, 'identity/conditionalAccess/policies', {
      id,
      displayName: id,
      state: 'enabled',
      conditions: { users: { includeUsers: ['All'] }, applications: { includeApplications: [app] } },
      grantControls: { operator: 'OR', ...grantControls },
    });
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

const KEY = 'device_registration';
const BROWSER = 'browser_sso_interaction_enabled';

const BREAKS: Readonly<Record<string, Break>> = {
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
  ssoExcluded: exclude(CONFIGURATIONS, 'Sales'),
  ssoElsewhere: toGroup(CONFIGURATIONS, 'IT'),
  ssoFilteredOut: filtered(CONFIGURATIONS, 'exclude', '(device.manufacturer -eq "Apple")'),
  ssoFilteredIn: filtered(CONFIGURATIONS, 'include', '(device.manufacturer -ne "Apple")'),
  ssoToDevices: aimed(CONFIGURATIONS, { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' }),
  ssoTwice(tenant) {
    for (const policy of all(tenant, CONFIGURATIONS)) {
      insert(tenant, CONFIGURATIONS, { ...policy, id: `${policy.id}-too` });
      const id = `${policy.id}-too-a`;
      insert(tenant, `${CONFIGURATIONS}/assignments`, { id, $parent: `${policy.id}-too`, target: EVERYBODY });
    }
  },
  complianceGone: remove(COMPLIANCE),
  complianceExcluded: exclude(COMPLIANCE, 'Sales'),
  complianceUnassigned: remove(`${COMPLIANCE}/assignments`),
  appUnassigned: remove(`${APPS}/assignments`),
  appOffered: change(`${APPS}/assignments`, () => ({ intent: 'available' })),
  appUninstalled: change(`${APPS}/assignments`, () => ({ intent: 'uninstall' })),
  appForDevices: change(`${APPS}/assignments`, ({ settings }) => ({
    settings: { ...(settings as object), useDeviceLicensing: true },
  })),
  appElsewhere: toGroup(APPS, 'IT'),
  appFromStore: change(APPS, () => ({ '@odata.type': '#microsoft.graph.iosStoreApp' })),
  locationTokenExpired: change('deviceAppManagement/vppTokens', () => ({
    expirationDateTime: '2025-01-01T00:00:00Z',
  })),
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
  withoutUser: setup({ requiresUserAuthentication: false }),
  platformBlocked: restrict({ platformBlocked: true }),
  personalBlocked: restrict({ personalDeviceEnrollmentBlocked: true }),
  versionBlocked: restrict({ osMinimumVersion: '99.0' }),
  offersAccountDriven: offer('accountDrivenUserEnrollment'),
  offersWeb: offer('webDeviceEnrollment'),
  accessNeedsCompliance: access('All', { builtInControls: ['compliantDevice'] }),
  enrollmentNeedsCompliance: access(ENROLLMENT, { builtInControls: ['compliantDevice'] }),
  enrollmentNeedsFactor: access(ENROLLMENT, { builtInControls: ['mfa'] }),
  enrollmentNeedsKey: access(ENROLLMENT, {
    authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' },
  }),
  firstFails: (tenant) => void assume(tenant, { firstRegistration: 'failsOnce' }),
  lastProfileWins: (tenant) => void assume(tenant, { twoSsoProfiles: 'lastReplaces' }),
  noProfileWins: (tenant) => void assume(tenant, { twoSsoProfiles: 'neither' }),
  redirectRegisters: (tenant) => void assume(tenant, { redirectTypeRegisters: 'yes' }),
  listNotDelivered: (tenant) => void assume(tenant, { appListDelivery: 'notDelivered' }),
  enrollmentRuleBlocks: (tenant) => void assume(tenant, { deviceRuleAtEnrollment: 'blocks' }),
};

const POLICIES = [{ use: 'sso-extension' }, { use: 'compliance' }, { use: 'authenticator' }];

/** What verify says of the tenant and what a phone in it comes to. */
function both(breaks: readonly string[], enrollmentType: EnrollmentType, app: string) {
  const { given } = scenarioSchema.parse({ name: 'x', given: { policies: POLICIES }, devices: {}, then: {} });
  const world = createWorld(given, 1);
  for (const policy of given.policies) applyPolicy(world, policy);
  for (const name of breaks) BREAKS[name]?.(world.tenant);
  const device = world.simulation.create({ user: USER, enrollmentType, passcode: false });
  const judged = verifyTenant(world.tenant, { user: USER, enrollment: enrollmentType, firstApp: app })
    .enrollments[0];
  world.simulation.act(device.id, { do: 'enroll' });
  world.simulation.act(device.id, { do: 'signIn', app });
  return {
    foretold: { registers: judged?.registers, remediates: judged?.remediates },
    lived: {
      registers: world.simulation.get(device.id).registeredBy === 'justInTime',
      remediates: world.simulation.trace(device.id).some(({ step }) => step === 'JITRemediationStarted'),
    },
  };
}

describe('a tenant that is broken', () => {
  const apps = ['Microsoft Teams', 'com.contoso.workapp', 'Safari', 'Google Chrome'];

  it.each(Object.keys(BREAKS))('in one place comes out as verify says: %s', (name) => {
    const { foretold, lived } = both([name], 'webDeviceEnrollment', 'Microsoft Teams');
    expect(foretold).toEqual(lived);
  });

  it('in up to three places comes out as verify says', () => {
    const mistakes = fc.uniqueArray(fc.constantFrom(...Object.keys(BREAKS)), { maxLength: 3 });
    const app = fc.oneof({ weight: 3, arbitrary: fc.constant('Microsoft Teams') }, fc.constantFrom(...apps));
    fc.assert(
      fc.property(
        mistakes,
        fc.constantFrom(...ENROLLMENT_TYPES.map((each) => each.type)),
        app,
        (breaks, type, first) => {
          const { foretold, lived } = both(breaks, type, first);
          expect(foretold).toEqual(lived);
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
