import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { extname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { closest } from '../input/index.ts';
import { isDefinedScenario } from './define.ts';
import type { GivenParameters } from './expand/parameters.ts';
import { NODE_FILES } from './node-files.ts';
import { checkScenario, type LoadedScenario, parseScenarios, ScenarioFileError } from './parse.ts';
import { placeOfThrown, wordsOf } from './thrown.ts';

const WRITTEN = ['.yaml', '.yml'];
const CODED = ['.ts', '.mts', '.js', '.mjs'];

/** A path that was given and isn't there, or holds no scenario. */
export class ScenarioPathError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ScenarioPathError';
  }
}

/** A parameter that was given and that no scenario has. */
export class UnknownParameterError extends Error {
  constructor(name: string, known: readonly string[]) {
    const meant = closest(name, known);
    super(
      `no scenario has a parameter '${name}'; there ${meant ? `is '${meant}'` : `is ${known.join(', ') || 'none'}`}`,
    );
    this.name = 'UnknownParameterError';
  }
}

/**
 * Reads the scenarios of files and of the folders below which they lie, in the order of their names.
 * Of a folder, files whose name begins with "_" are left to those that include them.
 * Throws ScenarioPathError, ScenarioFileError and UnknownParameterError.
 * @param importModule how a TypeScript module is imported; its path is absolute
 * @param given values for the scenarios' parameters
 */
export async function loadScenarios(
  paths: readonly string[],
  importModule: (path: string) => Promise<Record<string, unknown>> = (path) =>
    import(pathToFileURL(path).href),
  given: GivenParameters = {},
): Promise<LoadedScenario[]> {
  const loaded: LoadedScenario[] = [];
  for (const file of [...new Set(paths.flatMap(scenarioFiles))]) {
    if (WRITTEN.includes(extname(file)))
      loaded.push(...parseScenarios(readFileSync(file, 'utf8'), file, given, NODE_FILES));
    else loaded.push(...(await fromModule(file, importModule, given, paths.includes(file))));
  }
  for (const name of Object.keys(given)) {
    const known = [...new Set(loaded.flatMap((each) => Object.keys(each.parameters)))];
    if (!known.includes(name)) throw new UnknownParameterError(name, known);
  }
  if (loaded.length === 0)
    throw new ScenarioPathError(
      `no scenario (${WRITTEN.join(', ')} or ${CODED.join(', ')}) in ${paths.join(', ')}`,
    );
  return loaded;
}

async function fromModule(
  file: string,
  importModule: (path: string) => Promise<Record<string, unknown>>,
  given: GivenParameters,
  named: boolean,
): Promise<LoadedScenario[]> {
  let exported: Record<string, unknown>;
  try {
    exported = await importModule(resolve(file));
  } catch (error) {
    const message = `the module cannot be loaded: ${compilerWords(error) ?? wordsOf(error)}`;
    throw new ScenarioFileError(file, [{ message, ...placeOfThrown(error, file) }]);
  }
  const scenarios = Object.values(exported).flat().filter(isDefinedScenario);
  if (named && scenarios.length === 0)
    throw new ScenarioFileError(file, [
      { message: 'it exports no scenario', fix: 'export const story = defineScenario({ … })' },
    ]);
  return scenarios.flatMap((scenario) => checkScenario(scenario, file, given, NODE_FILES));
}

/** What a compiler says below its headline: `ERROR: Expected "}" but found "steps"`. */
function compilerWords(error: unknown): string | undefined {
  return /: ERROR: (.*)/.exec(String((error as Partial<Error> | undefined)?.message))?.[1];
}

function scenarioFiles(path: string): string[] {
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch {
    throw new ScenarioPathError(`there is no file or folder '${path}'`);
  }
  const known = [...WRITTEN, ...CODED];
  if (!stats.isDirectory()) {
    if (known.includes(extname(path))) return [path];
    throw new ScenarioPathError(`'${path}' is no scenario: it should end in ${known.join(', ')}`);
  }
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter(
      (name) =>
        known.includes(extname(name)) && !name.endsWith('.d.ts') && !/\.(test|spec)\.[mc]?[jt]s$/.test(name),
    )
    .filter((name) => !name.split(/[\\/]/).includes('node_modules') && !/(?:^|[\\/])_[^\\/]*$/.test(name))
    .sort()
    .map((name) => relative('.', join(path, name)));
}
