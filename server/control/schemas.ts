// What the control API answers with, for the OpenAPI document; the tests hold real answers against it.

import { z } from 'zod';
import { deviceActionSchema, newDeviceSchema, type SimulatedDevice } from '../../src/device/index.ts';
import { faultSchema, newFaultSchema } from '../../src/graph/conditions/faults/schema.ts';
import { conditionSettingsSchema } from '../../src/graph/conditions/schema.ts';
import { PARTS } from '../../src/rules/index.ts';
import type { EnrollmentVerdict, ReportedFinding } from '../../src/verify/index.ts';
import { deviceAssignmentsSchema } from './assignment-schemas.ts';
import { clockChangeSchema } from './clock-change.ts';
import { errorSchema } from './errors.ts';
import { actionTakenSchema, explanationSchema } from './explanation-schema.ts';
import { fleetSummarySchema } from './fleet-schemas.ts';
import {
  faultListSchema,
  permissionReportSchema,
  requestListSchema,
  requestSchema,
} from './graph-schemas.ts';
import { managedAppStatusSchema } from './mdm-schemas.ts';
import { snapshotSchema } from './snapshot.ts';

const moment = z.string().meta({ format: 'date-time', description: 'Virtual time' });

export const clockSchema = z
  .object({
    now: moment,
    mode: z.enum(['manual', 'realtime']),
    pendingEvents: z.int().meta({ description: 'How many events wait for their moment' }),
    nextEventAt: moment
      .nullable()
      .meta({ description: 'When the first of them is due; null when there is none' }),
  })
  .meta({ description: "The tenant's clock" });

const traceRole = z.enum([
  'person',
  'device',
  'app',
  'ssoExtension',
  'companyPortal',
  'intune',
  'entra',
  'apple',
]);

const traceEntrySchema = z
  .object({
    sequence: z.int(),
    at: moment,
    device: z.string(),
    from: traceRole,
    to: traceRole,
    step: z
      .string()
      .meta({ description: "The protocol's or the telemetry's own name: JITRegistrationStarted" }),
    message: z.string(),
    outcome: z.enum(['ok', 'refused', 'failed', 'info']),
    code: z.union([z.int(), z.string()]).optional(),
    user: z.string().optional().meta({ description: 'What the person sees' }),
    objects: z
      .array(z.object({ set: z.string(), id: z.string(), changed: z.array(z.string()).optional() }))
      .optional()
      .meta({ description: 'The Graph objects that it is about' }),
    cause: z.int().optional().meta({ description: 'The sequence of the entry that led to this one' }),
    findings: z.array(z.string()).optional().meta({ description: 'Ids of the rules that explain it' }),
    mdm: z
      .looseObject({})
      .optional()
      .meta({ description: 'What went over the wire in Apple’s management protocol' }),
  })
  .meta({ description: 'One message between a person, a device and the services' });

export const deviceSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    user: z.object({ id: z.string(), userPrincipalName: z.string(), displayName: z.string() }),
    model: z.string(),
    osVersion: z.string(),
    serialNumber: z.string(),
    enrollmentType: newDeviceSchema.shape.enrollmentType.unwrap(),
    enrolledAs: newDeviceSchema.shape.enrollmentType
      .unwrap()
      .optional()
      .meta({ description: 'What enrollment has come to, when it is another type' }),
    passcode: newDeviceSchema.shape.passcode.unwrap(),
    autoLockMinutes: z.int(),
    jailbroken: z.boolean(),
    osBuildVersion: newDeviceSchema.shape.osBuildVersion,
    passcodeDelayMinutes: newDeviceSchema.shape.passcodeDelayMinutes.unwrap().optional(),
    threatLevel: newDeviceSchema.shape.threatLevel,
    defenderRisk: newDeviceSchema.shape.defenderRisk,
    ownMailAccount: newDeviceSchema.shape.ownMailAccount.unwrap().optional(),
    failingQueries: newDeviceSchema.shape.failingQueries.unwrap().optional(),
    network: newDeviceSchema.shape.network.unwrap(),
    apps: z.array(
      z.object({
        bundleId: z.string(),
        name: z.string(),
        managed: z.boolean(),
        state: z.enum(['installing', 'installed', 'rejected', 'failed']),
        status: managedAppStatusSchema.optional(),
      }),
    ),
    profiles: z.array(z.object({ id: z.string(), name: z.string() })),
    enrolled: z.boolean(),
    registered: z.boolean(),
    registeredBy: z.enum(['justInTime', 'companyPortal', 'sharedDeviceMode']).optional(),
    complianceState: z.string().optional(),
    noncomplianceActions: z
      .array(actionTakenSchema)
      .optional()
      .meta({ description: 'What Intune did because the device did not comply, in order' }),
    managedDeviceId: z.string().optional(),
    azureADDeviceId: z.string().optional(),
    lastCheckInDateTime: moment.optional(),
    passcodeDueDateTime: moment.optional().meta({
      description: 'Until when the person gets past without a passcode that the policies accept',
    }),
    remediating: z
      .string()
      .optional()
      .meta({ description: 'The app in which the embedded Company Portal is open' }),
    signedIn: z.array(z.string()).meta({ description: 'Apps with a token for the work account' }),
  } satisfies Readonly<Record<keyof SimulatedDevice, z.ZodType>>)
  .meta({ description: 'A simulated iPhone or iPad' });

export const deviceListSchema = z.object({
  devices: z.array(deviceSchema),
  total: z.int().meta({ description: 'How many devices there are' }),
  next: z.string().optional().meta({ description: 'Where the list goes on; absent at its end' }),
});

