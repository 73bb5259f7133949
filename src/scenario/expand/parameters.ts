import { parse } from 'yaml';
import { closest } from '../../input/index.ts';
import { sameJson } from '../same-json.ts';
import type { Json } from '../schema/notation.ts';
import type { Parameters, ParameterType } from '../schema/variations.ts';
import { isContainer, type Origins } from './origins.ts';
import type { Path } from './source.ts';

/** A parameter that was given a value it can't have, or none. */
export class ParameterError extends Error {
  readonly path: Path;
  readonly fix: string | undefined;

  constructor(path: Path, message: string, fix?: string) {
    super(message);
    this.name = 'ParameterError';
    this.path = path;
    this.fix = fix;
  }
}

/** As somebody gives it: on the command line everything is text. */
export type GivenParameters = Readonly<Record<string, Json>>;

/**
 * The values of all parameters: what was given, else what the run of the matrix has, else the default. Throws ParameterError.
 */
export function valuesOf(
  declared: Parameters,
  fromMatrix: Readonly<Record<string, Json>>,
  given: GivenParameters,
): Record<string, Json> {
  const values: Record<string, Json> = { ...fromMatrix };
  for (const [name, declaration] of Object.entries(declared)) {
    const { type, default: preset, oneOf } = inFull(declaration);
    const value = name in given ? typed(name, given[name] as Json, type) : (fromMatrix[name] ?? preset);
    if (value === undefined) {
      throw new ParameterError(
        ['parameters', name],
        'has no default, and nobody gave a value',
        `--param ${name}=…`,
      );
    }
    if (!isOf(type, value))
      throw new ParameterError(['parameters', name], `expected a ${type}, got ${JSON.stringify(value)}`);
    if (oneOf && !oneOf.some((one) => sameJson(one, value))) {
      const known = oneOf.map((one) => JSON.stringify(one)).join(', ');
      throw new ParameterError(
        ['parameters', name],
        `expected one of ${known}, got ${JSON.stringify(value)}`,
      );
    }
    values[name] = value;
  }
  return values;
}

/** What was given for axes of a matrix: the one value that they then have. Throws ParameterError. */
export function pinnedValues(
  given: GivenParameters,
  declared: Parameters,
  axes: Readonly<Record<string, unknown>>,
): Record<string, Json> {
  const pinned = Object.entries(given).filter(([name]) => name in axes);
  return Object.fromEntries(
    pinned.map(([name, value]) => {
      const [first] = Object.values(axes[name] as Json[] | Record<string, Json>);
      const type = declared[name] === undefined ? typeOf(first) : inFull(declared[name]).type;
      return [name, typed(name, value, type)];
    }),
  );
}

function inFull(declaration: Parameters[string]) {
  const full =
    typeof declaration === 'object' && !Array.isArray(declaration) ? declaration : { default: declaration };
  return { ...full, type: full.type ?? typeOf(full.default) };
}

function typeOf(value: Json | undefined): ParameterType {
  const type = typeof value;
  if (value === undefined || type === 'string') return 'string';
  return type === 'number' || type === 'boolean' ? type : 'json';
}

const isOf = (type: ParameterType, value: Json) => type === 'json' || typeof value === type;

function typed(name: string, value: Json, type: ParameterType): Json {
  if (typeof value !== 'string' || type === 'string') return value;
  try {
    const read = parse(value) as Json;
    if (isOf(type, read)) return read;
  } catch {
    // Told below.
  }
  throw new ParameterError(['parameters', name], `expected a ${type}, got ${JSON.stringify(value)}`);
}

const REFERENCE = /\$?\$\{([A-Za-z][\w-]*(?:\.[\w-]+)*)\}/g;

/**
 * Fills in `${name}` anywhere within a value: alone it is the parameter's value with its type, within a text it is text.
 * `${name.part}` reaches into it, `$${name}` stays as it is with one `$`. Throws ParameterError.
 */
export function substitute<S>(
  value: unknown,
  values: Readonly<Record<string, Json>>,
  origins: Origins<S>,
  path: Path = [],
): unknown {
  if (typeof value === 'string') return inText(value, values, path);
  if (!isContainer(value)) return value;
  let changed = false;
  const inside = ([key, inner]: readonly [string | number, unknown]) => {
    const after = substitute(inner, values, origins, [...path, key]);
    if (after !== inner) changed = true;
    return after;
  };
  const copy = Array.isArray(value)
    ? value.map((inner, index) => inside([index, inner]))
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inside([key, inner])]));
  if (!changed) return value;
  origins.copy(value, copy);
  return copy;
}

function inText(text: string, values: Readonly<Record<string, Json>>, path: Path): Json {
  const [whole] = text.match(REFERENCE) ?? [];
  if (whole === text && !text.startsWith('$$')) return resolve(text.slice(2, -1), values, path);
  return text.replace(REFERENCE, (reference, name: string) => {
    if (reference.startsWith('$$')) return reference.slice(1);
    const value = resolve(name, values, path);
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
  });
}

function resolve(reference: string, values: Readonly<Record<string, Json>>, path: Path): Json {
  const [name = '', ...parts] = reference.split('.');
  if (!Object.hasOwn(values, name)) {
    const known = Object.keys(values);
    const meant = closest(name, known);
    throw new ParameterError(
      path,
      `'\${${reference}}' is no parameter of this run`,
      meant ? `Did you mean '\${${meant}}'?` : `There are ${known.join(', ') || 'no parameters'}.`,
    );
  }
  let value: Json | undefined = values[name];
  for (const part of parts)
    value =
      isContainer(value) && Object.hasOwn(value, part) ? (value as Record<string, Json>)[part] : undefined;
  if (value === undefined)
    throw new ParameterError(path, `'\${${reference}}': '${name}' has nothing of that name`);
  return value;
}
