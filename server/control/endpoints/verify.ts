import { z } from 'zod';
import { newDeviceSchema } from '../../../src/device/index.ts';
import type { Tenant } from '../../../src/tenant/index.ts';
import { verifyTenant } from '../../../src/verify/index.ts';
import { defineEndpoint, type Endpoint, json } from '../endpoint.ts';
import { verifyReportSchema } from '../schemas.ts';

export function verifyEndpoints(tenant: Tenant): Endpoint[] {
  return [
    defineEndpoint({
      method: 'GET',
      path: '/verify',
      name: 'verify',
      summary: 'Whether devices would register and be remediated as the tenant is now; changes nothing',
      query: z.strictObject({
        enrollment: newDeviceSchema.shape.enrollmentType
          .unwrap()
          .optional()
          .meta({ description: 'Judge this enrollment type only' }),
        firstApp: z.string().min(1).optional().meta({
          description: 'Name or bundle id of the app of the first sign-in; Microsoft Teams by default',
        }),
        user: z
          .string()
          .min(1)
          .optional()
          .meta({ description: 'Judge for this user: a user principal name or id' }),
      }),
      success: {
        status: 200,
        description: 'The verdict',
        content: { 'application/json': verifyReportSchema },
      },
      handle: ({ query }) => json(verifyTenant(tenant, query)),
    }),
  ];
}
