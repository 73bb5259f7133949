import { isShippedName, loadShipped } from '../../fixtures/shipped.ts';
import { Tenant, type TenantSnapshot } from '../tenant/index.ts';

/** How many beginnings are kept, the oldest leaving first: a tenant that ships, at a moment. */
export const KEPT_FIXTURES = 16;

const kept = new Map<string, TenantSnapshot>();

/**
 * Fills an empty tenant with a fixture and makes that the state which `tenant.reset()` returns to. Tenants that begin alike share
 * their entities, which never change: each has only what it does differently, and the thousandth is made in no time.
 * Throws as `loadFixture` does.
 */
export async function loadShared(tenant: Tenant, name: string): Promise<void> {
  // A generated tenant follows from the seed, so hardly anybody makes the same one twice; and what makes it up is large.
  if (!isShippedName(name)) {
    const { loadFixture } = await import('../../fixtures/index.ts');
    loadFixture(tenant, name);
    return;
  }
  const { clock, random, seed } = tenant;
  const key = `${name} ${clock.now}`;
  const { collections, links } = kept.get(key) ?? make(key, name, clock.now);
  tenant.restore({ format: 1, seed, clock: clock.snapshot(), random: random.state(), collections, links });
  tenant.markOrigin();
}

function make(key: string, name: Parameters<typeof loadShipped>[1], start: number): TenantSnapshot {
  const first = new Tenant({ start });
  loadShipped(first, name);
  const snapshot = first.snapshot();
  kept.set(key, snapshot);
  if (kept.size > KEPT_FIXTURES) kept.delete(kept.keys().next().value as string);
  return snapshot;
}
