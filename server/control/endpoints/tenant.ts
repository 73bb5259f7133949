import { z } from 'zod';
import type { Graph } from '../../../src/graph/index.ts';
import type { Actor, Tenant } from '../../../src/tenant/index.ts';
import { clockState } from '../clock-change.ts';
import { defineEndpoint, type Endpoint, empty, json } from '../endpoint.ts';
import { conflict } from '../errors.ts';
import { SNAPSHOT_LIMIT } from '../limits.ts';
import { clockSchema } from '../schemas.ts';
import { restoreSnapshot, snapshotSchema, snapshotText } from '../snapshot.ts';

/** Who changes a tenant through the control API, in its journal. */
const CONTROL: Actor = { kind: 'service', id: 'control', name: 'Control API' };

export function tenantEndpoints(tenant: Tenant, conditions: Graph['conditions']): Endpoint[] {
  return [
    defineEndpoint({
      method: 'POST',
      path: '/reset',
      name: 'reset',
      summary: 'Go back to the state in which the tenant was loaded',
      description:
        'Devices, their traces and the clock go back too, and the settings to what the server was started with; faults are gone; the journal, the list of requests and the report on permissions go on.',
      body: z.strictObject({}).optional(),
      success: {
        status: 200,
        description: 'The clock, where it began',
        content: { 'application/json': clockSchema },
      },
      errors: [409],
      handle: () => {
        if (!tenant.hasOrigin)
          throw conflict('The tenant has no state to go back to: none was marked after loading it.');
        tenant.reset(CONTROL);
        conditions.reset();
        return json(clockState(tenant));
      },
    }),
    defineEndpoint({
      method: 'GET',
      path: '/snapshot',
      name: 'getSnapshot',
      summary: 'The whole tenant as JSON',
      description:
        'It holds client secrets in clear. The journal, the list of requests and the settings are no part of it.',
      success: { status: 200, description: 'The tenant', content: { 'application/json': snapshotSchema } },
      handle: () => ({
        kind: 'pieces',
        type: 'application/json; charset=utf-8',
        pieces: snapshotText(tenant.snapshot()),
      }),
    }),
    defineEndpoint({
      method: 'PUT',
      path: '/snapshot',
      name: 'putSnapshot',
      summary: 'Replace the whole tenant with a snapshot',
      description: `Up to ${SNAPSHOT_LIMIT / 1024 / 1024} MB. A snapshot that is no good changes nothing. The clock's mode stays as it is.`,
      body: snapshotSchema,
      bodyLimit: SNAPSHOT_LIMIT,
      success: { status: 204, description: 'The tenant is what the snapshot holds' },
      errors: [413],
      handle: ({ body }) => {
        restoreSnapshot(tenant, body, CONTROL);
        return empty;
      },
    }),
  ];
}
