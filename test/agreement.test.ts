import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyPolicy } from '../src/scenario/policies.ts';
import type { Json } from '../src/scenario/schema/notation.ts';
import type { ScenarioPolicy } from '../src/scenario/schema/policies.ts';
import { scenarioSchema } from '../src/scenario/schema.ts';
import { createWorld } from '../src/scenario/world.ts';
import { SERVICES } from '../src/tenant/index.ts';
import { verifyTenant } from '../src/verify/index.ts';

/*
 * What the catalogue says of a tenant, without running time, and what a phone lives through in it must be the same. The
 * phone knows nothing of the catalogue: Intune builds its profile from the policy, and its SSO extension reads that.
 */

const BUNDLE_IDS = [
  'com.contoso.workapp',
  'com.microsoft.Office.Outlook',
  'com.microsoft.azureauthenticator',
  'com.fabrikam.notes',
];
const APPS = [
  'Microsoft Teams',
  'Microsoft Outlook',
  'com.contoso.workapp',
  'com.fabrikam.notes',
  'Google Chrome',
  'Safari',
];
const PROFILES = 'deviceManagement/depOnboardingSettings/enrollmentProfiles';
const USER = 'priya.raman@contoso.com';

const pairs: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(text('device_registration', '{{DEVICEREGISTRATION}}')) },
  { weight: 3, arbitrary: fc.constant(integer('browser_sso_interaction_enabled', 1)) },
  fc.constantFrom<Json>(
    text('device_registration ', '{{DEVICEREGISTRATION}}'),
    text(' device_registration', '{{DEVICEREGISTRATION}}'),
    text('device-registration', '{{DEVICEREGISTRATION}}'),
    text('Device_Registration', '{{DEVICEREGISTRATION}}'),
    text('device_registration', '{{DEVICEREGISTRATION}} '),
    text('device_registration', '{{deviceregistration}}'),
    text('device_registration', '{{DeviceRegistration}}'),
    text('device_registration', '{DEVICEREGISTRATION}'),
    text('device_registration', ''),
    integer('device_registration', 1),
    { '@odata.type': '#microsoft.graph.keyBooleanValuePair', key: 'device_registration', value: true },
    integer('browser_sso_interaction_enabled', 0),
    integer('browser_sso_interaction_enabled ', 1),
    text('browser_sso_interaction_enabled', '1'),
    text('browser_sso_interaction_enabled', ' 1'),
    text('AppPrefixAllowList', 'com.fabrikam.'),
    text('AppBlockList', 'com.contoso.workapp'),
    integer('Enable_SSO_On_All_ManagedApps', 1),
  ),
);

const assign = fc.oneof(
  { weight: 5, arbitrary: fc.constant('allUsers' as const) },
  fc.constantFrom<ScenarioPolicy['assign']>(
    'allDevices',
    'nobody',
    [{ group: 'IT' }],
    [{ group: 'Sales' }],
    ['allUsers', { excludeGroup: 'IT' }],
    ['allUsers', { excludeGroup: 'Sales' }],
    [{ group: 'All iPhone users' }, { group: 'Pilot – JIT' }],
  ),
);

const ssoPolicy = fc
  .record({
    configurations: fc.array(pairs, { minLength: 0, maxLength: 3 }),
    bundleIds: fc.subarray(BUNDLE_IDS),
    extension: fc.oneof(
      { weight: 8, arbitrary: fc.constant('iosAzureAdSingleSignOnExtension') },
      fc.constantFrom('iosRedirectSingleSignOnExtension', 'iosCredentialSingleSignOnExtension'),
    ),
    assign,
  })
  .map(
    ({ configurations, bundleIds, extension, assign }): ScenarioPolicy => ({
      use: 'sso-extension',
      set: { '/iosSingleSignOnExtension': extensionOf(extension, configurations, bundleIds) },
      assign,
    }),
  );

const compliance = fc.record({ use: fc.constant('compliance' as const), assign });
const authenticator = fc.record({
  use: fc.constant('authenticator' as const),
  assign,
  intent: fc.oneof(
    { weight: 5, arbitrary: fc.constant('required' as const) },
    fc.constantFrom('available' as const, 'uninstall' as const),
  ),
  licence: fc.oneof({ weight: 3, arbitrary: fc.constant('user' as const) }, fc.constant('device' as const)),
});

