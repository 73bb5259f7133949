import { z } from 'zod';
import { newDeviceSchema } from '../device/index.ts';
import { FAULTS_LIMIT } from '../graph/conditions/faults/fault-list.ts';
import { newFaultSchema } from '../graph/conditions/faults/schema.ts';
import { conditionChangeSchema } from '../graph/conditions/schema.ts';
import { assumptionChangeSchema } from './schema/assumptions.ts';
import { isScenarioFunction } from './schema/custom.ts';
import { withParameters } from './schema/editor-schema.ts';
import { expectationsSchema } from './schema/expectations.ts';
import { json, name } from './schema/notation.ts';
import { objectPatchSchema, personSchema, policySchema } from './schema/policies.ts';
import { fleetSchema, stepSchema } from './schema/steps.ts';
import { includeSchema, matrixSchema, parametersSchema } from './schema/variations.ts';

/** A story with an end that must come true: what is given, who does what, and what holds then. */
export const scenarioSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().min(1),
  description: z.string().optional(),
  tags: z.array(z.string().min(1)).default([]),
  include: includeSchema.optional().meta({
    description: 'Files with parameters, given, devices and steps to share, relative to this one',
  }),
  parameters: parametersSchema
    .optional()
    .meta({ description: `Values that \${NAME} stands for, and that --param NAME=VALUE changes` }),
  matrix: matrixSchema
    .optional()
    .meta({ description: `Values that \${NAME} stands for: one run for each combination` }),
  given: z
    .strictObject({
      tenant: z
        .string()
        .default('contoso')
        .meta({ description: 'contoso, contoso-jit, empty or generated:N' }),
      start: z.iso.datetime().optional().meta({ description: 'When the story begins, in UTC' }),
      assumptions: assumptionChangeSchema.optional(),
      settings: z
        .record(z.string(), json)
        .optional()
        .meta({ description: 'Changes to deviceManagement.settings' }),
      people: z
        .array(personSchema)
        .default([])
        .meta({ description: 'Who joins, and what is different about those who are there' }),
      policies: z.array(policySchema).default([]),
      patches: z
        .array(objectPatchSchema)
        .default([])
        .meta({ description: 'Changes to what is in the tenant: policies, apps, groups' }),
      conditions: conditionChangeSchema.optional().meta({
        description: 'What the service does to requests beyond their meaning, once the policies are there',
      }),
      faults: z.array(newFaultSchema).max(FAULTS_LIMIT).default([]).meta({
        description: 'What goes wrong with requests to Graph on purpose, once the policies are there',
      }),
      fleets: z
        .array(fleetSchema)
        .default([])
        .meta({ description: 'Many devices at once, which have enrolled before the story begins' }),
    })
    .prefault({}),
  devices: z.record(name, newDeviceSchema).default({}),
  steps: z.array(stepSchema).default([]),
  then: expectationsSchema,
  golden: z.string().min(1).optional().meta({
    description: 'A file with the devices’ conversations as they must be; tenantless run --update writes it',
  }),
});

/** A scenario, as its author writes it. */
export type ScenarioInput = z.input<typeof scenarioSchema>;
/** With every default filled in. */
export type Scenario = z.output<typeof scenarioSchema>;

/** The schema for editors, as JSON Schema (draft 2020-12) of what an author writes. */
export function scenarioJsonSchema(): object {
  const schema = z.toJSONSchema(scenarioSchema, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'ref',
    override: ({ zodSchema, jsonSchema }) => {
      // YAML has no functions: nothing fits.
      if (isScenarioFunction(zodSchema)) jsonSchema.not = {};
      // A file with one; it is read before this schema looks at it.
      if (zodSchema === fleetSchema) {
        const { mix } = jsonSchema.properties ?? {};
        const either = { anyOf: [mix as z.core.JSONSchema.BaseSchema, { type: 'string' as const }] };
        jsonSchema.properties = { ...jsonSchema.properties, mix: either };
      }
    },
  });
  return { title: 'Tenantless scenario', ...withParameters(schema) };
}
