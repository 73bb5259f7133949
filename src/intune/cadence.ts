import { CADENCES } from '../clock/index.ts';

/**
 * How long after one check-in the next one is due, in milliseconds.
 * @param sinceEnrollment milliseconds from enrollment to the check-in
 * @param chance a number in [0, 1) from the seeded randomness
 */
export function checkInDelay(sinceEnrollment: number, chance: number): number {
  if (Number.isNaN(sinceEnrollment))
    throw new RangeError(`${sinceEnrollment} is no span of time since an enrollment`);
  if (sinceEnrollment < CADENCES.newlyEnrolled.span) return CADENCES.checkInsAfterEnrollment.span;
  return Math.max(CADENCES.maintenancePause.span, between(CADENCES.checkIns.span, chance));
}

const between = ([shortest, longest]: readonly [number, number], chance: number) =>
  Math.round(shortest + (longest - shortest) * chance);

/**
 * How long after enrollment a required app is installed, in milliseconds.
 * @param chance a number in [0, 1) from the seeded randomness
 */
export function appArrivalDelay(chance: number): number {
  return between(CADENCES.appArrival.span, chance);
}
