import { z } from 'zod';
import { json, name } from './notation.ts';

/** What a parameter may hold. */
const TYPES = ['string', 'number', 'boolean', 'json'] as const;

const declaration = z.strictObject({
  type: z.enum(TYPES).optional().meta({ description: "Default: that of the default; without one 'string'" }),
  default: json.optional().meta({ description: 'Without it, the parameter must be given' }),
  oneOf: z.array(json).min(1).optional().meta({ description: 'The values that it may have' }),
  description: z.string().optional(),
});

/** A parameter by its default alone, or with all that there is to say about it. */
export const parametersSchema = z.record(
  name,
  z.union([z.string(), z.number(), z.boolean(), z.array(json), declaration]),
);

const values = z.record(name, json);

/** An axis: its values, or its values by names that the runs then have. */
const axis = z.union([z.array(json).min(1), z.record(z.string().min(1), json)]);

/** One scenario, played once for each combination. */
export const matrixSchema = z
  .object({
    runs: z
      .record(z.string().min(1), values)
      .optional()
      .meta({ description: 'Runs by name, each with values of its own for any parameters' }),
    include: z.array(values).default([]).meta({
      description: 'Values that are added to the combinations that they fit, or combinations of their own',
    }),
    exclude: z.array(values).default([]).meta({ description: 'Combinations that are left out' }),
  })
  .catchall(axis);

export const includeSchema = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

export type Parameters = z.output<typeof parametersSchema>;
export type Matrix = z.output<typeof matrixSchema>;
export type ParameterType = (typeof TYPES)[number];
