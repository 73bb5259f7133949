import { FaultError } from '../../../src/graph/conditions/faults/fault-list.ts';
import { faultSchema, newFaultSchema } from '../../../src/graph/conditions/faults/schema.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { created, defineEndpoint, type Endpoint, empty, json } from '../endpoint.ts';
import { conflict, notFound } from '../errors.ts';
import { faultListSchema } from '../graph-schemas.ts';

const unknownFault = (id: string) =>
  notFound(`There is no fault with the id '${id}'`, 'GET /_tenantless/faults lists them.');

export function faultEndpoints({ faults }: Graph['conditions']): Endpoint[] {
  return [
    defineEndpoint({
      method: 'POST',
      path: '/faults',
      name: 'addFault',
      summary: 'Let something go wrong on purpose',
      description:
        'The answers that it makes carry its id in the header x-tenantless-injected. Of several that are about a request, the first that happens is the one that does.',
      body: newFaultSchema,
      example: {
        match: { method: 'GET', path: '/deviceManagement/managedDevices' },
        times: 2,
        effect: { status: 429, retryAfter: 1 },
      },
      success: {
        status: 201,
        description: 'The fault',
        content: { 'application/json': faultSchema },
      },
      errors: [409],
      handle: ({ body }) => {
        try {
          const fault = faults.add(body);
          return created(fault, `/_tenantless/faults/${fault.id}`);
        } catch (error) {
          if (error instanceof FaultError) throw conflict(`${error.message}.`);
          throw error;
        }
      },
    }),
    defineEndpoint({
      method: 'GET',
      path: '/faults',
      name: 'listFaults',
      summary: 'The faults, and how often each came to pass',
      success: { status: 200, description: 'Faults', content: { 'application/json': faultListSchema } },
      handle: () => json({ faults: faults.list() }),
    }),
    defineEndpoint({
      method: 'DELETE',
      path: '/faults',
      name: 'clearFaults',
      summary: 'Let nothing go wrong any more',
      success: { status: 204, description: 'There are no faults' },
      handle: () => {
        faults.clear();
        return empty;
      },
    }),
    defineEndpoint({
      method: 'GET',
      path: '/faults/{id}',
      name: 'getFault',
      summary: 'A fault, and how often it came to pass',
      success: { status: 200, description: 'The fault', content: { 'application/json': faultSchema } },
      errors: [404],
      handle: ({ params: { id = '' } }) => {
        const fault = faults.get(id);
        if (!fault) throw unknownFault(id);
        return json(fault);
      },
    }),
    defineEndpoint({
      method: 'DELETE',
      path: '/faults/{id}',
      name: 'removeFault',
      summary: 'End a fault',
      success: { status: 204, description: 'It is gone' },
      errors: [404],
      handle: ({ params: { id = '' } }) => {
        if (!faults.remove(id)) throw unknownFault(id);
        return empty;
      },
    }),
  ];
}
