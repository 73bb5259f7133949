import { z } from 'zod';
import { editDistance } from '../../src/rules/spelling.ts';
import type { ErrorDetail } from './errors.ts';
import { MAX_DETAILS } from './limits.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** More slips than this and it was meant to be something else. */
const SLIPS = 3;

/** Zod's issues as a person would tell them: where, what was expected and what came, and the likely fix. */
export function describeProblems(error: z.ZodError, schema: z.ZodType, input: unknown): ErrorDetail[] {
  const all = error.issues.flatMap((issue) => describeIssue(issue, [], schema, input));
  if (all.length <= MAX_DETAILS) return all;
  const more = all.length - MAX_DETAILS;
  return [...all.slice(0, MAX_DETAILS), { path: '', message: `and ${more} more of the kind` }];
}

/** `candidate` that `written` is most like; undefined when none is close. */
export function closest(written: string, candidates: readonly string[]): string | undefined {
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    const limit = Math.min(SLIPS, Math.floor(candidate.length / 2));
    const distance = editDistance(written.toLowerCase(), candidate.toLowerCase(), limit);
    if (distance <= limit && (!best || distance < best.distance)) best = { candidate, distance };
  }
  return best?.candidate;
}

function describeIssue(issue: Issue, base: Path, schema: z.ZodType, input: unknown): ErrorDetail[] {
  const at = [...base, ...issue.path];
  const path = at.map(String).join('.');
  const written = valueAt(input, at);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownProperty(key, path, knownKeys(schema, at, input)));
    case 'invalid_value':
      return [oneOf(path, written, issue.values)];
    case 'invalid_type':
      return [
        written === undefined
          ? { path, message: `is missing: expected ${article(issue.expected)}` }
          : { path, message: `expected ${article(issue.expected)}, got ${describe(written)}` },
      ];
    case 'invalid_union': {
      if ('options' in issue && Array.isArray(issue.options)) return [oneOf(path, written, issue.options)];
      // The alternative that was meant is the one whose problems lie inside of it.
      const meant = issue.errors.find((inner) => inner.length > 0 && inner.every((one) => !isMismatch(one)));
      if (meant) return meant.flatMap((inner) => describeIssue(inner, at, schema, input));
      const expected = issue.errors.flatMap(([first]) =>
        first?.code === 'invalid_type' ? [first.expected] : [],
      );
      return [{ path, message: `expected ${expected.map(article).join(' or ')}, got ${describe(written)}` }];
    }
    case 'too_small':
    case 'too_big':
      return [{ path, message: `${bound(issue)}, got ${describe(written)}` }];
    default: {
      const got = typeof written === 'object' || written === undefined ? '' : `, got ${describe(written)}`;
      return [{ path, message: `${issue.message.replace(/^Invalid input: /, '')}${got}` }];
    }
  }
}

function isMismatch(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

function unknownProperty(key: string, parent: string, known: readonly string[]): ErrorDetail {
  const meant = closest(key, known);
  return {
    path: parent ? `${parent}.${key}` : key,
    message: 'nothing of this name is known here',
    fix: meant
      ? `Did you mean '${meant}'?`
      : known.length > 0
        ? `Known are ${known.join(', ')}.`
        : 'Leave it out.',
  };
}

function oneOf(path: string, written: unknown, values: readonly unknown[]): ErrorDetail {
  const names = values.filter((value) => typeof value === 'string');
  const meant = typeof written === 'string' ? closest(written, names) : undefined;
  const got = written === undefined ? 'it is missing' : `got ${describe(written)}`;
  return {
    path,
    message: `expected ${values.map(describe).join(', ')}; ${got}`,
    ...(meant && { fix: `Did you mean '${meant}'?` }),
  };
}

/** `at least 1`, `at most 60`; of a text or list what it has too many or too few of. */
function bound(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const limit = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
  const counted = { string: ' characters', array: ' elements' }[issue.origin as string] ?? '';
  return `expected ${limit}${counted}`;
}

/** The keys that an object at `path` may have, by walking down the schema beside the input. */
function knownKeys(schema: z.core.$ZodType, path: Path, input: unknown): string[] {
  let candidates = alternatives(schema, input);
  for (const [depth, part] of path.entries()) {
    const value = valueAt(input, path.slice(0, depth + 1));
    candidates = candidates.flatMap((one) => member(one, part)).flatMap((one) => alternatives(one, value));
  }
  return [
    ...new Set(candidates.flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : []))),
  ];
}

/** What a value may be; of a discriminated union only the one that its discriminator names. */
function alternatives(schema: z.core.$ZodType, value: unknown): z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return alternatives(schema.unwrap(), value);
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const key = schema.def.discriminator;
    const named = schema.options.filter((option) => {
      const tag = option instanceof z.ZodObject ? (option.shape as Record<string, unknown>)[key] : undefined;
      return tag instanceof z.ZodLiteral && tag.values.has(valueAt(value, [key]) as never);
    });
    return named.length > 0 ? named : [...schema.options];
  }
  return schema instanceof z.ZodUnion
    ? schema.options.flatMap((option) => alternatives(option, value))
    : [schema];
}

function member(schema: z.core.$ZodType, part: PropertyKey): z.core.$ZodType[] {
  if (schema instanceof z.ZodObject) {
    const property = (schema.shape as Record<PropertyKey, z.core.$ZodType>)[part];
    return property ? [property] : [];
  }
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  return [];
}

function valueAt(input: unknown, path: Path): unknown {
  let value = input;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}

function article(type: string): string {
  const names: Record<string, string> = {
    int: 'a whole number',
    boolean: 'true or false',
    record: 'an object',
    tuple: 'an array',
  };
  return names[type] ?? (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`);
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  const text = typeof value === 'string' ? `'${value}'` : String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…'` : text;
}
