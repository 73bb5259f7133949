import { loadFixture } from '../../fixtures/index.ts';
import { Tenant, type TenantSnapshot } from '../tenant/index.ts';

/** How many are remembered: scenarios of a run share a few. */
const REMEMBERED = 8;

const remembered = new Map<string, TenantSnapshot>();

/**
 * A tenant with what a fixture puts into it. The fixture is made once for each seed and start, and each tenant is a copy: what
 * they have in common is never changed, only replaced. Throws for an unknown fixture.
 */
export function filledTenant(name: string, seed: number, start: string | undefined): Tenant {
  const options = { seed, ...(start !== undefined && { start: Date.parse(start) }) };
  const key = JSON.stringify([name, seed, start]);
  let snapshot = remembered.get(key);
  if (!snapshot) {
    const made = new Tenant(options);
    loadFixture(made, name);
    snapshot = made.snapshot();
    const [oldest] = remembered.keys();
    if (remembered.size >= REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    remembered.set(key, snapshot);
  }
  const tenant = new Tenant(options);
  tenant.restore(snapshot);
  tenant.markOrigin();
  return tenant;
}
