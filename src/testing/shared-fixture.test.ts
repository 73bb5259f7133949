import { describe, expect, it } from 'vitest';
import { loadFixture } from '../../fixtures/index.ts';
import { SHIPPED_NAMES } from '../../fixtures/shipped.ts';
import { createEmulator } from '../emulator.ts';
import { Tenant } from '../tenant/index.ts';
import { createTenant } from './index.ts';
import { KEPT_FIXTURES } from './shared-fixture.ts';
import { testTenantOf } from './test-tenant.ts';

const PERSON = 'priya.raman@contoso.com';
const START = '2027-02-03T04:05:06Z';

describe('tenants that begin alike', () => {
  it.each(SHIPPED_NAMES.flatMap((name) => [1, 7].map((seed) => [name, seed] as const)))(
    'are what %s with the seed %i is by itself',
    async (name, seed) => {
      await createTenant({ tenant: name, start: START });
      const shared = await createTenant({ tenant: name, seed, start: START });
      const tenant = new Tenant({ seed, start: Date.parse(START) });
      loadFixture(tenant, name);
      const alone = testTenantOf(createEmulator(tenant));
      expect(shared.snapshot()).toEqual(alone.snapshot());
      for (const path of ['/auditLogs/directoryAudits', '/users/delta', '/organization'])
        expect((await shared.graph.api(path).get()).value).toEqual((await alone.graph.api(path).get()).value);
    },
  );

  it('share what none of them has changed', async () => {
    const [one, other] = await Promise.all([createTenant({ seed: 1 }), createTenant({ seed: 2 })]);
    const people = (tenant: typeof one) => [...tenant.emulator.tenant.collection('users')];
    expect(people(one).every((person, index) => person === people(other)[index])).toBe(true);
  });

  it('stay apart, by the thousand, and each goes back to its own beginning', async () => {
    const tenants = await Promise.all(Array.from({ length: 1000 }, (_, seed) => createTenant({ seed })));
    const [, , odd, other] = tenants as [unknown, unknown, (typeof tenants)[0], (typeof tenants)[0]];
    await odd.graph.api(`/users/${PERSON}`).patch({ city: 'Pune' });
    const [group] = (await odd.graph.api('/groups').top(1).get()).value;
    await odd.graph.api(`/groups/${group.id}`).delete();
    odd.devices.create({ user: PERSON }).enroll();
    odd.clock.advance('PT8H');
    const untouched = other.snapshot();
    for (const tenant of tenants) {
      const { clock, collections, links } = tenant.snapshot();
      if (tenant === odd) expect(collections).not.toEqual(untouched.collections);
      else
        expect({ clock, collections, links }).toEqual({
          clock: untouched.clock,
          collections: untouched.collections,
          links: untouched.links,
        });
    }
    odd.reset();
    expect(odd.snapshot()).toEqual({ ...untouched, seed: 2, random: odd.snapshot().random });
    expect(odd.changes).toEqual([]);
  });

  it('may begin at any number of moments', async () => {
    for (let day = 0; day <= KEPT_FIXTURES; day += 1) {
      const start = new Date(Date.UTC(2027, 0, 1 + day)).toISOString();
      const { clock, graph } = await createTenant({ start });
      expect(clock.now.toISOString()).toBe(start);
      const { createdDateTime } = await graph.api(`/users/${PERSON}`).select('createdDateTime').get();
      expect(Date.parse(createdDateTime)).toBeLessThan(clock.now.getTime());
    }
  });
});
