import { HOUR, MINUTE } from '../clock/index.ts';

/**
 * How often a device checks in, by its time since enrollment.
 * Source: "Troubleshoot device profiles", refresh cycle times.
 */
const CHECK_IN_CADENCE: readonly { readonly until: number; readonly every: number }[] = [
  { until: HOUR, every: 15 * MINUTE },
  { until: Number.POSITIVE_INFINITY, every: 8 * HOUR },
];

/** How much a check-in every eight hours wanders, as a share of its interval (inferred: "about every 8 hours"). */
const CHECK_IN_JITTER = 0.05;

/** A required app arrives "a few minutes" after enrollment; the bounds are ours (inferred). */
const APP_ARRIVAL = { earliest: 90 * 1000, latest: 4 * MINUTE } as const;

/**
 * How long after one check-in the next one is due, in milliseconds.
 * @param sinceEnrollment milliseconds from enrollment to the check-in
 * @param chance a number in [0, 1) from the seeded randomness
 */
export function checkInDelay(sinceEnrollment: number, chance: number): number {
  for (const { until, every } of CHECK_IN_CADENCE) {
    if (sinceEnrollment >= until) continue;
    return until === Number.POSITIVE_INFINITY
      ? Math.round(every * (1 + CHECK_IN_JITTER * (2 * chance - 1)))
      : every;
  }
  throw new RangeError(`${sinceEnrollment} is no span of time since an enrollment`);
}

/**
 * How long after enrollment a required app is installed, in milliseconds.
 * @param chance a number in [0, 1) from the seeded randomness
 */
export function appArrivalDelay(chance: number): number {
  return Math.round(APP_ARRIVAL.earliest + (APP_ARRIVAL.latest - APP_ARRIVAL.earliest) * chance);
}
