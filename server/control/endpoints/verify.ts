import { z } from 'zod';
import { newDeviceSchema } from '../../../src/device/index.ts';
import type { Tenant } from '../../../src/tenant/index.ts';
import { type Palette, renderPretty, verifyTenant } from '../../../src/verify/index.ts';
import { defineEndpoint, type Endpoint, json } from '../endpoint.ts';
import { formatSchema, plainText, wantsText } from '../format.ts';
import { verifyReportSchema } from '../schemas.ts';

const asIs = (text: string) => text;
/** Without colours: nobody knows where the text is shown. */
const PLAIN: Palette = { bold: asIs, dim: asIs, red: asIs, yellow: asIs, green: asIs, cyan: asIs };

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
        format: formatSchema,
      }),
      success: {
        status: 200,
        description: 'The verdict',
        content: { 'application/json': verifyReportSchema, 'text/plain': null },
      },
      handle: ({ query: { format, ...options }, header }) => {
        const report = verifyTenant(tenant, options);
        if (!wantsText(format, header('accept'))) return json(report);
        return plainText(`${renderPretty(report, [], { palette: PLAIN }).join('\n')}\n`);
      },
    }),
  ];
}
