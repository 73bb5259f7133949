import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { happen, life, newWorld } from './support/random-life.ts';

const RUNS = Number(process.env['LIFE_RUNS'] ?? 100);
const SEED = Number(process.env['LIFE_SEED'] ?? 1);
const PROFILES = ['deviceManagement/deviceConfigurations', 'deviceManagement/configurationPolicies'];

describe('after each check-in', () => {
  it('a device holds the profiles that assignment gives it, and no others, whatever happens to groups, filters and policies', () => {
    let looked = 0;
    let held = 0;
    fc.assert(
      fc.property(life, (happenings) => {
        const { world, ids } = newWorld(1);
        const wrong: unknown[] = [];
        world.simulation.subscribe(({ device: id, step, at }) => {
          if (step !== 'CheckIn' || world.simulation.get(id).managedDeviceId === undefined) return;
          const given = world.simulation
            .explain(id)
            .policies.filter(({ set, applies }) => applies && PROFILES.includes(set))
            .map((policy) => policy.id);
          const has = world.simulation.get(id).profiles.map((profile) => profile.id);
          looked += 1;
          held += has.length;
          if ([...has].sort().join() !== [...given].sort().join()) wrong.push({ at, id, has, given });
        });
        for (const happening of happenings) happen(world, ids, happening);
        expect(wrong).toEqual([]);
      }),
      { numRuns: RUNS, seed: SEED },
    );
    // Devices did check in, and had something to hold.
    expect(looked).toBeGreaterThan(RUNS);
    expect(held).toBeGreaterThan(RUNS);
  });
});