const ENROLLMENT = 'd4ebce55-015a-49b5-a083-c84d1797ae8c';
const conditionalAccess = fc
  .record({
    app: fc.constantFrom('All', 'Office365', ENROLLMENT),
    grantControls: fc.constantFrom<{ [key: string]: Json }>(
      { builtInControls: ['compliantDevice'] },
      { builtInControls: ['mfa'] },
      { authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' } },
    ),
  })
  .map(
    ({ app, grantControls }): ScenarioPolicy => ({
      in: 'identity/conditionalAccess/policies',
      create: {
        displayName: 'Access',
        state: 'enabled',
        conditions: { users: { includeUsers: ['All'] }, applications: { includeApplications: [app] } },
        grantControls: { operator: 'OR', ...grantControls },
      },
      assign: 'nobody',
      intent: 'required',
      licence: 'user',
    }),
  );

/** What kind of Setup Assistant the profile of automated enrollment has. */
const setupAssistant = fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  fc.constantFrom(
    { configurationWebUrl: false },
    { enableAuthenticationViaCompanyPortal: true },
    { requiresUserAuthentication: false },
    { requiresUserAuthentication: false, userlessSharedAadModeEnabled: true },
  ),
);

const several = <T>(arbitrary: fc.Arbitrary<T>, usually: number) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.array(arbitrary, { minLength: usually, maxLength: usually }) },
    fc.array(arbitrary, { minLength: 0, maxLength: 2 }),
  );

const story = fc.record({
  policies: fc
    .tuple(
      several(ssoPolicy, 1),
      several(compliance, 1),
      fc.oneof({ weight: 6, arbitrary: fc.tuple(authenticator) }, fc.constant([])),
      several(conditionalAccess, 0),
    )
    .map((parts) => parts.flat()),
  enrollmentType: fc.constantFrom(
    'accountDrivenUserEnrollment' as const,
    'userEnrollmentWithCompanyPortal' as const,
    'webDeviceEnrollment' as const,
    'deviceEnrollmentWithCompanyPortal' as const,
    'automatedDeviceEnrollment' as const,
    'automatedDeviceEnrollmentWithCompanyPortal' as const,
    'automatedDeviceEnrollmentLegacy' as const,
    'automatedDeviceEnrollmentWithoutUser' as const,
    'automatedDeviceEnrollmentSharedDeviceMode' as const,
  ),
  setupAssistant,
  app: fc.oneof({ weight: 4, arbitrary: fc.constant('Microsoft Teams') }, fc.constantFrom(...APPS)),
});

describe('verify and a device that lives through it', () => {
  it('agree on tenants that are broken at random', () => {
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(story, ({ policies, enrollmentType, setupAssistant, app }) => {
        const { given } = scenarioSchema.parse({ name: 'x', given: { policies }, devices: {}, then: {} });
        const world = createWorld(given, 1);
        for (const policy of given.policies) applyPolicy(world, policy);
        for (const { id, isDefault } of world.tenant.collection(PROFILES)) {
          if (isDefault) world.tenant.collection(PROFILES).update(id, setupAssistant, SERVICES.seed);
        }
        const device = world.simulation.create({
          user: USER,
          enrollmentType,
          passcode: false,
          // iOS 18 has no such enrollment any more, and verify judges it for a device that has.
          ...(enrollmentType === 'userEnrollmentWithCompanyPortal' && { osVersion: '17.7' }),
        });
        const judged = verifyTenant(world.tenant, { user: USER, enrollment: enrollmentType, firstApp: app })
          .enrollments[0];

        world.simulation.act(device.id, { do: 'enroll' });
        world.simulation.act(device.id, { do: 'signIn', app });
        const lived = {
          registers: world.simulation.get(device.id).registeredBy === 'justInTime',
          // Without a passcode the policy is broken, so remediation must begin wherever it can.
          remediates: world.simulation.trace(device.id).some(({ step }) => step === 'JITRemediationStarted'),
        };
        outcomes.add(JSON.stringify(lived));
        expect({ registers: judged?.registers, remediates: judged?.remediates }).toEqual(lived);
      }),
      { numRuns: Number(process.env.AGREEMENT_RUNS ?? 300), seed: Number(process.env.AGREEMENT_SEED ?? 1) },
    );
    // All that can happen has happened: registered and remediated, registered only, neither.
    expect(outcomes.size).toBe(3);
  });
});

function text(key: string, value: string): Json {
  return { '@odata.type': '#microsoft.graph.keyStringValuePair', key, value };
}

function integer(key: string, value: number): Json {
  return { '@odata.type': '#microsoft.graph.keyIntegerValuePair', key, value };
}

function extensionOf(type: string, configurations: Json[], bundleIds: string[]): Json {
  const common = { '@odata.type': `#microsoft.graph.${type}`, configurations };
  if (type === 'iosRedirectSingleSignOnExtension') {
    return { ...common, extensionIdentifier: 'com.contoso.sso', urlPrefixes: ['https://login.contoso.com'] };
  }
  if (type === 'iosCredentialSingleSignOnExtension') {
    return {
      ...common,
      extensionIdentifier: 'com.contoso.sso',
      realm: 'CONTOSO.COM',
      domains: ['contoso.com'],
    };
  }
  return { ...common, enableSharedDeviceMode: false, bundleIdAccessControlList: bundleIds };
}
