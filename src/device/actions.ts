import { z } from 'zod';
import {
  buildSchema,
  clockSkewSchema,
  networkSchema,
  passcodeDelaySchema,
  passcodeSchema,
  queriesSchema,
  threatLevelSchema,
  versionSchema,
} from './new-device.ts';

const app = z.string().min(1);
/** Whose signal: Microsoft Defender's, or that of another mobile threat defense app. */
const scanner = z.enum(['defender', 'partner']).default('defender');

/**
 * What a person, or the phone by itself, can do. What the device refuses is told in the trace; what makes no sense
 * (an unknown action, an app without a name) is an InvalidActionError.
 */
export const deviceActionSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('enroll'),
    /** False: don't wait until the required apps have arrived, as an impatient person would. */
    waitForApps: z.boolean().default(true),
  }),
  /** Opens a work app and signs in with the work account. `app` is a name or a bundle id. */
  z.strictObject({ do: z.literal('signIn'), app }),
  /** The device talks to Intune, as it does by itself every few hours. */
  z.strictObject({ do: z.literal('checkIn') }),
  /** Taps Recheck in the embedded Company Portal. */
  z.strictObject({ do: z.literal('recheck') }),
  /** Opens the Company Portal (app or website) and checks the device's status. */
  z.strictObject({ do: z.literal('checkCompliance') }),
  z.strictObject({ do: z.literal('setPasscode'), ...passcodeSchema.shape }),
  z.strictObject({ do: z.literal('removePasscode') }),
  z.strictObject({ do: z.literal('setAutoLock'), minutes: z.int().min(0).max(60) }),
  /** Settings > Face ID & Passcode > Require Passcode: 0 is immediately. */
  z.strictObject({ do: z.literal('setPasscodeDelay'), minutes: passcodeDelaySchema }),
  /** Installs a version; of the version that is there, a later build (a Rapid Security Response). */
  z.strictObject({ do: z.literal('updateOs'), to: versionSchema, build: buildSchema.optional() }),
  z.strictObject({ do: z.literal('installApp'), app }),
  z.strictObject({ do: z.literal('removeApp'), app }),
  z.strictObject({ do: z.literal('jailbreak') }),
  /** The app that looks for threats says from now on that the device is this risky. */
  z.strictObject({ do: z.literal('findThreat'), level: threatLevelSchema, by: scanner }),
  /** Taps Resolve: gets and opens the app that looks for threats, which scans and leaves nothing. */
  z.strictObject({ do: z.literal('resolveThreats'), by: scanner }),
  /** Sets the work mail account up by hand. */
  z.strictObject({ do: z.literal('addMailAccount') }),
  /** Deletes the mail account that was set up by hand. */
  z.strictObject({ do: z.literal('removeMailAccount') }),
  /** From now on the device answers these queries of Intune's with an error; an empty list: none. */
  z.strictObject({ do: z.literal('failQueries'), queries: queriesSchema }),
  /** Erases the device and sets it up afresh: no jailbreak, no management, no apps. */
  z.strictObject({ do: z.literal('restore') }),
  /** Removes the management profile in Settings. */
  z.strictObject({ do: z.literal('retire') }),
  z.strictObject({ do: z.literal('setNetwork'), ...networkSchema.shape }),
  /** Turns the device off and on; one with a passcode stays locked until somebody does anything with it. */
  z.strictObject({ do: z.literal('restart') }),
  z.strictObject({ do: z.literal('unlock') }),
  /** Sets the device's clock: by itself (0 hours fast), or wrong. */
  z.strictObject({ do: z.literal('setClock'), skewHours: clockSkewSchema.default(0) }),
]);

/** Something to do with a device, as a caller writes it: `{ do: 'signIn', app: 'Microsoft Teams' }`. */
export type DeviceAction = z.input<typeof deviceActionSchema>;
/** With every default filled in. */
export type ParsedAction = z.output<typeof deviceActionSchema>;
export type ActionName = DeviceAction['do'];
