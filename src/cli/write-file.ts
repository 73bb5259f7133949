import { existsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CliError, EXIT } from './exit.ts';

/** Writes a file that somebody named; throws CliError when that is not possible. */
export function writeFile(file: string, content: string | Uint8Array): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    const [why, fix] = explain(file, error as NodeJS.ErrnoException);
    throw new CliError(EXIT.environment, `cannot write '${file}': ${why}`, fix);
  }
}

/** Tells before there is something to write that it could not be written: throws CliError when its folder is not there. */
export function expectFolderOf(file: string): void {
  const folder = dirname(file);
  if (!existsSync(folder))
    throw new CliError(EXIT.environment, `cannot write '${file}': ${noFolder(folder)}`, MAKE_FOLDER);
}

const MAKE_FOLDER = 'Make it first, or name another file.';
const noFolder = (folder: string) => `there is no folder '${folder}'`;

function explain(file: string, { code, message }: NodeJS.ErrnoException): [why: string, fix?: string] {
  const folder = dirname(file);
  if (code === 'ENOENT' && !existsSync(folder)) return [noFolder(folder), MAKE_FOLDER];
  if (code === 'EISDIR') return ['this is a folder', 'Name a file in it.'];
  if (code === 'EACCES' || code === 'EPERM')
    return ['no permission', 'Let it be written by you, or name another file.'];
  return [message];
}
