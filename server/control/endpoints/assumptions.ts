import { z } from 'zod';
import { assumptionChangeSchema } from '../../../src/scenario/schema/assumptions.ts';
import {
  type Actor,
  ASSUMPTION_NAMES,
  ASSUMPTIONS,
  assume,
  assumptionsOf,
  type Tenant,
} from '../../../src/tenant/index.ts';
import { defineEndpoint, type Endpoint, json } from '../endpoint.ts';

const CONTROL: Actor = { kind: 'service', id: 'control', name: 'Control API' };

const assumptionSchema = z.object({
  question: z.string(),
  choice: z.string().meta({ description: 'What the tenant assumes' }),
  choices: z.record(z.string(), z.string()).meta({ description: 'Each choice and what it does' }),
  default: z.string(),
  evidence: z.enum(['documented', 'recorded', 'inferred']),
  because: z.string().meta({ description: 'What the pages say' }),
  sources: z.array(z.string()),
});

const answer = {
  status: 200,
  description: 'The assumptions by name',
  content: { 'application/json': z.record(z.string(), assumptionSchema) },
} as const;

function show(tenant: Tenant) {
  const assumed = assumptionsOf(tenant);
  return Object.fromEntries(
    ASSUMPTION_NAMES.map((name) => {
      const declared = ASSUMPTIONS[name];
      return [name, { ...declared, choice: assumed[name], default: Object.keys(declared.choices)[0] }];
    }),
  );
}

export function assumptionEndpoints(tenant: Tenant): Endpoint[] {
  return [
    defineEndpoint({
      method: 'GET',
      path: '/assumptions',
      name: 'getAssumptions',
      summary: 'What is taken for true where the pages leave something open',
      success: answer,
      handle: () => json(show(tenant)),
    }),
    defineEndpoint({
      method: 'PATCH',
      path: '/assumptions',
      name: 'changeAssumptions',
      summary: 'Take something else for true',
      description: 'What the body leaves out stays as it is. A snapshot of the tenant holds it.',
      body: assumptionChangeSchema,
      example: { wrongFirstApp: 'staysUnregistered' },
      success: answer,
      handle: ({ body }) => {
        assume(tenant, body, CONTROL);
        return json(show(tenant));
      },
    }),
  ];
}
