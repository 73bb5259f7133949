import type { Entity } from '../entity.ts';
import type { Tenant } from '../tenant.ts';

/**
 * What every tenant has without anybody having stored it, made once for a tenant and again when it has become another one:
 * whoever keeps something by an entity's identity finds it again.
 */
export function createBuiltIn<T extends Entity>(
  make: (tenant: Tenant) => readonly T[],
): (tenant: Tenant) => readonly T[] {
  const known = new WeakMap<Tenant, { readonly of: readonly unknown[]; readonly entities: readonly T[] }>();
  return (tenant) => {
    const of = [tenant.collection('organization').first, tenant.collection('deviceManagement').first];
    const kept = known.get(tenant);
    if (kept && of.every((each, index) => each === kept.of[index])) return kept.entities;
    const entities = make(tenant);
    known.set(tenant, { of, entities });
    return entities;
  };
}
