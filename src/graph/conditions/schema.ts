// The settings as JSON, for whoever takes them from outside: the control API, scenarios.
import { z } from 'zod';

export const conditionSettingsSchema = z
  .strictObject({
    strict: z.boolean().meta({
      description:
        'Whether a request that says something without effect is refused, where the service is silent',
    }),
  })
  .meta({ description: 'What the service does to requests beyond their meaning' });

export const conditionChangeSchema = conditionSettingsSchema.partial();
