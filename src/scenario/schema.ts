import { z } from 'zod';
import { parseDuration } from '../clock/index.ts';
import {
  type DeviceAction,
  deviceActionSchema,
  newDeviceSchema,
  type ParsedAction,
} from '../device/index.ts';
import { FAULTS_LIMIT } from '../graph/conditions/faults/fault-list.ts';
import { newFaultSchema } from '../graph/conditions/faults/schema.ts';
import { conditionChangeSchema } from '../graph/conditions/schema.ts';

const name = z.string().regex(/^[A-Za-z][\w-]*$/, 'expected a name of letters, digits, "-" and "_"');
const json: z.ZodType<Json> = z.json();
const pointer = z
  .string()
  .regex(
    /^(\/([^~/]|~[01])*)+$/,
    'expected a JSON pointer such as "/iosSingleSignOnExtension/configurations/0/key"',
  );
const duration = z
  .string()
  .refine(
    (text) => parseDuration(text) !== undefined,
    'expected an ISO 8601 duration such as "PT8H" or "PT15M"',
  )
  .meta({ description: 'ISO 8601 duration: PT15M, PT8H, P1D' });

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const target = z.union([
  z.enum(['allUsers', 'allDevices']),
  z.strictObject({ group: z.string().min(1) }),
  z.strictObject({ excludeGroup: z.string().min(1) }),
]);

/** Whom a policy or app is assigned to: everybody, nobody, or a list of groups by name. */
const assign = z
  .union([z.enum(['allUsers', 'allDevices', 'nobody']), z.array(target).min(1)])
  .default('allUsers')
  .meta({
    description:
      'allUsers (default), allDevices, nobody, or a list with { group: NAME } and { excludeGroup: NAME }',
  });

const appAssignment = {
  intent: z.enum(['required', 'available', 'uninstall', 'availableWithoutEnrollment']).default('required'),
  licence: z
    .enum(['user', 'device'])
    .default('user')
    .meta({ description: 'How a volume-purchased app is licensed' }),
};

/** Something that the admin puts in through Graph before the story begins. */
const policySchema = z.union([
  z.strictObject({
    use: z.enum(['sso-extension', 'compliance']).meta({ description: 'A policy of fixtures/policies' }),
    as: name.optional(),
    set: z.record(pointer, json).optional().meta({ description: 'Changes: JSON pointer to new value' }),
    remove: z.array(pointer).optional().meta({ description: 'JSON pointers to leave out' }),
    assign,
  }),
  z.strictObject({
    use: z.literal('authenticator').meta({ description: "The tenant's Microsoft Authenticator" }),
    as: name.optional(),
    assign,
    ...appAssignment,
  }),
  z.strictObject({
    use: z
      .literal('enrollment-profile')
      .meta({ description: 'Says how people may enroll their own devices' }),
    type: z.enum([
      'accountDrivenUserEnrollment',
      'userEnrollmentWithCompanyPortal',
      'webDeviceEnrollment',
      'deviceEnrollmentWithCompanyPortal',
    ]),
    as: name.optional(),
    assign,
  }),
  z.strictObject({
    create: z.record(z.string(), json).meta({ description: 'Any body that Graph takes' }),
    in: z.string().min(1).meta({ description: 'Where: deviceManagement/deviceConfigurations' }),
    as: name.optional(),
    assign,
    ...appAssignment,
  }),
]);

