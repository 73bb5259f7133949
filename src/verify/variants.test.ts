import { describe, expect, it } from 'vitest';
import { loadFixture } from '../../fixtures/index.ts';
import { SERVICES, Tenant, type User } from '../tenant/index.ts';
import { askedByRules, MAX_VARIANTS, variantsOf } from './variants.ts';

/** Contoso, where filters for devices with these rules decide about access. */
function withRules(...rules: string[]) {
  const tenant = new Tenant();
  loadFixture(tenant, 'contoso-jit');
  for (const [index, rule] of rules.entries())
    tenant.collection('identity/conditionalAccess/policies').insert(
      {
        id: `policy-${index}`,
        displayName: 'Access',
        state: index % 2 === 0 ? 'enabled' : 'disabled',
        conditions: { users: {}, applications: {}, devices: { deviceFilter: { mode: 'include', rule } } },
      },
      SERVICES.seed,
    );
  const [user] = tenant.collection('users').where('userPrincipalName', 'priya.raman@contoso.com');
  return variantsOf(askedByRules(tenant), user as User, { subject: { deviceName: 'iPhone' } });
}

describe('the devices that are judged besides the usual one', () => {
  it('are those that rules ask for, together and one by one', () => {
    const variants = withRules(
      'device.extensionAttribute3 -eq "SAW" -and device.displayName -in ["Till 1", "Till 2"]',
      'device.displayName -eq "of a policy that is disabled"',
    );
    expect(variants.map(({ says, usual }) => [says, usual])).toEqual([
      ['called “Priya’s iPhone”', true],
      ['called “Something else”', false],
      ['whose extensionAttribute3 is “SAW”, called “Till 1”', false],
      ['whose extensionAttribute3 is “SAW”', false],
      ['called “Till 1”', false],
    ]);
    expect(variants[2]?.device).toEqual({
      subject: { deviceName: 'Till 1' },
      extensionAttributes: { extensionAttribute3: 'SAW' },
    });
  });

  it('are none where no rule asks for what nobody knows, and never very many', () => {
    expect(withRules('device.model -eq "iPad"')).toEqual([]);
    const many = Array.from({ length: 3 * MAX_VARIANTS }, (_, index) => `device.displayName -eq "${index}"`);
    expect(withRules(...many)).toHaveLength(MAX_VARIANTS);
  });
});
