import { z } from 'zod';
import { closest } from './spelling.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly (string | number)[];

/** What is wrong with something that a person wrote: where, what was expected and what came, and the likely fix. */
export interface InputProblem {
  /** Empty for the whole. */
  readonly path: Path;
  readonly message: string;
  readonly fix?: string;
}

/** Beyond this many problems the rest is only counted. */
export const PROBLEMS_TOLD = 20;

/** Zod's issues as a person would tell them. */
export function describeProblems(error: z.ZodError, schema: z.ZodType, input: unknown): InputProblem[] {
  const all = error.issues.flatMap((issue) => describeIssue(issue, [], schema, input));
  if (all.length <= PROBLEMS_TOLD) return all;
  const more = all.length - PROBLEMS_TOLD;
  return [...all.slice(0, PROBLEMS_TOLD), { path: [], message: `and ${more} more of the kind` }];
}

/** `passcode.length: expected at least 4, got 3 (fix)`. */
export function problemSentence({ path, message, fix }: InputProblem): string {
  return `${path.length > 0 ? `${path.join('.')}: ` : ''}${message}${fix ? ` (${fix})` : ''}`;
}

function describeIssue(issue: Issue, base: Path, schema: z.ZodType, input: unknown): InputProblem[] {
  const path = [...base, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
  const written = valueAt(input, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownProperty(key, path, knownKeys(schema, path, input)));
    case 'invalid_value':
      return [oneOf(path, written, issue.values)];
    case 'invalid_type':
      return [
        written === undefined
          ? { path, message: `is missing: expected ${article(issue.expected)}` }
          : { path, message: `expected ${article(issue.expected)}, got ${describe(written)}` },
      ];
    case 'invalid_key':
      return [{ path, message: issue.issues[0]?.message ?? issue.message }];
    case 'invalid_union': {
      if ('options' in issue && Array.isArray(issue.options)) return [oneOf(path, written, issue.options)];
      // None of its names is known: it isn't one of the alternatives with a mistake.
      const keys = Object.keys(
        typeof written === 'object' && written !== null && !Array.isArray(written) ? written : {},
      );
      const known = keys.length > 0 ? knownKeys(schema, path, input) : [];
      if (keys.length > 0 && !keys.some((key) => known.includes(key)))
        return keys.map((key) => unknownProperty(key, path, known));
      const meant = issue.errors
        .filter((inner) => inner.length > 0 && inner.every((one) => !isMismatch(one)))
        .reduce<Issue[] | undefined>(
          (best, each) => (best && distance(best) <= distance(each) ? best : each),
          undefined,
        );
      if (meant) return meant.flatMap((inner) => describeIssue(inner, path, schema, input));
      const expected = issue.errors.flatMap(([first]) =>
        first?.code === 'invalid_type' ? [first.expected] : [],
      );
      return [{ path, message: `expected ${expected.map(article).join(' or ')}, got ${describe(written)}` }];
    }
    case 'too_small':
    case 'too_big':
      return [{ path, message: `${bound(issue)}, got ${describe(written)}` }];
    default: {
      // A check of our own may say all there is to say.
      const said = issue.code === 'custom' && issue.params?.['complete'] === true;
      const got =
        said || typeof written === 'object' || written === undefined ? '' : `, got ${describe(written)}`;
      return [{ path, message: `${issue.message.replace(/^Invalid input: /, '')}${got}` }];
    }
  }
}

function isMismatch(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

/** How far an alternative is from what was written: a name that it doesn't know weighs more than a wrong value. */
function distance(issues: readonly Issue[]): number {
  return issues.reduce(
    (sum, issue) =>
      sum +
      (issue.code === 'unrecognized_keys' ? 2 * issue.keys.length : 2 - Math.min(1, issue.path.length - 1)),
    0,
  );
}

function unknownProperty(key: string, parent: Path, known: readonly string[]): InputProblem {
  const meant = closest(key, known);
  return {
    path: [...parent, key],
    message: 'nothing of this name is known here',
    fix: meant
      ? `Did you mean '${meant}'?`
      : known.length > 0
        ? `Known are ${known.join(', ')}.`
        : 'Leave it out.',
  };
}

function oneOf(path: Path, written: unknown, values: readonly unknown[]): InputProblem {
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
  // Of several, those that most of what was written fits tell what was meant.
  const written = Object.keys(valueAt(input, path) ?? {});
  const fitting = (one: z.core.$ZodType) => keysOf(one).filter((key) => written.includes(key)).length;
  const most = Math.max(...candidates.map(fitting));
  return [...new Set(candidates.filter((one) => fitting(one) === most).flatMap(keysOf))];
}

function keysOf(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  return schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum
    ? schema.keyType.options.map(String)
    : [];
}

/** What a value may be; of a discriminated union only the one that its discriminator names. */
function alternatives(schema: z.core.$ZodType, value: unknown): z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return alternatives(schema.unwrap(), value);
  }
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

function member(schema: z.core.$ZodType, part: string | number): z.core.$ZodType[] {
  if (schema instanceof z.ZodObject) {
    const property = (schema.shape as Record<string, z.core.$ZodType>)[part];
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
    value = (value as Record<string, unknown>)[part];
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
