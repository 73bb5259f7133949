import { conditionChangeSchema, conditionSettingsSchema } from '../../../src/graph/conditions/schema.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { defineEndpoint, type Endpoint, json } from '../endpoint.ts';

const settings = {
  status: 200,
  description: 'The settings',
  content: { 'application/json': conditionSettingsSchema },
} as const;

export function settingEndpoints(conditions: Graph['conditions']): Endpoint[] {
  return [
    defineEndpoint({
      method: 'GET',
      path: '/settings',
      name: 'getSettings',
      summary: 'What the service does to requests beyond their meaning',
      success: settings,
      handle: () => json(conditions.settings),
    }),
    defineEndpoint({
      method: 'PATCH',
      path: '/settings',
      name: 'changeSettings',
      summary: 'Switch such conditions on and off',
      description: 'What the body leaves out stays as it is.',
      body: conditionChangeSchema,
      example: { strict: true, throttling: 'tight', lag: 'usual' },
      success: settings,
      handle: ({ body }) => {
        conditions.change(body);
        return json(conditions.settings);
      },
    }),
  ];
}
