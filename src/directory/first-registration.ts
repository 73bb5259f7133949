// The one-time failure of a tenant's first registration. [documented] that there may be one, that it happens to one device only, that a
// manual sync ends it for all, and that the service principal prevents it: Enroll iOS and iPadOS devices in Microsoft Intune.
import { assumptionsOf, SERVICES, type Tenant } from '../tenant/index.ts';
import { firstPartyName } from './applications/first-party-apps.ts';
import { findPrincipal, principalOfMicrosoft } from './applications/principals.ts';

const CERTIFICATE_AUTHORITY_APP_ID = '3dde09a2-ff4f-4ebd-9b9a-d24a7a819b6f';

/**
 * Whether the registration of a device fails because nobody has registered one in the tenant before.
 * [inferred] the device to which it happens is the one that the tenant has managed longest.
 * @param device the Entra object that Intune left for it at enrollment; undefined: it is not enrolled yet; null: it is made up, and may be
 * that device
 */
export function firstRegistrationFails(tenant: Tenant, device: string | undefined | null): boolean {
  if (assumptionsOf(tenant).firstRegistration !== 'failsOnce') return false;
  if (findPrincipal(tenant, CERTIFICATE_AUTHORITY_APP_ID)) return false;
  if (tenant.collection('devices').countWhere('trustType', 'Workplace') > 0) return false;
  const oldest = tenant.collection('deviceManagement/managedDevices').first;
  return (
    device === null || oldest === undefined || (device !== undefined && oldest.$directoryDevice === device)
  );
}

/** Somebody syncs a device by hand: registrations work from now on. [inferred] that this makes the service principal. */
export function syncedManually(tenant: Tenant): void {
  if (assumptionsOf(tenant).firstRegistration !== 'failsOnce') return;
  if (findPrincipal(tenant, CERTIFICATE_AUTHORITY_APP_ID)) return;
  const app = {
    appId: CERTIFICATE_AUTHORITY_APP_ID,
    displayName: firstPartyName(CERTIFICATE_AUTHORITY_APP_ID) ?? CERTIFICATE_AUTHORITY_APP_ID,
  };
  const id = tenant.random.fork(`servicePrincipals/${app.appId}`).guid();
  tenant.collection('servicePrincipals').insert(principalOfMicrosoft(app, id), SERVICES.intune);
}
