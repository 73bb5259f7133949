import { COMPANY_PORTAL_BUNDLE_ID } from '../apple/app-catalogue.ts';
import type { Policy, Tenant } from '../tenant/index.ts';
import { assignmentsOf } from './assignment.ts';
import type { AssignmentSubject } from './assignment-types.ts';

const CONFIGURATIONS = 'deviceAppManagement/mobileAppConfigurations';

/** The administrator's own configurations of the Company Portal app that reach a person or device. */
export function companyPortalConfigurations(tenant: Tenant, subject: AssignmentSubject): readonly Policy[] {
  const apps = tenant.collection('deviceAppManagement/mobileApps');
  const isCompanyPortal = (id: string) =>
    apps.get(id)?.bundleId?.toLowerCase() === COMPANY_PORTAL_BUNDLE_ID.toLowerCase();
  const found: Policy[] = [];
  for (const configuration of tenant.collection(CONFIGURATIONS) as Iterable<Policy>) {
    const targets = (configuration['targetedMobileApps'] ?? []) as readonly string[];
    if (!targets.some(isCompanyPortal)) continue;
    if (assignmentsOf(tenant).reaches(CONFIGURATIONS, configuration.id, subject)) found.push(configuration);
  }
  return found;
}
