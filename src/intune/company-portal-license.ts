import { bundleIdOf, COMPANY_PORTAL_BUNDLE_ID } from '../apple/app-catalogue.ts';
import type { DepEnrollmentProfile, Tenant } from '../tenant/index.ts';

/**
 * Why a profile's VPP token has no Company Portal for another device; undefined: it has, or the profile names none. [documented] "Devices
 * will be blocked from enrolling if there aren't enough Company Portal licenses for a VPP token or if the token expires": Set up ADE.
 */
export function companyPortalObstacle(tenant: Tenant, profile: DepEnrollmentProfile): string | undefined {
  const id = profile['companyPortalVppTokenId'];
  if (typeof id !== 'string' || id === '') return undefined;
  const token = tenant.collection('deviceAppManagement/vppTokens').get(id);
  // A token that nobody knows here: an export of the profile alone.
  if (!token) return undefined;
  if (Date.parse(token.expirationDateTime) <= tenant.clock.now)
    return `that token expired on ${token.expirationDateTime}`;
  const app = [...tenant.collection('deviceAppManagement/mobileApps')].find(
    (each) => each['vppTokenId'] === id && bundleIdOf(String(each.bundleId)) === COMPANY_PORTAL_BUNDLE_ID,
  );
  const total = app?.['totalLicenseCount'];
  const used = app?.['usedLicenseCount'] ?? 0;
  return typeof total === 'number' && typeof used === 'number' && used >= total
    ? `all ${total} licences of Company Portal are in use`
    : undefined;
}