export const actionResultSchema = z.object({ device: deviceSchema, trace: z.array(traceEntrySchema) });

export const traceSchema = z.object({ trace: z.array(traceEntrySchema) });

const severity = z.enum(['blocker', 'degraded', 'warning']);
const enrollmentType = newDeviceSchema.shape.enrollmentType.unwrap();

const parts = z.array(z.enum(PARTS));

/** What is said of documents only. */
type OfDocuments = 'path' | 'line' | 'column' | 'endColumn' | 'fingerprint' | 'accepted';

export const verifyReportSchema = z
  .object({
    verdict: z.enum(['pass', 'fail']),
    firstApp: z.string(),
    enrollments: z.array(
      z.object({
        type: enrollmentType,
        title: z.string(),
        registers: z.boolean(),
        remediates: z.boolean(),
        access: z.boolean().meta({ description: 'Whether an app lets its person in, in the end' }),
        uncertain: parts
          .optional()
          .meta({ description: 'What of that is false and may come out well all the same' }),
        osVersions: z.array(z.string()).optional().meta({ description: 'Of the devices that were judged' }),
        findings: z.array(z.string()),
      } satisfies Readonly<Record<keyof EnrollmentVerdict, z.ZodType>>),
    ),
    findings: z.array(
      z.object({
        rule: z.string(),
        severity,
        blocks: z.enum(['registration', 'remediation', 'access']).optional(),
        uncertain: z
          .literal(true)
          .optional()
          .meta({ description: 'Nobody can know before whether it blocks that' }),
        message: z.string(),
        pointer: z.string().optional().meta({ description: 'JSON pointer inside the subject' }),
        subject: z.object({ set: z.string(), id: z.string() }).optional(),
        symptom: z.string().optional(),
        graph: z.string().optional(),
        fix: z.string(),
        repair: z
          .array(z.object({ pointer: z.string(), value: z.union([z.string(), z.number()]).optional() }))
          .optional()
          .meta({ description: 'What would mend it, by JSON pointers inside the subject' }),
        source: z.string().optional(),
        sourceTitle: z.string().optional(),
        page: z.string().optional().meta({ description: 'Our page about the rule, in the package' }),
        evidence: z.enum(['documented', 'recorded', 'inferred']).optional(),
        enrollments: z.array(enrollmentType),
      } satisfies Readonly<Record<Exclude<keyof ReportedFinding, OfDocuments>, z.ZodType>>),
    ),
    assumptions: z.array(z.string()),
    notJudged: z.array(z.object({ type: z.string(), count: z.int() })),
    needsRun: z
      .array(z.object({ rule: z.string(), title: z.string(), why: z.string() }))
      .meta({ description: 'Rules that only a device that lives through it shows' }),
  })
  .meta({ description: 'Whether devices would register and be remediated, and what is wrong' });

export const changeSchema = z
  .object({
    sequence: z.int(),
    at: moment,
    by: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
    change: z.enum(['create', 'update', 'delete', 'link', 'unlink', 'restore']),
    set: z.string(),
    id: z.string(),
    target: z.string().optional().meta({ description: 'The other end of a link' }),
    changed: z.array(z.string()).optional().meta({ description: 'The properties that an update changed' }),
  })
  .meta({ description: 'A change to the tenant' });

export const journalSchema = z.object({
  changes: z.array(changeSchema),
  first: z.int().meta({ description: 'The oldest change that is remembered' }),
  last: z.int().meta({ description: 'The newest change' }),
  next: z.string().optional().meta({ description: 'Where the list goes on; absent at its end' }),
});

export const indexSchema = z.object({
  name: z.string(),
  version: z.string(),
  openapi: z.string(),
  endpoints: z.array(z.object({ method: z.string(), path: z.string(), summary: z.string() })),
});

export const attachmentSchema = z
  .object({
    https: z.string().meta({ format: 'uri' }),
    http: z.string().optional().meta({ format: 'uri' }),
    proxy: z.string().optional().meta({ format: 'uri', description: 'For HTTPS_PROXY' }),
    proxyPassthrough: z
      .boolean()
      .meta({ description: 'Whether the proxy leads to hosts that Tenantless does not stand in for' }),
    ca: z
      .string()
      .meta({ description: 'The file with the certificate authority, on the machine of the server' }),
    tenantId: z.string(),
    clientId: z.string(),
    clientSecret: z.string(),
  })
  .meta({ description: 'What a client needs to attach' });

/** What the document refers to by name. */
export const NAMED_SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  Attachment: attachmentSchema,
  Clock: clockSchema,
  ClockChange: clockChangeSchema,
  Device: deviceSchema,
  DeviceAction: deviceActionSchema,
  DeviceActionResult: actionResultSchema,
  DeviceAssignments: deviceAssignmentsSchema,
  DeviceExplanation: explanationSchema,
  DeviceList: deviceListSchema,
  DeviceTrace: traceSchema,
  Error: errorSchema,
  Fault: faultSchema,
  FaultList: faultListSchema,
  FleetSummary: fleetSummarySchema,
  Index: indexSchema,
  Journal: journalSchema,
  JournalChange: changeSchema,
  NewDevice: newDeviceSchema,
  NewFault: newFaultSchema,
  PermissionReport: permissionReportSchema,
  Request: requestSchema,
  RequestList: requestListSchema,
  Settings: conditionSettingsSchema,
  Snapshot: snapshotSchema,
  TraceEntry: traceEntrySchema,
  VerifyReport: verifyReportSchema,
};
