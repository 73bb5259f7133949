// Compliance policies of the settings catalog that name iPhones and iPads.
// [recorded] The catalog's definitions of compliance settings, as of August 2026, are for Linux and Windows; none is for iOS:
// https://github.com/pl4nty/intune-change-tracking, DCv2/Compliance.
import type { Entity, Tenant } from '../../tenant/index.ts';

export const CATALOG_COMPLIANCE = 'deviceManagement/compliancePolicies';

/** Why such a policy says nothing about an iPhone; a part of a sentence. */
export const NOT_JUDGED =
  'it is made of the settings catalog, which has compliance settings for Linux and Windows and none for iOS/iPadOS, so nothing of it is evaluated';

/** Whether it is one for iPhones and iPads: those of Linux and Windows are nobody's concern here. */
export const isUnjudged = (policy: Readonly<Record<string, unknown>>): boolean =>
  /\biOS\b/i.test(String(policy['platforms'] ?? ''));

/** Those of a tenant, in the order in which they were made. */
export function unjudgedCompliancePolicies(tenant: Tenant): readonly Entity[] {
  const policies = tenant.collection(CATALOG_COMPLIANCE);
  return policies.size === 0 ? [] : [...policies].filter((policy) => isUnjudged(policy));
}

export const catalogNameOf = ({ id, name }: Entity & { readonly name?: unknown }): string =>
  typeof name === 'string' && name !== '' ? name : id;
