import { describe, expect, it } from 'vitest';
import { loadFixture } from '../../fixtures/index.ts';
import { enrollmentSetup } from '../apple/enrollment-setup.ts';
import { catalogCompliancePolicies } from '../intune/compliance/catalog.ts';
import { scheduleOf } from '../intune/compliance/schedule.ts';
import { SERVICES, Tenant } from '../tenant/index.ts';
import { verifyTenant } from '../verify/index.ts';
import { importDocuments } from './index.ts';
import { NO_FILE, NO_PHONE, NO_SECRET } from './privacy.ts';

const POLICY = 'dddddddd-1111-4111-8111-111111111111';
const GROUP = 'eeeeeeee-1111-4111-8111-111111111111';
const IOS = '#microsoft.graph.iosDeviceFeaturesConfiguration';

const EXPORT = [
  {
    '@odata.type': IOS,
    id: POLICY,
    displayName: 'SSO for Fabrikam',
    description: `Ask Jo.Doe@fabrikam.com. See https://wiki.fabrikam.com/${POLICY}`,
    iosSingleSignOnExtension: {
      '@odata.type': '#microsoft.graph.iosAzureAdSingleSignOnExtension',
      configurations: [
        {
          '@odata.type': '#microsoft.graph.keyStringValuePair',
          key: 'device_registration',
          value: '{{DEVICEREGISTRATION}}',
        },
      ],
    },
    assignments: [
      { target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: GROUP.toUpperCase() } },
    ],
  },
  { '@odata.type': '#microsoft.graph.group', id: GROUP, displayName: 'iPhones' },
  {
    '@odata.type': '#microsoft.graph.iosWiFiConfiguration',
    id: 'dddddddd-2222-4111-8111-111111111111',
    displayName: 'Wi-Fi',
    ssid: 'office',
    preSharedKey: 'correct horse',
    passwordRequiredType: 'numeric',
    networkName: 'jo.doe@fabrikam.com',
  },
  {
    '@odata.type': '#microsoft.graph.iosCustomConfiguration',
    id: 'dddddddd-3333-4111-8111-111111111111',
    displayName: 'Custom',
    payloadName: 'vpn',
    payload: 'c2VjcmV0',
  },
  { '@odata.type': '#microsoft.graph.windowsAutopilotDeploymentProfile', id: 'w', displayName: 'PCs' },
];

const documents = (value: unknown) => [{ path: 'export.json', text: JSON.stringify(value) }];

const GRACE = [
  {
    ruleName: 'R',
    scheduledActionConfigurations: [{ id: 'block', actionType: 'block', gracePeriodHours: 24 }],
  },
];

/** Contoso after an import. */
function imported(value: unknown = EXPORT, seed = 3) {
  const tenant = new Tenant({ seed });
  loadFixture(tenant, 'contoso');
  const report = importDocuments(tenant, documents(value));
  const policies = [...tenant.collection('deviceManagement/deviceConfigurations')];
  return { tenant, report, policies, text: JSON.stringify(tenant.snapshot()) };
}