/** A request to Graph as the administrator, with the answer that it must get. */
const graphRequest = z.strictObject({
  method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']).default('GET'),
  path: z.string().regex(/^\/(v1\.0|beta)\//, 'expected a path that begins with /v1.0/ or /beta/'),
  body: json.optional(),
  status: z.int().optional().meta({ description: 'The expected status; default: any success' }),
});

const device = z.partialRecord(
  z.enum([
    'enrolled',
    'registered',
    'complianceState',
    'signedIn',
    'remediating',
    'osVersion',
    'passcode',
    'apps',
    'profiles',
    'jailbroken',
  ]),
  json,
);

const traceEntry = z.strictObject({
  step: z.string().optional(),
  code: z.union([z.int(), z.string()]).optional(),
  outcome: z.enum(['ok', 'refused', 'failed', 'info']).optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  message: z.string().optional().meta({ description: 'A part of the message' }),
  user: z.string().optional().meta({ description: 'A part of what the person sees' }),
  findings: z.array(z.string()).optional(),
});

const expectationsSchema = z.strictObject({
  devices: z
    .record(name, device)
    .optional()
    .meta({ description: 'What each device is like; only what is named is compared' }),
  graph: z
    .array(graphRequest.extend({ answer: json.optional() }))
    .optional()
    .meta({ description: 'Requests whose answers must contain this' }),
  trace: z
    .record(name, z.array(traceEntry))
    .optional()
    .meta({ description: 'Entries that each device’s trace holds, in this order, with others between them' }),
  notInTrace: z.record(name, z.array(traceEntry)).optional(),
  findings: z
    .record(name, z.array(z.string()))
    .optional()
    .meta({ description: 'Exactly the rules that explain where each device stands' }),
  verify: z
    .strictObject({
      verdict: z.enum(['pass', 'fail']).optional(),
      findings: z.array(z.string()).optional().meta({ description: 'Rules among the findings' }),
    })
    .optional()
    .meta({ description: 'What verify says about the tenant, without running anything' }),
});

/** A device's action, as in the control API, with the name of the device that does it. */
type DeviceStep = { device: string } & ParsedAction;
const deviceStep = z.discriminatedUnion(
  'do',
  deviceActionSchema.options.map((option) => option.extend({ device: name })) as unknown as [
    z.ZodType<DeviceStep, { device: string } & DeviceAction> & z.core.$ZodTypeDiscriminable,
  ],
);

const stepSchema = z.union([
  deviceStep,
  z.strictObject({ advance: duration }),
  z.strictObject({ graph: graphRequest.extend({ as: name.optional() }) }),
  z.strictObject({ then: expectationsSchema }),
]);

/** A story with an end that must come true: what is given, who does what, and what holds then. */
export const scenarioSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().min(1),
  description: z.string().optional(),
  tags: z.array(z.string().min(1)).default([]),
  given: z
    .strictObject({
      tenant: z
        .string()
        .default('contoso')
        .meta({ description: 'contoso, contoso-jit, empty or generated:N' }),
      start: z.iso.datetime().optional().meta({ description: 'When the story begins, in UTC' }),
      settings: z
        .record(z.string(), json)
        .optional()
        .meta({ description: 'Changes to deviceManagement.settings' }),
      policies: z.array(policySchema).default([]),
      conditions: conditionChangeSchema.optional().meta({
        description: 'What the service does to requests beyond their meaning, once the policies are there',
      }),
      faults: z.array(newFaultSchema).max(FAULTS_LIMIT).default([]).meta({
        description: 'What goes wrong with requests to Graph on purpose, once the policies are there',
      }),
    })
    .prefault({}),
  devices: z.record(name, newDeviceSchema).default({}),
  steps: z.array(stepSchema).default([]),
  then: expectationsSchema,
});

/** As an author writes it. */
export type ScenarioInput = z.input<typeof scenarioSchema>;
/** With every default filled in. */
export type Scenario = z.output<typeof scenarioSchema>;
export type ScenarioPolicy = Scenario['given']['policies'][number];
export type Expectations = z.output<typeof expectationsSchema>;
export type ExpectedEntry = z.output<typeof traceEntry>;
export type GraphExpectation = z.output<typeof graphRequest>;

/** The schema for editors, as JSON Schema (draft 2020-12) of what an author writes. */
export function scenarioJsonSchema(): object {
  return { title: 'Tenantless scenario', ...z.toJSONSchema(scenarioSchema, { io: 'input' }) };
}
