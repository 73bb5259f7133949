import { expandScenario, type LoadedScenario } from './expand/expand.ts';
import type { GivenParameters } from './expand/parameters.ts';
import { readSources } from './expand/source.ts';
import { type Files, NO_FILES } from './files.ts';
import type { ScenarioInput } from './schema.ts';

export type { LoadedScenario, Place } from './expand/expand.ts';
export { ScenarioFileError } from './problems.ts';

/**
 * Reads the scenarios of a YAML (or JSON) text: one a document, and of one with a matrix each run. Throws ScenarioFileError.
 * @param file what it is called; what it includes is looked for from there
 */
export function parseScenarios(
  text: string,
  file: string,
  given: GivenParameters = {},
  files: Files = NO_FILES,
): LoadedScenario[] {
  return readSources(text, file).flatMap((source) => expandScenario(source, given, files));
}

/** Checks a scenario that was written in code; each run, where it has a matrix. Throws ScenarioFileError. */
export function checkScenario(
  input: ScenarioInput,
  file: string,
  given: GivenParameters = {},
  files: Files = NO_FILES,
): LoadedScenario[] {
  return expandScenario({ file, value: input, placeOf: () => undefined }, given, files);
}
