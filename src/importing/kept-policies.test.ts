import { describe, expect, it } from 'vitest';
import { loadFixture } from '../../fixtures/index.ts';
import { documents, imported } from '../../test/support/imported.ts';
import { enrollmentSetup } from '../apple/enrollment-setup.ts';
import { catalogCompliancePolicies } from '../intune/compliance/catalog.ts';
import { scheduleOf } from '../intune/compliance/schedule.ts';
import { SERVICES, Tenant } from '../tenant/index.ts';
import { importDocuments } from './index.ts';
import { NO_PHONE } from './privacy.ts';

const GRACE = [
  {
    ruleName: 'R',
    scheduledActionConfigurations: [{ id: 'block', actionType: 'block', gracePeriodHours: 24 }],
  },
];

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
