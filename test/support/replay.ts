// Random lives of a tenant, told in full: node --import tsx test/support/replay.ts SEED COUNT prints what the same function returns.
import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { happen, life, newWorld } from './random-life.ts';

const LOOKED_AT = [
  '/v1.0/deviceManagement/managedDevices',
  '/beta/deviceManagement/managedDevices',
  '/v1.0/devices',
  '/v1.0/groups?$expand=members',
  '/beta/deviceManagement/deviceConfigurations?$expand=assignments',
  '/v1.0/auditLogs/signIns',
  "/v1.0/users?$filter=startsWith(displayName,'p')",
  '/v1.0/users?$orderby=displayName',
];

const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** Lives so many lives; for each, the digests of what the devices told, of the journal, of Graph's answers and of a snapshot. */
export function replay(seed: number, count: number): Readonly<Record<string, string>>[] {
  return fc.sample(life, { seed, numRuns: count }).map((happenings) => {
    const { world, ids } = newWorld(seed);
    for (const happening of happenings) happen(world, ids, happening);
    return {
      traces: digest(ids.map((id) => world.simulation.trace(id))),
      explanations: digest(ids.map((id) => world.simulation.explain(id))),
      journal: digest([...world.tenant.journal.since()]),
      graph: digest(LOOKED_AT.map((path) => world.administer({ method: 'GET', path }))),
      snapshot: digest(world.tenant.snapshot()),
    };
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [seed, count] = process.argv.slice(2).map(Number);
  const { TZ: zone } = process.env;
  const offset = new Date(2026, 0, 1).getTimezoneOffset();
  console.log(JSON.stringify({ zone, offset, lives: replay(seed ?? 1, count ?? 1) }));
}
