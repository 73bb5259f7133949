import { describe, expect, it } from 'vitest';
import { choice, group, integer, text } from '../../../test/support/catalog.ts';
import { assume, type Entity, SERVICES, Tenant } from '../../tenant/index.ts';
import { placeIn } from '../catalog-policy.ts';
import {
  catalogCompliancePolicies,
  catalogComplianceRemarks,
  unjudgedCompliancePolicies,
} from './catalog.ts';

const POLICIES = 'deviceManagement/compliancePolicies';
const by = SERVICES.seed;

/** As a tenant that has such settings would list them; the names are made up. */
const definition = (id: string, name: string, more: object = {}) => ({
  id,
  name,
  offsetUri: `/Apple/${name}`,
  settingUsage: 'compliance',
  applicability: { platform: 'iOS,macOS', technologies: 'mdm' },
  ...more,
});
const option = (itemId: string, value: unknown) => ({ itemId, name: itemId, optionValue: { value } });

function tenantWith(definitions: readonly object[], settings: readonly object[], platforms = 'iOS'): Tenant {
  const tenant = new Tenant();
  for (const each of definitions)
    tenant.collection('deviceManagement/complianceSettings').insert(each as Entity, by);
  const $settings = settings.map((settingInstance, index) => ({ id: String(index), settingInstance }));
  tenant.collection(POLICIES).insert({ id: 'p', name: 'Own', platforms, $settings } as Entity, by);
  return tenant;
}

const policyOf = (tenant: Tenant) => catalogCompliancePolicies(tenant).get('p');

describe('definitions that a tenant was given', () => {
  it('are read by their names, or by where they are set', () => {
    const tenant = tenantWith(
      [
        definition('apple_length', 'PasscodeMinimumLength'),
        definition('apple_required', 'Required', {
          offsetUri: '/Apple/PasscodeRequired',
          options: [option('apple_required_0', 'false'), option('apple_required_1', 'true')],
        }),
      ],
      [integer('apple_length', 8), choice('apple_required', 'apple_required_1')],
    );
    expect(policyOf(tenant)).toMatchObject({ passcodeMinimumLength: 8, passcodeRequired: true });
    expect(catalogComplianceRemarks(tenant)).toEqual([]);
    expect(unjudgedCompliancePolicies(tenant)).toEqual([]);
  });

  it('are found in groups, and keep their places', () => {
    const tenant = tenantWith(
      [definition('apple_top', 'Top'), definition('apple_length', 'PasscodeMinimumLength')],
      [group('apple_top', [integer('apple_length', 8)])],
    );
    const policy = policyOf(tenant);
    expect(policy).toMatchObject({ passcodeMinimumLength: 8 });
    expect(policy && placeIn(policy, '/passcodeMinimumLength').pointer).toBe(
      '/settings/0/settingInstance/groupSettingCollectionValue/0/children/0/simpleSettingValue/value',
    );
  });

  it('are named where no property says the same, or none takes the value', () => {
    const tenant = tenantWith(
      [
        definition('apple_length', 'PasscodeMinimumLength'),
        definition('apple_lost', 'LostModeEnabled'),
        // A number of which nobody knows what it means is not taken for a yes.
        definition('apple_required', 'PasscodeRequired', { options: [option('apple_required_1', 1)] }),
      ],
      [
        integer('apple_length', 8),
        text('apple_lost', 'x'),
        choice('apple_required', 'apple_required_1'),
        text('unheard_of', 'x'),
      ],
    );
    expect(policyOf(tenant)).toMatchObject({ passcodeMinimumLength: 8 });
    expect(catalogComplianceRemarks(tenant)).toEqual([
      'Of "Own", apple_lost and unheard_of and apple_required are not evaluated: no property of iosCompliancePolicy says the same.',
    ]);
  });

  it.each([[{}], [[null]], [[{ itemId: 'apple_required_true', optionValue: 'x' }]]])(
    'are read as far as they make sense: options %j',
    (options) => {
      const tenant = tenantWith(
        [definition('apple_required', 'PasscodeRequired', { options })],
        [choice('apple_required', 'apple_required_true')],
      );
      expect(policyOf(tenant)).toMatchObject({ passcodeRequired: true });
    },
  );

  it('for another platform are none', () => {
    const tenant = tenantWith(
      [definition('linux_length', 'PasscodeMinimumLength', { applicability: { platform: 'linux' } })],
      [integer('linux_length', 8)],
    );
    expect(policyOf(tenant)).toBeUndefined();
    expect(unjudgedCompliancePolicies(tenant)).toMatchObject([
      { id: 'p', name: 'Own', why: expect.stringContaining('none for iOS/iPadOS') },
    ]);
  });

  it('count from the moment when they come until they go', () => {
    const tenant = tenantWith([], [integer('apple_length', 8)]);
    expect(policyOf(tenant)).toBeUndefined();
    const definitions = tenant.collection('deviceManagement/complianceSettings');
    definitions.insert(definition('apple_length', 'PasscodeMinimumLength') as Entity, by);
    const policy = policyOf(tenant);
    expect(policy).toMatchObject({ passcodeMinimumLength: 8 });
    expect(policyOf(tenant)).toBe(policy);
    definitions.remove('apple_length', by);
    expect(policyOf(tenant)).toBeUndefined();
  });
});

describe('a policy of the catalog', () => {
  it.each([
    [[], 'it has no settings'],
    [[text('unheard_of', 'x')], 'none of its settings (unheard_of) says'],
  ])('judges nothing with the settings %j', (settings, why) => {
    const tenant = tenantWith([], settings);
    assume(tenant, { catalogCompliance: 'inferred' });
    expect(policyOf(tenant)).toBeUndefined();
    expect(unjudgedCompliancePolicies(tenant)).toMatchObject([{ why: expect.stringContaining(why) }]);
  });

  it('that comes without its settings says so', () => {
    const tenant = tenantWith([], []);
    assume(tenant, { catalogCompliance: 'inferred' });
    tenant.collection(POLICIES).update('p', { $settings: undefined } as object, by);
    expect(unjudgedCompliancePolicies(tenant)).toMatchObject([
      { why: expect.stringContaining('$expand=settings') },
    ]);
  });

  it('for Linux is nobody’s concern', () => {
    const tenant = tenantWith([], [integer('ios_systemsecurity_passcodeminimumlength', 8)], 'linux');
    assume(tenant, { catalogCompliance: 'inferred' });
    expect(policyOf(tenant)).toBeUndefined();
    expect(unjudgedCompliancePolicies(tenant)).toEqual([]);
  });

  it('that demands nothing by a setting is read all the same', () => {
    const off = 'ios_systemsecurity_passcoderequired';
    const tenant = tenantWith([], [choice(off, `${off}_false`)]);
    assume(tenant, { catalogCompliance: 'inferred' });
    expect(policyOf(tenant)).toMatchObject({ passcodeRequired: false });
    expect(catalogComplianceRemarks(tenant)).toHaveLength(1);
  });
});
