import type { Tenant } from '../../tenant/index.ts';
import { invalidTenant, unknownTenant } from './errors/index.ts';

/** Path segments that stand for whichever tenant the user belongs to. */
const ANY_TENANT = ['common', 'organizations'];
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the first segment of a sign-in address names: this tenant, or whichever the user belongs to. */
export type NamedTenant =
  | { readonly kind: 'this'; readonly id: string }
  | { readonly kind: 'any'; readonly name: string };

/**
 * Resolves the tenant in an address: its id, one of its verified domains, or `common` and `organizations`. Throws EntraError.
 * @param documentKind discovery and the token endpoint name the same error differently
 */
export function resolveTenant(
  tenant: Tenant,
  name: string,
  documentKind: 'discovery' | 'token',
): NamedTenant {
  const lower = name.toLowerCase();
  if (ANY_TENANT.includes(lower)) return { kind: 'any', name: lower };
  if (lower === tenant.id.toLowerCase() || verifiedDomains(tenant).includes(lower))
    return { kind: 'this', id: tenant.id };
  if (!GUID.test(name) && !name.includes('.')) throw invalidTenant(name);
  throw unknownTenant(name, documentKind === 'discovery' ? 'invalid_tenant' : 'invalid_request');
}

/** The organization's display name, by which errors call the directory. */
export function directoryName(tenant: Tenant): string {
  return tenant.collection('organization').get(tenant.id)?.displayName ?? tenant.id;
}

/** The tenant's domains in lower case. */
export function verifiedDomains(tenant: Tenant): string[] {
  const domains = tenant.collection('organization').get(tenant.id)?.['verifiedDomains'];
  if (!Array.isArray(domains)) return [];
  return domains.flatMap((domain: { name?: unknown }) =>
    typeof domain?.name === 'string' ? [domain.name.toLowerCase()] : [],
  );
}
