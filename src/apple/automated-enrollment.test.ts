import { describe, expect, it } from 'vitest';
import { SERVICES, Tenant } from '../tenant/index.ts';
import { addToBusinessManager, resolveAutomatedEnrollment } from './automated-enrollment.ts';

const TOKENS = 'deviceManagement/depOnboardingSettings';

function tenantWith(token: Record<string, unknown>, ...profiles: Record<string, unknown>[]): Tenant {
  const tenant = new Tenant();
  tenant
    .collection(TOKENS)
    .insert(
      { id: 'token', tokenName: 'ABM', tokenExpirationDateTime: '2027-01-01T00:00:00Z', ...token },
      SERVICES.seed,
    );
  for (const profile of profiles) {
    tenant.collection(`${TOKENS}/enrollmentProfiles`).insert(
      {
        id: `token_${String(profile['displayName'])}`,
        $parent: 'token',
        displayName: '',
        requiresUserAuthentication: true,
        enableAuthenticationViaCompanyPortal: false,
        ...profile,
      },
      SERVICES.seed,
    );
  }
  return tenant;
}

const profileNameOf = (tenant: Tenant) => {
  const found = resolveAutomatedEnrollment(tenant, 'SERIAL01', tenant.clock.now);
  return found.found ? found.profile.displayName : found.missing;
};

describe('automated device enrollment', () => {
  it('takes the profile chosen for the device before the token’s default', () => {
    const tenant = tenantWith(
      { defaultIosEnrollmentProfile: 'token_default' },
      { displayName: 'default' },
      { displayName: 'chosen' },
    );
    const identity = addToBusinessManager(tenant, 'SERIAL01');
    expect(profileNameOf(tenant)).toBe('default');
    tenant
      .collection(`${TOKENS}/importedAppleDeviceIdentities`)
      .update(identity?.id ?? '', { requestedEnrollmentProfileId: 'chosen' }, SERVICES.seed);
    expect(profileNameOf(tenant)).toBe('chosen');
  });

  it('falls back on the profile that is marked as default, unless it is for a Mac', () => {
    const tenant = tenantWith(
      {},
      { displayName: 'plain' },
      { displayName: 'mac', '@odata.type': '#microsoft.graph.depMacOSEnrollmentProfile', isDefault: true },
      { displayName: 'marked', isDefault: true },
    );
    addToBusinessManager(tenant, 'SERIAL01');
    expect(profileNameOf(tenant)).toBe('marked');
  });

  it('knows no device that Apple Business Manager has released', () => {
    const tenant = tenantWith({}, { displayName: 'marked', isDefault: true });
    const identity = addToBusinessManager(tenant, 'SERIAL01');
    tenant
      .collection(`${TOKENS}/importedAppleDeviceIdentities`)
      .update(identity?.id ?? '', { isDeleted: true }, SERVICES.seed);
    expect(profileNameOf(tenant)).toBe('device');
  });

  it('tells the profile of a device that nobody has bought yet, of a token that is still good', () => {
    const tenant = tenantWith({ tokenExpirationDateTime: '2020-01-01T00:00:00Z' });
    tenant.collection(TOKENS).insert(
      {
        id: 'renewed',
        tokenName: 'Renewed',
        tokenExpirationDateTime: '2099-01-01T00:00:00Z',
        defaultIosEnrollmentProfile: 'renewed_default',
      },
      SERVICES.seed,
    );
    tenant
      .collection(`${TOKENS}/enrollmentProfiles`)
      .insert({ id: 'renewed_default', $parent: 'renewed', displayName: 'default' } as never, SERVICES.seed);
    const next = resolveAutomatedEnrollment(tenant, undefined, tenant.clock.now);
    expect(next).toMatchObject({ found: true, chosen: false, profile: { displayName: 'default' } });
    expect(addToBusinessManager(tenant, 'SERIAL01')).toMatchObject({ $parent: 'renewed' });
  });

  it('adds a serial number once, and none without a token', () => {
    const tenant = tenantWith({});
    expect(addToBusinessManager(tenant, 'SERIAL01')).toBe(addToBusinessManager(tenant, 'serial01'));
    expect(addToBusinessManager(new Tenant(), 'SERIAL01')).toBeUndefined();
  });
});
