import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** How a program ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program, in the project's folder if no other is named, with nothing in its environment but the path and what is given.
 * @param input what it can read
 */
export function run(
  file: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  cwd = ROOT,
  input?: string,
): Promise<Ended> {
  const env = { PATH: process.env['PATH'] ?? '', ...environment };
  return new Promise((resolve) => {
    const child = execFile(file, args, { env, cwd, maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr }),
    );
    if (input !== undefined) child.stdin?.end(input);
  });
}

/** What makes Node run the program from source, wherever it is called. */
export const SOURCE = ['--import', import.meta.resolve('tsx'), MAIN] as const;

/** Runs the program as people do, from source. */
export const tenantless = (
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  cwd = ROOT,
  input?: string,
): Promise<Ended> => run(process.execPath, [...SOURCE, ...args], environment, cwd, input);
