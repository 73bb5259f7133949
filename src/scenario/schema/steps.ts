import { z } from 'zod';
import { type DeviceAction, deviceActionSchema, type ParsedAction } from '../../device/index.ts';
import { fleetRequestSchema } from '../../fleet/index.ts';
import { newFaultSchema } from '../../graph/conditions/faults/schema.ts';
import { conditionChangeSchema } from '../../graph/conditions/schema.ts';
import { type ScenarioContext, scenarioFunction } from './custom.ts';
import { expectationsSchema } from './expectations.ts';
import { duration, graphRequest, json, name, patchOperation } from './notation.ts';
import { assignStep, objectSchema, policySchema } from './policies.ts';

/** A device's action, as in the control API, with the name of the device that does it. */
type DeviceStep = { device: string } & ParsedAction;
const deviceStep = z.discriminatedUnion(
  'do',
  deviceActionSchema.options.map((option) => option.extend({ device: name })) as unknown as [
    z.ZodType<DeviceStep, { device: string } & DeviceAction> & z.core.$ZodTypeDiscriminable,
  ],
);

/** Many devices at once, under a name. */
export const fleetSchema = fleetRequestSchema.extend({ as: name.default('fleet') });

/** What Apple issued and an administrator has to renew. */
export const EXPIRING = ['pushCertificate', 'enrollmentToken', 'appToken'] as const;

/** What an admin does through Graph, a person with a device, time, or what is around them. */
export const stepSchema = z.union([
  deviceStep,
  z.strictObject({ graph: graphRequest.extend({ as: name.optional() }) }),
  z.strictObject({ add: policySchema }),
  z.strictObject({ patch: objectSchema, changes: z.array(patchOperation).min(1) }),
  assignStep,
  z.strictObject({ delete: objectSchema }),
  z.strictObject({
    remote: z
      .string()
      .regex(/^[a-z][A-Za-z]*$/, 'expected the name of an action, such as syncDevice or wipe'),
    device: name,
    with: z.record(z.string(), json).optional().meta({ description: 'The parameters of the action' }),
    status: z.int().optional().meta({ description: 'The expected status; default: any success' }),
  }),
  z.strictObject({ advance: duration }),
  z.strictObject({ until: z.iso.datetime().meta({ description: 'A moment of virtual time, in UTC' }) }),
  z.strictObject({
    await: expectationsSchema,
    within: duration.meta({ description: 'How long it may take, in virtual time' }),
  }),
  z.strictObject({ conditions: conditionChangeSchema }),
  z.strictObject({ fault: newFaultSchema }),
  z.strictObject({ endFault: z.string().min(1).meta({ description: 'The id of the fault' }) }),
  z.strictObject({ expire: z.enum(EXPIRING).meta({ description: 'What runs out now' }) }),
  z.strictObject({ fleet: fleetSchema }),
  z.strictObject({ then: expectationsSchema }),
  z.strictObject({
    name: z.string().min(1),
    run: scenarioFunction<(context: ScenarioContext) => unknown>(),
  }),
]);

export type Step = z.output<typeof stepSchema>;
export type FleetStep = z.output<typeof fleetSchema>;
