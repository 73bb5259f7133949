import { z } from 'zod';
import { MDM_QUERIES, THREAT_LEVELS } from '../intune/device-facts.ts';
import { ENROLLMENT_TYPES, type EnrollmentType } from '../intune/enrollment/types.ts';

/** The names of Microsoft's page in Graph's spelling. */
const enrollmentTypeSchema = z.enum(
  ENROLLMENT_TYPES.map(({ type }) => type) as [EnrollmentType, ...EnrollmentType[]],
);

export const versionSchema = z
  .string()
  .regex(/^\d+(\.\d+){0,2}$/, 'expected a version such as "18.1" or "17.6.1"');

/** iosCompliancePolicy.passcodePreviousPasscodeBlockCount: "Valid values 1 to 24". */
const MAXIMUM_HISTORY = 24;

/** What a passcode is like; `{ length: 6 }` is six digits that are no obvious pattern. */
export const passcodeSchema = z.strictObject({
  length: z.int().min(4).max(64).default(6),
  /** A pattern such as 1234 or 1111. */
  simple: z.boolean().default(false),
  alphanumeric: z.boolean().default(false),
  /** How many characters are neither letters nor digits. */
  specialCharacters: z.int().min(0).max(64).default(0),
  /** How many changes ago the same passcode was in use: 1 is the one before. Absent: it is new. */
  reusedFrom: z.int().min(1).max(MAXIMUM_HISTORY).optional(),
});

/** The passcode of somebody who has the phone for a while. */
const agedPasscodeSchema = passcodeSchema.extend({
  /** How many days ago it was set. Absent: it never gets too old. */
  ageDays: z.int().min(0).max(3650).optional(),
});

export const buildSchema = z
  .string()
  .regex(/^\d{1,3}[A-Z]\d{1,7}[a-z]?$/, 'expected a build such as "22F76", or "20E772520a"');
/** Minutes; four hours are the most that Settings offers. */
export const passcodeDelaySchema = z.int().min(0).max(240);
export const threatLevelSchema = z.enum(THREAT_LEVELS);
export const queriesSchema = z.array(z.enum(MDM_QUERIES));

export const networkSchema = z.strictObject({
  /** Something on the way opens TLS connections: to all hosts, or to those listed. */
  tlsInspection: z.union([z.boolean(), z.array(z.string())]).optional(),
  /** Hosts that the device cannot reach. */
  blockedHosts: z.array(z.string()).optional(),
});

/** Hours; a year and more is nothing that a clock is off by. */
export const clockSkewSchema = z.number().min(-9000).max(9000);

/** A phone or tablet before it is enrolled: what a person holds in hand. All but `user` has a sensible default. */
export const newDeviceSchema = z.strictObject({
  /** Whose device it is: a user principal name or a user's id. */
  user: z.string().min(1),
  model: z.string().min(1).default('iPhone 16'),
  osVersion: versionSchema.default('18.5'),
  /** The build of that version; with a Rapid Security Response the supplemental one. Absent: the device hasn't reported it. */
  osBuildVersion: buildSchema.optional(),
  enrollmentType: enrollmentTypeSchema.default('webDeviceEnrollment'),
  /** The name in Settings; default: "Adele's iPhone". */
  name: z.string().min(1).optional(),
  serialNumber: z
    .string()
    .regex(/^[A-Za-z0-9]{8,14}$/, 'expected 8 to 14 letters and digits')
    .optional(),
  /** Absent: an iPad without a modem, or nobody knows. User enrollment doesn't tell it. */
  imei: z
    .string()
    .regex(/^\d{15}$/, 'expected 15 digits')
    .optional(),
  passcode: z.union([z.boolean(), agedPasscodeSchema]).default(true),
  /** Minutes until the screen locks; 0 is never. */
  autoLockMinutes: z.int().min(0).max(60).default(2),
  /** Minutes after the screen has locked until the passcode is asked for; 0 is at once. */
  passcodeDelayMinutes: passcodeDelaySchema.default(0),
  jailbroken: z.boolean().default(false),
  /** What a mobile threat defense partner's app says of the device. Absent: it says nothing. */
  threatLevel: threatLevelSchema.optional(),
  /** What Microsoft Defender, which is then on the device, says of it. Absent: it says nothing. */
  defenderRisk: threatLevelSchema.optional(),
  /** Whether the person has set up the work mail account by hand. */
  ownMailAccount: z.boolean().default(false),
  /** Queries of Intune's that the device answers with an error. */
  failingQueries: queriesSchema.default([]),
  /** Apps that the person has installed already, by name or bundle id. */
  apps: z.array(z.string().min(1)).default([]),
  /** Whether the person has a Managed Apple Account, which account-driven user enrollment needs. */
  managedAppleAccount: z.boolean().default(true),
  /** Whether the domain of the person's account publishes Apple's well-known file as account-driven enrollment needs it. */
  wellKnownFile: z.boolean().default(true),
  /** What the person says when an enrollment profile has them asked whose device it is. Default: what fits the enrollment type. */
  ownedBy: z.enum(['personal', 'company']).optional(),
  /**
   * Whether the person can answer a request for a second factor; `textMessage` and `phoneCall`: only with this very phone;
   * `notRegistered`: the person has to register something for it first.
   */
  secondFactor: z.union([z.boolean(), z.enum(['textMessage', 'phoneCall', 'notRegistered'])]).default(true),
  /** Whether the person says yes when an unsupervised device asks to install a work app. */
  acceptsAppInstalls: z.boolean().default(true),
  /** How many hours the device's clock is fast; negative: slow. */
  clockSkewHours: clockSkewSchema.default(0),
  /** For how many minutes the person leaves the device alone in the middle of enrollment. */
  pauseMinutes: z.number().min(0).max(1440).default(0),
  network: networkSchema.default({}),
});

/** A device to be made, as a caller writes it: `{ user: 'priya.raman@contoso.com', model: 'iPhone 16' }`. */
export type NewDevice = z.input<typeof newDeviceSchema>;
/** With every default filled in. */
export type DeviceFacts = z.output<typeof newDeviceSchema>;
export type Passcode = z.output<typeof passcodeSchema>;
export type NetworkFacts = z.output<typeof networkSchema>;
