import { z } from 'zod';
import { DAY, HOUR, MINUTE, parseDuration, SECOND } from '../clock/index.ts';
import { describeProblems, type InputProblem, problemSentence } from '../input/index.ts';
import { fleetMixSchema } from './mix.ts';

/** The most devices of one fleet. */
export const FLEET_LIMIT = 1_000_000;
/** Over how long a fleet can come at most, in milliseconds. */
export const RAMP_LIMIT = 30 * DAY;

const UNITS: Readonly<Record<string, number>> = { s: SECOND, m: MINUTE, h: HOUR, d: DAY };

/** `10m`, or ISO 8601 (`PT10M`), in milliseconds; undefined when the text is neither, or longer than RAMP_LIMIT. */
export function readRamp(text: string): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text) ?? [];
  const span =
    number === undefined
      ? parseDuration(text)
      : Math.round(Number(number) * (UNITS[unit as string] as number));
  return span !== undefined && span <= RAMP_LIMIT ? span : undefined;
}

/** A fleet that somebody wants. All but `count` has a default. */
export const fleetRequestSchema = z.strictObject({
  count: z.int().min(1).max(FLEET_LIMIT).meta({ description: 'How many devices' }),
  mix: fleetMixSchema.prefault({}),
  ramp: z
    .string()
    .refine((text) => readRamp(text) !== undefined, {
      error: 'expected a duration of at most 30 days such as 10m or PT10M',
    })
    .default('PT10M')
    .meta({ description: 'Over how long they come, in virtual time' }),
  seed: z.int().optional().meta({ description: 'Same seed, same devices. Default: the tenant’s' }),
});

/** As a caller writes it. */
export type FleetRequestInput = z.input<typeof fleetRequestSchema>;
/** With every default filled in. */
export type FleetRequest = z.output<typeof fleetRequestSchema>;

/** A fleet that cannot be: what is wrong with it, where, and the likely fix. */
export class InvalidFleetError extends Error {
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    super(problems.map(problemSentence).join('; '));
    this.name = 'InvalidFleetError';
    this.problems = problems;
  }
}

/** Throws InvalidFleetError. */
export function parseFleetRequest(input: FleetRequestInput): FleetRequest {
  const parsed = fleetRequestSchema.safeParse(input);
  if (!parsed.success) throw new InvalidFleetError(describeProblems(parsed.error, fleetRequestSchema, input));
  return parsed.data;
}
