// The settings as JSON, for whoever takes them from outside: the control API, scenarios.
import { z } from 'zod';
import { DAY, parseDuration } from '../../clock/index.ts';

const duration = z
  .string()
  .refine(
    (text) => (parseDuration(text) ?? DAY + 1) <= DAY,
    'expected an ISO 8601 duration of at most a day, such as PT5S',
  );

const lagSchema = z
  .strictObject({
    directory: duration,
    intune: duration,
    eventual: duration.meta({ description: 'Of directory reads with ConsistencyLevel: eventual' }),
  })
  .meta({ description: 'How long it takes on average until a change is seen' });

export const conditionSettingsSchema = z
  .strictObject({
    strict: z.boolean().meta({
      description:
        'Whether a request that says something without effect is refused, where the service is silent',
    }),
    throttling: z.enum(['off', 'documented', 'tight']).meta({
      description:
        'Whether requests are counted against Microsoft’s published limits, or against a twentieth of them',
    }),
    lag: z
      .union([z.enum(['off', 'usual']), lagSchema])
      .meta({ description: 'How long it takes until reads see what was written' }),
    multiAdminApproval: z.boolean().meta({
      description:
        'Whether what the tenant’s access policies protect needs a second administrator’s approval',
    }),
  })
  .meta({ description: 'What the service does to requests beyond their meaning' });

export const conditionChangeSchema = conditionSettingsSchema.partial();
