import { SERVICES, type Tenant, type User } from '../tenant/index.ts';

const BY = SERVICES.seed;
const LICENCE = { skuId: 'licence', plan: 'intune' } as const;
/** How the profile of automated enrollment is called. */
export const MADE_UP_PROFILE = 'Setup Assistant with modern authentication';
const FAR_FUTURE = '2099-01-01T00:00:00Z';

/** Adds a person with an Intune licence and, for groups of devices, that person's device; both in these groups. */
export function addAudience(tenant: Tenant, groups: Iterable<string>): { user: User; directoryId: string } {
  const number = tenant.collection('users').size + 1;
  const user = tenant.collection('users').insert(
    {
      id: `user-${number}`,
      displayName: `User ${number}`,
      userPrincipalName: `user${number}@example.com`,
      accountEnabled: true,
      assignedLicenses: [{ skuId: LICENCE.skuId, disabledPlans: [] }],
    },
    BY,
  );
  const directoryId = `device-${number}`;
  for (const group of groups) {
    tenant.links('groups/members').link(group, user.id, BY);
    tenant.links('groups/members').link(group, directoryId, BY);
  }
  return { user, directoryId };
}

/** Everything that enrollment needs, so that only the documents can be wrong. */
export function seedTenant(tenant: Tenant): void {
  tenant.collection('organization').insert({ id: 'organization', displayName: 'Example' }, BY);
  tenant.collection('subscribedSkus').insert(
    {
      id: LICENCE.skuId,
      skuId: LICENCE.skuId,
      skuPartNumber: 'INTUNE_A',
      servicePlans: [{ servicePlanId: LICENCE.plan, servicePlanName: 'INTUNE_A' }],
    },
    BY,
  );
  tenant
    .collection('deviceManagement/applePushNotificationCertificate')
    .insert(
      { id: 'push-certificate', appleIdentifier: 'admin@example.com', expirationDateTime: FAR_FUTURE },
      BY,
    );
  const token = tenant.collection('deviceManagement/depOnboardingSettings').insert(
    {
      id: 'token',
      tokenName: 'Apple Business Manager',
      tokenExpirationDateTime: FAR_FUTURE,
      defaultIosEnrollmentProfile: 'modern',
    },
    BY,
  );
  tenant.collection('deviceManagement/depOnboardingSettings/enrollmentProfiles').insert(
    {
      id: 'modern',
      $parent: token.id,
      displayName: MADE_UP_PROFILE,
      requiresUserAuthentication: true,
      enableAuthenticationViaCompanyPortal: false,
      configurationWebUrl: true,
    },
    BY,
  );
  tenant
    .collection('deviceManagement/depOnboardingSettings/importedAppleDeviceIdentities')
    .insert({ id: 'device', $parent: token.id, serialNumber: 'SERIAL000001' }, BY);
}
