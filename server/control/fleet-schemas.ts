// What the control API answers with about fleets, for the OpenAPI document; the tests hold real answers against it.
import { z } from 'zod';

const moment = z.string().meta({ format: 'date-time', description: 'Virtual time' });

const counts = {
  devices: z.int(),
  enrolled: z.int(),
  registered: z.int(),
  compliant: z.int().meta({ description: 'Compliant, or in their grace period' }),
  remediated: z.int().meta({ description: 'Compliant after their people repaired what was wrong' }),
  stuck: z.int().meta({ description: 'Not registered or not compliant in the end' }),
};

export const fleetSummarySchema = z
  .object({
    ...counts,
    seed: z.int(),
    hired: z.int().meta({ description: 'People who joined the tenant to hold devices' }),
    from: moment,
    to: moment,
    byEnrollmentType: z.record(z.string(), z.object(counts)),
    troubles: z.array(
      z.object({
        reason: z.string().meta({ description: 'A rule’s id, or the step that failed' }),
        title: z.string(),
        code: z.union([z.string(), z.int()]).optional(),
        devices: z.int(),
        example: z.string().meta({ description: 'The id of a device' }),
      }),
    ),
  })
  .meta({ description: 'How a fleet came out' });
