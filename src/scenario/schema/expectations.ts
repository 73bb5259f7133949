import { z } from 'zod';
import type { SimulatedDevice } from '../../device/index.ts';
import { type ScenarioContext, scenarioFunction } from './custom.ts';
import { graphRequest, json, name } from './notation.ts';

/** What a device shows, and so what may be expected of it. */
const DEVICE = {
  id: true,
  name: true,
  user: true,
  model: true,
  serialNumber: true,
  enrollmentType: true,
  enrolled: true,
  enrolledAs: true,
  registered: true,
  registeredBy: true,
  complianceState: true,
  noncomplianceActions: true,
  managedDeviceId: true,
  azureADDeviceId: true,
  lastCheckInDateTime: true,
  signedIn: true,
  remediating: true,
  osVersion: true,
  passcode: true,
  passcodeDueDateTime: true,
  autoLockMinutes: true,
  network: true,
  apps: true,
  profiles: true,
  jailbroken: true,
  osBuildVersion: true,
  passcodeDelayMinutes: true,
  threatLevel: true,
  defenderRisk: true,
  ownMailAccount: true,
  failingQueries: true,
} as const satisfies Readonly<Record<keyof SimulatedDevice, true>>;

const device = z.partialRecord(z.enum(Object.keys(DEVICE) as [keyof typeof DEVICE]), json);

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

const count = z.int().min(0);
/** A number, or bounds for it. */
const bounds = z.union([
  count,
  z
    .strictObject({ atLeast: count.optional(), atMost: count.optional() })
    .refine(
      (each) => each.atLeast !== undefined || each.atMost !== undefined,
      'expected atLeast, atMost or both',
    ),
]);

const counts = {
  devices: bounds.optional(),
  enrolled: bounds.optional(),
  registered: bounds.optional(),
  compliant: bounds.optional(),
  remediated: bounds.optional(),
  stuck: bounds.optional(),
};

const fleet = z.strictObject({
  ...counts,
  byEnrollmentType: z.record(z.string(), z.strictObject(counts)).optional(),
  troubles: z.record(z.string(), bounds).optional().meta({
    description: 'How many devices something keeps: a rule, or the step that failed',
  }),
});

const request = z.strictObject({
  method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']).optional(),
  path: z
    .string()
    .regex(/^\/(?!v1\.0\/|beta\/)[^?]*$/, 'expected a path without version and query, such as /users/*')
    .meta({ description: 'Without version and query; * is one segment, ** any number of them' }),
  status: z.int().optional(),
  times: bounds.default({ atLeast: 1 }).meta({ description: 'How many of them; default: at least one' }),
});

const notification = z.strictObject({
  subscriptionId: z.string().optional(),
  changeType: z.enum(['created', 'updated', 'deleted']).optional(),
  resource: z.string().optional().meta({ description: 'As Graph writes it: Users/{id}, Groups/{id}' }),
  clientState: z.string().nullable().optional(),
  resourceData: json.optional().meta({ description: 'What it contains' }),
  times: bounds.default({ atLeast: 1 }).meta({ description: 'How many of them; default: at least one' }),
});

const check = z.strictObject({
  name: z.string().min(1),
  check: scenarioFunction<(context: ScenarioContext) => unknown>(),
});

export const expectationsSchema = z.strictObject({
  devices: z
    .record(name, device)
    .optional()
    .meta({ description: 'What each device is like; only what is named is compared' }),
  graph: z
    .array(
      graphRequest.extend({
        answer: json.optional().meta({ description: 'What the answer contains' }),
        contains: json
          .optional()
          .meta({ description: 'What one element of the list in the answer contains' }),
      }),
    )
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
    .meta({ description: 'Exactly the rules that explain where each device stands; [] is none' }),
  requests: z.array(request).optional().meta({
    description:
      'What scripts (graph steps, functions) asked of Graph; what was given, what administrators do and what `then` asks doesn’t count',
  }),
  notifications: z.array(notification).optional().meta({
    description: 'What subscribers were told; the scenario takes it for them, whatever address they gave',
  }),
  permissions: z
    .array(z.string())
    .optional()
    .meta({ description: 'Exactly the least permissions that suffice for what scripts asked of Graph' }),
  fleets: z.record(name, fleet).optional().meta({ description: 'How each fleet came out' }),
  verify: z
    .strictObject({
      verdict: z.enum(['pass', 'fail']).optional(),
      findings: z.array(z.string()).optional().meta({ description: 'Rules among the findings' }),
    })
    .optional()
    .meta({ description: 'What verify says about the tenant, without running anything' }),
  checks: z.array(check).optional().meta({ description: 'In TypeScript: functions that throw' }),
});

export type Expectations = z.output<typeof expectationsSchema>;
export type ExpectedEntry = z.output<typeof traceEntry>;
export type ExpectedRequest = z.output<typeof request>;
export type ExpectedFleet = z.output<typeof fleet>;
export type Bounds = z.output<typeof bounds>;
