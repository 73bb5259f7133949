import { z } from 'zod';
import { parseDuration } from '../../clock/index.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export const name = z.string().regex(/^[A-Za-z][\w-]*$/, 'expected a name of letters, digits, "-" and "_"');
export const json: z.ZodType<Json> = z.json();
export const pointer = z
  .string()
  .regex(
    /^(\/([^~/]|~[01])*)+$/,
    'expected a JSON pointer such as "/iosSingleSignOnExtension/configurations/0/key"',
  );
export const duration = z
  .string()
  .refine(
    (text) => parseDuration(text) !== undefined,
    'expected an ISO 8601 duration such as "PT8H" or "PT15M"',
  )
  .meta({ description: 'ISO 8601 duration: PT15M, PT8H, P1D' });

/** A request to Graph as the administrator, with the answer that it must get. */
export const graphRequest = z.strictObject({
  method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']).default('GET'),
  path: z.string().regex(/^\/(v1\.0|beta)\//, 'expected a path that begins with /v1.0/ or /beta/'),
  headers: z.record(z.string(), z.string()).optional(),
  body: json.optional(),
  status: z.int().optional().meta({ description: 'The expected status; default: any success' }),
});

/** One of RFC 6902's operations. */
export const patchOperation = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('add'), path: pointer, value: json }),
  z.strictObject({ op: z.literal('remove'), path: pointer }),
  z.strictObject({ op: z.literal('replace'), path: pointer, value: json }),
  z.strictObject({ op: z.literal('move'), from: pointer, path: pointer }),
  z.strictObject({ op: z.literal('copy'), from: pointer, path: pointer }),
  z.strictObject({ op: z.literal('test'), path: pointer, value: json }),
]);

export type GraphExpectation = z.output<typeof graphRequest>;
export type PatchOperation = z.output<typeof patchOperation>;