describe('importDocuments', () => {
  it('brings policies with their assignments, under ids of their own', () => {
    const { tenant, policies, text, report } = imported();
    const [policy] = policies;
    const [assignment] = tenant.collection('deviceManagement/deviceConfigurations/assignments');
    const group = [...tenant.collection('groups')].find(({ displayName }) => displayName === 'iPhones');
    expect(assignment).toMatchObject({
      id: `${policy?.id}_${group?.id}`,
      $parent: policy?.id,
      target: { groupId: group?.id },
    });
    expect(text).not.toContain(POLICY);
    expect(text.toLowerCase()).not.toContain(GROUP);
    expect(report.imported).toContainEqual({ set: 'deviceManagement/deviceConfigurations', count: 3 });
    expect(report.leftOut).toEqual([{ type: 'windowsAutopilotDeploymentProfile', count: 1 }]);
  });

  it('gives groups members, so that somebody gets the policies', () => {
    const { tenant } = imported();
    const group = [...tenant.collection('groups')].find(({ displayName }) => displayName === 'iPhones');
    expect(tenant.links('groups/members').targets(group?.id ?? '').length).toBeGreaterThan(0);
    expect(verifyTenant(tenant).findings.map(({ rule }) => rule)).not.toContain('sso-policy-missing');
  });

  it('replaces people, domains, secrets and uploaded files, the same by the same', () => {
    const { policies, text, report } = imported();
    expect(text).not.toMatch(/jo\.doe|fabrikam\.com|correct horse|c2VjcmV0/i);
    const [sso, wifi, custom] = policies as unknown as Record<string, string>[];
    expect(wifi).toMatchObject({ preSharedKey: NO_SECRET, passwordRequiredType: 'numeric', ssid: 'office' });
    expect(custom).toMatchObject({ payload: NO_FILE, payloadName: 'vpn' });
    const person = wifi?.['networkName'] ?? '';
    expect(person).toMatch(/^[a-z]+\.[a-z]+\.1@contoso\.com$/);
    expect(sso?.['description']).toBe(`Ask ${person}. See https://wiki.contoso.com/${sso?.['id']}`);
    expect(report.replaced).toEqual({ people: 1, secrets: 1, files: 1 });
  });

  it('finds secrets in lists, in pairs and in assignments, and counts each once', () => {
    const { text, report } = imported([
      {
        '@odata.type': '#microsoft.graph.iosVpnConfiguration',
        id: POLICY,
        displayName: 'VPN',
        customKeyValueData: [{ key: 'Password', value: 'hunter2' }],
        sharedSecrets: ['hunter3'],
        passwordRequired: true,
        assignments: [
          { target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget', apiKey: 'hunter4' } },
        ],
      },
    ]);
    expect(text).not.toContain('hunter');
    expect(text).toContain('"passwordRequired":true');
    expect(report.replaced.secrets).toBe(2);
  });

  it('leaves the tokens of the service alone', () => {
    expect(imported().text).toContain('{{DEVICEREGISTRATION}}');
  });

  it('is the same for the same seed', () => {
    expect(imported().text).toBe(imported().text);
    expect(imported(EXPORT, 4).text).not.toBe(imported().text);
  });

  it('says what it could not understand, and that nobody gets what has no assignments', () => {
    const { report } = imported([{ '@odata.type': IOS, id: POLICY, displayName: 'SSO' }, { foo: 1 }]);
    expect(report.problems).toMatchObject([{ path: 'export.json', line: 1 }]);
    expect(report.notes.join(' ')).toContain('nobody gets what it holds');
  });

  it.each([['{'], ['{"foo": 1}']])('refuses %s, which holds nothing of Graph', (text) => {
    const tenant = new Tenant();
    loadFixture(tenant, 'contoso');
    expect(() => importDocuments(tenant, [{ path: 'a.json', text }])).toThrow('a.json');
  });
});

describe('an enrollment policy of the settings catalog', () => {
  const choice = (id: string, value: number, children: unknown[] = []) => ({
    '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance',
    settingDefinitionId: id,
    choiceSettingValue: { value: `${id}_${value}`, children },
  });
  const policy = {
    '@odata.type': '#microsoft.graph.deviceManagementConfigurationPolicy',
    id: 'dddddddd-4444-4111-8111-111111111111',
    name: 'Corporate iPhones',
    platforms: 'iOS',
    technologies: 'enrollment',
    creationSource: 'DepTokenId_99999999-0000-4000-8000-000000000009',
    settings: [{ settingInstance: choice('ade_useraffinity', 1, [choice('ade_authenticationmethod', 2)]) }],
    assignments: [],
  };

  it('stands among the profiles of the tenant’s token, and sets devices up', () => {
    const { tenant, report } = imported([policy]);
    const [own] = [...tenant.collection('deviceManagement/configurationPolicies')].filter(
      ({ name }) => name === 'Corporate iPhones',
    );
    const [token] = tenant.collection('deviceManagement/depOnboardingSettings');
    const profile = tenant
      .collection('deviceManagement/depOnboardingSettings/enrollmentProfiles')
      .get(`${token?.id}_${own?.id}`);
    expect(own?.id).not.toBe(policy.id);
    expect(profile).toMatchObject({ displayName: 'Corporate iPhones', $parent: token?.id });
    expect(profile && enrollmentSetup(tenant, profile)).toMatchObject({ authentication: 'modern' });
    expect(report.imported).toContainEqual({ set: 'deviceManagement/configurationPolicies', count: 1 });
  });

  it('is left out where there is no token', () => {
    const tenant = new Tenant({ seed: 3 });
    loadFixture(tenant, 'contoso');
    const tokens = tenant.collection('deviceManagement/depOnboardingSettings');
    for (const { id } of [...tokens]) tokens.remove(id, SERVICES.seed);
    const { imported: counts, notes } = importDocuments(tenant, documents([policy]));
    expect(counts).toEqual([]);
    expect(notes.join(' ')).toContain('1 enrollment policy or profile was left out');
  });
});

describe('a profile of automated device enrollment', () => {
  const PROFILES = 'deviceManagement/depOnboardingSettings/enrollmentProfiles';
  const TYPE = '#microsoft.graph.depIOSEnrollmentProfile';
  const id = '99999999-0000-4000-8000-000000000009_dddddddd-5555-4111-8111-111111111111';
  const profile = {
    '@odata.type': TYPE,
    id,
    displayName: 'Fabrikam iPhones',
    description: 'Ask jo.doe@fabrikam.com',
    isDefault: true,
    requiresUserAuthentication: true,
    enableAuthenticationViaCompanyPortal: false,
    configurationWebUrl: true,
    deviceNameTemplate: 'FAB-{{SERIAL}}',
    supportDepartment: 'Service Desk',
    supportPhoneNumber: '+49 30 901820',
    companyPortalVppTokenId: '88888888-0000-4000-8000-000000000008',
    configurationEndpointUrl: 'https://appleconfigurator2.manage.microsoft.com/MDMServiceConfig?id=77777777',
    managementCertificates: [{ thumbprint: 'F00', certificate: 'c2VjcmV0' }],
  };
  const own = (tenant: Tenant) =>
    [...tenant.collection(PROFILES)].filter(({ displayName }) => displayName === 'Fabrikam iPhones');

  it('becomes one of the tenant’s own token, without what says whose it was', () => {
    const { tenant, report } = imported([profile]);
    const [token] = tenant.collection('deviceManagement/depOnboardingSettings');
    const [made, ...others] = own(tenant);
    expect(others).toEqual([]);
    expect(made?.id).toMatch(new RegExp(`^${token?.id}_[0-9a-f-]{36}$`));
    expect(made).toMatchObject({
      '@odata.type': TYPE,
      $parent: token?.id,
      deviceNameTemplate: 'FAB-{{SERIAL}}',
      supportDepartment: 'Service Desk',
      supportPhoneNumber: NO_PHONE,
    });
    expect(JSON.stringify(made)).not.toMatch(
      /fabrikam\.com|dddddddd|99999999|88888888|77777777|F00|c2VjcmV0|901820/,
    );
    expect(made && enrollmentSetup(tenant, made)).toMatchObject({ authentication: 'modern' });
    expect(report.imported).toEqual([{ set: PROFILES, count: 1 }]);
    expect(report.leftOut).toEqual([]);
    // Devices are assigned to such a profile by name, whatever the export says of groups.
    expect(report.notes.join(' ')).not.toContain('has no assignments');
  });

  it('is the token’s default if it was one, and the only one', () => {
    const { tenant } = imported([profile]);
    const [token] = tenant.collection('deviceManagement/depOnboardingSettings');
    const defaults = [...tenant.collection(PROFILES)].filter(({ isDefault }) => isDefault === true);
    expect(defaults.map(({ displayName }) => displayName)).toEqual(['Fabrikam iPhones']);
    expect(token?.['defaultIosEnrollmentProfile']).toBe(defaults[0]?.id);
  });

  it('leaves the default alone if it was none', () => {
    const before = new Tenant({ seed: 3 });
    loadFixture(before, 'contoso');
    const { tenant } = imported([{ ...profile, isDefault: false }]);
    const defaultOf = (of: Tenant) =>
      [...of.collection('deviceManagement/depOnboardingSettings')][0]?.['defaultIosEnrollmentProfile'];
    expect(defaultOf(tenant)).toBe(defaultOf(before));
    expect(own(tenant)).toHaveLength(1);
  });

  it('is left out where there is no token', () => {
    const tenant = new Tenant({ seed: 3 });
    loadFixture(tenant, 'contoso');
    const tokens = tenant.collection('deviceManagement/depOnboardingSettings');
    for (const { id: token } of [...tokens]) tokens.remove(token, SERVICES.seed);
    const { imported: counts, notes } = importDocuments(tenant, documents([profile]));
    expect(counts).toEqual([]);
    expect(notes.join(' ')).toContain('1 enrollment policy or profile was left out');
  });
});

describe('compliance policies', () => {
  const SETTING = '#microsoft.graph.deviceManagementConfigurationSimpleSetting';
  const EXPORTED = [
    {
      '@odata.type': '#microsoft.graph.iosCompliancePolicy',
      id: 'dddddddd-5555-4111-8111-111111111111',
      displayName: 'Template',
      passcodeRequired: true,
      scheduledActionsForRule: GRACE,
    },
    {
      '@odata.type': '#microsoft.graph.deviceManagementCompliancePolicy',
      id: 'dddddddd-6666-4111-8111-111111111111',
      name: 'Catalog',
      platforms: 'iOS',
      technologies: 'mdm',
      scheduledActionsForRule: GRACE,
      settings: [
        {
          id: '0',
          settingInstance: {
            '@odata.type': `${SETTING}Instance`,
            settingDefinitionId: 'apple_length',
            simpleSettingValue: { value: 8 },
          },
        },
      ],
    },
  ];
  const DEFINITION = {
    '@odata.type': `${SETTING}Definition`,
    id: 'apple_length',
    name: 'PasscodeMinimumLength',
    settingUsage: 'compliance',
    applicability: { platform: 'iOS' },
  };

  it('of both kinds keep their grace periods', () => {
    const { tenant } = imported(EXPORTED);
    for (const { id } of [
      ...tenant.collection('deviceManagement/deviceCompliancePolicies'),
      ...tenant.collection('deviceManagement/compliancePolicies'),
    ])
      expect(scheduleOf(tenant, id).graceHours).toBe(24);
  });

  it('of the settings catalog judge by the definitions that come with them, and by no others', () => {
    const { tenant, report } = imported([...EXPORTED, DEFINITION]);
    const [policy] = catalogCompliancePolicies(tenant).values();
    expect(policy).toMatchObject({ displayName: 'Catalog', passcodeMinimumLength: 8 });
    expect(report.notes.join(' ')).not.toContain('counts as no compliance policy');
    const without = imported(EXPORTED);
    expect(catalogCompliancePolicies(without.tenant).size).toBe(0);
    expect(without.report.notes.join(' ')).toContain('"Catalog" counts as no compliance policy');
  });
});
