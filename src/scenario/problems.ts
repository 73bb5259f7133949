import { z } from 'zod';
import { editDistance } from '../rules/spelling.ts';

/** What is wrong with a scenario, and where in it. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly fix?: string;
}

/** Zod's issues as a person would tell them: of a union the alternative that was meant, and what a misspelt key should be. */
export function problemsOf(error: z.ZodError, schema: z.ZodType): Problem[] {
  return error.issues.flatMap((issue) => explain(issue, [], schema));
}

function explain(issue: z.core.$ZodIssue, base: readonly (string | number)[], schema: z.ZodType): Problem[] {
  const path = [...base, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const meant = issue.errors.reduce((best, other) => (distance(other) < distance(best) ? other : best));
    return meant.flatMap((inner) => explain(inner, path, schema));
  }
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, path);
    return issue.keys.map((key) => {
      const near = known.find(
        (candidate) => editDistance(candidate.toLowerCase(), key.toLowerCase(), 2) <= 2,
      );
      const fix = near
        ? `did you mean '${near}'?`
        : known.length > 0
          ? `known here: ${known.join(', ')}`
          : undefined;
      return { path: [...path, key], message: `unknown property '${key}'`, ...(fix && { fix }) };
    });
  }
  if (issue.code === 'invalid_union') {
    const known =
      'discriminator' in issue && typeof issue.discriminator === 'string' ? issue.discriminator : undefined;
    return [{ path, message: known ? `unknown ${known}` : issue.message.replace(/^Invalid input: /, '') }];
  }
  return [
    {
      path,
      message: issue.message
        .replace(/^Invalid (input|option): /, '')
        .replace(/, received undefined$/, '; it is missing'),
    },
  ];
}

/** How far an alternative is from what was written: a key that it doesn't know weighs more than one that is wrong. */
function distance(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') return sum + 2 * issue.keys.length;
    return sum + (issue.path.length > 1 ? 1 : 2);
  }, 0);
}

/** The keys that an object at `path` may have, by walking down the schema; empty where anything goes. */
function knownKeys(schema: z.ZodType, path: readonly (string | number)[]): string[] {
  let candidates: z.core.$ZodType[] = [schema];
  for (const part of path)
    candidates = candidates
      .flatMap((candidate) => alternatives(candidate))
      .flatMap((one) => child(one, part));
  return [...new Set(candidates.flatMap(alternatives).flatMap(keysOf))];
}

function keysOf(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  return schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum
    ? schema.keyType.options.map(String)
    : [];
}

function alternatives(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return alternatives(schema.unwrap());
  }
  return schema instanceof z.ZodUnion ? schema.options.flatMap(alternatives) : [schema];
}

function child(schema: z.core.$ZodType, part: string | number): z.core.$ZodType[] {
  if (schema instanceof z.ZodObject) {
    const property = (schema.shape as Record<string, z.core.$ZodType>)[part];
    return property ? [property] : [];
  }
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  return [];
}
