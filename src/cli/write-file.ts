import { writeFileSync } from 'node:fs';
import { CliError, EXIT } from './exit.ts';

/** Writes a file that somebody named; throws CliError when that is not possible. */
export function writeFile(file: string, content: string | Uint8Array): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new CliError(EXIT.environment, `cannot write '${file}': ${(error as Error).message}`);
  }
}
