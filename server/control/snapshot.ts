import { z } from 'zod';
import { type Actor, DuplicateKeyError, Tenant, type TenantSnapshot } from '../../src/tenant/index.ts';
import { badRequest } from './errors.ts';

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
  // Another tenant takes it first: what that one refuses never reaches ours.
  const trial = new Tenant();
  try {
    trial.restore(snapshot);
  } catch (error) {
    if (error instanceof DuplicateKeyError) {
      throw badRequest(`The snapshot is no tenant: ${error.message}.`, [
        { path: 'collections', message: error.message, fix: 'Leave one of the two out.' },
      ]);
    }
    throw error;
  }
  if (trial.collection('organization').size === 0) {
    const fix = 'Take a snapshot of a tenant that was loaded from a fixture.';
    throw badRequest(`The snapshot has no organization. ${fix}`, [
      { path: 'collections.organization', message: 'is missing: expected the one organization', fix },
    ]);
  }
  tenant.restore(snapshot, by);
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
