// A fault as JSON, for whoever takes one from outside: the control API, scenarios.
import { z } from 'zod';
import { DAY, parseDuration } from '../../../clock/index.ts';

/** How long an answer can be held back, in milliseconds. */
export const REAL_DELAY_LIMIT = 60_000;

const duration = z
  .string()
  .refine(
    (text) => (parseDuration(text) ?? DAY + 1) <= DAY,
    'expected an ISO 8601 duration of at most a day, such as PT5S',
  );

const until = z.union([
  z.iso.datetime({
    offset: true,
    error: 'expected a moment such as 2026-09-01T12:00:00Z, or a duration such as PT5M',
  }),
  duration,
]);

const pointer = z.string().regex(/^(?:\/.*)?$/s, 'expected a JSON pointer such as /displayName');

const matchSchema = z.strictObject({
  method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']).optional(),
  path: z
    .string()
    .regex(
      /^\/(?!v1\.0\/|beta\/)[^?]*$/,
      'expected a path without version and query, such as /users/*/memberOf',
    )
    .optional()
    .meta({ description: '* is one segment, ** any number of them' }),
  version: z.enum(['v1.0', 'beta']).optional(),
  appId: z.string().min(1).optional(),
  headers: z.record(z.string(), z.string()).optional().meta({ description: 'Values by name' }),
  body: z.record(pointer, z.json()).optional().meta({ description: 'Values by JSON pointer' }),
});

const effectSchema = z
  .strictObject({
    status: z
      .int()
      .min(400)
      .max(599)
      .optional()
      .meta({ description: 'An error of this status, in the envelope of whoever would have answered' }),
    code: z.string().min(1).optional().meta({ description: 'Default: what goes with the status' }),
    message: z.string().optional().meta({ description: 'Default: what goes with the status' }),
    retryAfter: z
      .int()
      .min(0)
      .max(3600)
      .optional()
      .meta({ description: 'Seconds; without it there is no Retry-After' }),
    headers: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: 'Further headers of the error' }),
    virtualDelay: duration
      .optional()
      .meta({ description: 'Passes in the tenant before the request is carried out' }),
    realDelay: z
      .int()
      .min(1)
      .max(REAL_DELAY_LIMIT)
      .optional()
      .meta({ description: 'Milliseconds for which the answer is held back' }),
    reset: z.enum(['before', 'after']).optional().meta({
      description: 'The connection ends without an answer, before or after the request is carried out',
    }),
    truncate: z
      .int()
      .min(0)
      .optional()
      .meta({ description: 'Bytes of the body that arrive before the connection ends' }),
    stale: duration.optional().meta({ description: 'A read answers with what was there so long ago' }),
  })
  .refine((effect) => Object.values(effect).some((value) => value !== undefined), {
    message: 'expected something that happens: status, virtualDelay, realDelay, reset, truncate or stale',
  })
  .refine(
    ({ status, code, message, retryAfter, headers }) =>
      status !== undefined || [code, message, retryAfter, headers].every((each) => each === undefined),
    {
      message: 'code, message, retryAfter and headers are about an error: expected a status too',
      path: ['status'],
    },
  )
  .refine(({ reset, truncate }) => reset === undefined || truncate === undefined, {
    message: 'a connection that is reset has no body to cut: expected reset or truncate',
    path: ['truncate'],
  });

const shape = {
  match: matchSchema.optional().meta({ description: 'Default: every request' }),
  nth: z
    .union([z.int().min(1), z.array(z.int().min(1)).min(1)])
    .optional()
    .meta({ description: 'Which of the requests that match; the first is 1. Default: all' }),
  rate: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .meta({ description: 'How probable it is for each of them; drawn from the seed' }),
  times: z.int().min(1).optional().meta({ description: 'How often at most' }),
  until: until.optional().meta({ description: 'A moment of virtual time, or a duration from now' }),
  effect: effectSchema.meta({ description: 'What happens' }),
};

export const newFaultSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[\w.-]{1,64}$/, 'expected up to 64 letters, digits, dots, hyphens and underscores')
      .optional()
      .meta({ description: 'Default: fault-1, fault-2, …' }),
    ...shape,
  })
  .meta({ description: 'Something that goes wrong on purpose' });

export const faultSchema = z
  .strictObject({
    id: z.string(),
    ...shape,
    matched: z.int().meta({ description: 'How many requests it was about' }),
    hits: z.int().meta({ description: 'How many of them it happened to' }),
  })
  .meta({ description: 'A fault, and how often it came to pass' });
