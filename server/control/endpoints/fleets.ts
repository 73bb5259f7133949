import { z } from 'zod';
import type { Simulation } from '../../../src/device/index.ts';
import { enrollFleet, fleetRequestSchema, NobodyToEnrollError } from '../../../src/fleet/index.ts';
import type { Tenant } from '../../../src/tenant/index.ts';
import { defineEndpoint, type Endpoint, json } from '../endpoint.ts';
import { conflict } from '../errors.ts';
import { fleetSummarySchema } from '../fleet-schemas.ts';
import { FLEET_REQUEST_LIMIT } from '../limits.ts';

const bodySchema = fleetRequestSchema.extend({
  count: z.int().min(1).max(FLEET_REQUEST_LIMIT).meta({ description: 'How many devices' }),
});

export function fleetEndpoints(tenant: Tenant, simulation: Simulation): Endpoint[] {
  return [
    defineEndpoint({
      method: 'POST',
      path: '/fleets',
      name: 'enrollFleet',
      summary: 'Put many devices into people’s hands, and live through what follows',
      description:
        'Enrollment, first sign-in and remediation, with the variety of the mix. Virtual time passes until it is over for each; nothing else is answered meanwhile. People are hired when there are too few.',
      body: bodySchema,
      example: { count: 100, ramp: '10m' },
      success: {
        status: 200,
        description: 'How they came out',
        content: { 'application/json': fleetSummarySchema },
      },
      errors: [409],
      handle: ({ body }) => {
        try {
          return json(enrollFleet(tenant, simulation, body));
        } catch (error) {
          if (error instanceof NobodyToEnrollError) throw conflict(`${error.message}.`);
          throw error;
        }
      },
    }),
  ];
}
