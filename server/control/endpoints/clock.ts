import type { Tenant } from '../../../src/tenant/index.ts';
import { changeClock, clockChangeSchema, clockState } from '../clock-change.ts';
import { defineEndpoint, type Endpoint, json } from '../endpoint.ts';
import { clockSchema } from '../schemas.ts';

const clock = {
  status: 200,
  description: 'The clock',
  content: { 'application/json': clockSchema },
} as const;

export function clockEndpoints(tenant: Tenant): Endpoint[] {
  return [
    defineEndpoint({
      method: 'GET',
      path: '/clock',
      name: 'getClock',
      summary: 'Virtual time',
      success: clock,
      handle: () => json(clockState(tenant)),
    }),
    defineEndpoint({
      method: 'POST',
      path: '/clock',
      name: 'changeClock',
      summary: 'Move time on, or let it run by itself',
      description: 'All that becomes due runs, in order, before the answer. Time runs forwards only.',
      body: clockChangeSchema,
      example: { advance: 'PT8H' },
      success: clock,
      handle: ({ body }) => {
        changeClock(tenant, body);
        return json(clockState(tenant));
      },
    }),
  ];
}
