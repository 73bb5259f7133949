import { z } from 'zod';
import { describeProblems, type InputProblem } from '../../input/index.ts';
import type { Files } from '../files.ts';
import { type LocatedProblem, ScenarioFileError } from '../problems.ts';
import type { Json } from '../schema/notation.ts';
import { matrixSchema, parametersSchema } from '../schema/variations.ts';
import { type Scenario, scenarioSchema } from '../schema.ts';
import { withIncludes } from './include.ts';
import { type Combination, combinationsOf, MatrixError } from './matrix.ts';
import { isContainer, Origins } from './origins.ts';
import { type GivenParameters, ParameterError, pinnedValues, substitute, valuesOf } from './parameters.ts';
import { type Path, readSources, type Source } from './source.ts';

/** Where something is written; 1 is the first line. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A scenario with where it came from: one run of it, where it has a matrix. */
export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly file: string;
  /** What its parameters and the axes of its matrix are in this run. */
  readonly parameters: Readonly<Record<string, Json>>;
  /** Those of them that somebody gave. */
  readonly given: GivenParameters;
  /** Where the files are that it names. */
  readonly files: Files;
  /** Where what a path leads to is written; undefined for what was written in TypeScript. */
  placeOf(path: Path): Place | undefined;
}

const headSchema = z.looseObject({
  parameters: parametersSchema.default({}),
  matrix: matrixSchema.optional(),
});

/** A misspelt `matrix` would show as parameters that are not there. */
const topSchema = z.strictObject(
  Object.fromEntries(Object.keys(scenarioSchema.shape).map((key) => [key, z.unknown().optional()])),
);

/** Parts that parameters are no part of. */
const HEAD = ['$schema', 'include', 'parameters', 'matrix'];

/**
 * Makes a scenario of a document: what it includes is put in, each run of its matrix is one, its parameters are filled in.
 * Throws ScenarioFileError.
 */
export function expandScenario(source: Source, given: GivenParameters, files: Files): LoadedScenario[] {
  const origins = new Origins<Source>();
  origins.note(source.value, source);
  const located = locator(source, origins);
  const fail = (whole: unknown, problems: readonly InputProblem[]) =>
    new ScenarioFileError(
      source.file,
      problems.map((problem) => located(whole, problem)),
    );
  if (!isContainer(source.value) || Array.isArray(source.value)) {
    const { error } = scenarioSchema.safeParse(source.value);
    throw fail(source.value, error ? describeProblems(error, scenarioSchema, source.value) : []);
  }
  const whole = withIncludes(source, origins, files);
  const top = topSchema.safeParse(whole);
  if (!top.success) throw fail(whole, describeProblems(top.error, topSchema, whole));
  const head = headSchema.safeParse(whole);
  if (!head.success) throw fail(whole, describeProblems(head.error, scenarioSchema, whole));
  const { parameters: declared, matrix } = head.data;
  const { runs: _, include: __, exclude: ___, ...axes } = matrix ?? { runs: {}, include: [], exclude: [] };
  const ours = Object.fromEntries(Object.entries(given).filter(([name]) => name in declared || name in axes));
  const about = (error: unknown, place: Path = []): never => {
    if (error instanceof MatrixError) throw fail(whole, [{ path: ['matrix'], message: error.message }]);
    if (!(error instanceof ParameterError)) throw error;
    const { path, message, fix } = error;
    throw fail(whole, [{ path: [...place, ...path], message, ...(fix && { fix }) }]);
  };
  try {
    const combinations: Combination[] = matrix
      ? combinationsOf(matrix, pinnedValues(ours, declared, axes))
      : [{ values: {}, labels: [] }];
    const variants = combinations.map(({ values, labels }) => {
      const filled = valuesOf(declared, values, ours);
      return { filled, labels, value: variantOf(whole, filled, origins) };
    });
    const names = variants.map(({ value }) => (value as { name?: unknown }).name);
    const areTold = new Set(names).size === names.length;
    const goldens = variants.flatMap(({ value }) => (value as { golden?: unknown }).golden ?? []);
    if (new Set(goldens).size < goldens.length) {
      const fix = `Let its name hold what is different, such as \${NAME}.`;
      throw fail(whole, [{ path: ['golden'], message: 'is one file for several runs of the matrix', fix }]);
    }
    return variants.map(({ filled, labels, value }) => {
      const written = withMixes(value, { source, origins, files }) as Record<string, unknown>;
      const result = scenarioSchema.safeParse(written);
      if (!result.success) throw fail(written, describeProblems(result.error, scenarioSchema, written));
      const name = areTold ? result.data.name : `${result.data.name} (${labels.join(', ')})`;
      return {
        scenario: { ...result.data, name },
        file: source.file,
        parameters: filled,
        given: ours,
        files,
        placeOf: (path) => {
          const origin = origins.of(written, path);
          const place = origin?.source.placeOf(origin.path);
          return origin && place && { file: origin.source.file, line: place.line };
        },
      };
    });
  } catch (error) {
    return about(error);
  }
}

function variantOf(
  whole: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, Json>>,
  origins: Origins<Source>,
): unknown {
  const kept = Object.fromEntries(Object.entries(whole).filter(([key]) => !HEAD.includes(key)));
  origins.copy(whole, kept);
  return substitute(kept, values, origins);
}

function locator(source: Source, origins: Origins<Source>) {
  return (whole: unknown, { path, message, fix }: InputProblem): LocatedProblem => {
    const origin = origins.of(whole, path);
    const { file } = origin?.source ?? source;
    return {
      ...origin?.source.placeOf(origin.path),
      ...(file !== source.file && { file }),
      path: path.join('.'),
      message,
      ...(fix && { fix }),
    };
  };
}

interface Reading {
  readonly source: Source;
  readonly origins: Origins<Source>;
  readonly files: Files;
}

/** A fleet may name the file of its mix, relative to the scenario's. */
function withMixes(value: unknown, reading: Reading): unknown {
  if (!isContainer(value)) return value;
  const { origins } = reading;
  let changed = false;
  const inside = (key: string | number, inner: unknown): unknown => {
    const after =
      key === 'mix' && typeof inner === 'string' ? readMix(inner, value, reading) : withMixes(inner, reading);
    if (after !== inner) changed = true;
    return after;
  };
  const copy = Array.isArray(value)
    ? value.map((inner, index) => inside(index, inner))
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inside(key, inner)]));
  if (!changed) return value;
  origins.copy(value, copy);
  return copy;
}

function readMix(name: string, fleet: object, { source, origins, files }: Reading): unknown {
  const origin = origins.of(fleet, ['mix']);
  const { file } = origin?.source ?? source;
  const path = files.beside(file, name);
  try {
    const [mix] = readSources(files.read(path), files.shown(path));
    if (mix) origins.note(mix.value, mix);
    return mix?.value ?? {};
  } catch (error) {
    if (error instanceof ScenarioFileError) throw error;
    const message = `cannot read '${files.shown(path)}' (${(error as { code?: string }).code})`;
    const fix = 'a path is relative to the file that it stands in';
    throw new ScenarioFileError(file, [
      { ...origin?.source.placeOf(origin.path), path: 'mix', message, fix },
    ]);
  }
}
