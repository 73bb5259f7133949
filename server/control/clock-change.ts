import { z } from 'zod';
import { parseDuration, toIso } from '../../src/clock/index.ts';
import type { Tenant } from '../../src/tenant/index.ts';
import { badValue } from './errors.ts';
import { MAX_ADVANCE } from './limits.ts';

/** Exactly one of three ways to change a clock. */
export const clockChangeSchema = z
  .strictObject({
    advance: z
      .string()
      .refine(
        (text) => parseDuration(text) !== undefined,
        'expected an ISO 8601 duration of weeks, days, hours, minutes and seconds, such as PT5M, PT8H or P30D',
      )
      .meta({
        description: 'How far to move time on, running all that becomes due',
        examples: ['PT5M', 'P30D'],
      })
      .optional(),
    set: z.iso
      .datetime({ offset: true, error: 'expected a moment such as 2026-09-01T12:00:00Z' })
      .meta({ description: 'The moment to move time on to, running all that becomes due' })
      .optional(),
    mode: z
      .enum(['manual', 'realtime'])
      .meta({ description: 'manual: time stands still until it is moved. realtime: it goes on by itself' })
      .optional(),
  })
  .refine((change) => Object.values(change).filter((value) => value !== undefined).length === 1, {
    error: 'expected exactly one of advance, set and mode',
    when: ({ issues }) => issues.length === 0,
  })
  .meta({
    minProperties: 1,
    maxProperties: 1,
    description: 'One of: {"advance": DURATION}, {"set": MOMENT}, {"mode": MODE}',
  });

export type ClockChange = z.output<typeof clockChangeSchema>;

/** Throws ControlError when time would run backwards, or too far. */
export function changeClock({ clock }: Tenant, { advance, set, mode }: ClockChange): void {
  if (mode !== undefined) {
    clock.mode = mode;
    return;
  }
  const target =
    set === undefined ? clock.now + (parseDuration(advance as string) as number) : Date.parse(set);
  const path = set === undefined ? 'advance' : 'set';
  if (target < clock.now) {
    throw badValue(
      path,
      `time runs forwards only, and it is ${toIso(clock.now)}`,
      'To go back, take a snapshot now and put it back later, or reset.',
    );
  }
  if (target - clock.now > MAX_ADVANCE) {
    throw badValue(path, 'this is more than ten years at once', 'Move time on in smaller steps.');
  }
  clock.advanceTo(target);
}

export function clockState({ clock }: Tenant) {
  const next = clock.nextEventAt;
  return {
    now: toIso(clock.now),
    mode: clock.mode,
    pendingEvents: clock.pendingEvents,
    nextEventAt: Number.isFinite(next) ? toIso(next) : null,
  };
}
