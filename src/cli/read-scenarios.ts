import {
  type LoadedScenario,
  loadScenarios,
  ScenarioFileError,
  ScenarioPathError,
  UnknownParameterError,
} from '../scenario/index.ts';
import { CliError, EXIT } from './exit.ts';

/** The scenarios of files and folders. Throws CliError. */
export async function readScenarios(
  paths: readonly string[],
  parameters: Readonly<Record<string, string>> = {},
): Promise<LoadedScenario[]> {
  try {
    return await loadScenarios(paths, importTypeScript, parameters);
  } catch (error) {
    if (error instanceof ScenarioFileError) throw new CliError(EXIT.usage, error.message);
    if (error instanceof ScenarioPathError) {
      throw new CliError(
        EXIT.usage,
        error.message,
        'Give the path of a scenario or of a folder with scenarios.',
      );
    }
    if (error instanceof UnknownParameterError) throw new CliError(EXIT.usage, error.message);
    throw error;
  }
}

/** Node 20 reads no TypeScript by itself. */
async function importTypeScript(path: string): Promise<Record<string, unknown>> {
  const { tsImport } = await import('tsx/esm/api');
  return tsImport(path, import.meta.url);
}
