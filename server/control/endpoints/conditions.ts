import { conditionChangeSchema, conditionSettingsSchema } from '../../../src/graph/conditions/schema.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { defineEndpoint, type Endpoint, json } from '../endpoint.ts';

const shown = {
  status: 200,
  description: 'The conditions',
  content: { 'application/json': conditionSettingsSchema },
} as const;

export function conditionEndpoints(conditions: Graph['conditions']): Endpoint[] {
  return [
    defineEndpoint({
      method: 'GET',
      path: '/conditions',
      name: 'getConditions',
      summary: 'What the service does to requests beyond their meaning',
      success: shown,
      handle: () => json(conditions.settings),
    }),
    defineEndpoint({
      method: 'PATCH',
      path: '/conditions',
      name: 'changeConditions',
      summary: 'Switch such conditions on and off',
      description: 'What the body leaves out stays as it is.',
      body: conditionChangeSchema,
      example: { strict: true, throttling: 'tight', lag: 'usual' },
      success: shown,
      handle: ({ body }) => {
        conditions.change(body);
        return json(conditions.settings);
      },
    }),
  ];
}
