import { z } from 'zod';
import { createEmulator } from '../../src/emulator.ts';
import { type Actor, DuplicateKeyError, Tenant, type TenantSnapshot } from '../../src/tenant/index.ts';
import { badRequest, type ErrorDetail } from './errors.ts';

const moment = z.iso.datetime({ offset: true, error: 'expected a moment such as 2026-09-01T12:00:00Z' });
const entity = z.looseObject({ id: z.string().min(1) });

/** A whole tenant, as `Tenant.snapshot` makes it. */
export const snapshotSchema = z
  .strictObject({
    format: z.literal(1),
    seed: z.int(),
    clock: z.strictObject({
      now: moment,
      mode: z.enum(['manual', 'realtime']),
      events: z.array(z.strictObject({ at: z.number(), kind: z.string(), subject: z.string() })),
    }),
    random: z.tuple([z.int(), z.int(), z.int(), z.int()]),
    collections: z
      .record(z.string(), z.array(entity))
      .meta({ description: 'Entities by set: users, deviceManagement/managedDevices …' }),
    links: z
      .record(z.string(), z.array(z.tuple([z.string(), z.array(z.string())])))
      .meta({ description: 'References by name, as [from, [to, …]]: groups/members …' }),
  })
  .meta({ description: 'A whole tenant: entities, references, clock and randomness' });

/** Puts a snapshot in the place of what the tenant holds. Throws ControlError and changes nothing when it is no good. */
export function restoreSnapshot(tenant: Tenant, snapshot: TenantSnapshot, by: Actor): void {
  const problem = problemOf(snapshot);
  if (problem) throw badRequest(`The snapshot is no tenant: ${problem.path}: ${problem.message}.`, [problem]);
  tenant.restore(snapshot, by);
}

/** Another tenant takes it first: what that one cannot live with never reaches ours. */
function problemOf(snapshot: TenantSnapshot): ErrorDetail | undefined {
  const trial = new Tenant();
  const { simulation } = createEmulator(trial);
  try {
    trial.restore(snapshot);
  } catch (error) {
    if (!(error instanceof DuplicateKeyError)) throw error;
    return { path: 'collections', message: error.message, fix: 'Leave one of the two out.' };
  }
  if (trial.collection('organization').size === 0) {
    const message = 'is missing: expected the one organization';
    return {
      path: 'collections.organization',
      message,
      fix: 'Begin with a snapshot of a tenant that was loaded.',
    };
  }
  const stray = snapshot.clock.events.findIndex(({ kind }) => !trial.clock.handles(kind));
  if (stray >= 0) {
    const message = `there are no events of the kind '${snapshot.clock.events[stray]?.kind}'`;
    return { path: `clock.events.${stray}.kind`, message, fix: 'Leave the event out.' };
  }
  try {
    simulation.list();
  } catch {
    const message = 'holds something that is no device, or whose user is not there';
    return {
      path: 'collections.tenantless/devices',
      message,
      fix: 'Make devices with POST /_tenantless/devices.',
    };
  }
  return undefined;
}

/** How many entities are written at a time. */
const BATCH = 500;

/** A snapshot as JSON in pieces: a large tenant doesn't fit into one text. */
export function* snapshotText({ collections, links, ...rest }: TenantSnapshot): Generator<string, void> {
  yield `${JSON.stringify(rest).slice(0, -1)},"collections":{`;
  yield* members(collections);
  yield '},"links":{';
  yield* members(links);
  yield '}}';
}

function* members(lists: Readonly<Record<string, readonly unknown[]>>): Generator<string, void> {
  let separator = '';
  for (const [name, list] of Object.entries(lists)) {
    yield `${separator}${JSON.stringify(name)}:[`;
    for (let start = 0; start < list.length; start += BATCH) {
      const batch = JSON.stringify(list.slice(start, start + BATCH)).slice(1, -1);
      yield start === 0 ? batch : `,${batch}`;
    }
    yield ']';
    separator = ',';
  }
}
