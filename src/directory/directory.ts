// What Microsoft Entra ID does by itself with what is in a tenant's directory, whoever wrote it.
import type { Tenant } from '../tenant/index.ts';
import { startPurging } from './deleted-items.ts';
import { startDynamicMembership } from './dynamic-membership.ts';
import { startGroupLicensing } from './licensing/group-licensing.ts';

const attached = new WeakSet<Tenant>();

/** Puts the directory's own work on a tenant's clock. However often it is asked to, it works once. */
export function attachDirectory(tenant: Tenant): void {
  if (attached.has(tenant)) return;
  attached.add(tenant);
  startPurging(tenant);
  startDynamicMembership(tenant);
  startGroupLicensing(tenant);
}
